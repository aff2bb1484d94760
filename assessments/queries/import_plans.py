"""What confirming a file would do: its rows met with the register and with what is stored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils import timezone

from assessments.models import ResultsImport
from assessments.parsing.draft_json import fact_from_dict, reference_from_dict
from assessments.parsing.drafts import DraftFact, DraftReference
from assessments.queries.fact_kinds import REFERENCES, FactKind, kind_of
from core.office.issues import Issue, Severity
from core.values import academic_year as years
from core.values.wording import counted
from schools.domain.matching import How, KnownSchool, Match, Register
from schools.models import Municipality, School, SchoolAlias
from schools.queries.matching import known_school, schools_to_match

Key = tuple[Any, ...]


class Effect(StrEnum):
    """What confirming would do with a row."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A row of the file, the school it means and what it would change.

    `identity` and `figures` are the columns to be stored, `stored` is the current row.
    `is_unknown` says that the school may be one of ours and was not recognised.
    """

    row: Any
    kind: FactKind
    school: School | None
    effect: Effect
    identity: dict[str, Any]
    figures: dict[str, Any]
    stored: Any = None
    match: Match | None = None
    is_unknown: bool = False

    @property
    def before(self) -> str:
        """The current figures in words; empty where there are none."""
        if self.stored is None:
            return ""
        return self.kind.words(self.kind.stored_figures(self.stored, self.figures))

    @property
    def after(self) -> str:
        """The file's figures in words."""
        return self.kind.words(self.figures)


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """Figures of schools (`lines`), rows to compare with, and what meeting the register brought."""

    lines: tuple[PlanLine, ...]
    references: tuple[PlanLine, ...]
    issues: tuple[Issue, ...]

    def with_effect(self, effect: Effect) -> list[PlanLine]:
        """Rows of schools with one effect."""
        return [line for line in self.lines if line.effect is effect]

    def to_write(self, effect: Effect) -> list[PlanLine]:
        """Rows of schools and rows to compare with that have the effect."""
        return [line for line in (*self.lines, *self.references) if line.effect is effect]

    def counts(self) -> dict[str, int]:
        """How many rows of schools have each effect."""
        return {effect.value: len(self.with_effect(effect)) for effect in Effect}

    def changed_years(self) -> dict[str, list[int]]:
        """Academic years in which figures are added or changed, by the name of their kind."""
        found: dict[str, set[int]] = {}
        for effect in (Effect.NEW, Effect.CHANGED):
            for line in self.to_write(effect):
                found.setdefault(line.kind.name, set()).add(line.identity["academic_year"])
        return {name: sorted(years) for name, years in found.items()}

    @property
    def changes_nothing(self) -> bool:
        """Whether everything that would be loaded is stored already."""
        return not self.to_write(Effect.NEW) and not self.to_write(Effect.CHANGED)


def draft_facts(results_import: ResultsImport) -> list[DraftFact]:
    """Every figure of a school that was read from the file."""
    draft = results_import.draft
    return [fact_from_dict(data) for data in (*draft.get("rows", ()), *draft.get("facts", ()))]


def draft_references(results_import: ResultsImport) -> list[DraftReference]:
    """Rows to compare with that were read from the file."""
    kept = results_import.draft.get("references", ())
    # Drafts of the first version of the portal kept them without what the table needs.
    return [reference_from_dict(data) for data in kept if "kind" in data]


def plan_of(results_import: ResultsImport) -> ImportPlan:
    """The plan of an uploaded file as things stand now."""
    (plan,) = plans_of(results_import.municipality, [results_import])
    return plan


def plans_of(municipality: Municipality, imports: Sequence[ResultsImport]) -> list[ImportPlan]:
    """The plans of several files, each as if it were confirmed now and alone.

    The number of queries does not depend on the number of files.
    """
    drafts = [(draft_facts(one), draft_references(one)) for one in imports]
    rows = [row for facts, _ in drafts for row in facts]
    known = _Known.of(municipality, rows, [row for _, beside in drafts for row in beside])
    return [
        _Meeting(known, one.decisions).plan(facts, beside)
        for one, (facts, beside) in zip(imports, drafts, strict=True)
    ]


