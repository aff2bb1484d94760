"""The table of schools for figures typed by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from assessments.domain.procedures import Work
from assessments.domain.results import Attempt
from assessments.models import Result
from assessments.parsing.entered import entry_columns
from schools.models import Municipality, School
from schools.queries.matching import schools_to_match

TITLES = {
    "participants": "Участников", "twos": "«2»", "threes": "«3»", "fours": "«4»",
    "fives": "«5»", "mean_score": "Средний балл", "below_minimum": "Ниже мини\u00adмального",
    "high_scorers": "81–100 баллов",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class EntryTable:
    """Which work of which year is typed, and by whose schools."""

    municipality: Municipality
    work: Work
    year: int
    attempt: Attempt

    @property
    def title(self) -> str:
        """What figures typed here are called among uploaded files."""
        return f"Ввод вручную: {self.work.title}"


@dataclass(frozen=True, slots=True)
class EntryCell:
    """One field of a row."""

    name: str
    title: str
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


def current_results(table: EntryTable) -> dict[int, Result]:
    """What is stored of the work, by school: one query."""
    found = (
        Result.objects.of_municipality(table.municipality.pk)
        .filter(
            academic_year=table.year, procedure=table.work.procedure.value,
            subject=table.work.subject, grade=table.work.grade, attempt=table.attempt.value,
        )
        .select_related("results_import")
    )  # fmt: skip
    return {result.school_id: result for result in found}


def entry_rows(
    table: EntryTable,
    typed: Mapping[int, Mapping[str, str]] | None = None,
    errors: Mapping[int, str] | None = None,
) -> list[EntryRow]:
    """Every school; what was typed stays, with what is wrong about it and what is stored now."""
    current = current_results(table)
    columns = entry_columns(table.work)
    rows = []
    for school in schools_to_match(table.municipality):
        stored = current.get(school.pk)
        values = shown_values(stored, columns)
        error = (errors or {}).get(school.pk, "")
        entered = (typed or {}).get(school.pk, {})
        cells = [
            EntryCell(f"{school.pk}-{name}", TITLES[name], entered.get(name, values[name]))
            for name in columns
        ]
        words = ", ".join(f"{TITLES[name]} {values[name]}" for name in columns if values[name])
        rows.append(
            EntryRow(
                school, cells, str(stored.pk) if stored else "", _origin(stored), error,
                words if error else "",
            )
        )  # fmt: skip
    return rows


def shown_values(stored: Result | None, columns: tuple[str, ...]) -> dict[str, str]:
    """The stored figures as fields show them; empty where there is nothing."""
    return {name: _text(getattr(stored, name, None)) for name in columns}


def _text(value: object) -> str:
    if value is None:
        return ""
    return f"{value.normalize():f}".replace(".", ",") if isinstance(value, Decimal) else str(value)


def _origin(stored: Result | None) -> str:
    if stored is None:
        return "нет данных"
    place = ", ".join(filter(None, (stored.sheet, stored.cell)))
    return f"{stored.results_import.file_name}{f' ({place})' if place else ''}"
