"""The review of an uploaded file as its page shows it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from assessments.domain.marks import MarkCounts
from assessments.models import ImportState, ResultsImport
from assessments.queries.imports import (
    Effect,
    ImportPlan,
    PlanLine,
    draft_rows,
    plan_import,
)
from core.values import academic_year
from core.values.wording import DASH, decimal

_REPORT_IN_SHEET = re.compile(r"\s+Статистика по отмет\w*$")
EFFECT_WORDS = {
    Effect.NEW: "новый",
    Effect.CHANGED: "изменится",
    Effect.SAME: "без изменений",
    Effect.LEFT_OUT: "не загружается",
}


_AFTERWARDS_WORDS = {
    Effect.NEW: "нет",
    Effect.CHANGED: "другие числа",
    Effect.SAME: "эти числа",
    Effect.LEFT_OUT: "не загружено",
}


@dataclass(frozen=True, slots=True)
class IssueLine:
    """An issue with its place in words."""

    is_error: bool
    place: str
    text: str


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """A row of the file as the page shows it."""

    school: str
    written_school: str
    work: str
    year: str
    participants: int
    in_file: str
    understood: str
    stored: str
    effect: Effect
    effect_words: str
    place: str


@dataclass(frozen=True, slots=True)
class Review:
    """Everything a person decides upon."""

    plan: ImportPlan
    issues: list[IssueLine]
    lines: list[ReviewLine]

    @property
    def errors(self) -> int:
        """Rows and places because of which something is left out."""
        return sum(issue.is_error for issue in self.issues)

    @property
    def gives_results(self) -> bool:
        """Whether confirming would add or change anything or find it the same."""
        return any(line.effect is not Effect.LEFT_OUT for line in self.plan.lines)


def review_of(results_import: ResultsImport) -> Review:
    """The file met with the register and with what is stored today; doubtful things first."""
    plan = plan_import(results_import.municipality, draft_rows(results_import))
    read = [
        IssueLine(
            issue["severity"] == "error",
            place_words(issue["source"]["sheet"], issue["source"]["cell"]),
            issue["text"],
        )
        for issue in results_import.issues
    ]
    met = [
        IssueLine(issue.severity.value == "error", place_words(issue.sheet, issue.cell), issue.text)
        for issue in plan.issues
    ]
    words = EFFECT_WORDS if results_import.state == ImportState.DRAFT else _AFTERWARDS_WORDS
    order = {effect: place for place, effect in enumerate(_DOUBTFUL_FIRST)}
    lines = sorted(plan.lines, key=lambda line: order[line.effect])
    return Review(
        plan=plan,
        issues=sorted([*read, *met], key=lambda issue: not issue.is_error),
        lines=[_line(line, words[line.effect]) for line in lines],
    )


_DOUBTFUL_FIRST = (Effect.LEFT_OUT, Effect.CHANGED, Effect.NEW, Effect.SAME)


def place_words(sheet: str, cell: str) -> str:
    """«РУ 4, C12»; the cell alone where the file has no sheets.

    Sheets of ФИС ОКО repeat the report's name, cut to 31 characters; people need the rest.
    """
    shown = _REPORT_IN_SHEET.sub("", sheet).strip() or sheet
    return f"{shown}, {cell}" if shown else cell


def _line(line: PlanLine, words: str) -> ReviewLine:
    row = line.row
    return ReviewLine(
        school=line.school.name if line.school else "",
        written_school=row.school_name or row.school_code,
        work=row.work.title,
        year=academic_year.label(row.academic_year),
        participants=row.participants,
        in_file=_percents(row.percents) if row.percents else "",
        understood=_figures(row.marks, row.mean_score, row.below_minimum),
        stored=_figures(line.stored.marks, line.stored.mean_score, line.stored.below_minimum)
        if line.stored and line.effect is Effect.CHANGED
        else "",
        effect=line.effect,
        effect_words=words,
        place=place_words(row.sheet, row.cell),
    )


def _percents(percents: tuple[Decimal, ...]) -> str:
    return " · ".join(f"{percent.normalize():f}".replace(".", ",") for percent in percents) + " %"


def _figures(marks: MarkCounts | None, mean: Decimal | None, below: int | None) -> str:
    if marks is not None:
        return " · ".join(map(str, marks.as_tuple()))
    parts = []
    if mean is not None:
        parts.append(f"средний балл {decimal(mean)}")
    if below is not None:
        parts.append(f"ниже порога {below}")
    return ", ".join(parts) or DASH
