"""Schools under tried criteria as an Excel workbook."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from core.office.sheets_out import SheetColumn, write_table

COLUMNS = (
    SheetColumn("Школа", 44),
    SheetColumn("Муниципалитет", 32),
    SheetColumn("Логин ФИС ОКО", 16),
    SheetColumn("Было", 20),
    SheetColumn("Станет", 20),
    SheetColumn("Изменение", 14),
    SheetColumn("До границы перечня, участников", 16),
    SheetColumn("В перечне в учебные годы", 28),
    SheetColumn("Почему", 72),
)


class TriedRow(NamedTuple):
    """A school in the order of the columns; the distance is None for a school far away."""

    name: str
    place: str
    login: str
    before: str
    now: str
    change: str
    distance: int | None
    years: str
    reason: str


def render_tried(rows: Iterable[TriedRow], *, heading: list[str]) -> bytes:
    """A workbook of one sheet; `heading` says what was tried."""
    return write_table("Что, если", COLUMNS, rows, heading)
