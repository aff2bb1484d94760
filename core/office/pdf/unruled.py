"""Tables without upright rules, found by the gaps that lines beneath each other have in common."""

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from core.office.pdf.columns import (
    Columns,
    Gap,
    Run,
    common_columns,
    gaps_of,
    is_open,
    narrowed,
    runs_of,
)
from core.office.pdf.ladders import is_between, ladders
from core.office.pdf.laying import laid_out
from core.office.pdf.lines import Line
from core.office.pdf.pages import Page
from core.office.pdf.tables import PageTable

_WIDE_GAP = 0.55
_FEWEST_COLUMNS = 3
_FEWEST_ROWS = 3
_HEADING_LINES = 4
_FAR = 2.5
_NEAR = 0.9
_SAME_EDGE = 3.0
_SAME_PLACE = 2.0
_CENTRED = 8.0
_MOSTLY = 0.5


@dataclass(frozen=True, slots=True)
class _Standing:
    """A line of a page, by the page's place in the document; `ruled` ones stand in a ladder."""

    page: int
    line: Line
    runs: tuple[Run, ...]
    ruled: bool


def with_unruled_tables(pages: Sequence[Page]) -> list[Page]:
    """The pages with the tables that have no upright rules, their lines taken out."""
    standing = [each for place, page in enumerate(pages) for each in _standing(place, page)]
    result = list(pages)
    index = 0
    while index < len(standing):
        region = _region(standing, index, pages)
        if region is None:
            index += 1
            continue
        first, last, columns = region
        lines = {
            place: [each.line for each in found]
            for place, found in itertools.groupby(
                standing[first : last + 1], key=lambda each: each.page
            )
        }
        for place, table in laid_out(lines, columns, pages):
            result[place] = _with_table(result[place], table, lines[place])
        index = last + 1
    return result


def _standing(place: int, page: Page) -> Iterator[_Standing]:
    heights = ladders(page)
    for line in page.lines:
        yield _Standing(place, line, tuple(runs_of(line)), is_between(line, heights))


def _with_table(page: Page, table: PageTable, lines: Sequence[Line]) -> Page:
    taken = {id(line) for line in lines}
    return replace(
        page,
        tables=(*page.tables, table),
        lines=tuple(line for line in page.lines if id(line) not in taken),
    )


def _region(
    standing: Sequence[_Standing], seed: int, pages: Sequence[Page]
) -> tuple[int, int, Columns] | None:
    """The table that a line begins: its first and last line and its columns."""
    line = standing[seed]
    wide = runs_of(line.line, _WIDE_GAP)
    needed = 2 if line.ruled else _FEWEST_COLUMNS
    if len(wide) < needed:
        return None
    if len(wide) < _FEWEST_COLUMNS:
        # Two columns are a table between rules only.
        end = next((i for i in range(seed, len(standing)) if not standing[i].ruled), len(standing))
        last = _grown(standing[:end], seed, gaps_of(wide), pages)
    else:
        last = _grown(standing, seed, gaps_of(wide), pages)
    columns = common_columns([each.runs for each in standing[seed : last + 1]])
    if columns is None or len(columns) < needed:
        return None
    first = _raised(standing, seed, columns, pages)
    columns = common_columns([each.runs for each in standing[first : last + 1]]) or columns
    if not _is_table(standing[first : last + 1], columns, needed):
        return None
    return first, last, columns


def _grown(
    standing: Sequence[_Standing], seed: int, gaps: Sequence[Gap], pages: Sequence[Page]
) -> int:
    """The last line below a seed that leaves its gaps free; headings may lie across them."""
    last, headings = seed, 0
    places = _Places(standing[seed].runs)
    for index in range(seed + 1, len(standing)):
        each = standing[index]
        if _is_apart(standing[index - 1], each, pages) and not places.are_those_of(each.runs):
            break
        alone = headings or len(standing[index - 1].runs) == 1
        if alone and len(each.runs) > 1 and not places.hold(each.runs):
            # Another table begins under a heading of its own.
            return _without_heading(standing, last, index)
        left = list(narrowed(gaps, each.runs))
        height = each.line.height
        closed = sum(not is_open(gap, height) for gap in left)
        if not closed:
            gaps, last, headings = left, index, 0
            places.add(each.runs)
        elif len(each.runs) < _FEWEST_COLUMNS or closed > _MOSTLY * len(gaps):
            headings += 1
            if headings > _HEADING_LINES:
                break
    return last


