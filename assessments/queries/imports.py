"""What confirming a file would do: rows met with the register and with what is stored."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import OuterRef, QuerySet

from assessments.models import Result, ResultsImport
from assessments.parsing.draft_json import row_from_dict
from assessments.parsing.drafts import DraftRow
from core.counting import counted_apart
from core.office.issues import Issue, Severity
from core.values.wording import counted
from schools.domain.matching import How, KnownSchool, Match, Register
from schools.models import Municipality, School, SchoolAlias

FIGURES = (
    "participants", "twos", "threes", "fours", "fives", "mean_score", "below_minimum",
    "below_entry_minimum", "high_scorers", "written_year", "recovered",
)  # fmt: skip


class Effect(StrEnum):
    """What confirming would do with a row."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A row of the file, the school it means and what it would change."""

    row: DraftRow
    school: School | None
    effect: Effect
    stored: Result | None = None


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """All rows with their effects, and the issues that meeting the register has brought."""

    lines: tuple[PlanLine, ...]
    issues: tuple[Issue, ...]

    def with_effect(self, effect: Effect) -> list[PlanLine]:
        """Rows with one effect."""
        return [line for line in self.lines if line.effect is effect]

    def counts(self) -> dict[str, int]:
        """How many rows have each effect."""
        return {effect.value: len(self.with_effect(effect)) for effect in Effect}


def import_list(user: Any) -> QuerySet[ResultsImport]:
    """Uploaded files, newest first, with the number of results that still stem from each.

    The count is no join: grouping would carry a file's issues once for each of its results.
    """
    results = Result.objects.filter(results_import=OuterRef("pk"))
    return (
        ResultsImport.objects.visible_to(user)
        .defer("draft")
        .select_related("uploaded_by", "municipality")
        .annotate(results_kept=counted_apart(results))
        .order_by("-uploaded_at", "-pk")
    )


def draft_rows(results_import: ResultsImport) -> list[DraftRow]:
    """The rows that were read from the file."""
    return [row_from_dict(data) for data in results_import.draft["rows"]]


def plan_import(municipality: Municipality, rows: Sequence[DraftRow]) -> ImportPlan:
    """What `rows` mean for the municipality's schools and its stored results."""
    schools = {
        school.pk: school
        for school in School.objects.filter(municipality=municipality).prefetch_related("aliases")
    }
    register = Register(map(_known, schools.values()))
    foreign = _foreign_codes(municipality, rows)
    stored = _stored(municipality, rows)
    issues: list[Issue] = []
    lines: list[PlanLine] = []
    taken: dict[tuple[object, ...], DraftRow] = {}
    for row in rows:
        match = None if row.school_code in foreign else register.match(
            row.school_code, row.school_name
        )  # fmt: skip
        problem = _problem(row, match, municipality, foreign)
        key = (match.school.key if match else None, row.work, row.academic_year, row.attempt)
        first = taken.setdefault(key, row) if match and not problem else row
        if first is not row:
            problem = f"та же школа и та же работа, что в ячейке {first.cell}"
        if problem or match is None:
            issues.append(_issue(Severity.ERROR, f"{problem}; строка не будет загружена", row))
            lines.append(PlanLine(row, None, Effect.LEFT_OUT))
            continue
        issues.extend(_doubts(row, match))
        old = stored.get(key)
        effect = Effect.NEW if old is None else _compared(row, old)
        lines.append(PlanLine(row, schools[match.school.key], effect, old))
    return ImportPlan(tuple(lines), tuple(issues))


def figures_of(row: DraftRow) -> dict[str, Any]:
    """The row's figures under the names of the stored columns."""
    twos, threes, fours, fives = row.marks.as_tuple() if row.marks else (None,) * 4
    return {
        "participants": row.participants, "twos": twos, "threes": threes, "fours": fours,
        "fives": fives, "mean_score": row.mean_score, "below_minimum": row.below_minimum,
        "below_entry_minimum": row.below_entry_minimum, "high_scorers": row.high_scorers,
        "written_year": row.written_year, "recovered": row.recovered,
    }  # fmt: skip


def _known(school: School) -> KnownSchool:
    return KnownSchool(
        key=school.pk,
        login=school.login,
        names=(school.name, school.full_name),
        aliases=tuple(alias.login for alias in school.aliases.all()),
        codes=tuple(filter(None, (school.oge_code, school.ege_code))),
    )


def _foreign_codes(municipality: Municipality, rows: Iterable[DraftRow]) -> frozenset[str]:
    """Logins in the file that belong to schools of other municipalities."""
    codes = {row.school_code for row in rows if row.school_code}
    found: set[str] = set()
    ordered = sorted(codes)
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
    municipality: Municipality, rows: Sequence[DraftRow]
) -> dict[tuple[object, ...], Result]:
    years = {row.academic_year for row in rows}
    found = Result.objects.of_municipality(municipality.pk).filter(academic_year__in=years)
    return {
        (result.school_id, result.work, result.academic_year, result.attempt): result
        for result in found
    }


def _problem(
    row: DraftRow, match: Match | None, municipality: Municipality, foreign: frozenset[str]
) -> str | None:
    shown = f"«{row.school_name or row.school_code}»"
    if row.school_code in foreign:
        return f"школа {shown} относится к другому муниципалитету"
    named = row.municipality.lower()
    if named.startswith("reg") and "_m" in named and named != municipality.code.lower():
        return f"школа {shown} относится к другому муниципалитету ({row.municipality})"
    if match is None:
        code = f" с логином {row.school_code}" if row.school_code and row.school_name else ""
        return f"школы {shown}{code} нет среди школ муниципалитета"
    return None


def _doubts(row: DraftRow, match: Match) -> Iterable[Issue]:
    known = match.school.names[0]
    if match.how is How.SIMILAR_NAME:
        text = (
            f"школа «{row.school_name}» узнана по похожему названию: «{known}» "
            f"(сходство {match.score}\u00a0%)"
        )
        yield _issue(Severity.WARNING, text, row)
    elif match.how is How.NAME and row.school_code:
        text = f"логина {row.school_code} нет; школа узнана по названию: «{known}»"
        yield _issue(Severity.WARNING, text, row)


def _compared(row: DraftRow, stored: Result) -> Effect:
    figures = figures_of(row)
    is_same = all(figures[name] == getattr(stored, name) for name in FIGURES)
    return Effect.SAME if is_same else Effect.CHANGED


def _issue(severity: Severity, text: str, row: DraftRow) -> Issue:
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
    return ", ".join(said) or "новых результатов нет"
