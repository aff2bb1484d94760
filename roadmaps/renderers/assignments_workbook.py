"""The table of assignments as an Excel workbook."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from core.office.sheets_out import SheetColumn, write_table

COLUMNS = (
    SheetColumn("№", 8),
    SheetColumn("Мероприятие", 56),
    SheetColumn("Дорожная карта", 40),
    SheetColumn("Муниципалитет", 28),
    SheetColumn("Кому поручено", 40),
    SheetColumn("Срок", 12),
    SheetColumn("Состояние", 18),
    SheetColumn("Подробности", 24),
    SheetColumn("Сдано", 12),
    SheetColumn("Принято", 12),
    SheetColumn("Итоговый документ", 36),
)


class AssignmentRow(NamedTuple):
    """An assignment in the order of the columns; `detail` is what the date adds to the state."""

    number: str
    activity: str
    roadmap: str
    municipality: str
    doer: str
    due_on: date | None
    state: str
    detail: str
    submitted_on: date | None
    accepted_on: date | None
    deliverable: str


def render_assignments(rows: Iterable[AssignmentRow], *, heading: str) -> bytes:
    """A workbook of one sheet; `heading` says what was chosen."""
    return write_table("Поручения", COLUMNS, rows, [heading])