def plan_import(
    municipality: Municipality,
    rows: Sequence[DraftFact],
    references: Sequence[DraftReference] = (),
) -> ImportPlan:
    """What `rows` and `references` mean for the municipality's schools and stored figures."""
    return _Meeting(_Known.of(municipality, rows, references), {}).plan(rows, references)


UNNAMED = "школа в файле не названа"


def shown_school(row: DraftFact) -> str:
    """How a file names a school, for people."""
    return row.school_name or row.school_code or UNNAMED


def written_school(row: DraftFact) -> str:
    """How a file names a school: what decisions about it are kept by."""
    return f"{row.school_code}|{row.school_name}"


@dataclass(frozen=True, slots=True)
class _Known:
    """What the portal knows of the schools and works that files speak of."""

    municipality: Municipality
    schools: dict[int, School]
    register: Register
    foreign: frozenset[str]
    stored: dict[Key, Any]
    this_year: int

    @classmethod
    def of(
        cls,
        municipality: Municipality,
        rows: Sequence[DraftFact],
        references: Sequence[DraftReference],
    ) -> _Known:
        """Read once for all rows."""
        found = schools_to_match(municipality)
        return cls(
            municipality, {school.pk: school for school in found},
            Register(map(known_school, found)), _foreign_codes(municipality, rows),
            _stored(municipality, (*rows, *references)),
            years.of_date(timezone.localdate()),
        )  # fmt: skip


class _Meeting:
    """Rows of one file, one by one, with what the portal knows and the person has decided."""

    def __init__(self, known: _Known, decisions: Mapping[str, int | None]) -> None:
        self.known = known
        self.decisions = decisions
        self.taken: dict[Key, DraftFact | DraftReference] = {}
        self.issues: list[Issue] = []
        self.elsewhere: dict[str, list[DraftReference]] = defaultdict(list)

    def plan(self, rows: Sequence[DraftFact], references: Sequence[DraftReference]) -> ImportPlan:
        """The plan of the file."""
        lines = tuple(self._line_of(row) for row in rows)
        beside = tuple(filter(None, map(self._reference_line, references)))
        self.issues.extend(_passed_over(rows) for rows in self.elsewhere.values())
        # A protocol says marks, scores and tasks of a row in one cell: one sentence for all.
        return ImportPlan(lines, beside, tuple(dict.fromkeys(self.issues)))

    def _line_of(self, row: DraftFact) -> PlanLine:
        if row.academic_year > self.known.this_year:
            label = years.label(row.academic_year)
            return self._left_out(row, f"учебный год {label} ещё не начался")
        written = written_school(row)
        if written in self.decisions:
            return self._decided(row, self.decisions[written])
        is_foreign = row.school_code in self.known.foreign
        match = None if is_foreign else self.known.register.match(row.school_code, row.school_name)
        problem = _problem(row, match, self.known.municipality, self.known.foreign)
        if match is None or problem:
            return self._left_out(row, problem, is_unknown=match is None and not is_foreign)
        return self._met(row, self.known.schools[match.school.key], match)

    def _decided(self, row: DraftFact, school_id: int | None) -> PlanLine:
        school = self.known.schools.get(school_id) if school_id is not None else None
        if school is None:
            self.issues.append(_issue(Severity.WARNING, _AS_DECIDED, row))
            return self._unwanted(row)
        return self._met(row, school, None)

    def _met(self, row: DraftFact, school: School, match: Match | None) -> PlanLine:
        kind = kind_of(row)
        identity = kind.identity(row)
        key = kind.key_of(school.pk, identity)
        first = self.taken.setdefault(key, row)
        if first is not row:
            return self._left_out(row, f"та же школа и та же работа, что в ячейке {first.cell}")
        if match is not None:
            named = self.known.register.named(row.school_name)
            self.issues.extend(_doubts(row, match, named))
        return self._compared(row, kind, school, identity, key, match)

    def _reference_line(self, row: DraftReference) -> PlanLine | None:
        """The plan of a row to compare with; None for those of other regions and offices."""
        if _is_elsewhere(row, self.known.municipality):
            self.elsewhere[row.sheet].append(row)
            return None
        identity = REFERENCES.identity(row)
        key = REFERENCES.key_of(self.known.municipality.pk, identity)
        if self.taken.setdefault(key, row) is not row:
            return None
        return self._compared(row, REFERENCES, None, identity, key, None)

    def _compared(
        self,
        row: Any,
        kind: FactKind,
        school: School | None,
        identity: dict[str, Any],
        key: Key,
        match: Match | None,
    ) -> PlanLine:
        figures = kind.figures(row)
        stored = self.known.stored.get(key)
        if stored is None:
            effect = Effect.NEW
        else:
            is_same = kind.stored_figures(stored, figures) == figures
            effect = Effect.SAME if is_same else Effect.CHANGED
        return PlanLine(row, kind, school, effect, identity, figures, stored, match)

    def _left_out(self, row: DraftFact, problem: str, *, is_unknown: bool = False) -> PlanLine:
        self.issues.append(_issue(Severity.ERROR, f"{problem}; строка не будет загружена", row))
        return self._unwanted(row, is_unknown=is_unknown)

    def _unwanted(self, row: DraftFact, *, is_unknown: bool = False) -> PlanLine:
        kind = kind_of(row)
        return PlanLine(
            row, kind, None, Effect.LEFT_OUT, kind.identity(row), kind.figures(row),
            is_unknown=is_unknown,
        )  # fmt: skip


