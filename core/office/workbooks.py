"""Workbooks as values: .xlsx, .xls, .ods and CSV become sheets of typed cells with addresses.

Knows nothing of what the cells mean. Numbers come out exact (int or Decimal, never float);
numbers in CSV stay text, because only the reader of a column knows whether «0412» is a code.
"""

import csv
import io
import marshal
import re
import zlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from itertools import islice
from typing import Any

import python_calamine

from core.office.errors import UnreadableFileError
from core.office.files import MAX_BYTES, FileKind, decode_text, recognise
from core.office.workbook_extent import refuse_wide_sheets
from core.values.packed_list import PackedList

CellValue = str | int | Decimal | bool | date | None
Row = tuple[CellValue, ...]

_DELIMITERS = ";\t,"
_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
_SPREADSHEETS = {FileKind.XLSX, FileKind.XLS, FileKind.ODS}
_PAGE = (
    "Это веб-страница, названная таблицей. Откройте её в Excel, сохраните как «Книга Excel "
    "(.xlsx)» и загрузите снова."
)
_DAMAGED = (
    "Файл повреждён: его не удаётся открыть. Откройте его в Excel, сохраните заново и "
    "загрузите снова."
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; `rows[0]` is row 1, a row may be shorter than the sheet is wide.

    The rows of a file are kept packed (docs/decisions/files-of-results-in-pieces.md): walk them
    forwards rather than to and fro. `merged` are the first and last rows of the cells of each
    column that reach over several.
    """

    name: str
    rows: Sequence[Row]
    hidden: bool = False
    merged: Mapping[int, Sequence[tuple[int, int]]] = field(default_factory=dict)

    def at(self, row: int, column: int) -> CellValue:
        """The value at the zero-based place; None outside of the filled area."""
        if row < 0 or column < 0 or row >= len(self.rows) or column >= len(self.rows[row]):
            return None
        return self.rows[row][column]

    def reaching(self, row: int, column: int) -> CellValue:
        """The value of the merged cell above that reaches down to the place; None for none."""
        ranges = self.merged.get(column, ())
        number = bisect_right(ranges, row, key=lambda rows: rows[0]) - 1
        if number < 0 or not ranges[number][0] < row <= ranges[number][1]:
            return None
        return self.at(ranges[number][0], column)


@dataclass(frozen=True, slots=True)
class Workbook:
    """All sheets of a file in their order; a CSV file is a workbook of one sheet."""

    kind: FileKind
    sheets: tuple[Sheet, ...]


@lru_cache(maxsize=1024)
def column_letters(column: int) -> str:
    """«A» for 0, «AA» for 26."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def address(row: int, column: int) -> str:
    """The A1 address of a zero-based place."""
    return f"{column_letters(column)}{row + 1}"


def read_workbook(content: bytes, *, max_bytes: int = MAX_BYTES) -> Workbook:
    """Every sheet of a workbook or CSV file.

    Raises UnreadableFileError with a sentence for people for anything that is not a workbook,
    is damaged, encrypted or unreasonably large.
    """
    kind = recognise(content, max_bytes=max_bytes)
    if kind is FileKind.TEXT:
        return Workbook(kind, (_read_csv(content),))
    if kind in (FileKind.HTML, FileKind.MHTML):
        raise UnreadableFileError(_PAGE)
    if kind not in _SPREADSHEETS:
        raise UnreadableFileError(
            "Это не таблица. Загрузите файл Excel (.xlsx, .xls), OpenDocument (.ods) или CSV."
        )
    refuse_wide_sheets(content, kind)
    return Workbook(kind, tuple(_read_spreadsheet(content)))


def _read_spreadsheet(content: bytes) -> Iterator[Sheet]:
    try:
        workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        for metadata in workbook.sheets_metadata:
            if metadata.typ is python_calamine.SheetTypeEnum.WorkSheet:
                visible = metadata.visible is python_calamine.SheetVisibleEnum.Visible
                yield replace(_read_sheet(workbook, metadata.name), hidden=not visible)
    except python_calamine.PasswordError as error:
        raise UnreadableFileError(
            "Файл защищён паролем. Снимите пароль в Excel и загрузите снова."
        ) from error
    except (python_calamine.CalamineError, OSError, ValueError, KeyError) as error:
        raise UnreadableFileError(_DAMAGED) from error
    except BaseException as error:
        # A panic of the Rust reader on a malformed file arrives as a bare BaseException.
        if type(error).__name__ != "PanicException":
            raise
        raise UnreadableFileError(_DAMAGED) from error


def _read_sheet(workbook: python_calamine.CalamineWorkbook, name: str) -> Sheet:
    sheet = workbook.get_sheet_by_name(name)
    if sheet.start is None:
        return Sheet(name, ())
    # The iterator begins at the first row but at the first filled column.
    indent: Row = (None,) * sheet.start[1]
    rows: Iterable[Row] = (indent + tuple(map(_typed, row)) for row in sheet.iter_rows())
    return Sheet(name, PackedList(_packed, _unpacked, rows), merged=_merged(sheet))


def _merged(sheet: python_calamine.CalamineSheet) -> dict[int, list[tuple[int, int]]]:
    """Rows of the merged cells that reach down, by column."""
    found: dict[int, list[tuple[int, int]]] = {}
    for (first, column), (last, _) in sheet.merged_cell_ranges or ():
        if last > first:
            found.setdefault(column, []).append((first, last))
    return {column: sorted(rows) for column, rows in found.items()}


def _packed(rows: list[Row]) -> bytes:
    plain = [
        tuple([value if type(value) in _PLAIN else _plain(value) for value in row]) for row in rows
    ]
    return zlib.compress(marshal.dumps(plain), 1)


def _unpacked(piece: bytes) -> list[Row]:
    return [
        tuple([value if type(value) in _PLAIN else _meant(value) for value in row])
        for row in _loaded(piece)
    ]


def _loaded(piece: bytes) -> list[Any]:
    return marshal.loads(zlib.decompress(piece))  # noqa: S302  # what this process has packed


# marshal knows no decimals and no days: they are packed as floats and as the numbers of days.
_PLAIN = frozenset((str, int, bool, type(None)))


def _plain(value: Any) -> float | tuple[int]:
    return (value.toordinal(),) if isinstance(value, date) else float(value)


@lru_cache(maxsize=16_384)
def _meant(value: float | tuple[int]) -> CellValue:
    """Cells repeat their numbers: a share has two digits after the comma."""
    return _exact(value) if isinstance(value, float) else date.fromordinal(*value)


def _typed(value: object) -> CellValue:
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, bool):
        return value
    if isinstance(value, float):
        return _meant(value)
    if isinstance(value, int):
        return value
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    return str(value) if isinstance(value, time | timedelta) else None


