"""Two calculations compared, as an Excel workbook."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from core.office.sheets_out import SheetColumn, write_table

COLUMNS = (
    SheetColumn("Школа", 40),
    SheetColumn("Логин ФИС ОКО", 16),
    SheetColumn("Муниципалитет", 30),
    SheetColumn("Что изменилось", 24),
    SheetColumn("Было", 22),
    SheetColumn("Почему было", 56),
    SheetColumn("Стало", 22),
    SheetColumn("Почему стало", 56),
    SheetColumn("Показатели, которые изменили вывод", 72),
)


class ComparedRow(NamedTuple):
    """A school in the order of the columns."""

    name: str
    login: str
    place: str
    shift: str
    before: str
    before_reason: str
    now: str
    now_reason: str
    figures: str


def render_comparison(rows: Iterable[ComparedRow], *, heading: list[str]) -> bytes:
    """A workbook of one sheet; `heading` says which calculations and what differs between them."""
    return write_table("Сравнение", COLUMNS, rows, heading)
