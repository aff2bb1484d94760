"""The review of an uploaded file as its page shows it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from assessments.models import ImportState, ResultsImport
from assessments.queries.fact_kinds import RESULTS
from assessments.queries.import_plans import (
    Effect,
    ImportPlan,
    Known,
    PlanLine,
    lines_at,
    shown_school,
    walk_of,
)
from assessments.queries.review_totals import totals_of
from core.office.issues import Severity
from core.values import academic_year
from core.values.lines_on_demand import LinesOnDemand
from core.values.wording import DASH

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


class ReviewLines(LinesOnDemand[ReviewLine]):
    """The rows of a file, doubtful ones first; those that are asked for are read then."""

    def __init__(self, results_import: ResultsImport, plan: ImportPlan, known: Known) -> None:
        self._import = results_import
        self._known = known
        self._order = plan.order
        self._words = _effect_words(results_import)

    def __len__(self) -> int:
        return len(self._order)

    def read(self, start: int, stop: int) -> list[ReviewLine]:
        """The lines of a page, met anew."""
        lines = lines_at(self._import, self._known, self._order.page(start, stop))
        return [_line(line, self._words[line.effect]) for line in lines]


@dataclass(frozen=True, slots=True)
class Review:
    """Everything a person decides upon.

    `issues` are the first ones, those that leave a row out before others; `errors` says how many of
    all leave one out, `issues_hidden` how many more there are.
    """

    plan: ImportPlan
    issues: list[IssueLine]
    errors: int
    issues_hidden: int
    lines: ReviewLines

    @property
    def gives_results(self) -> bool:
        """Whether confirming would add or change anything or find it the same."""
        return self.plan.gives_results

    @property
    def is_known_already(self) -> bool:
        """Whether all that the file says is stored and confirming would change nothing."""
        return self.gives_results and self.plan.changes_nothing


def review_of(results_import: ResultsImport) -> Review:
    """The file met with the register and with what is stored today; doubtful things first."""
    known = Known(results_import.municipality)
    totals = totals_of(results_import, known)
    lines = ReviewLines(results_import, totals.plan, known)
    issues = [
        IssueLine(
            issue.severity is Severity.ERROR, place_words(issue.sheet, issue.cell), issue.text
        )
        for issue in totals.issues
    ]
    return Review(totals.plan, issues, totals.errors, totals.issues_hidden, lines)


_DIFFERENCES_SHOWN = 8


def lines_of_school(results_import: ResultsImport, login: str) -> list[ReviewLine]:
    """The rows of the file that mean one school, doubtful ones first; the whole file is met."""
    found = [
        line
        for lines in walk_of(results_import)
        for line in lines
        if line.school is not None and line.school.login == login
    ]
    words = _effect_words(results_import)
    return [_line(line, words[line.effect]) for line in sorted(found, key=lambda one: one.rank)]


def _effect_words(results_import: ResultsImport) -> dict[Effect, str]:
    return EFFECT_WORDS if results_import.state == ImportState.DRAFT else _AFTERWARDS_WORDS


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
