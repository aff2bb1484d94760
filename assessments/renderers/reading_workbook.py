"""Tables of a page of results as an Excel workbook, a sheet for each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assessments.domain.reading.grids import Block, Cell, Grid, Row
from core.office.sheets_out import Sheet, SheetColumn, StyledValue, Value, write_workbook

_NAME_WIDTH, _NUMBER_WIDTH, _WORDS_WIDTH = 44.0, 13.0, 30.0


def render_blocks(
    blocks: Sequence[Block], *, title: str, heading: Sequence[str], notes: Sequence[str]
) -> bytes:
    """A workbook of the tables; `heading` says what was chosen, `notes` what must be known."""
    sheets = [
        Sheet(
            block.heading or title, _columns(block.grid), _rows(block.grid), heading=heading,
            notes=(*block.notes, *notes), landscape=True,
        )
        for block in blocks
    ]  # fmt: skip
    return write_workbook(sheets, title=title)


def _columns(grid: Grid) -> list[SheetColumn]:
    found = [SheetColumn(grid.first, _NAME_WIDTH)]
    for column in grid.columns:
        width = _NUMBER_WIDTH if column.is_number else _WORDS_WIDTH
        found.append(SheetColumn(_whole(column.title), width))
        if column.under:
            found.append(SheetColumn(f"{_whole(column.title)}, {column.under}", width))
    found.append(SheetColumn("Примечание", _WORDS_WIDTH))
    return found


def _rows(grid: Grid) -> Iterator[list[Value | StyledValue]]:
    for row in (*grid.rows, *grid.totals):
        yield [row.title, *_values(grid, row), row.under or None]


def _values(grid: Grid, row: Row) -> Iterator[Value | StyledValue]:
    for column, cell in zip(grid.columns, row.cells, strict=True):
        yield cell.value
        if column.under:
            yield _under(cell)


def _under(cell: Cell) -> Value:
    return cell.under_value if cell.under_value is not None else cell.under or None


def _whole(title: str) -> str:
    """A header without the places where a narrow page may break it."""
    return title.replace("\u00ad", "")
