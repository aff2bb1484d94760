"""A history as an Excel workbook: a row for each value that was changed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from core.office.sheets_out import SheetColumn, write_table

COLUMNS = (
    SheetColumn("Когда", 17),
    SheetColumn("Кто", 34),
    SheetColumn("Что сделано", 56),
    SheetColumn("Объект", 24),
    SheetColumn("Название", 48),
    SheetColumn("Поле", 28),
    SheetColumn("Было", 48),
    SheetColumn("Стало", 48),
)


class HistoryRow(NamedTuple):
    """A value in the order of the columns; `at` in the installation's time, as text."""

    at: str
    who: str
    summary: str
    kind: str
    title: str
    field: str
    before: str
    after: str


def render_history(rows: Iterable[HistoryRow], *, heading: str) -> bytes:
    """A workbook of one sheet; `heading` says whose history it is and what was chosen."""
    return write_table("История", COLUMNS, rows, [heading])
