"""Approved lists as Excel workbooks: their history, one list, two compared."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from core.office.sheets_out import SheetColumn, write_table

HISTORY = (
    SheetColumn("Учебный год", 14),
    SheetColumn("Муниципалитет", 34),
    SheetColumn("Состояние", 14),
    SheetColumn("Приказ", 34),
    SheetColumn("Критерии", 34),
    SheetColumn("В перечне", 12),
    SheetColumn("Впервые", 12),
    SheetColumn("Повторно", 12),
    SheetColumn("Вышли", 12),
    SheetColumn("Были в прежнем", 14),
    SheetColumn("Цель, %", 12),
)
SCHOOLS = (
    SheetColumn("Школа", 44),
    SheetColumn("Логин ФИС ОКО", 16),
    SheetColumn("Статус", 34),
    SheetColumn("Основание", 72),
    SheetColumn("По расчёту", 20),
    SheetColumn("Решение управления", 44),
    SheetColumn("Куратор", 26),
)
COMPARISON = (
    SheetColumn("Школа", 44),
    SheetColumn("Логин ФИС ОКО", 16),
    SheetColumn("Было", 24),
    SheetColumn("Стало", 44),
    SheetColumn("Что изменилось", 26),
)


class HistoryRow(NamedTuple):
    """A list; numbers are None where there was no list before."""

    year: str
    municipality: str
    state: str
    order: str
    method: str
    listed: int
    first: int | None
    again: int | None
    left: int | None
    before: int | None
    target: int


class SchoolRow(NamedTuple):
    """A school of a list, or one that left it."""

    name: str
    login: str
    status: str
    grounds: str
    verdict: str
    decision: str
    curator: str


class ComparisonRow(NamedTuple):
    """A school in two lists."""

    name: str
    login: str
    before: str
    now: str
    change: str


def render_history(rows: Iterable[HistoryRow], *, heading: list[str]) -> bytes:
    """A workbook of one sheet; `heading` says what was chosen."""
    return write_table("Перечни", HISTORY, rows, heading)


def render_schools(rows: Iterable[SchoolRow], *, heading: list[str]) -> bytes:
    """A workbook of one sheet; `heading` says which list."""
    return write_table("Перечень", SCHOOLS, rows, heading)


def render_comparison(rows: Iterable[ComparisonRow], *, heading: list[str]) -> bytes:
    """A workbook of one sheet; `heading` says which lists."""
    return write_table("Сравнение", COMPARISON, rows, heading)