_AS_DECIDED = "школа не загружается по вашему решению"


def _foreign_codes(municipality: Municipality, rows: Iterable[DraftFact]) -> frozenset[str]:
    """Logins in the file that belong to schools of other municipalities."""
    ordered = sorted({row.school_code for row in rows if row.school_code})
    found: set[str] = set()
    for start in range(0, len(ordered), 500):
        part = ordered[start : start + 500]
        found.update(
            School.objects.filter(login__in=part)
            .exclude(municipality=municipality)
            .values_list("login", flat=True)
        )
        found.update(
            SchoolAlias.objects.filter(login__in=part)
            .exclude(school__municipality=municipality)
            .values_list("login", flat=True)
        )
    return frozenset(found)


def _stored(
    municipality: Municipality, rows: Iterable[DraftFact | DraftReference]
) -> dict[Key, Any]:
    """Current rows of the kinds and years that the file speaks of: one query a kind."""
    years: dict[str, tuple[FactKind, set[int]]] = {}
    for row in rows:
        kind = kind_of(row)
        years.setdefault(kind.name, (kind, set()))[1].add(row.academic_year)
    found: dict[Key, Any] = {}
    for kind, of_years in years.values():
        current = kind.model.objects.of_municipality(municipality.pk)
        for stored in current.filter(academic_year__in=of_years):
            found[kind.stored_key(stored)] = stored
    return found


def _problem(
    row: DraftFact, match: Match | None, municipality: Municipality, foreign: frozenset[str]
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


def _passed_over(rows: list[DraftReference]) -> Issue:
    """One sentence for a sheet: a file of a region has hundreds of such rows."""
    text = f"строки других регионов и муниципалитетов для сравнения не взяты: {len(rows)}"
    return _issue(Severity.WARNING, text, rows[0])


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


def _issue(severity: Severity, text: str, row: DraftFact | DraftReference) -> Issue:
    return Issue(severity, text, row.sheet, row.cell)


def summary_words(plan: ImportPlan) -> str:
    """«24 новых результата, 3 изменённых, 2 без изменений»."""
    counts = plan.counts()
    said = []
    if counts["new"]:
        said.append(
            counted(counts["new"], "новый результат", "новых результата", "новых результатов")
        )
    if counts["changed"]:
        said.append(counted(counts["changed"], "изменённый", "изменённых", "изменённых"))
    if counts["same"]:
        said.append(f"{counts['same']}\u00a0без изменений")
    beside = sum(line.effect is not Effect.SAME for line in plan.references)
    if beside:
        said.append(counted(beside, "строка", "строки", "строк") + " для сравнения")
    return ", ".join(said) or "новых результатов нет"
