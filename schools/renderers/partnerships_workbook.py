"""The list of partnerships as an Excel workbook."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from core.office.sheets_out import SheetColumn, write_table

COLUMNS = (
    SheetColumn("Школа", 40),
    SheetColumn("Школа-наставник", 40),
    SheetColumn("Педагог", 34),
    SheetColumn("Предметы", 34),
    SheetColumn("В чём поддержка", 44),
    SheetColumn("Соглашение", 22),
    SheetColumn("Начало", 12),
    SheetColumn("Окончание", 12),
    SheetColumn("Состояние", 16),
    SheetColumn("Почему прекращено", 40),
    SheetColumn("Встреч", 10),
    SheetColumn("Последняя встреча", 14),
)


class PartnershipRow(NamedTuple):
    """A partnership in the order of the columns."""

    school: str
    partner: str
    teacher: str
    subjects: str
    scope: str
    agreement: str
    since: date | None
    until: date | None
    state: str
    end_reason: str
    visits: int
    last_visit: date | None


def render_partnerships(rows: Iterable[PartnershipRow], *, heading: str) -> bytes:
    """A workbook of one sheet; `heading` says what was chosen."""
    return write_table("Наставничество", COLUMNS, rows, [heading])
