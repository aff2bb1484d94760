"""The table of schools for figures typed by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from assessments.domain.procedures import SCORED, Work
from assessments.models import Result, ScoreDistribution
from assessments.parsing.entered import EntryFrame, score_of
from assessments.queries.review import place_words
from assessments.queries.scales import scales_for
from schools.models import Municipality, School
from schools.queries.matching import schools_to_match

TITLES = {
    "participants": "Участ\u00adников", "twos": "«2»", "threes": "«3»", "fours": "«4»",
    "fives": "«5»", "mean_score": "Средний балл", "below_minimum": "Ниже мини\u00adмального",
    "below_entry_minimum": "Ниже балла для вуза", "high_scorers": "81–100 баллов",
}  # fmt: skip
_ROLES = {
    "participants": "whole", "mean_score": "mean", "below_minimum": "within",
    "below_entry_minimum": "within", "high_scorers": "within",
}  # fmt: skip
_LOW = ("twos", "below_minimum")

Stored = Result | ScoreDistribution


@dataclass(frozen=True, slots=True)
class EntryTable:
    """Whose schools' figures are typed, and which."""

    municipality: Municipality
    frame: EntryFrame

    @property
    def title(self) -> str:
        """What figures typed here are called among uploaded files."""
        what = ", первичные баллы" if self.is_distribution else ""
        return f"Ввод вручную: {self.frame.work.title}{what}"

    @property
    def is_distribution(self) -> bool:
        """Whether primary scores are typed rather than marks."""
        return self.frame.max_score is not None


@dataclass(frozen=True, slots=True)
class EntryColumn:
    """A column of the table.

    `role`: «whole» for participants, «part» for what adds up to them, «within» for what is a part
    of them, «mean» for what is weighted by them. `is_low` marks those under the threshold.
    `counted` names what the page counts itself while a row is typed: «sum», «share» of low
    results, «average».
    """

    name: str
    title: str
    role: str = ""
    score: int | None = None
    is_low: bool = False
    counted: str = ""

    @property
    def words(self) -> str:
        """The title in one piece."""
        return self.title.replace("\u00ad", "")


@dataclass(frozen=True, slots=True)
class EntryCell:
    """One field of a row, or the place of what is counted."""

    column: EntryColumn
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class EntryRow:
    """A school with what is typed or stored; `seen` is the version that the person looks at."""

    school: School
    cells: list[EntryCell]
    seen: str
    origin: str
    error: str = ""
    stored_words: str = ""


def columns_of(frame: EntryFrame) -> list[EntryColumn]:
    """The columns with their titles; what is counted of many scores stands before them."""
    first, *others = (
        EntryColumn(name, _title(name), _ROLES.get(name, "part"), score_of(name), name in _LOW)
        for name in frame.columns
    )
    if frame.max_score is not None:
        counted = [("sum", "Всего по баллам"), ("average", "Средний балл")]
    elif frame.work.procedure in SCORED:
        counted = [("share", "Ниже мини\u00adмального, %")]
    else:
        counted = [("sum", "Всего по отметкам"), ("share", "«2», %")]
    beside = [EntryColumn(kind, title, counted=kind) for kind, title in counted]
    is_wide = frame.max_score is not None
    return [first, *beside, *others] if is_wide else [first, *others, *beside]


def current_results(table: EntryTable) -> dict[int, Stored]:
    """What is stored of the work, by school: one query."""
    model: Any = ScoreDistribution if table.is_distribution else Result
    frame = table.frame
    found = (
        model.objects.of_municipality(table.municipality.pk)
        .filter(
            academic_year=frame.year, procedure=frame.work.procedure.value,
            subject=frame.work.subject, grade=frame.work.grade, attempt=frame.attempt.value,
        )
        .with_files()
    )  # fmt: skip
    return {stored.school_id: stored for stored in found}


def highest_score(municipality: Municipality, work: Work, year: int) -> int | None:
    """The highest primary score of the work: by its scale, else as stored distributions say."""
    by_scale = scales_for(municipality).maximum(work, year)
    if by_scale is not None:
        return by_scale
    stored = ScoreDistribution.objects.of_municipality(municipality.pk).filter(
        academic_year=year, procedure=work.procedure.value, subject=work.subject, grade=work.grade
    )
    return stored.order_by("-max_score").values_list("max_score", flat=True).first()


def highest_reached(table: EntryTable) -> int:
    """The highest score that anybody reached in the distributions that are stored."""
    reached = [
        score
        for stored in current_results(table).values()
        if isinstance(stored, ScoreDistribution)
        for score, count in enumerate(stored.counts)
        if count
    ]
    return max(reached, default=0)


def entry_rows(
    table: EntryTable,
    typed: Mapping[int, Mapping[str, str]] | None = None,
    errors: Mapping[int, str] | None = None,
) -> list[EntryRow]:
    """Every school; what was typed stays, with what is wrong about it and what is stored now."""
    current = current_results(table)
    names, columns = table.frame.columns, columns_of(table.frame)
    rows = []
    for school in schools_to_match(table.municipality):
        stored = current.get(school.pk)
        values = shown_values(stored, names)
        error = (errors or {}).get(school.pk, "")
        entered = (typed or {}).get(school.pk, {})
        cells = [
            EntryCell(
                column, f"{school.pk}-{column.name}",
                entered.get(column.name, values.get(column.name, "")),
            )
            for column in columns
        ]  # fmt: skip
        words = ", ".join(
            f"{column.words} {values[column.name]}" for column in columns if values.get(column.name)
        )
        rows.append(
            EntryRow(
                school, cells, str(stored.pk) if stored else "", _origin(table, stored), error,
                words if error else "",
            )
        )  # fmt: skip
    return rows


def shown_values(stored: Stored | None, columns: tuple[str, ...]) -> dict[str, str]:
    """The stored figures as fields show them; empty where there is nothing."""
    return {name: _text(_value(stored, name)) for name in columns}


def _value(stored: Stored | None, name: str) -> object:
    score = score_of(name)
    if score is None or not isinstance(stored, ScoreDistribution):
        return getattr(stored, name, None)
    return stored.counts[score] if score < len(stored.counts) else None


def _title(name: str) -> str:
    score = score_of(name)
    return TITLES[name] if score is None else str(score)


def _text(value: object) -> str:
    if value is None:
        return ""
    return f"{value.normalize():f}".replace(".", ",") if isinstance(value, Decimal) else str(value)


def _origin(table: EntryTable, stored: Stored | None) -> str:
    if stored is None:
        return "нет данных"
    place = place_words(stored.sheet, stored.cell)
    said = f"{stored.results_import.file_name}{f' ({place})' if place else ''}"
    if isinstance(stored, ScoreDistribution) and stored.max_score != table.frame.max_score:
        said += f", наибольший балл {stored.max_score}"
    return said
