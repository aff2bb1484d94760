"""Header rows: found by their words, of one row or several, wherever in the table they stand."""

import re
from collections.abc import Mapping
from dataclasses import replace

from roadmaps.parsing.agreeing import agreed
from roadmaps.parsing.calendars import spans_of
from roadmaps.parsing.columns import Column, Header, SaidBy
from roadmaps.parsing.grids import Grid, Placed
from roadmaps.parsing.numbers import is_number, split_section_number
from roadmaps.parsing.vocabulary import (
    MAX_HEADING,
    NOTHING_REMEMBERED,
    Match,
    Role,
    match_heading,
)
from roadmaps.parsing.wording import heading_key, is_nothing, names_person, one_line, tells_time
from roadmaps.parsing.year_headings import alike_but_for_years

_MAX_HEADER_ROWS = 4
_MIN_COVERAGE = 0.55
_MIN_SCORE = 0.35
_SURE = 0.75
_NAMES_TIME = 0.9
_LONGEST_PART = 40
# Values of cells may hold words of headings («в течение срока», «без финансирования»).
_DATA = re.compile(
    r"^(?:в(?! т(?:ом|\.) ?ч)|во|по(?! годам)|с|со|до|к|без|при|не|из|от|после|перед|весь|вс[её]|"
    r"за счет|ежегодно|ежемесячно|ежеквартально|постоянно|согласно)\s"
)
_PART = re.compile(r"^(?:всего|итого|план|факт|в том числе|в т\.? ?ч)\b")
_BY_YEAR = re.compile(r"^\D{1,20}20\d\d\D{0,10}$")
_LONG_HEADING = 70
_ANY_YEAR = re.compile(r"\b20\d\d\b")
# What a column under «Сроки» or «Финансирование» only tells apart: «2025», «план».
_PARTS = (Role.YEAR, Role.MONTH, Role.TARGET)
_OF_YEARS = (
    None,
    Role.TITLE,
    Role.OBJECTIVE,
    Role.OUTCOME,
    Role.INDICATOR,
    Role.TARGET,
    Role.STAGE,
)


Remembered = Mapping[str, Role]


def find_header(
    grid: Grid, start: int = 0, remembered: Remembered = NOTHING_REMEMBERED
) -> Header | None:
    """The first header at or below the row `start`."""
    for index in range(start, len(grid)):
        header = header_at(grid, index, remembered)
        if header is not None:
            return header
    return None


def header_at(grid: Grid, index: int, remembered: Remembered = NOTHING_REMEMBERED) -> Header | None:
    """The header that begins in the row `index`, or None where the row is not one."""
    cells = grid.own_cells(index)
    if len(cells) < 2 or any(cell.row < index for cell in grid.cells(index)):
        return None
    if any(_is_data(cell) or grid.last_row(cell) - index >= _MAX_HEADER_ROWS for cell in cells):
        return None
    if is_number(cells[0].text) and not is_number(cells[1].text):
        return None
    bottom = _bottom(grid, index, remembered)
    columns = columns_of(grid, index, bottom, remembered)
    named = [column for column in columns if column.path]
    known = [column for column in named if column.role is not None]
    if len(known) < _MIN_COVERAGE * len(named) or _has_times(columns):
        return None
    if sum(len(column.heading) > _LONG_HEADING for column in named) > len(named) // 4:
        return None
    if not (_is_by_years(columns) or _is_by_months(columns) or _is_by_roles(columns)):
        return None
    return Header(index, bottom, settled(grid, bottom, columns))


