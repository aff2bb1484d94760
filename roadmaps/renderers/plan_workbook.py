"""The table of a plan as an Excel workbook."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from core.office.sheets_out import SheetColumn, write_table

COLUMNS = (
    SheetColumn("Раздел", 28),
    SheetColumn("№", 8),
    SheetColumn("Мероприятие", 56),
    SheetColumn("Срок по плану", 28),
    SheetColumn("Как прочитан срок", 36),
    SheetColumn("Дат", 7),
    SheetColumn("Ответственные", 36),
    SheetColumn("Итоговый документ", 36),
    SheetColumn("Состояние", 20),
    SheetColumn("Подробности", 36),
)


class PlanLine(NamedTuple):
    """An activity in the order of the columns; `dates` counts the dates of the reading."""

    section: str
    number: str
    title: str
    deadline: str
    reading: str
    dates: int | None
    parties: str
    deliverable: str
    state: str
    detail: str


def render_plan(rows: Iterable[PlanLine], *, heading: Sequence[str]) -> bytes:
    """A workbook of one sheet; `heading` names the plan and what was chosen."""
    return write_table("План", COLUMNS, rows, heading)
