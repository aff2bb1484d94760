"""Merged cells with several names one far below the other, each meant for some of the rows."""

import re
from dataclasses import replace

from core.office.documents import Cell, Row, Table

_APART = re.compile(r"\n(?:[^\S\n]*\n){3,}")
_FEWEST = 2


def names_in(text: str) -> list[str]:
    """The names of a cell that many empty lines keep apart; one for an ordinary cell."""
    return [part.strip() for part in _APART.split(text) if part.strip()]


def unstacked(table: Table) -> Table:
    """The table with such cells cut, where the column beside them shows where.

    That is so where it has as many cells against the merged one as that has names; else the cell
    stays, and people are told.
    """
    rows = [list(row.cells) for row in table.rows]
    for index, row in enumerate(table.rows):
        for cell in row.cells:
            names = names_in(cell.text) if cell.row_span >= _FEWEST else []
            starts = _starts(table, index, cell) if len(names) >= _FEWEST else []
            if starts and len(starts) == len(names):
                _cut(rows, index, cell, names, starts)
    return replace(
        table,
        rows=tuple(
            replace(row, cells=tuple(sorted(cells, key=lambda cell: cell.column)))
            for row, cells in zip(table.rows, rows, strict=True)
        ),
    )


def _starts(table: Table, index: int, cell: Cell) -> list[int]:
    """The rows against a merged cell in which a cell of the column beside it begins."""
    column = cell.column + cell.column_span
    beside = range(index, min(index + cell.row_span, len(table.rows)))
    return [row for row in beside if _begins(table.rows[row], column)]


def _begins(row: Row, column: int) -> bool:
    return any(cell.column == column and cell.text and not cell.continues for cell in row.cells)


def _cut(
    rows: list[list[Cell]], index: int, cell: Cell, names: list[str], starts: list[int]
) -> None:
    ends = [*starts[1:], index + cell.row_span]
    rows[index].remove(cell)
    for row in range(index + 1, min(index + cell.row_span, len(rows))):
        rows[row] = [
            other for other in rows[row] if not (other.continues and other.column == cell.column)
        ]
    for start, end, name in zip(starts, ends, names, strict=True):
        rows[start].append(replace(cell, text=name, row_span=end - start))
