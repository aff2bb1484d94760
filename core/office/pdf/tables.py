"""Ruled tables of a page as rows of cells, and tables that go on over pages as one."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from core.office.documents import Cell, Row, Table
from core.office.pdf.lines import Word, joined, text_in_frame

_SAME_EDGE = 3.0
_NUMBER = re.compile(r"^\s*(?:№\s*)?\d{1,3}(?:\s?\.\s?\d{1,3})*\s*[.)]?\s*$")
_ENDED = re.compile(r"[.;:!?»)]\s*$")
_MOSTLY = 0.5
_HEADER_ROWS = 4


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table as one page shows it; `edges` are its column borders in points."""

    rows: tuple[Row, ...]
    edges: tuple[float, ...]
    top: float
    bottom: float


def read_table(found: Any, words: Sequence[Word], page: int) -> PageTable:
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
        cell = Cell(text, first, last - first, lower - upper, bold=bold)
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


def one_table(parts: Sequence[PageTable], number: int) -> Table:
    """Parts on several pages as one table: header repeated by the page left out, cells healed."""
    rows = list(parts[0].rows)
    for part in parts[1:]:
        added = list(part.rows)[_repeated_header(parts[0].rows, part.rows) :]
        if added and _continues(rows, added[0]):
            rows[-1] = _healed(rows[-1], added[0])
            added = added[1:]
        rows.extend(added)
    width = max(len(parts[0].edges) - 1, 0)
    numbered = tuple(replace(row, number=place) for place, row in enumerate(rows, start=1))
    edges = parts[0].edges
    widths = tuple(int(right - left) for left, right in itertools.pairwise(edges))
    return Table(number=number, rows=numbered, width=width, widths=widths)


def _repeated_header(first: Sequence[Row], rows: Sequence[Row]) -> int:
    count = 0
    while count < min(len(first), len(rows), _HEADER_ROWS):
        if _texts(first[count]) != _texts(rows[count]) or not any(_texts(rows[count]).values()):
            break
        count += 1
    return count


def _texts(row: Row) -> dict[int, str]:
    return {cell.column: " ".join(cell.text.split()) for cell in row.cells}


def _continues(rows: Sequence[Row], row: Row) -> bool:
    """Whether the first row of a page is the rest of the last row of the page before."""
    filled = {column: text for column, text in _texts(row).items() if text}
    above = _texts(rows[-1])
    if not filled or len(row.cells) != len(rows[-1].cells):
        return False
    if any(column not in above for column in filled):
        return False
    numbered = _number_column(rows)
    if numbered is not None:
        return numbered not in filled
    if len(filled) == 1 and len(row.cells) > 1 and not above.get(min(filled)):
        return False
    going_on = sum(_is_rest(above[column], text) for column, text in filled.items())
    return going_on > _MOSTLY * len(filled)


def _number_column(rows: Sequence[Row]) -> int | None:
    """The column that numbers the rows, where the table has one."""
    first = [cell.text for row in rows for cell in row.cells if cell.column == 0 and cell.text]
    numbers = sum(bool(_NUMBER.match(text)) for text in first)
    return 0 if len(first) > 1 and numbers > _MOSTLY * len(first) else None


def _is_rest(above: str, text: str) -> bool:
    open_ended = not _ENDED.search(above) and not text[0].isupper()
    return bool(above) and (text[0].islower() or open_ended)


def _healed(upper: Row, lower: Row) -> Row:
    rest = {cell.column: cell.text for cell in lower.cells}
    return replace(
        upper,
        cells=tuple(_with_rest(cell, rest.get(cell.column, "")) for cell in upper.cells),
    )


def _with_rest(cell: Cell, rest: str) -> Cell:
    if not rest:
        return cell
    starts_line = not cell.text or (rest[0].isupper() or rest[0] in "-–—•")
    text = f"{cell.text}\n{rest}".strip() if starts_line else joined(cell.text, rest)
    return replace(cell, text=text)
