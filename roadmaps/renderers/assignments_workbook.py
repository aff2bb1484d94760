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
    SheetColumn("Первый срок", 12, "Перенесено"),
    SheetColumn("раз", 8, "Перенесено"),
    SheetColumn("на дней", 9, "Перенесено"),
    SheetColumn("Возвращено, раз", 12),
    SheetColumn("исполнителя", 13, "Ждали, рабочих дней"),
    SheetColumn("управление", 13, "Ждали, рабочих дней"),
)


class AssignmentRow(NamedTuple):
    """An assignment in the order of the columns; `detail` is what the date adds to the state.

    The first date stands where it was moved; what never happened is left empty.
    """

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
    planned_on: date | None
    moved_times: int | None
    moved_days: int | None
    returned_times: int | None
    waited_for_doer: int | None
    waited_for_office: int | None


def render_assignments(rows: Iterable[AssignmentRow], *, heading: str) -> bytes:
    """A workbook of one sheet; `heading` says what was chosen."""
    return write_table("Поручения", COLUMNS, rows, [heading])
