"""The log of letters as an Excel workbook."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from core.office.sheets_out import SheetColumn, write_table

COLUMNS = (
    SheetColumn("Написано", 17),
    SheetColumn("Отправлено", 17),
    SheetColumn("Кому", 36),
    SheetColumn("Адрес", 32),
    SheetColumn("О чём", 20),
    SheetColumn("Тема", 48),
    SheetColumn("Состояние", 20),
    SheetColumn("Почему не ушло", 44),
)


class LetterRow(NamedTuple):
    """A letter in the order of the columns; moments in the installation's time, as texts."""

    written: str
    sent: str
    name: str
    email: str
    kind: str
    subject: str
    state: str
    failure: str


def render_letters(rows: Iterable[LetterRow], *, heading: str) -> bytes:
    """A workbook of one sheet; `heading` says what was chosen."""
    return write_table("Письма", COLUMNS, rows, [heading])
