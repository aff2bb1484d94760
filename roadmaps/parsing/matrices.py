"""Plans drawn as a matrix: months one way, kinds of work the other, activities in the cells."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from roadmaps.parsing.calendars import CalendarSpan, calendar_span
from roadmaps.parsing.columns import Header
from roadmaps.parsing.draft import Source
from roadmaps.parsing.grids import Grid, Placed
from roadmaps.parsing.numbers import is_number, without_marker
from roadmaps.parsing.segments import Segment, is_total
from roadmaps.parsing.values import RowValues, Value, row_values
from roadmaps.parsing.vocabulary import GROUPING, Role
from roadmaps.parsing.wording import is_mark, is_nothing, one_line, tells_time

_MOSTLY = 0.6
_NEARLY_ALL = 0.8
_FEWEST = 3
_SHORTEST_WORDS = 12
_KINDS_OF_WORK = (None, Role.TITLE, Role.MONTH, *GROUPING)


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
        # Whoever calls the kinds of work directions or sections is right too.
        label = values.first(Role.TITLE) or next(iter(values.of(*GROUPING)), None)
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
    """The activities of a matrix whose rows are months and whose columns are kinds of work.

    Columns that a person gave another meaning hold the row's doers, or nothing of the plan.
    """
    grid = segment.grid
    for index in found.rows:
        month = grid.at(index, found.column)
        cells = [cell for cell in grid.own_cells(index) if cell.first > found.column]
        doers = [cell.text for cell in cells if _role(segment, cell) is Role.RESPONSIBLE]
        for cell in cells:
            if month is None or is_number(cell.text) or _role(segment, cell) not in _KINDS_OF_WORK:
                continue
            place = grid.source(index, cell.first)
            kind, named = _kind_of_work(segment, found, cell)
            for title in _titles(cell.text):
                yield MatrixItem(
                    kind, title, one_line(month.text), "\n".join(doers), place, named or place
                )


def _role(segment: Segment, cell: Placed) -> Role | None:
    columns = segment.header.columns if segment.header else ()
    column = next((c for c in columns if c.first <= cell.first <= c.last), None)
    is_said = column is not None and (column.said_by or segment.kind is not None)
    return column.role if column is not None and is_said else None


def _kind_of_work(segment: Segment, found: MonthRows, cell: Placed) -> tuple[str, Source | None]:
    """What the heading over a cell names, and where it stands."""
    grid, header = segment.grid, segment.header
    head = found.head
    if head is None and header is not None and header.bottom >= header.top:
        head = header.bottom
    above = None if head is None else grid.at(head, cell.first)
    if head is None or above is None:
        return "", None
    return one_line(above.text), grid.source(head, above.first)


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
