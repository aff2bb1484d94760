"""Vertically merged cells: from marks on the lower cells to spans on the upper one."""

from collections.abc import Sequence
from dataclasses import replace

from core.office.documents import Cell, Row


def with_row_spans(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Give each cell the number of rows it covers; a continuation with nothing above stands alone.

    A lower cell belongs to the one that begins in the same grid column in the row above.
    """
    open_cells: dict[int, tuple[int, int]] = {}
    grid: list[list[Cell]] = []
    for index, row in enumerate(rows):
        still_open: dict[int, tuple[int, int]] = {}
        cells = list(row.cells)
        for position, cell in enumerate(cells):
            above = open_cells.get(cell.column)
            if cell.continues and above is not None:
                upper_row, upper_position = above
                upper = grid[upper_row][upper_position]
                grid[upper_row][upper_position] = replace(upper, row_span=index - upper_row + 1)
                still_open[cell.column] = above
            else:
                cells[position] = replace(cell, continues=False)
                still_open[cell.column] = (index, position)
        grid.append(cells)
        open_cells = still_open
    return tuple(replace(row, cells=tuple(cells)) for row, cells in zip(rows, grid, strict=True))
