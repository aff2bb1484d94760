"""A table of results as an Excel workbook; knows plain values only."""

import io
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from core.values import academic_year

HEADERS = (
    "ОО", "Логин", "Процедура", "Предмет", "Класс", "Учебный год", "Попытка",
    "Кол-во участников",
    "2", "3", "4", "5", "Успеваемость, %", "Качество, %", "СОУ, %", "Средняя отметка",
    "Средний балл", "Ниже минимального балла", "Ниже балла для вуза", "81–100 баллов",
    "Восстановлено по процентам", "Файл", "Лист", "Ячейка",
)  # fmt: skip
_WIDTHS = (
    36, 13, 22, 22, 7, 11, 17, 12, 6, 6, 6, 6, 14, 11, 9, 11, 10, 13, 11, 10, 15, 28, 28, 9,
)  # fmt: skip
_YEAR = HEADERS.index("Учебный год")
_NOT_TEXT = ("=", "#")
"""A text that begins so may be taken for a formula or an error."""


def render_results(rows: Iterable[Sequence[Any]], *, title: str) -> bytes:
    """A workbook of one sheet; the headers are those that the import reads back."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Результаты")
    for column, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "A3"
    sheet.append([_text(sheet, title, bold=True)])
    sheet.append([_text(sheet, header, bold=True) for header in HEADERS])
    for row in rows:
        sheet.append([_cell(sheet, place, value) for place, value in enumerate(row)])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _cell(sheet: Any, place: int, value: Any) -> Any:
    if place == _YEAR:
        return academic_year.label(value)
    if isinstance(value, bool):
        return "да" if value else None
    if isinstance(value, str) and value.startswith(_NOT_TEXT):
        return _text(sheet, value)
    return value


def _text(sheet: Any, value: str, *, bold: bool = False) -> WriteOnlyCell:
    """Text stays text: a name that begins with «=» must not become a formula."""
    cell = WriteOnlyCell(sheet, value=value)
    cell.data_type = "s"
    if bold:
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell
