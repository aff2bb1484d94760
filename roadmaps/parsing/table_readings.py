"""How each table was understood, column by column, for people to see and to correct."""

from collections.abc import Sequence

from roadmaps.parsing.columns import Column, Header
from roadmaps.parsing.draft import ColumnReading, TableKind, TableReading
from roadmaps.parsing.guessing import usual_shape
from roadmaps.parsing.segments import Segment
from roadmaps.parsing.vocabulary import Role
from roadmaps.parsing.wording import is_nothing, one_line

_LONGEST_SAMPLE = 80


def table_reading(
    segment: Segment, kind: TableKind, caption: str, borrowed: Sequence[Column] = ()
) -> TableReading:
    """What the segment was taken for.

    `borrowed` are the columns of a table without a header of its own: of the one before it, or
    guessed by content.
    """
    grid, header = segment.grid, segment.header
    columns = header.columns if header else tuple(borrowed) or _unknown(segment)
    numbered = _header_rows(segment, header)
    first = header.top if header and numbered else min(segment.rows, default=0)
    return TableReading(
        number=grid.table.number,
        kind=kind,
        caption=caption,
        columns=tuple(_column(segment, column) for column in columns),
        sheet=grid.table.sheet,
        row=grid.row(first).number if len(grid) else 1,
        header=numbered,
    )


def _header_rows(segment: Segment, header: Header | None) -> tuple[int, int] | None:
    """Numbers of the header's own rows; a decided header may have none."""
    if header is None or header.bottom < header.top:
        return None
    row = segment.grid.row
    return row(header.top).number, row(header.bottom).number


def _unknown(segment: Segment) -> tuple[Column, ...]:
    shape = usual_shape(segment.grid, segment.rows)
    return tuple(Column(first, last, (), None, 0.0) for first, last in shape)


def _column(segment: Segment, column: Column) -> ColumnReading:
    role = Role.DEADLINE_AND_RESPONSIBLE if column.also else column.role
    return ColumnReading(
        column=column.first + 1,
        heading=column.full_heading,
        role=role or "",
        confidence=round(column.confidence, 2),
        path=column.path,
        said_by=column.said_by.value,
        sample=_sample(segment, column),
    )


def _sample(segment: Segment, column: Column) -> str:
    """The first filled cell that stands under the column alone."""
    for index in segment.rows:
        cell = segment.grid.at(index, column.first)
        if cell is None or is_nothing(cell.text):
            continue
        if column.first <= cell.first and cell.last <= column.last:
            text = one_line(cell.text)
            return text if len(text) <= _LONGEST_SAMPLE else f"{text[: _LONGEST_SAMPLE - 1]}…"
    return ""
