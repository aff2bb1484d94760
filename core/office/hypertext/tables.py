"""Tables of pages: rows of cells with their places in the grid, spans bounded."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from lxml import etree

from core.office.archives import TOO_LARGE
from core.office.documents import MAX_COLUMNS, MAX_GRID_CELLS, MAX_ROWS, Cell, Row, Table
from core.office.errors import UnreadableFileError
from core.office.hypertext.looks import Look

CELLS = frozenset({"td", "th"})
_GROUPS = frozenset({"thead", "tbody", "tfoot"})
_LONGEST_NUMBER = 9


@dataclass(frozen=True, slots=True)
class CellContent:
    """What a cell holds: its text, whether all of it is bold, the tables nested in it."""

    text: str
    bold: bool
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True)
class _Line:
    """A row's element (None where the cells stand in no row), its cells, its group."""

    element: etree._Element | None
    cells: tuple[etree._Element, ...]
    group: etree._Element


class GridReader:
    """Reads the rows of one table; `content` reads what stands inside a cell."""

    def __init__(
        self,
        look: Callable[[etree._Element], Look],
        content: Callable[[etree._Element], CellContent],
    ) -> None:
        self._look = look
        self._content = content
        self._places = 0
        self.nested: list[Table] = []

    def rows(self, table: etree._Element) -> list[Row]:
        """All rows that are seen; hidden ones count in the numbers of those below."""
        lines = list(_lines(table, table))[:MAX_ROWS]
        left = _rows_left(lines)
        taken: dict[int, int] = {}
        rows: list[Row] = []
        for index, line in enumerate(lines):
            if index and line.group is not lines[index - 1].group:
                taken = {}
            if line.element is not None and self._look(line.element).is_aside:
                taken = _lowered(taken)
                continue
            cells, taken = self._cells(line, taken, left[index])
            is_filler = line.element is not None and line.element.get("height") == "0"
            if not (is_filler and not any(cell.text for cell in cells)):
                rows.append(Row(index + 1, cells, header=line.group.tag == "thead"))
        return _without_idle_columns(rows)

    def _cells(
        self, line: _Line, taken: dict[int, int], left: int
    ) -> tuple[tuple[Cell, ...], dict[int, int]]:
        """The row's cells beside those that hang from above, and what hangs into the next row."""
        below = _lowered(taken)
        cells: list[Cell] = []
        column = 0
        for element in line.cells:
            while column in taken:
                column += 1
            if column >= MAX_COLUMNS:
                break
            span, rows = self._spans(element, column, taken, left)
            self._count(span * rows)
            look = self._look(element)
            content = CellContent("", bold=False) if look.is_aside else self._content(element)
            self.nested += content.tables
            shown = 1 if look.spans_idly else span
            cells.append(Cell(content.text, column, shown, rows, bold=content.bold))
            if rows > 1:
                below.update(dict.fromkeys(range(column, column + span), rows - 1))
            column += span
        return tuple(cells), below

    @staticmethod
    def _spans(
        element: etree._Element, column: int, taken: dict[int, int], left: int
    ) -> tuple[int, int]:
        wanted = min(max(_whole(element.get("colspan"), 1), 1), MAX_COLUMNS - column)
        span = next((step for step in range(1, wanted) if column + step in taken), wanted)
        down = _whole(element.get("rowspan"), 1)
        return span, min(down, left) if down else left

    def _count(self, places: int) -> None:
        self._places += places
        if self._places > MAX_GRID_CELLS:
            raise UnreadableFileError(TOO_LARGE)


def _lines(element: etree._Element, group: etree._Element) -> Iterator[_Line]:
    """Rows in document order, through whatever wraps them; cells without a row make one."""
    loose: list[etree._Element] = []
    for child in element:
        tag = child.tag
        if tag in CELLS:
            loose.append(child)
            continue
        if loose:
            yield _Line(None, tuple(loose), group)
            loose = []
        if tag == "tr":
            yield _Line(child, tuple(_cells_of(child)), group)
        elif tag in _GROUPS:
            yield from _lines(child, child)
        elif isinstance(tag, str) and tag not in ("table", "caption", "colgroup", "col"):
            yield from _lines(child, group)
    if loose:
        yield _Line(None, tuple(loose), group)


def _cells_of(row: etree._Element) -> Iterator[etree._Element]:
    for child in row:
        if child.tag in CELLS:
            yield child
        elif child.tag != "table" and len(child):
            yield from _cells_of(child)


def _rows_left(lines: list[_Line]) -> list[int]:
    """How many rows of the same group begin with each: a cell hangs no further."""
    left = [1] * len(lines)
    for index in range(len(lines) - 2, -1, -1):
        if lines[index + 1].group is lines[index].group:
            left[index] = left[index + 1] + 1
    return left


def _lowered(taken: dict[int, int]) -> dict[int, int]:
    return {column: rows - 1 for column, rows in taken.items() if rows > 1}


def _without_idle_columns(rows: list[Row]) -> list[Row]:
    """Spans cut to the columns in which any cell begins: «colspan=100» means the whole row."""
    width = max((cell.column + 1 for row in rows for cell in row.cells), default=0)
    return [replace(row, cells=tuple(_within(row.cells, width))) for row in rows]


def _within(cells: Iterable[Cell], width: int) -> Iterator[Cell]:
    for cell in cells:
        yield replace(cell, column_span=min(cell.column_span, width - cell.column))


def _whole(text: str | None, default: int) -> int:
    digits = (text or "").strip()
    if not digits.isdecimal():
        return default
    return int(digits) if len(digits) <= _LONGEST_NUMBER else MAX_ROWS
