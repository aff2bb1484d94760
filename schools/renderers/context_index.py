"""The context index of all schools as an Excel workbook."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from core.office.sheets_out import SheetColumn, write_table


class IndexRow(NamedTuple):
    """A school; `figures` are measure and term of each field, None for no data."""

    name: str
    login: str
    value: Decimal | None
    part: str
    coverage: Decimal
    figures: tuple[tuple[Decimal | None, Decimal | None], ...]


def render_index(rows: Iterable[IndexRow], titles: Sequence[str], heading: Sequence[str]) -> bytes:
    """A workbook of one sheet; `titles` are those of the weighed fields with their units."""
    columns = [
        SheetColumn("Школа", 40),
        SheetColumn("Логин ФИС ОКО", 16),
        SheetColumn("Индекс", 10),
        SheetColumn("Группа", 18),
        SheetColumn("Весов с данными, %", 12),
    ]
    for title in titles:
        columns += [SheetColumn(title, 16), SheetColumn(f"{title}: вклад", 16)]
    cells = (
        [row.name, row.login, row.value, row.part, row.coverage, *sum(row.figures, ())]
        for row in rows
    )
    return write_table("Индекс", columns, cells, heading)