def settled(grid: Grid, bottom: int, columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns with what the rows below and the other columns say about them."""
    return agreed(_with_unnamed_number(grid, bottom, columns))


def _with_unnamed_number(
    grid: Grid, bottom: int, columns: tuple[Column, ...]
) -> tuple[Column, ...]:
    """A first column without a heading that numbers the rows below."""
    if columns[0].path or any(column.role is Role.NUMBER for column in columns):
        return columns
    below = (grid.at(index, columns[0].first) for index in range(bottom + 1, len(grid)))
    texts = [cell.text for cell in below if cell is not None and cell.text]
    numbered = sum(is_number(text) for text in texts) > len(texts) / 2
    first = replace(columns[0], role=Role.NUMBER, confidence=0.9) if numbered else columns[0]
    return (first, *columns[1:])


def _is_data(cell: Placed) -> bool:
    """Whether a cell speaks as rows of data do and headings do not."""
    numbered = split_section_number(cell.text)
    return (
        len(cell.text) > MAX_HEADING
        or names_person(cell.text)
        or is_nothing(cell.text)
        or (bool(_DATA.match(heading_key(cell.text))) and not _BY_YEAR.match(cell.text))
        or bool(numbered.number and numbered.text)
    )


def _is_by_roles(columns: tuple[Column, ...]) -> bool:
    sure = {
        column.role
        for column in columns
        if column.confidence >= _SURE and len(column.heading) <= _LONG_HEADING
    }
    return len(sure - {Role.YEAR, Role.MONTH, Role.BASELINE, None}) >= 2


def _is_by_years(columns: tuple[Column, ...]) -> bool:
    years = [column for column in columns if column.role in (Role.YEAR, Role.BASELINE)]
    indicators = any(column.role is Role.INDICATOR for column in columns)
    return len(years) >= (1 if indicators else 2)


def _is_by_months(columns: tuple[Column, ...]) -> bool:
    return sum(column.role is Role.MONTH for column in columns) >= 3


def _bottom(grid: Grid, top: int, remembered: Remembered) -> int:
    """The last row of a header: as deep as its merged cells, deeper under headings over several."""
    cells = [cell for cell in grid.cells(top) if cell.row == top]
    bottom = min(max(grid.last_row(cell) for cell in cells), top + _MAX_HEADER_ROWS - 1)
    while bottom + 1 < min(len(grid), top + _MAX_HEADER_ROWS):
        if not _subdivides(grid, bottom, remembered):
            break
        bottom += 1
    return bottom


def _subdivides(grid: Grid, bottom: int, remembered: Remembered) -> bool:
    """Whether the row under `bottom` names the parts of a heading above it and holds no data."""
    over = _wide(grid, bottom)
    below = [cell for cell in grid.cells(bottom + 1) if cell.row == bottom + 1]
    if not over or len(over) == len(grid.cells(bottom)) == 1:
        return False
    inside = [
        cell
        for cell in below
        if any(first <= cell.first and cell.last <= last for first, last in over)
    ]
    outside = [cell for cell in below if cell not in inside and cell.text]
    texts = [cell.text for cell in inside if cell.text]
    divided = len(inside) > len(over) and len(texts) > 1
    named = [text for text in texts if _is_heading(text, remembered)]
    # «от района» beside «начало» only tells parts of a heading apart.
    short = all(text in named or _is_part(text) for text in texts)
    return divided and not outside and short and 2 * len(named) >= len(texts)


def _is_part(text: str) -> bool:
    known = tells_time(text) or names_person(text) or is_number(text)
    return len(text) <= _LONGEST_PART and not known and not any(map(str.isdigit, text))


def _wide(grid: Grid, row: int) -> list[tuple[int, int]]:
    """Places of headings over several columns: merged, or with empty cells to their right."""
    found: list[tuple[int, int]] = []
    for cell in grid.cells(row):
        if cell.text:
            found.append((cell.first, cell.last))
        elif found and cell.row == row and found[-1][1] == cell.first - 1:
            found[-1] = (found[-1][0], cell.last)
    return [(first, last) for first, last in found if last > first]


def _is_heading(text: str, remembered: Remembered) -> bool:
    if len(text) > MAX_HEADING:
        return False
    return bool(_PART.match(heading_key(text))) or bool(match_heading(text, remembered))


def columns_of(
    grid: Grid, top: int, bottom: int, remembered: Remembered = NOTHING_REMEMBERED
) -> tuple[Column, ...]:
    """The columns under the header rows `top` to `bottom` with what their headings say."""
    columns = [_column(grid, top, bottom, cell, remembered) for cell in grid.cells(bottom)]
    columns = _by_years_alike(columns)
    spans = spans_of([column.path for column in columns])
    return tuple(
        replace(column, role=Role.MONTH, confidence=1.0, span=spans[place])
        if place in spans and _may_be_time(column)
        else column
        for place, column in enumerate(columns)
    )


def _may_be_time(column: Column) -> bool:
    return not column.said_by and column.role in (None, Role.MONTH, Role.DEADLINE)


def _by_years_alike(columns: list[Column]) -> list[Column]:
    """The columns whose headings differ by their year alone, as columns of years."""
    alike = alike_but_for_years([column.heading for column in columns])
    return [
        replace(column, role=Role.YEAR, confidence=1.0)
        if place in alike and not column.said_by and column.role in _OF_YEARS
        else column
        for place, column in enumerate(columns)
    ]


def _column(grid: Grid, top: int, bottom: int, lowest: Placed, remembered: Remembered) -> Column:
    path: list[str] = []
    seen: list[Placed] = []
    for row in range(top, bottom + 1):
        cell = _heading_cell(grid, row, lowest.first) if row < bottom else lowest
        if cell is not None and cell not in seen and cell.text:
            seen.append(cell)
            path.append(one_line(cell.text))
    best = _meaning(path, remembered)
    column = Column(lowest.first, lowest.last, tuple(path), None, 0.0)
    if best is None:
        return column
    said_by = SaidBy.MEMORY if best.remembered else SaidBy.WORDS
    return meaning(column, best.role, min(best.score, 1.0), said_by)


def _heading_cell(grid: Grid, row: int, column: int) -> Placed | None:
    """The heading over a column, also one that only stands left of empty cells."""
    cell = grid.at(row, column)
    if cell is None or cell.text or cell.row != row:
        return cell
    for first, last in _wide(grid, row):
        if first <= column <= last:
            return grid.at(row, first)
    return cell


def meaning(column: Column, role: Role | None, confidence: float, said_by: SaidBy) -> Column:
    """The column with the meaning that somebody gave it."""
    also = None
    if role is Role.DEADLINE_AND_RESPONSIBLE:
        role, also = Role.RESPONSIBLE, Role.DEADLINE
    return replace(
        column,
        role=role,
        also=also,
        span=column.span if role is Role.MONTH else None,
        confidence=confidence,
        said_by=said_by,
    )


def _meaning(path: list[str], remembered: Remembered) -> Match | None:
    """The role of a column: its own heading first, the ones above it where it says less."""
    if not path:
        return None
    for heading in (" / ".join(path), path[-1]):
        known = match_heading(heading, remembered)
        if known and known[0].remembered:
            return known[0]
    own = match_heading(path[-1])
    above = match_heading(" ".join(path[:-1])) if len(path) > 1 else ()
    strong_above = next(
        (m for m in above if m.role in (Role.FUNDING, Role.DEADLINE, Role.DONE)), None
    )
    if own and own[0].role in _PARTS and strong_above:
        return replace(strong_above, score=min(strong_above.score, 0.9))
    if own and own[0].score >= _MIN_SCORE:
        return own[0]
    if above and above[0].score >= _MIN_SCORE:
        return replace(above[0], score=above[0].score * 0.8)
    return None


def _has_times(columns: tuple[Column, ...]) -> bool:
    """Rows of data may hold words of headings, but headings hold no deadlines.

    A month heads a column only beside other months; alone it is a deadline.
    """
    months = sum(column.role is Role.MONTH for column in columns)
    return months == 1 or any(
        column.role in (None, Role.DEADLINE)
        and not column.said_by
        and column.confidence < _NAMES_TIME
        and tells_time(_ANY_YEAR.sub("", column.heading))
        for column in columns
    )
