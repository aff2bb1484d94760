"""How many lines a table's cells take on paper, well enough to say where a page may break it."""

from collections.abc import Sequence
from dataclasses import dataclass

from reports.domain.display import cell_text
from reports.domain.document import Orientation, Place, RowKind, Table

TEXT_WIDTH_MM = {Orientation.PORTRAIT: 165, Orientation.LANDSCAPE: 252}
LONG_ROW = 14
"""Lines from which a row may be broken over pages: kept whole, it would leave half a page empty."""
_LETTER_MM = {12: 2.15, 11: 1.95, 10: 1.8}
_PADDING_MM = 2.5


@dataclass(frozen=True, slots=True)
class LineCounts:
    """Lines of each row, and of each cell that is merged over rows by its row and column."""

    rows: tuple[int, ...]
    merged: dict[tuple[int, int], int]


def text_size(columns: int) -> int:
    """Size of a table's text in points: wide tables take the smaller of the sizes allowed."""
    return 12 if columns <= 5 else 11 if columns <= 8 else 10


def line_counts(table: Table, orientation: Orientation) -> LineCounts:
    """An estimate from the lengths of texts and the widths of columns."""
    letters = _letters_a_line(table, orientation)
    rows: list[int] = []
    merged: dict[tuple[int, int], int] = {}
    for index, (_, places) in enumerate(table.places()):
        counts = [1]
        for place in places:
            room = sum(letters[place.column : place.column + place.columns])
            lines = _lines(cell_text(place.value), room)
            if place.rows > 1:
                merged[index, place.column] = lines
            else:
                counts.append(lines)
        rows.append(max(counts))
    return LineCounts(tuple(rows), merged)


def _letters_a_line(table: Table, orientation: Orientation) -> list[float]:
    total = sum(column.width for column in table.columns)
    letter = _LETTER_MM[text_size(len(table.columns))]
    widths = (TEXT_WIDTH_MM[orientation] * column.width / total for column in table.columns)
    return [max((width - _PADDING_MM) / letter, 1.0) for width in widths]


def _lines(text: str, room: float) -> int:
    return sum(1 + int(max(len(line) - 1, 0) / room) for line in text.split("\n"))


def unbroken_blocks(table: Table, counts: LineCounts) -> list[range]:
    """Runs of rows that a page should not break, in order.

    A section goes with the row below it. The words of a cell merged over rows stand at its top, so
    as many rows as they need to be seen go together.
    """
    blocks: list[range] = []
    first = 0
    open_cells: dict[int, tuple[int, int]] = {}
    for index, (row, places) in enumerate(table.places()):
        for place in places:
            if place.rows > 1 and not place.continues:
                open_cells[place.column] = (counts.merged[index, place.column], place.rows)
        open_cells = _further(open_cells, counts.rows[index])
        if row.kind is not RowKind.SECTION and not open_cells:
            blocks.append(range(first, index + 1))
            first = index + 1
    if first < len(table.rows):
        blocks.append(range(first, len(table.rows)))
    return blocks


def _further(open_cells: dict[int, tuple[int, int]], lines: int) -> dict[int, tuple[int, int]]:
    """Cells that still need rows for their words, after a row of so many lines."""
    left = {column: (need - lines, rows - 1) for column, (need, rows) in open_cells.items()}
    return {column: (need, rows) for column, (need, rows) in left.items() if need > 0 and rows > 0}


@dataclass(frozen=True, slots=True)
class Piece:
    """The part of a cell that one block shows: `begins` and `ends` say which edges are its own."""

    place: Place
    rows: int
    begins: bool
    ends: bool


def pieces(table: Table, blocks: Sequence[range]) -> list[list[Piece]]:
    """The cells of each row; a merged cell that goes on over blocks has a piece in each."""
    placed = list(table.places())
    result: list[list[Piece]] = [[] for _ in placed]
    for index, (_, places) in enumerate(placed):
        for place in places:
            if place.continues:
                continue
            if place.rows == 1:
                result[index].append(Piece(place, 1, begins=True, ends=True))
                continue
            for block in blocks:
                first, last = max(block.start, index), min(block.stop, index + place.rows)
                if first < last:
                    ends = last == index + place.rows
                    result[first].append(Piece(place, last - first, first == index, ends))
    for row in result:
        row.sort(key=lambda piece: piece.place.column)
    return result
