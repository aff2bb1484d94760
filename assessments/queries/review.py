"""The review of an uploaded file as its page shows it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from assessments.models import ImportState, ResultsImport
from assessments.queries.fact_kinds import RESULTS
from assessments.queries.import_plans import Effect, ImportPlan, PlanLine, plan_of, shown_school
from core.values import academic_year
from core.values.wording import DASH
from schools.domain.matching import How

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
class Difference:
    """One figure that would change."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """A row of the file as the page shows it; `kind` is empty for marks and scores.

    `login` is that of the school of the portal, empty where there is none.
    """

    school: str
    login: str
    written_school: str
    work: str
    kind: str
    year: str
    in_file: str
    understood: str
    differences: list[Difference]
    more_differences: int
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
        loaded = any(line.effect is not Effect.LEFT_OUT for line in self.plan.lines)
        return loaded or bool(self.plan.references)

    @property
    def is_known_already(self) -> bool:
        """Whether all that the file says is stored and confirming would change nothing."""
        return self.gives_results and self.plan.changes_nothing


def review_of(results_import: ResultsImport) -> Review:
    """The file met with the register and with what is stored today; doubtful things first."""
    plan = plan_of(results_import)
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
    lines = sorted((*plan.lines, *plan.references), key=_doubt)
    return Review(
        plan=plan,
        issues=sorted([*read, *met], key=lambda issue: not issue.is_error),
        lines=[_line(line, words[line.effect]) for line in lines],
    )


_DOUBTFUL_FIRST = (Effect.LEFT_OUT, Effect.CHANGED, Effect.NEW, Effect.SAME)
_DIFFERENCES_SHOWN = 8


def _doubt(line: PlanLine) -> tuple[bool, int]:
    """Rows that are left out, then guessed schools, then what changes, then the rest."""
    is_guessed = line.match is not None and line.match.how is How.SIMILAR_NAME
    is_left_out = line.effect is Effect.LEFT_OUT
    return (not (is_left_out or is_guessed), _DOUBTFUL_FIRST.index(line.effect))


def place_words(sheet: str, cell: str) -> str:
    """«РУ 4, C12»; only one of them where there is no other.

    Sheets of ФИС ОКО repeat the report's name, cut to 31 characters; people need the rest.
    """
    shown = _REPORT_IN_SHEET.sub("", sheet).strip() or sheet
    return ", ".join(filter(None, (shown, cell)))


def _line(line: PlanLine, words: str) -> ReviewLine:
    row = line.row
    differences = differences_of(line) if line.effect is Effect.CHANGED else []
    percents = getattr(row, "percents", ())
    is_school = line.kind.owner == "school_id"
    return ReviewLine(
        school=line.school.name if line.school else "",
        login=line.school.login if line.school else "",
        written_school=shown_school(row) if is_school else row.name,
        work=row.work.title,
        kind="" if line.kind is RESULTS else line.kind.title,
        year=academic_year.label(row.academic_year),
        in_file=_percents(percents) if percents else "",
        understood=line.after,
        differences=differences[:_DIFFERENCES_SHOWN],
        more_differences=max(0, len(differences) - _DIFFERENCES_SHOWN),
        effect=line.effect,
        effect_words=words,
        place=place_words(row.sheet, row.cell),
    )


def differences_of(line: PlanLine) -> list[Difference]:
    """Each figure that the row would change: было → стало."""
    if line.stored is None:
        return []
    before = line.kind.parts(line.kind.stored_figures(line.stored, line.figures))
    after = line.kind.parts(line.figures)
    return [
        Difference(name, before.get(name, DASH), after.get(name, DASH))
        for name in dict.fromkeys((*before, *after))
        if before.get(name) != after.get(name)
    ]


def _percents(percents: tuple[Decimal, ...]) -> str:
    return " · ".join(f"{percent.normalize():f}".replace(".", ",") for percent in percents) + " %"
