"""The list of schools as an Excel workbook."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from core.office.sheets_out import SheetColumn, write_table

COLUMNS = (
    SheetColumn("Школа", 44),
    SheetColumn("Тип", 30),
    SheetColumn("Логин ФИС ОКО", 16),
    SheetColumn("Филиал школы", 44),
    SheetColumn("Муниципалитет", 30),
    SheetColumn("Контингент", 12),
)


class SchoolRow(NamedTuple):
    """A school in the order of the columns; `pupils` of the latest year, None for no data."""

    name: str
    kind: str
    login: str
    parent: str
    municipality: str
    pupils: int | None


def render_schools(rows: Iterable[SchoolRow], *, heading: str) -> bytes:
    """A workbook of one sheet; `heading` says what was chosen."""
    return write_table("Школы", COLUMNS, rows, [heading])
