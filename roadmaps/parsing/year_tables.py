"""Tables of directions and years: what each direction sets for each year, years across or down."""

import re
from collections.abc import Iterator, Sequence

from roadmaps.parsing.columns import Header
from roadmaps.parsing.draft import YearTask
from roadmaps.parsing.grids import Grid
from roadmaps.parsing.numbers import is_number
from roadmaps.parsing.segments import Segment, is_total
from roadmaps.parsing.vocabulary import Role, year_of
from roadmaps.parsing.wording import is_nothing, one_line

_SUMMARY = re.compile(r"^\W*(?:прогнозируемый|ожидаемый|планируемый)\s*результат", re.IGNORECASE)
_FEWEST_YEARS = 2
_FEWEST_CELLS = 2


def years_down(grid: Grid) -> tuple[int, ...]:
    """The indexes of the rows that begin with a year, where all rows from the first on do.

    Empty for other tables, and where fewer than two years stand beneath each other.
    """
    years = {
        index: year_of(cell.text)
        for index in range(len(grid))
        if (cell := grid.at(index, 0)) is not None and cell.row == index
    }
    rows = [index for index, year in years.items() if year is not None and index > 0]
    beneath = [index for index in years if rows and index >= rows[0]]
    distinct = {years[index] for index in rows}
    return tuple(rows) if rows == beneath and len(distinct) >= _FEWEST_YEARS else ()


def years_between(segment: Segment) -> dict[int, int]:
    """The years of rows over most of the width by their indexes: they head the rows beneath."""
    grid = segment.grid
    found = {
        index: year
        for index in segment.rows
        if len(cells := grid.own_cells(index)) == 1
        and cells[0].span > grid.width / 2
        and (year := year_of(cells[0].text)) is not None
    }
    return found if len(set(found.values())) >= _FEWEST_YEARS else {}


def read_year_tasks_between(segment: Segment) -> Iterator[YearTask]:
    """Tasks beneath rows of years: the last cell of a row is the task, the others say whose."""
    grid, years = segment.grid, years_between(segment)
    year = None
    for index in segment.rows:
        year = years.get(index, year)
        cells = [cell for cell in grid.cells(index) if cell.text and not is_number(cell.text)]
        if index in years or year is None or len(cells) < _FEWEST_CELLS:
            continue
        direction = ": ".join(one_line(cell.text) for cell in cells[:-1])
        yield YearTask(direction, year, cells[-1].text, grid.source(index, cells[-1].first))


def headings_above(grid: Grid, row: int) -> list[str]:
    """The words above the row `row` in each column, the upper first."""
    found = []
    for column in range(grid.width):
        cells = [cell for index in range(row) if (cell := grid.at(index, column)) is not None]
        found.append(" / ".join(dict.fromkeys(one_line(c.text) for c in cells if c.text)))
    return found


def read_year_tasks(segment: Segment, header: Header) -> Iterator[YearTask]:
    """What each direction sets for each year; a cell over several years is meant for each."""
    grid = segment.grid
    years = header.having(Role.YEAR)
    named = [c for c in header.columns if c.role not in (Role.YEAR, Role.NUMBER, Role.NOTE)]
    for index in segment.rows:
        lone = grid.own_cells(index)
        if len(lone) == 1 and lone[0].span > 2:
            continue
        cells = dict.fromkeys(cell for c in named if (cell := grid.at(index, c.first)) is not None)
        words = [one_line(c.text) for c in cells if c.text and not is_number(c.text)]
        direction = ": ".join(words)
        if not direction or _SUMMARY.match(direction) or is_total(direction):
            continue
        for column in years:
            cell = grid.at(index, column.first)
            if cell is not None and cell.row == index and column.year and not is_nothing(cell.text):
                source = grid.source(index, cell.first)
                yield YearTask(direction, column.year, cell.text, source)


def read_year_tasks_down(
    grid: Grid, rows: Sequence[int], headings: Sequence[str]
) -> Iterator[YearTask]:
    """The same of a table whose rows are years and whose columns are directions."""
    for index in rows:
        first = grid.at(index, 0)
        year = year_of(first.text) if first is not None else None
        for cell in grid.own_cells(index):
            if year is not None and cell.first > 0 and not is_nothing(cell.text):
                source = grid.source(index, cell.first)
                yield YearTask(headings[cell.first], year, cell.text, source)
