"""Signs of bias as an Excel workbook: the matrix, then every sign with its figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from core.office.sheets_out import Sheet, SheetColumn, write_workbook

SIGNS = (
    SheetColumn("Школа", 40),
    SheetColumn("Логин ФИС ОКО", 16),
    SheetColumn("Работа", 30),
    SheetColumn("Признак", 34),
    SheetColumn("Ответ", 16),
    SheetColumn("Что видно", 80),
    SheetColumn("Откуда известно", 26),
    SheetColumn("Файл", 30),
    SheetColumn("Место", 24),
)


def render_signs(
    works: Sequence[str],
    matrix: Iterable[Sequence[str]],
    signs: Iterable[Sequence[str]],
    *,
    heading: Sequence[str],
) -> bytes:
    """`matrix`: school, login, answer, then a cell for each of `works`; `signs` as `SIGNS`."""
    columns = (
        SheetColumn("Школа", 40), SheetColumn("Логин ФИС ОКО", 16), SheetColumn("Итог", 18),
        *(SheetColumn(work, 24) for work in works),
    )  # fmt: skip
    sheets = [
        Sheet("Школы", columns, matrix, heading=heading, filtered=True),
        Sheet("Признаки", SIGNS, signs, heading=heading, filtered=True),
    ]
    return write_workbook(sheets, title="Признаки необъективности")
