"""Plans drawn as a matrix: months one way, kinds of work the other, activities in the cells."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from roadmaps.parsing.calendars import CalendarSpan, calendar_span
from roadmaps.parsing.columns import Header
from roadmaps.parsing.draft import Source
from roadmaps.parsing.grids import Grid
from roadmaps.parsing.numbers import is_number, without_marker
from roadmaps.parsing.segments import Segment, is_total
from roadmaps.parsing.values import RowValues, Value, row_values
from roadmaps.parsing.vocabulary import Role
from roadmaps.parsing.wording import is_mark, is_nothing, one_line, tells_time

_MOSTLY = 0.6
_NEARLY_ALL = 0.8
_FEWEST = 3
_SHORTEST_WORDS = 12


@dataclass(frozen=True, slots=True)
class MatrixItem:
    """One activity of a cell; `kind` is the work that its row or column stands for."""

    kind: str
    title: str
    deadline_text: str
    responsible_text: str
    source: Source
    kind_source: Source


def is_matrix_of_months(segment: Segment) -> bool:
    """Whether the cells under months hold activities in words instead of marks and days."""
    header = segment.header
    if header is None or len(header.having(Role.MONTH)) < _FEWEST:
        return False
    texts = [
        value.text
        for index in segment.rows
        for value in _alone(row_values(segment.grid, index, header))
        if not is_nothing(value.text)
    ]
    words = sum(_is_words(text) for text in texts)
    return len(texts) >= _FEWEST and words > _MOSTLY * len(texts)


def _alone(values: RowValues) -> list[Value]:
    """The cells under one month each: a bar or a heading over several is none."""
    found = [value for value in values.of(Role.MONTH) if value.own]
    seen = Counter(value.source for value in found)
    return [value for value in found if seen[value.source] == 1]


def _is_words(text: str) -> bool:
    return (
        len(text) >= _SHORTEST_WORDS
        and not is_mark(text)
        and not tells_time(text[:_SHORTEST_WORDS])
    )


def items_under_months(segment: Segment, header: Header) -> Iterator[MatrixItem]:
    """The activities of a matrix whose columns are months and whose rows are kinds of work."""
    for index in segment.rows:
        values = row_values(segment.grid, index, header)
        label = values.first(Role.TITLE)
        if label is not None and is_total(label.text):
            continue
        for value in _alone(values):
            span = value.column.span
            for title in _titles(value.text) if span else ():
                yield MatrixItem(
                    kind=one_line(label.text) if label else "",
                    title=title,
                    deadline_text=span.words if span else "",
                    responsible_text=values.text(Role.RESPONSIBLE),
                    source=value.source,
                    kind_source=label.source if label else value.source,
                )


@dataclass(frozen=True, slots=True)
class MonthRows:
    """A table whose rows are months: where they stand, and where the kinds of work are named."""

    column: int
    head: int | None
    rows: tuple[int, ...]


def month_rows(segment: Segment) -> MonthRows | None:
    """How a table without known columns counts months down, None where it does not."""
    grid, rows = segment.grid, segment.rows
    for column in range(min(2, grid.width - 1)):
        spans = {index: _span(grid, index, column) for index in rows}
        timed = tuple(index for index in rows if spans[index] is not None)
        named = [index for index in rows if (cell := grid.at(index, column)) and cell.text]
        if len(timed) < _FEWEST or len(timed) < _NEARLY_ALL * (len(named) - 1):
            continue
        above = [index for index in rows if index < timed[0]]
        return MonthRows(column, above[-1] if above else None, timed)
    return None


def _span(grid: Grid, index: int, column: int) -> CalendarSpan | None:
    cell = grid.at(index, column)
    return calendar_span(cell.text) if cell is not None and cell.row == index else None


def items_beside_months(segment: Segment, found: MonthRows) -> Iterator[MatrixItem]:
    """The activities of a matrix whose rows are months and whose columns are kinds of work."""
    grid = segment.grid
    for index in found.rows:
        month = grid.at(index, found.column)
        for cell in grid.own_cells(index):
            if month is None or cell.first <= found.column or is_number(cell.text):
                continue
            head = None if found.head is None else grid.at(found.head, cell.first)
            kind = one_line(head.text) if head is not None else ""
            place = grid.source(index, cell.first)
            named = (
                grid.source(found.head, head.first) if head and found.head is not None else place
            )
            for title in _titles(cell.text):
                yield MatrixItem(kind, title, one_line(month.text), "", place, named)


def _titles(text: str) -> list[str]:
    """The activities of one cell: its lines, those in lower case going on with the one before."""
    found: list[str] = []
    for line in text.split("\n"):
        bare = without_marker(line)
        if not bare or is_nothing(line) or is_mark(line):
            continue
        if found and bare == line.strip() and line[:1].islower():
            found[-1] = f"{found[-1]} {bare}"
        else:
            found.append(bare)
    return [title.rstrip(" ;") for title in found]