def _exact(value: float) -> CellValue:
    """The number that a person sees: spreadsheets keep 15 significant digits."""
    if value != value or value in (float("inf"), float("-inf")):
        return None
    if value.is_integer() and abs(value) < 10**15:
        return int(value)
    return Decimal(f"{value:.15g}")


def _read_csv(content: bytes) -> Sheet:
    text = decode_text(content)
    reader = csv.reader(_lines(text), delimiter=_delimiter(text))
    rows: Iterable[Row] = (tuple([cell.strip() or None for cell in row]) for row in reader)
    try:
        return Sheet("", PackedList(_packed, _loaded, rows))
    except csv.Error as error:
        raise UnreadableFileError(
            "Файл CSV повреждён. Сохраните таблицу из Excel ещё раз и загрузите снова."
        ) from error


def _lines(text: str) -> Iterator[str]:
    """The lines with their ends, as `csv.reader` wants them."""
    return (line.group() for line in _LINE.finditer(text))


def _delimiter(text: str) -> str:
    """The delimiter that cuts the first lines into most columns; a decimal comma loses ties."""
    lines = [re.sub(r'"[^"]*"', "", line) for line in islice(_lines(text), 30)]
    return max(_DELIMITERS, key=lambda mark: sum(line.count(mark) for line in lines))
