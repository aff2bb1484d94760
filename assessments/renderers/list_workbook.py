"""The schools of a calculation as an Excel workbook."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from core.office.sheets_out import SheetColumn, write_table

COLUMNS = (
    SheetColumn("Школа", 44),
    SheetColumn("Логин ФИС ОКО", 16),
    SheetColumn("Категория", 30),
    SheetColumn("Низких процедур", 12),
    SheetColumn("Процедур с результатами", 14),
    SheetColumn("Почему", 72),
    SheetColumn("Тип школы", 30),
    SheetColumn("Индекс благополучия", 14),
)

PLACE = SheetColumn("Муниципалитет", 36)


class ListRow(NamedTuple):
    """A school in the order of the columns; numbers are None where there is nothing to count.

    `municipality` is written where schools of several are listed.
    """

    name: str
    login: str
    category: str
    low: int | None
    assessed: int | None
    reason: str
    kind: str
    wellbeing: Decimal | None
    municipality: str = ""


def render_list(
    rows: Iterable[ListRow], *, heading: list[str], sheet: str, with_places: bool = False
) -> bytes:
    """A workbook of one sheet; `heading` says which calculation and what was chosen."""
    if with_places:
        columns = (COLUMNS[0], PLACE, *COLUMNS[1:])
        placed = ((row.name, row.municipality, *row[1:-1]) for row in rows)
        return write_table(sheet, columns, placed, heading)
    return write_table(sheet, COLUMNS, (row[:-1] for row in rows), heading)
