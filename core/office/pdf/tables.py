"""Ruled tables of a page as rows of cells."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from core.office.documents import Cell, Row
from core.office.pdf.lines import Word, text_in_frame

_SAME_EDGE = 3.0


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table as one page shows it; `edges` are its column borders in points."""

    rows: tuple[Row, ...]
    edges: tuple[float, ...]
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Fill:
    """A coloured area of a page."""

    x0: float
    top: float
    x1: float
    bottom: float
    colour: str

    def covers(self, x: float, y: float) -> bool:
        return self.x0 <= x <= self.x1 and self.top <= y <= self.bottom


def read_table(
    found: Any, words: Sequence[Word], page: int, fills: Sequence[Fill] = ()
) -> PageTable:
    """Cells of a table that pdfplumber has found; words go where their middle lies."""
    boxes = sorted(found.cells, key=lambda box: (box[1], box[0]))
    columns = _edges([x for box in boxes for x in (box[0], box[2])])
    lines = _edges([y for box in boxes for y in (box[1], box[3])])
    rows: list[list[Cell]] = [[] for _ in range(max(len(lines) - 1, 0))]
    for x0, top, x1, bottom in boxes:
        first, last = _place(columns, x0), _place(columns, x1)
        upper, lower = _place(lines, top), _place(lines, bottom)
        if first >= last or upper >= lower:
            continue
        inside = [word for word in words if _is_inside(word, x0, top, x1, bottom)]
        text = text_in_frame(inside, x0, x1)
        bold = bool(inside) and all(word.bold for word in inside)
        fill = _fill(fills, (x0 + x1) / 2, (top + bottom) / 2)
        cell = Cell(text, first, last - first, lower - upper, bold=bold, fill=fill)
        rows[upper].append(cell)
    for first, upper, lower in _holes(rows, len(columns) - 1):
        x0, x1 = columns[first], columns[first + 1]
        inside = [w for w in words if _is_inside(w, x0, lines[upper], x1, lines[lower])]
        cell = Cell(text_in_frame(inside, x0, x1), first, 1, lower - upper)
        rows[upper].append(cell)
    return PageTable(
        rows=tuple(
            Row(number, tuple(sorted(cells, key=lambda cell: cell.column)), page=page)
            for number, cells in enumerate(rows, start=1)
        ),
        edges=tuple(columns),
        top=found.bbox[1],
        bottom=found.bbox[3],
    )


def _holes(rows: list[list[Cell]], width: int) -> Iterator[tuple[int, int, int]]:
    """Places without a cell, column by column: a merged cell cut by the page has an open side."""
    covered = {
        (row, column)
        for index, cells in enumerate(rows)
        for cell in cells
        for row in range(index, index + cell.row_span)
        for column in range(cell.column, cell.column + cell.column_span)
    }
    for column in range(width):
        free = [row for row in range(len(rows)) if (row, column) not in covered]
        while free:
            upper = lower = free.pop(0)
            while free and free[0] == lower + 1:
                lower = free.pop(0)
            yield column, upper, lower + 1


def _fill(fills: Sequence[Fill], x: float, y: float) -> str:
    """The colour of the uppermost area over a place."""
    return next((fill.colour for fill in reversed(fills) if fill.covers(x, y)), "")


def _edges(values: list[float]) -> list[float]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _SAME_EDGE:
            edges.append(value)
    return edges


def _place(edges: list[float], value: float) -> int:
    return min(range(len(edges)), key=lambda place: abs(edges[place] - value))


def _is_inside(word: Word, x0: float, top: float, x1: float, bottom: float) -> bool:
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return x0 <= x < x1 and top <= y < bottom


def goes_on(upper: PageTable, lower: PageTable) -> bool:
    """Whether the lower table has the columns of the upper one."""
    return len(upper.edges) == len(lower.edges) and all(
        abs(one - other) <= 2 * _SAME_EDGE
        for one, other in zip(upper.edges, lower.edges, strict=True)
    )
