"""Workbooks for people: typed cells, a frozen header, and no cell that could run.

Text stays text: what begins like a formula is written as a string and marked so that Excel
leaves it alone when it is edited. Control characters, which the format refuses, are dropped.
"""

import io
import re
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any, NamedTuple

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.packaging.core import DocumentProperties
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.xml.functions import tostring

from core.office.packaging import repacked

Value = str | int | Decimal | date | bool | None

MAX_SHEET_NAME = 31
MAX_CELL_TEXT = 32_767
PAPER_A4 = 9
TEXT_WIDTH = 72
LINE_HEIGHT = 15
CORNER_SHARE = 0.3
MOST_FROZEN_ROWS = 8
HIGHEST_ROW = 409
BOLD_MARGIN = 2
LETTERS_A_UNIT = 1.15
NO_DAY = date(2000, 1, 1)
DATE_FORMAT = "DD.MM.YYYY"
FACE = "Times New Roman"
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# `_x0041_` in a cell is an escape that Excel would turn into a letter.
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_FORBIDDEN_IN_NAME = re.compile(r"[\[\]:*?/\\]")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_THIN = Side(style="thin", color="000000")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column: `width` in characters, `group` a common header over neighbours."""

    title: str
    width: float = 14
    group: str = ""


@dataclass(frozen=True, slots=True)
class StyledValue:
    """A value with its number format (Excel's), weight and side (left, center, right).

    It stands at the top of its cell unless it is to be in the `middle`.

    It lies over so many `columns` and `rows`; the other places of its area hold None.
    """

    value: Value
    number_format: str = ""
    bold: bool = False
    side: str = ""
    italic: bool = False
    middle: bool = False
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A line of text above the table over its whole width, or over its right part (`corner`)."""

    text: str
    bold: bool = False
    side: str = ""
    corner: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: lines above the table, its header, its rows, notes under it.

    `rows` may be any iterable and is read once. A row of one cell in a table of several columns
    spans the table. Without columns the sheet is plain text, a line to a row. Columns without
    titles have no header. `heights` are those of the first rows in points; others fit their text.
    """

    name: str
    columns: Sequence[SheetColumn]
    rows: Iterable[Sequence[Value | StyledValue]]
    heading: Sequence[str | SheetLine] = ()
    notes: Sequence[str] = ()
    filtered: bool = field(default=False)
    heights: Sequence[float] = ()
    landscape: bool = False

    @property
    def header_rows(self) -> int:
        """How many rows the header has."""
        if not any(column.title or column.group for column in self.columns):
            return 0
        return 2 if any(column.group for column in self.columns) else 1


def write_table(
    title: str,
    columns: Sequence[SheetColumn],
    rows: Iterable[Sequence[Value | StyledValue]],
    heading: Sequence[str] = (),
) -> bytes:
    """One list as a workbook with filter buttons: what «Скачать Excel» gives.

    `heading` stands above the table: what the rows were chosen by.
    """
    sheet = Sheet(title, columns, rows, heading=heading, filtered=True)
    return write_workbook([sheet], title=title)


def write_workbook(
    sheets: Sequence[Sheet], *, title: str, author: str = "", day: date | None = None
) -> bytes:
    """The sheets as the bytes of an .xlsx file; the same input gives the same bytes.

    `day` is the date of the document in the file's properties.
    """
    workbook = Workbook(write_only=True)
    used: set[str] = set()
    for sheet in sheets:
        _write_sheet(workbook.create_sheet(sheet_name(sheet.name, used)), sheet)
    content = io.BytesIO()
    workbook.save(content)
    return repacked(content.getvalue(), {"docProps/core.xml": _properties(title, author, day)})


def sheet_name(name: str, used: set[str]) -> str:
    """A name Excel accepts, unlike those `used` (case apart), which it joins."""
    base = _FORBIDDEN_IN_NAME.sub(" ", _CONTROL.sub("", name)).strip().strip("'") or "Лист"
    candidate = base[:MAX_SHEET_NAME].strip()
    number = 2
    while candidate.casefold() in used:
        ending = f" {number}"
        candidate = base[: MAX_SHEET_NAME - len(ending)].strip() + ending
        number += 1
    used.add(candidate.casefold())
    return candidate


def safe_text(text: str) -> str:
    """`text` as a cell may hold it: no control characters, no escapes, not too long."""
    return _ESCAPE.sub("_x005F_", _CONTROL.sub("", text))[:MAX_CELL_TEXT]


def _write_sheet(target: WriteOnlyWorksheet, sheet: Sheet) -> None:
    for index, column in enumerate(sheet.columns, start=1):
        target.column_dimensions[get_column_letter(index)].width = column.width
    if not sheet.columns:
        target.column_dimensions["A"].width = TEXT_WIDTH
    top, header_rows = len(sheet.heading) + 1, sheet.header_rows
    _set_up_page(target, sheet, top, header_rows)
    for number, line in enumerate(sheet.heading, start=1):
        _write_line(target, sheet, line, number)
    if header_rows:
        _write_header(target, sheet.columns, top, header_rows)
    last = _write_rows(target, sheet, top + header_rows)
    if sheet.filtered:
        letter = get_column_letter(len(sheet.columns))
        target.auto_filter.ref = f"A{top + header_rows - 1}:{letter}{last - 1}"
    _write_notes(target, sheet, last)


def _write_rows(target: WriteOnlyWorksheet, sheet: Sheet, place: int) -> int:
    """Writes the rows from the sheet's row `place` on; the row after the last one."""
    for index, row in enumerate(sheet.rows):
        cells = [_cell(target, value, border=bool(sheet.columns)) for value in row]
        if not sheet.columns:
            # Programs guess the height of wrapped text badly; a line holds about its width.
            text = max((str(cell.value or "") for cell in cells), key=len)
            target.row_dimensions[place].height = text_height(text, TEXT_WIDTH)
        elif index < len(sheet.heights):
            target.row_dimensions[place].height = min(sheet.heights[index], HIGHEST_ROW)
        elif height := _height_of(row, sheet.columns):
            target.row_dimensions[place].height = height
        target.append(cells)
        if len(row) == 1 and len(sheet.columns) > 1:
            _merge(target, place, 1, place, len(sheet.columns))
        for column, value in enumerate(row, start=1):
            if isinstance(value, StyledValue):
                right, bottom = column + value.columns - 1, place + value.rows - 1
                _merge(target, place, column, bottom, right)
        place += 1
    return place


def _height_of(row: Sequence[Value | StyledValue], columns: Sequence[SheetColumn]) -> float | None:
    """The height of a row with wrapped text; None where each text takes one line.

    Not every office program fits rows of a file by itself: long text would lie over the next row.
    """
    if len(row) != len(columns):
        return None
    heights = (
        text_height(text, column.width)
        for text, column in zip(map(_own_text, row), columns, strict=True)
        if len(text) > column.width or "\n" in text
    )
    height = max(heights, default=0)
    return min(height, HIGHEST_ROW) if height > LINE_HEIGHT else None


def _own_text(value: Value | StyledValue) -> str:
    """The text of a cell that lies over no other; empty for all else."""
    if isinstance(value, StyledValue):
        value = value.value if value.columns == value.rows == 1 else None
    return value if isinstance(value, str) else ""


def _write_line(
    target: WriteOnlyWorksheet, sheet: Sheet, line: str | SheetLine, place: int
) -> None:
    if isinstance(line, str):
        target.append([_cell(target, StyledValue(line, bold=True), wrap=False)])
        return
    first = _corner(sheet.columns) if line.corner else 1
    width = sum(column.width for column in sheet.columns[first - 1 :]) or TEXT_WIDTH
    target.row_dimensions[place].height = text_height(line.text, width)
    value = StyledValue(line.text, bold=line.bold, side=line.side)
    target.append([*([None] * (first - 1)), _cell(target, value)])
    _merge(target, place, first, place, max(len(sheet.columns), 1))


def _corner(columns: Sequence[SheetColumn]) -> int:
    """The first column of the right part, in which requisites stand."""
    total, room = sum(column.width for column in columns), 0.0
    for index in range(len(columns), 1, -1):
        room += columns[index - 1].width
        if room >= total * CORNER_SHARE:
            return index
    return 1


def text_height(text: str, width: float) -> float:
    """The height in points of `text` wrapped between words in a cell `width` characters wide."""
    room = max(int(width * LETTERS_A_UNIT), 1)
    lines = sum(max(len(textwrap.wrap(line, room)), 1) for line in text.split("\n"))
    return lines * LINE_HEIGHT


def _write_notes(target: WriteOnlyWorksheet, sheet: Sheet, place: int) -> None:
    """Notes over the whole width: a long line of its own would shrink the printed table."""
    width = sum(column.width for column in sheet.columns) or TEXT_WIDTH
    for number, line in enumerate(sheet.notes, start=place):
        target.row_dimensions[number].height = (1 + len(line) // int(width)) * LINE_HEIGHT
        target.append([_cell(target, line)])
        _merge(target, number, 1, number, max(len(sheet.columns), 1))


def _set_up_page(target: WriteOnlyWorksheet, sheet: Sheet, top: int, header_rows: int) -> None:
    target.page_setup.paperSize = PAPER_A4
    target.page_setup.fitToWidth, target.page_setup.fitToHeight = 1, 0
    target.sheet_properties.pageSetUpPr.fitToPage = True
    if sheet.landscape or sum(column.width for column in sheet.columns) > 95:
        target.page_setup.orientation = "landscape"
    if header_rows:
        if top + header_rows <= MOST_FROZEN_ROWS:
            target.freeze_panes = f"A{top + header_rows}"
        target.print_title_rows = f"{top}:{top + header_rows - 1}"


def _write_header(
    target: WriteOnlyWorksheet, columns: Sequence[SheetColumn], top: int, header_rows: int
) -> None:
    def cell(text: str) -> WriteOnlyCell:
        value = StyledValue(text, bold=True, side="center", middle=True)
        return _cell(target, value, border=True)

    bottom = top + header_rows - 1
    heights = (text_height(c.title, c.width - BOLD_MARGIN) for c in columns)
    target.row_dimensions[bottom].height = max(heights)
    if header_rows == 1:
        target.append([cell(column.title) for column in columns])
        return
    target.append([cell(column.group or column.title) for column in columns])
    target.append([cell(column.title if column.group else "") for column in columns])
    start = 0
    while start < len(columns):
        end = start
        group = columns[start].group
        while group and end + 1 < len(columns) and columns[end + 1].group == group:
            end += 1
        if group:
            _merge(target, top, start + 1, top, end + 1)
        else:
            _merge(target, top, start + 1, top + 1, start + 1)
        start = end + 1


def _merge(target: WriteOnlyWorksheet, top: int, left: int, bottom: int, right: int) -> None:
    if (top, left) != (bottom, right):
        ends = f"{get_column_letter(left)}{top}:{get_column_letter(right)}{bottom}"
        target.merged_cells.add(ends)


def _cell(
    target: WriteOnlyWorksheet,
    value: Value | StyledValue,
    *,
    border: bool = False,
    wrap: bool = True,
) -> WriteOnlyCell:
    styled = value if isinstance(value, StyledValue) else StyledValue(value)
    content: Any = styled.value
    if isinstance(content, bool):
        content = "да" if content else "нет"
    number_format, quoted = styled.number_format, False
    if isinstance(content, str):
        content = safe_text(content)
        number_format, quoted = "", content.startswith(_FORMULA_STARTS)
    elif isinstance(content, date):
        number_format = number_format or DATE_FORMAT
    cell = WriteOnlyCell(target, value=content)
    if isinstance(content, str) and content:
        cell.data_type = "s"
    look = _Look(
        number_format,
        styled.bold,
        styled.side,
        border,
        wrap,
        quoted,
        styled.italic,
        styled.middle,
    )
    cell._style = _style(target, look)
    return cell


class _Look(NamedTuple):
    number_format: str
    bold: bool
    side: str
    border: bool
    wrap: bool
    quoted: bool
    italic: bool
    middle: bool


def _style(target: WriteOnlyWorksheet, look: _Look) -> StyleArray:
    """The style of cells that look alike, made once: making it takes longer than the cell."""
    kept: dict[_Look, StyleArray] = target.parent.__dict__.setdefault("_looks", {})
    if look not in kept:
        model = WriteOnlyCell(target)
        model.font = Font(name=FACE, size=11, bold=look.bold, italic=look.italic)
        vertical = "center" if look.middle else "top"
        model.alignment = Alignment(
            horizontal=look.side or None, vertical=vertical, wrap_text=look.wrap
        )
        if look.border:
            model.border = _BORDER
        if look.number_format:
            model.number_format = look.number_format
        model.quotePrefix = look.quoted
        kept[look] = model._style
    return kept[look]


def _properties(title: str, author: str, day: date | None) -> bytes:
    moment = datetime.combine(day or NO_DAY, time(), UTC).replace(tzinfo=None)
    properties = DocumentProperties(
        creator=safe_text(author) or None, title=safe_text(title), language="ru-RU",
        created=moment, modified=moment,
    )  # fmt: skip
    content: bytes = tostring(properties.to_tree())
    return content
