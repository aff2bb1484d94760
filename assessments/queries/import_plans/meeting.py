"""Rows of one file, one by one, with what the portal knows and a person has decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from assessments.parsing.drafts import DraftFact, DraftReference
from assessments.queries.draft_pieces import DraftLine
from assessments.queries.fact_kinds import REFERENCES, kind_of
from assessments.queries.import_plans.known import Known, Wanted
from assessments.queries.import_plans.lines import UNNAMED, Effect, Key, PlanLine, written_school
from assessments.queries.import_plans.plans import ImportPlan
from core.office.issues import Issue, Severity
from core.values import academic_year
from schools.domain.matching import How, KnownSchool, Match
from schools.models import Municipality, School

_AS_DECIDED = "школа не загружается по вашему решению"


@dataclass(slots=True)
class Recognised:
    """A row with the school it means; `wanted` is None where it cannot be loaded.

    `issues` say why, or what is doubtful although it can.
    """

    row: DraftLine
    school: School | None = None
    wanted: Wanted | None = None
    match: Match | None = None
    issues: list[Issue] = field(default_factory=list)
    is_unknown: bool = False
    is_decided: bool = False
    is_shown: bool = True


class Meeting:
    """One file met with the portal; `plan` gathers what was met so far."""

    def __init__(self, known: Known, decisions: Mapping[str, int | None]) -> None:
        self.known = known
        self.decisions = decisions
        self.plan = ImportPlan()
        self._taken: dict[int, str] = {}
        self._told: set[int] = set()
        self._elsewhere: dict[str, tuple[DraftReference, int]] = {}

    def recognise(self, row: DraftLine) -> Recognised:
        """The school that a row means, before anything stored is asked for."""
        if isinstance(row, DraftReference):
            return self._beside(row)
        written = written_school(row)
        is_decided = written in self.decisions
        if row.academic_year > self.known.this_year:
            label = academic_year.label(row.academic_year)
            problem = f"учебный год {label} ещё не начался"
            return Recognised(row, issues=[_left_out(row, problem)], is_decided=is_decided)
        if is_decided:
            return self._decided(row, self.decisions[written])
        is_foreign = row.school_code in self.known.foreign
        match = None if is_foreign else self.known.register.match(row.school_code, row.school_name)
        problem = _problem(row, match, self.known.municipality, self.known.foreign)
        if match is None or problem:
            return Recognised(
                row, issues=[_left_out(row, problem)], is_unknown=match is None and not is_foreign
            )
        school = self.known.schools[match.school.key]
        doubts = _doubts(row, match, self.known.register.named(row.school_name))
        return Recognised(row, school, _wanted(row, school.pk), match, list(doubts))

    def meet(self, recognised: Sequence[Recognised], stored: Mapping[Key, Any]) -> list[PlanLine]:
        """The lines of rows that follow those met before; the plan knows of them afterwards."""
        lines = []
        for one in recognised:
            line = self._line(one, stored)
            self.plan.order.add(line)
            if line is not None:
                self.plan.add(line, is_decided=one.is_decided)
                lines.append(line)
        return lines

    def finish(self) -> ImportPlan:
        """The plan when every row is met."""
        self._tell(_passed_over(*found) for found in self._elsewhere.values())
        self._elsewhere.clear()
        return self.plan

    def _line(self, one: Recognised, stored: Mapping[Key, Any]) -> PlanLine | None:
        if isinstance(one.row, DraftReference) and not one.is_shown:
            first, count = self._elsewhere.get(one.row.sheet, (one.row, 0))
            self._elsewhere[one.row.sheet] = (first, count + 1)
            return None
        first_cell = self._first_cell(one)
        if first_cell is None:
            self._tell(one.issues)
            return line_of(one, stored)
        if isinstance(one.row, DraftReference):
            return None
        problem = f"та же школа и та же работа, что в ячейке {first_cell}"
        self._tell([_left_out(one.row, problem)])
        return repeated_line(one)

    def _tell(self, issues: Iterable[Issue]) -> None:
        """Notes each issue once: a protocol says marks, scores and tasks of a row in one cell."""
        for issue in issues:
            mark = hash(issue)
            if mark not in self._told:
                self._told.add(mark)
                self.plan.issues.append(issue)

    def _first_cell(self, one: Recognised) -> str | None:
        """The cell of the first row of the same school and work; None where this is the first.

        A key is noted by its hash: that two of a file share one is as likely as 1 in 10^10.
        """
        if one.wanted is None:
            return None
        mark = hash(one.wanted.key)
        if mark in self._taken:
            return self._taken[mark]
        self._taken[mark] = one.row.cell
        return None

    def _decided(self, row: DraftFact, school_id: int | None) -> Recognised:
        school = self.known.schools.get(school_id) if school_id is not None else None
        if school is None:
            issue = _issue(Severity.WARNING, _AS_DECIDED, row)
            return Recognised(row, issues=[issue], is_decided=True)
        return Recognised(row, school, _wanted(row, school.pk), is_decided=True)

    def _beside(self, row: DraftReference) -> Recognised:
        """A row to compare with; those of other regions and offices are not shown."""
        if _is_elsewhere(row, self.known.municipality):
            return Recognised(row, is_shown=False)
        return Recognised(row, wanted=_wanted(row, self.known.municipality.pk))


def line_of(one: Recognised, stored: Mapping[Key, Any]) -> PlanLine:
    """What confirming would do with a row that is the first of its school and work."""
    if one.wanted is None:
        return _unwanted(one)
    kind, identity = one.wanted.kind, one.wanted.identity
    figures = kind.figures(one.row)
    current = stored.get(one.wanted.key)
    if current is None:
        effect = Effect.NEW
    else:
        is_same = kind.stored_figures(current, figures) == figures
        effect = Effect.SAME if is_same else Effect.CHANGED
    return PlanLine(one.row, kind, one.school, effect, identity, figures, current, one.match)


def repeated_line(one: Recognised) -> PlanLine:
    """A row that says once more what another one has said."""
    return _unwanted(one, is_repeated=True)


def _unwanted(one: Recognised, *, is_repeated: bool = False) -> PlanLine:
    kind = kind_of(one.row)
    return PlanLine(
        one.row, kind, None, Effect.LEFT_OUT, kind.identity(one.row), kind.figures(one.row),
        is_unknown=one.is_unknown, is_repeated=is_repeated,
    )  # fmt: skip


def _wanted(row: DraftLine, owner: int) -> Wanted:
    kind = REFERENCES if isinstance(row, DraftReference) else kind_of(row)
    return Wanted(kind, owner, kind.identity(row))


def _problem(
    row: DraftFact, match: Match | None, municipality: Municipality, foreign: set[str]
) -> str:
    shown = f"«{row.school_name or row.school_code}»"
    if row.school_code in foreign:
        return f"школа {shown} относится к другому муниципалитету"
    named = row.municipality.lower()
    if named.startswith("reg") and "_m" in named and named != municipality.code.lower():
        return f"школа {shown} относится к другому муниципалитету ({row.municipality})"
    if match is None and not (row.school_name or row.school_code):
        return UNNAMED
    if match is None:
        code = f" с логином {row.school_code}" if row.school_code and row.school_name else ""
        return f"школы {shown}{code} нет среди школ муниципалитета"
    return ""


def _is_elsewhere(row: DraftReference, municipality: Municipality) -> bool:
    """Whether the row is of a region or an office other than the one that loads the file."""
    code = row.code.lower()
    if row.scope == "municipality":
        return bool(code) and code != municipality.code.lower()
    own_region = municipality.code.lower().partition("_")[0]
    return row.scope == "region" and bool(code) and not code.startswith(own_region)


def _passed_over(first: DraftReference, count: int) -> Issue:
    """One sentence for a sheet: a file of a region has hundreds of such rows."""
    text = f"строки других регионов и муниципалитетов для сравнения не взяты: {count}"
    return _issue(Severity.WARNING, text, first)


def _doubts(row: DraftFact, match: Match, named: KnownSchool | None) -> Iterable[Issue]:
    """What to look at; `named` is the school that bears the name written in the row."""
    known = match.school.names[0]
    if named is not None and named != match.school:
        text = (
            f"по коду {row.school_code} это школа «{known}», а в файле названа "
            f"«{row.school_name}»; взята школа по коду"
        )
        yield _issue(Severity.WARNING, text, row)
    if match.how is How.SIMILAR_NAME:
        text = (
            f"школа «{row.school_name}» узнана по похожему названию: «{known}» "
            f"(сходство {match.score}\u00a0%)"
        )
        yield _issue(Severity.WARNING, text, row)
    elif match.how is How.NAME and row.school_code:
        text = f"логина {row.school_code} нет; школа узнана по названию: «{known}»"
        yield _issue(Severity.WARNING, text, row)


def _left_out(row: DraftFact, problem: str) -> Issue:
    return _issue(Severity.ERROR, f"{problem}; строка не будет загружена", row)


def _issue(severity: Severity, text: str, row: DraftLine) -> Issue:
    return Issue(severity, text, row.sheet, row.cell)
