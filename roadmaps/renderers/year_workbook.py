"""The year of a plan, «месяц × мероприятие», as an Excel workbook."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from core.office.sheets_out import SheetColumn, write_table

Row = tuple[str, str, str, tuple[str, ...]]
"""Section, number, activity, and the words of each month."""


def render_year(rows: Iterable[Row], *, months: Sequence[str], heading: Sequence[str]) -> bytes:
    """A workbook of one sheet; `months` are the columns' names."""
    columns = (
        SheetColumn("Раздел", 24),
        SheetColumn("№", 8),
        SheetColumn("Мероприятие", 48),
        *(SheetColumn(name, 16) for name in months),
    )
    lines = ((section, number, title, *cells) for section, number, title, cells in rows)
    return write_table("Календарь", columns, lines, heading)
