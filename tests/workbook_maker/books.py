"""Workbooks from rows."""

import io
from collections.abc import Iterable, Sequence
from typing import Any

import openpyxl


def xlsx(sheets: dict[str, Iterable[Sequence[Any]]]) -> bytes:
    """A workbook with the given rows from A1 on."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def head(
    report: str, *, work: str, subject: str, date: str | None, maximum: int
) -> list[list[Any]]:
    """The lines above a table of ФИС ОКО (DOMAIN.md 7)."""
    return [
        [report],
        [],
        [work],
        ["Предмет:", subject],
        ["Максимальный первичный балл:", maximum],
        ["Дата:", date],
        [],
    ]
