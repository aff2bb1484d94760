"""A table as a dense grid: which cell covers a place, merged cells included."""

from collections.abc import Iterator
from dataclasses import dataclass

from core.office.documents import Cell, Row, Table
from roadmaps.parsing.draft import Source
from roadmaps.parsing.wording import tidy

_FEWEST_ROWS = 4
_NEARLY_ALL = 0.8


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell seen from one row; `row` is the index of the row where it begins."""

    row: int
    first: int
    last: int
    text: str
    bold: bool
    fill: str = ""

    @property
    def span(self) -> int:
        return self.last - self.first + 1


class Grid:
    """Cells by grid position; rows and columns count from 0 here and from 1 in sources."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.width = table.width
        self._slots: list[list[Placed | None]] = [
            [None] * table.width for _ in range(len(table.rows))
        ]
        for index, row in enumerate(table.rows):
            for cell in row.cells:
                self._place(index, cell)
        self._striped: dict[int, bool] = {}

    def __len__(self) -> int:
        return len(self._slots)

    def row(self, index: int) -> Row:
        return self.table.rows[index]

    def cells(self, index: int) -> list[Placed]:
        """The cells that a row shows from left to right, those merged from above included."""
        return list(_distinct(self._slots[index]))

    def own_cells(self, index: int) -> list[Placed]:
        """The cells that begin in this row and hold text."""
        return [cell for cell in self.cells(index) if cell.row == index and cell.text]

    def at(self, row: int, column: int) -> Placed | None:
        return self._slots[row][column]

    def is_empty(self, index: int) -> bool:
        return not self.own_cells(index)

    def is_striped(self, column: int) -> bool:
        """Whether nearly all cells of a column are filled with colour: holidays, decoration."""
        if column not in self._striped:
            cells = [row[column] for row in self._slots]
            filled = sum(cell is not None and bool(cell.fill) for cell in cells)
            self._striped[column] = len(self) >= _FEWEST_ROWS and filled > _NEARLY_ALL * len(self)
        return self._striped[column]

    def last_row(self, cell: Placed) -> int:
        """The index of the last row that a cell covers."""
        index = cell.row
        while index + 1 < len(self) and self._slots[index + 1][cell.first] is cell:
            index += 1
        return index

    def source(self, index: int, column: int | None = None) -> Source:
        row = self.row(index)
        return Source(
            table=self.table.number,
            row=row.number,
            column=None if column is None else column + 1,
            sheet=self.table.sheet,
            page=row.page,
        )

    def weight(self, first: int, last: int) -> int:
        """How wide some columns are together."""
        widths = self.table.widths
        if len(widths) < self.width:
            return last - first + 1
        return sum(max(width, 1) for width in widths[first : last + 1])

    def _place(self, index: int, cell: Cell) -> None:
        last = min(cell.column + cell.column_span, self.width) - 1
        placed = Placed(index, cell.column, last, tidy(cell.text), cell.bold, cell.fill)
        if cell.continues:
            return
        for row in range(index, min(index + cell.row_span, len(self._slots))):
            for column in range(cell.column, last + 1):
                if self._slots[row][column] is None:
                    self._slots[row][column] = placed


def _distinct(slots: list[Placed | None]) -> Iterator[Placed]:
    previous: Placed | None = None
    for slot in slots:
        if slot is not None and slot is not previous:
            yield slot
        previous = slot