def _without_heading(standing: Sequence[_Standing], last: int, following: int) -> int:
    """The last line of a table before another one, whose heading stands nearer to that one."""
    while last + 1 == following and len(standing[last].runs) == 1:
        over, line, under = (standing[last + step].line for step in (-1, 0, 1))
        if line.top - over.bottom < under.top - line.bottom:
            break
        last, following = last - 1, last
    return last


class _Places:
    """Where the runs of a table begin."""

    def __init__(self, runs: Sequence[Run]) -> None:
        self._counts: Counter[int] = Counter()
        self.add(runs)

    def add(self, runs: Sequence[Run]) -> None:
        self._counts.update(round(run.x0 / _SAME_PLACE) for run in runs)

    def hold(self, runs: Sequence[Run]) -> bool:
        """Whether half of the runs stand under others, or it is too early to tell."""
        settled = sum(count > 1 for count in self._counts.values())
        if settled < len(runs) - 1:
            return True
        places = [round(run.x0 / _SAME_PLACE) for run in runs]
        known = sum(any(self._counts[place + step] for step in (-1, 0, 1)) for place in places)
        return known >= _MOSTLY * len(runs)

    def are_those_of(self, runs: Sequence[Run]) -> bool:
        """Whether all of several runs stand under several others."""
        places = [round(run.x0 / _SAME_PLACE) for run in runs]
        return len(runs) >= _FEWEST_COLUMNS and all(
            any(self._counts[place + step] > 1 for step in (-1, 0, 1)) for place in places
        )


def _is_apart(upper: _Standing, lower: _Standing, pages: Sequence[Page]) -> bool:
    """Whether two lines cannot belong to one table."""
    if upper.page != lower.page:
        one, other = pages[upper.page], pages[lower.page]
        beneath = any(table.top > upper.line.top for table in one.tables)
        over = any(table.top < lower.line.top for table in other.tables)
        return lower.page > upper.page + 1 or one.width != other.width or beneath or over
    page = pages[upper.page]
    if any(upper.line.top < table.top < lower.line.top for table in page.tables):
        return True
    parted = lower.line.top - upper.line.bottom > _FAR * lower.line.height
    return parted and not (upper.ruled and lower.ruled)


def _raised(
    standing: Sequence[_Standing], seed: int, columns: Columns, pages: Sequence[Page]
) -> int:
    """The first line of the header: lines close above the seed that keep to its columns."""
    first = seed
    while first and first > seed - _HEADING_LINES:
        upper, lower = standing[first - 1], standing[first]
        near = lower.line.top - upper.line.bottom < _NEAR * lower.line.height
        if upper.page != lower.page or not near or _is_apart(upper, lower, pages):
            break
        page = pages[upper.page]
        centred = abs((upper.line.x0 + upper.line.x1) - page.width) < 2 * _CENTRED
        alone = len(upper.runs) == 1 and (centred or upper.line.bold != lower.line.bold)
        if (alone and not upper.ruled) or columns.crosses(upper.runs, upper.line.height):
            break
        if upper.line.x0 < columns.left - _SAME_EDGE or upper.line.x1 > columns.right + _SAME_EDGE:
            break
        first -= 1
    return first


def _is_table(standing: Sequence[_Standing], columns: Columns, needed: int) -> bool:
    """Whether enough lines have text in enough columns, and few lie across them."""
    if len(columns) < needed:
        return False
    inside = [each for each in standing if not columns.crosses(each.runs, each.line.height)]
    full = sum(len({columns.at(run.x0) for run in each.runs}) >= needed for each in inside)
    return full >= _FEWEST_ROWS and len(inside) > _MOSTLY * len(standing)
