"""Ruled tables of a page as rows of cells."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from core.office.documents import Cell, Row
from core.office.pdf.lines import Box, Framed, Text, usual_space
from core.office.pdf.words import Word

_SAME_EDGE = 3.0


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table as one page shows it; `edges` are its column borders in points.

    `texts` are those of the cells by row and column, counted from 0, where each begins.
    """

    rows: tuple[Row, ...]
    edges: tuple[float, ...]
    top: float
    bottom: float
    texts: Mapping[tuple[int, int], Text] = field(default_factory=dict)

    @property
    def page(self) -> int | None:
        return self.rows[0].page if self.rows else None


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


@dataclass(frozen=True, slots=True)
class Frame:
    """A cell's place on the page and in the grid: columns and rows from and up to."""

    box: Box
    first: int
    last: int
    upper: int
    lower: int


def read_table(
    found: Any, words: Sequence[Word], page: int, fills: Sequence[Fill] = ()
) -> PageTable:
    """Cells of a table that pdfplumber has found; words go where their middle lies."""
    boxes = sorted(found.cells, key=lambda box: (box[1], box[0]))
    columns = _edges([x for box in boxes for x in (box[0], box[2])])
    lines = _edges([y for box in boxes for y in (box[1], box[3])])
    frames = []
    for x0, top, x1, bottom in boxes:
        first, last = _place(columns, x0), _place(columns, x1)
        upper, lower = _place(lines, top), _place(lines, bottom)
        if first < last and upper < lower:
            frames.append(Frame(Box(x0, top, x1, bottom), first, last, upper, lower))
    for column, upper, lower in _holes(frames, len(columns) - 1, len(lines) - 1):
        box = Box(columns[column], lines[upper], columns[column + 1], lines[lower])
        frames.append(Frame(box, column, column + 1, upper, lower))
    filled = [(frame, _inside(words, frame.box)) for frame in frames]
    return filled_table(filled, columns, lines, page, fills)


def filled_table(
    filled: Sequence[tuple[Frame, Sequence[Word]]],
    columns: Sequence[float],
    lines: Sequence[float],
    page: int,
    fills: Sequence[Fill] = (),
) -> PageTable:
    """The table that frames with their words make; `columns` and `lines` are its edges."""
    rows: list[list[Cell]] = [[] for _ in range(max(len(lines) - 1, 0))]
    texts: dict[tuple[int, int], Text] = {}
    framed = [Framed.of(words, frame.box) for frame, words in filled]
    usual = usual_space(framed)
    for (frame, words), cell in zip(filled, framed, strict=True):
        text = cell.text(usual)
        rows[frame.upper].append(_cell(frame, words, text, fills))
        texts[frame.upper, frame.first] = text
    return PageTable(
        rows=tuple(
            Row(number, tuple(sorted(cells, key=lambda cell: cell.column)), page=page)
            for number, cells in enumerate(rows, start=1)
        ),
        edges=tuple(columns),
        top=lines[0] if lines else 0.0,
        bottom=lines[-1] if lines else 0.0,
        texts=texts,
    )


def _cell(frame: Frame, words: Sequence[Word], text: Text, fills: Sequence[Fill]) -> Cell:
    box = frame.box
    return Cell(
        text.text,
        frame.first,
        frame.last - frame.first,
        frame.lower - frame.upper,
        bold=bool(words) and all(word.bold for word in words),
        fill=_fill(fills, (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2),
    )


def _inside(words: Sequence[Word], box: Box) -> list[Word]:
    return [
        word
        for word in words
        if box.x0 <= word.across < box.x1 and box.top <= word.middle < box.bottom
    ]


def _holes(frames: Sequence[Frame], width: int, height: int) -> Iterator[tuple[int, int, int]]:
    """Places without a cell, column by column: a merged cell cut by the page has an open side."""
    covered = {
        (row, column)
        for frame in frames
        for row in range(frame.upper, frame.lower)
        for column in range(frame.first, frame.last)
    }
    for column in range(width):
        free = [row for row in range(height) if (row, column) not in covered]
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


def goes_on(upper: PageTable, lower: PageTable) -> bool:
    """Whether the lower table has the columns of the upper one, and no free space is between."""
    same_page = upper.page == lower.page
    if same_page and lower.top - upper.bottom > _SAME_EDGE:
        return False
    return len(upper.edges) == len(lower.edges) and all(
        abs(one - other) <= 2 * _SAME_EDGE
        for one, other in zip(upper.edges, lower.edges, strict=True)
    )
