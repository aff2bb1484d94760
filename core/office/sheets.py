"""Sheets of workbooks as blocks of a document: lines above and below the table are paragraphs."""

import io
import itertools
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

import python_calamine

from core.office.archives import TOO_LARGE
from core.office.documents import (
    MAX_COLUMNS,
    MAX_GRID_CELLS,
    MAX_ROWS,
    Block,
    Cell,
    Document,
    Paragraph,
    Row,
    Table,
)
from core.office.errors import UnreadableFileError
from core.office.files import FileKind
from core.office.number_formats import shown
from core.office.symbols import picture
from core.office.workbook_looks import SheetLooks, workbook_looks
from core.office.workbooks import Sheet, read_workbook
from core.values.wording import counted

_SHOWN_ADDRESSES = 5
Area = tuple[tuple[int, int], tuple[int, int]]


def read_sheets(content: bytes) -> Document:
    """Read .xlsx or .xls: each visible sheet becomes paragraphs and one table."""
    workbook = read_workbook(content)
    merged = _merged_areas(content)
    looks = workbook_looks(content) if workbook.kind is FileKind.XLSX else {}
    blocks: list[Block] = []
    notes: list[str] = []
    for sheet in workbook.sheets:
        if sheet.hidden and any(not other.hidden for other in workbook.sheets):
            notes.append(f"Скрытый лист «{sheet.name}» не прочитан.")
            continue
        own = looks.get(sheet.name, SheetLooks())
        rows = _rows(sheet, merged.get(sheet.name, ()), own)
        notes += hidden_notes(sheet.name, len(own.hidden_rows), len(own.hidden_columns))
        notes += _unvalued_notes(sheet.name, own.unvalued)
        number = 1 + sum(isinstance(block, Table) for block in blocks)
        blocks.extend(sheet_blocks(rows, number, sheet.name))
    return Document(kind=workbook.kind, blocks=tuple(blocks), notes=tuple(notes))


def hidden_notes(name: str, rows: int, columns: int) -> Iterator[str]:
    """What is said of the hidden rows and columns of a sheet that were left out."""
    for count, forms in (
        (rows, ("скрытая строка", "скрытые строки", "скрытых строк")),
        (columns, ("скрытый столбец", "скрытых столбца", "скрытых столбцов")),
    ):
        if count:
            yield (
                f"На листе «{name}» не прочитаны {counted(count, *forms)}. Если они нужны, "
                "покажите их в файле и загрузите его снова."
            )


def _unvalued_notes(name: str, addresses: Sequence[str]) -> Iterator[str]:
    if addresses:
        shown_first = ", ".join(addresses[:_SHOWN_ADDRESSES])
        more = "…" if len(addresses) > _SHOWN_ADDRESSES else ""
        yield (
            f"На листе «{name}» формулы без вычисленного значения: {shown_first}{more}. Откройте "
            "файл в Excel, сохраните и загрузите снова."
        )


def sheet_blocks(rows: Sequence[Row], number: int, name: str) -> Iterator[Block]:
    """The rows from the first to the last with two filled cells as a table, others as text."""
    filled = [row for row in rows if any(cell.text for cell in row.cells)]
    full = [place for place, row in enumerate(filled) if _count(row) > 1]
    first, last = (full[0], full[-1]) if full else (len(filled), -1)
    yield from _lines(filled[:first])
    table = filled[first : last + 1]
    if table:
        yield Paragraph("")
        width = max(cell.column + cell.column_span for row in table for cell in row.cells)
        yield Table(number=number, rows=_within(table), width=width, sheet=name)
    yield from _lines(filled[max(last + 1, first) :])
    yield Paragraph("")


def _count(row: Row) -> int:
    return sum(bool(cell.text) for cell in row.cells)


def _lines(rows: Sequence[Row]) -> Iterator[Paragraph]:
    """Rows of text; an empty row between them is an empty line."""
    above = None
    for row in rows:
        if above is not None and row.number > above + 1:
            yield Paragraph("")
        yield Paragraph(" ".join(cell.text for cell in row.cells if cell.text))
        above = row.number


def _within(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Row spans of a sheet count its rows, also the empty ones that are left out here."""
    numbers = [row.number for row in rows]
    return tuple(
        Row(
            row.number,
            tuple(_shortened(cell, row.number, numbers) for cell in row.cells),
        )
        for row in rows
    )


def _shortened(cell: Cell, number: int, numbers: Sequence[int]) -> Cell:
    if cell.row_span == 1:
        return cell
    covered = bisect_left(numbers, number + cell.row_span) - bisect_left(numbers, number)
    return replace(cell, row_span=max(covered, 1))


def _merged_areas(content: bytes) -> dict[str, list[Area]]:
    """Merged ranges by sheet, where the format tells them."""
    areas: dict[str, list[Area]] = {}
    workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    for name in workbook.sheet_names:
        try:
            areas[name] = workbook.get_sheet_by_name(name).merged_cell_ranges or []
        except python_calamine.CalamineError:
            areas[name] = []
    return areas


def _rows(sheet: Sheet, merged: Sequence[Area], looks: SheetLooks) -> list[Row]:
    width = min(max((len(row) for row in sheet.rows), default=0), MAX_COLUMNS)
    if width * len(sheet.rows) > MAX_GRID_CELLS:
        raise UnreadableFileError(TOO_LARGE)
    starts, covered = _places(merged, len(sheet.rows), width)
    return [
        Row(index + 1, tuple(_cells(sheet, index, width, starts, covered, looks)))
        for index in range(min(len(sheet.rows), MAX_ROWS))
        if index not in looks.hidden_rows
    ]


def _places(
    merged: Sequence[Area], height: int, width: int
) -> tuple[dict[tuple[int, int], tuple[int, int]], set[tuple[int, int]]]:
    """Where merged areas begin, with their rows and columns, and the other places of each."""
    starts: dict[tuple[int, int], tuple[int, int]] = {}
    covered: set[tuple[int, int]] = set()
    places = 0
    for (top, left), (bottom, right) in merged:
        right, bottom = min(right, MAX_COLUMNS - 1), min(bottom, top + MAX_ROWS)
        if (bottom - top + 1) * (right - left + 1) > MAX_ROWS * 10:
            continue
        starts[top, left] = (bottom - top + 1, right - left + 1)
        rows, columns = range(top, min(bottom + 1, height)), range(left, min(right + 1, width))
        places += len(rows) * len(columns)
        if places > MAX_GRID_CELLS:
            # Merged areas of a sound sheet do not overlap, so they have no more places than it.
            raise UnreadableFileError(TOO_LARGE)
        covered.update(itertools.product(rows, columns))
        covered.discard((top, left))
    return starts, covered


def _cells(
    sheet: Sheet,
    row: int,
    width: int,
    starts: dict[tuple[int, int], tuple[int, int]],
    covered: set[tuple[int, int]],
    looks: SheetLooks,
) -> Iterator[Cell]:
    for column in range(width):
        if (row, column) in covered:
            continue
        rows, columns = starts.get((row, column), (1, 1))
        if all(place in looks.hidden_columns for place in range(column, column + columns)):
            continue
        look = looks.at(row, column)
        text = shown(sheet.at(row, column), look.format)
        if look.symbolic:
            text = "".join(picture(ord(letter)) for letter in text if not letter.isspace())
        yield Cell(text, column, columns, rows, bold=look.bold, fill=look.fill)
