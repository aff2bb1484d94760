"""Tables without upright rules, found by the gaps that lines beneath each other have in common."""

import itertools
from collections.abc import Sequence
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
from core.office.pdf.laying import laid_out
from core.office.pdf.lines import Line
from core.office.pdf.pages import Page, Rule
from core.office.pdf.tables import PageTable

_WIDE_GAP = 0.55
_FEWEST_COLUMNS = 3
_FEWEST_ROWS = 3
_HEADING_LINES = 4
_FAR = 2.5
_NEAR = 0.9
_FEWEST_RULES = 3
_SAME_EDGE = 3.0
_CENTRED = 8.0
_MOSTLY = 0.5


@dataclass(frozen=True, slots=True)
class _Standing:
    """A line of a page, by the page's place in the document."""

    page: int
    line: Line
    runs: tuple[Run, ...]


def with_unruled_tables(pages: Sequence[Page]) -> list[Page]:
    """The pages with the tables that have no upright rules, their lines taken out."""
    standing = [
        _Standing(place, line, tuple(runs_of(line)))
        for place, page in enumerate(pages)
        for line in page.lines
    ]
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
    needed = 2 if _in_ladder(line, pages[line.page]) else _FEWEST_COLUMNS
    if len(wide) < needed:
        return None
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
    for index in range(seed + 1, len(standing)):
        each = standing[index]
        if _is_apart(standing[index - 1], each, pages):
            break
        left = list(narrowed(gaps, each.runs))
        height = each.line.height
        closed = sum(not is_open(gap, height) for gap in left)
        if not closed:
            gaps, last, headings = left, index, 0
        elif len(each.runs) < _FEWEST_COLUMNS or closed > _MOSTLY * len(gaps):
            headings += 1
            if headings > _HEADING_LINES:
                break
    return last


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
    return parted and not _in_ladder(lower, page)


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
        ruled = _in_ladder(upper, page)
        centred = abs((upper.line.x0 + upper.line.x1) - page.width) < 2 * _CENTRED
        alone = len(upper.runs) == 1 and (centred or upper.line.bold != lower.line.bold)
        if (alone and not ruled) or columns.crosses(upper.runs, upper.line.height):
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


def _in_ladder(each: _Standing, page: Page) -> bool:
    """Whether a line stands between rules of one length."""
    ladder = _ladder(page.rules)
    return bool(ladder) and ladder[0].y - _SAME_EDGE < each.line.bottom < ladder[-1].y + _SAME_EDGE


def _ladder(rules: Sequence[Rule]) -> list[Rule]:
    """The longest set of rules with the same ends, if there are several."""
    best: list[Rule] = []
    for rule in rules:
        same = [
            other
            for other in rules
            if abs(other.x0 - rule.x0) < _SAME_EDGE and abs(other.x1 - rule.x1) < _SAME_EDGE
        ]
        best = max(best, same, key=len)
    return best if len(best) >= _FEWEST_RULES else []
