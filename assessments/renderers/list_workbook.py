"""The list of ШНОР as an Excel workbook."""

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


class ListRow(NamedTuple):
    """A school in the order of the columns; numbers are None where there is nothing to count."""

    name: str
    login: str
    category: str
    low: int | None
    assessed: int | None
    reason: str
    kind: str
    wellbeing: Decimal | None


def render_list(rows: Iterable[ListRow], *, heading: list[str]) -> bytes:
    """A workbook of one sheet; `heading` says which calculation and what was chosen."""
    return write_table("Перечень", COLUMNS, rows, heading)
