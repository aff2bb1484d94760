"""Tables of scales: a row is a work, its years and its bounds. Shipped files and uploads alike.

Columns are found by their headers (docs/algorithms/scales.md); text in, values out.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from assessments.domain import procedures, subjects
from assessments.domain.procedures import FINAL_GRADE, Work
from assessments.domain.scale_rules import problems_of
from assessments.domain.scales import Certainty, Scale
from assessments.parsing.cells import (
    CellError,
    academic_year_of,
    count_of,
    grade_of,
    text_of,
)
from assessments.parsing.columns import plain
from core.office.errors import UnreadableFileError
from core.office.issues import Issue, Severity
from core.office.workbooks import CellValue, Sheet, Workbook, address

HEADERS = {
    "procedure": "Процедура",
    "subject": "Предмет",
    "grade": "Класс",
    "first_year": "Учебный год с",
    "last_year": "Учебный год по",
    "max_score": "Наибольший балл",
    "twos_to": "«2» до",
    "threes_to": "«3» до",
    "fours_to": "«4» до",
    "minimum": "Наименьший балл",
    "entry_minimum": "Балл для вуза",
    "conditions": "Условия",
    "source": "Источник",
    "certainty": "Достоверность",
    "note": "Примечание",
}
"""Fields and the headers that the template and the shipped files give them, in this order."""
FIGURES = ("max_score", "twos_to", "threes_to", "fours_to", "minimum", "entry_minimum")
LONGEST = {"conditions": 300, "source": 300, "note": 500}
_PATTERNS = {
    name: re.compile(pattern)
    for name, pattern in {
        "procedure": r"^процедур|^экзамен$|^вид",
        "subject": r"^предмет",
        "grade": r"^класс",
        "first_year": r"^уч\w* ?год(?: с)?$|^действует с|^с (?:какого )?уч\w* ?год",
        "last_year": r"^уч\w* ?год по$|^действует по|^по (?:какой )?уч\w* ?год",
        "max_score": r"^(?:наибольш|максим)\w* (?:первичн\w* )?балл",
        "twos_to": r"^[«\"]?2[»\"]? до$",
        "threes_to": r"^[«\"]?3[»\"]? до$",
        "fours_to": r"^[«\"]?4[»\"]? до$",
        "minimum": r"^(?:наименьш|миним)\w* (?:тестов\w* )?балл",
        "entry_minimum": r"^балл для (?:вуза|поступления)",
        "conditions": r"^(?:дополнительн\w* )?услови",
        "source": r"^источник|^основание|^документ",
        "certainty": r"^достоверность",
        "note": r"^примечани",
    }.items()
}
_NEEDED = ("procedure", "subject", "first_year")
_SCANNED_ROWS = 30


@dataclass(frozen=True, slots=True)
class ScaleRow:
    """A scale as a row of a file gives it, and where it stands."""

    scale: Scale
    sheet: str
    cell: str


@dataclass(slots=True)
class ScaleTables:
    """Everything in a file: rows that make sense, and all issues at once."""

    rows: list[ScaleRow] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)


def read_scales(workbook: Workbook) -> ScaleTables:
    """The scales of every sheet; a row with an error is left out and said.

    Raises UnreadableFileError where no sheet holds a table of scales.
    """
    tables = ScaleTables()
    found = False
    for sheet in workbook.sheets:
        header = _header_of(sheet)
        if header is None:
            continue
        found = True
        top, columns = header
        for index in range(top + 1, len(sheet.rows)):
            if any(value is not None for value in sheet.rows[index]):
                _read_row(_Row(sheet, index, columns), tables)
    if not found:
        needed = ", ".join(f"«{HEADERS[name]}»" for name in _NEEDED)
        raise UnreadableFileError(
            f"В файле нет таблицы шкал. Нужны столбцы {needed} и границы отметок. Скачайте "
            "шаблон, заполните его и загрузите."
        )
    _leave_out_overlaps(tables)
    return tables


@dataclass(frozen=True, slots=True)
class _Row:
    sheet: Sheet
    index: int
    columns: Mapping[str, int]

    def value(self, name: str) -> CellValue:
        return self.sheet.at(self.index, self.columns[name]) if name in self.columns else None

    def text(self, name: str) -> str:
        return text_of(self.value(name))

    def place(self, name: str = "procedure") -> str:
        return address(self.index, self.columns.get(name, 0))

    def issue(self, text: str, name: str = "procedure") -> Issue:
        return Issue(
            Severity.ERROR, f"{text.rstrip('.')}; строка не загружается", self.sheet.name,
            self.place(name),
        )  # fmt: skip


def _header_of(sheet: Sheet) -> tuple[int, dict[str, int]] | None:
    for index, row in enumerate(sheet.rows[:_SCANNED_ROWS]):
        columns: dict[str, int] = {}
        for column, value in enumerate(row):
            name = _field_of(text_of(value))
            if name:
                columns.setdefault(name, column)
        if all(name in columns for name in _NEEDED):
            return index, columns
    return None


def _field_of(header: str) -> str | None:
    shown = plain(header)
    return next((name for name, pattern in _PATTERNS.items() if pattern.search(shown)), None)


def _read_row(row: _Row, tables: ScaleTables) -> None:
    issues: list[Issue] = []
    work = _work_of(row, issues)
    years = _years_of(row, issues)
    words = {name: row.text(name) for name in LONGEST}
    values: dict[str, Any] = {**dict(_figures_of(row, issues)), **words}
    for name, text in words.items():
        if len(text) > LONGEST[name]:
            issues.append(row.issue(f"текст длиннее {LONGEST[name]} знаков; сократите его", name))
    if not words["source"]:
        issues.append(row.issue("не указан источник: письмо или приказ, номер и дата", "source"))
    if work is not None and years is not None and not issues:
        scale = Scale(work, *years, certainty=_certainty_of(row), **values)
        issues.extend(row.issue(one.text, one.field) for one in problems_of(scale))
        if not issues:
            tables.rows.append(ScaleRow(scale, row.sheet.name, row.place()))
    tables.issues.extend(issues)


def _work_of(row: _Row, issues: list[Issue]) -> Work | None:
    shown, named = row.text("procedure"), row.text("subject")
    procedure = procedures.recognise(shown)
    subject = subjects.recognise(named)
    if procedure is None:
        issues.append(row.issue(f"процедура «{shown}» не узнана: бывают ВПР, ОГЭ, ЕГЭ, ГВЭ"))
    if subject is None:
        issues.append(row.issue(f"предмет «{named}» не узнан", "subject"))
    if procedure is None or subject is None:
        return None
    has_marks = any(row.value(name) is not None for name in ("twos_to", "threes_to", "fours_to"))
    procedure = procedures.settle(procedure, named, has_marks=has_marks)
    grade = grade_of(row.value("grade")) or (
        FINAL_GRADE.get(procedure) if not row.text("grade") else None
    )
    if grade is None:
        issues.append(row.issue("не указан класс: число от 1 до 12", "grade"))
        return None
    return Work(procedure, subject, grade)


def _years_of(row: _Row, issues: list[Issue]) -> tuple[int, int] | None:
    """First and last year; a scale without its end holds for one year."""
    first = _year_of(row, "first_year", issues)
    last = _year_of(row, "last_year", issues) if row.text("last_year") else first
    return None if first is None or last is None else (first, last)


def _year_of(row: _Row, name: str, issues: list[Issue]) -> int | None:
    year = academic_year_of(row.value(name), names_first_year=True)
    if year is None:
        text = f"учебный год «{row.text(name)}» не понят: напишите, например, 2025/26"
        issues.append(row.issue(text, name))
    return year


def _figures_of(row: _Row, issues: list[Issue]) -> Iterator[tuple[str, int | None]]:
    for name in FIGURES:
        try:
            yield name, count_of(row.value(name))
        except CellError as error:
            issues.append(row.issue(f"{HEADERS[name].lower()}: {error}", name))


def _certainty_of(row: _Row) -> Certainty:
    """What a shipped file says; everything that an office loads stands in its document."""
    shown = row.text("certainty")
    return Certainty(shown) if shown in set(Certainty) else Certainty.ENTERED


def _leave_out_overlaps(tables: ScaleTables) -> None:
    """Of two rows of one work whose years meet the first counts; the other is an issue."""
    kept: dict[Work, list[ScaleRow]] = {}
    rows = []
    for row in tables.rows:
        earlier = next(
            (one for one in kept.get(row.scale.work, ()) if _meet(one.scale, row.scale)), None
        )
        if earlier is None:
            kept.setdefault(row.scale.work, []).append(row)
            rows.append(row)
            continue
        text = f"шкала этой работы на эти годы уже есть в ячейке {earlier.cell}"
        tables.issues.append(
            Issue(Severity.ERROR, f"{text}; строка не загружается", row.sheet, row.cell)
        )
    tables.rows[:] = rows


def _meet(one: Scale, other: Scale) -> bool:
    return one.first_year <= other.last_year and other.first_year <= one.last_year
