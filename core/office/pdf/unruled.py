"""Tables that a page draws without rules around their cells: columns that only stand apart.

Columns are found for the whole document: where words begin under each other line after line and
the strip before them is free. Horizontal rules, where there are any, bound the rows; else a row
ends where the lines stand wider apart, or where the next one has a number in the first column.
"""

import itertools
import re
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.office.documents import Cell, Row
from core.office.pdf.lines import Line, Word, text_in_frame
from core.office.pdf.tables import PageTable

_GAP = 4.5
_NEAR = 4.0
_FEWEST_COLUMNS = 3
_MOST_COLUMNS = 30
_FEWEST_LINES = 5
_SUPPORT = 0.2
_CROSSED = 0.25
_WIDER = 1.25
_FEW_LINES = 3
_MOSTLY = 0.7
_NUMBER = re.compile(r"^\d{1,3}(?:\.\d{1,3})*[.)]?$")


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal line of a page."""

    x0: float
    x1: float
    y: float


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns of an unruled table begin, and how far the words of each reach."""

    starts: tuple[float, ...]
    ends: tuple[float, ...]

    @property
    def edges(self) -> tuple[float, ...]:
        return (*(x - 1 for x in self.starts), self.ends[-1] + 1)


def find_columns(pages: Sequence[Sequence[Line]]) -> Columns | None:
    """The columns of an unruled table; None where the document has no such table."""
    cut = [_segments(line) for lines in pages for line in lines]
    several = [segments for segments in cut if len(segments) > 1]
    if len(several) < _FEWEST_LINES:
        return None
    places = _common(sorted(segment.x0 for segments in several for segment in segments))
    needed = max(_FEWEST_LINES - 2, _SUPPORT * len(several))
    starts = tuple(x for x, count in places if count >= needed and _is_free(several, x, needed))
    full = [segments for segments in several if _aligned(segments, starts) >= _FEWEST_COLUMNS]
    if not _FEWEST_COLUMNS <= len(starts) <= _MOST_COLUMNS or len(full) < _FEWEST_LINES:
        return None
    return Columns(starts, _ends(several, starts))


def _ends(lines: Sequence[Sequence[Line]], starts: Sequence[float]) -> tuple[float, ...]:
    ends = list(starts)
    for parts in lines:
        for part in parts:
            column = max(sum(x <= part.x0 + _NEAR for x in starts) - 1, 0)
            ends[column] = max(ends[column], part.x1)
    return tuple(
        min(end, following) if following else end
        for end, following in itertools.zip_longest(ends, starts[1:])
    )


def _segments(line: Line) -> list[Line]:
    """A line cut where its words stand much farther apart than words do."""
    parts: list[list[Word]] = [[line.words[0]]]
    for left, right in itertools.pairwise(line.words):
        if right.x0 - left.x1 > _GAP:
            parts.append([])
        parts[-1].append(right)
    return [Line(tuple(words)) for words in parts]


def _common(places: Sequence[float]) -> list[tuple[float, int]]:
    """Places that lie close together as one, with how many they are."""
    groups: list[list[float]] = []
    for place in places:
        if groups and place - groups[-1][0] <= _NEAR:
            groups[-1].append(place)
        else:
            groups.append([place])
    return [(group[0], len(group)) for group in groups]


def _is_free(several: Sequence[Sequence[Line]], x: float, needed: float) -> bool:
    """Whether hardly any words lie over the left edge of a column."""
    crossing = sum(any(part.x0 < x - 1 < part.x1 - 1 for part in segments) for segments in several)
    return crossing <= max(1.0, _CROSSED * needed)


def _aligned(segments: Sequence[Line], starts: Sequence[float]) -> int:
    return sum(any(abs(part.x0 - x) <= _NEAR for x in starts) for part in segments)


def unruled_tables(
    pages: Sequence[Sequence[Line]], rules: Sequence[Sequence[Rule]]
) -> list[tuple[int, int, PageTable] | None]:
    """For each page its table with the places of its first and last line; None for none.

    `rules` are the horizontal ones of each page.
    """
    columns = find_columns(pages)
    if columns is None:
        return [None] * len(pages)
    parts = [_part(lines, columns.starts) for lines in pages]
    found: list[tuple[int, int, PageTable] | None] = []
    for index, part in enumerate(parts):
        if part is None:
            found.append(None)
            continue
        first, last = part
        lines = pages[index]
        if index and _ends_page(parts[index - 1], pages[index - 1]) and first <= _FEW_LINES:
            first = 0
        following = parts[index + 1] if index + 1 < len(parts) else None
        if following is not None and following[0] <= _FEW_LINES and len(lines) - last <= _FEW_LINES:
            last = len(lines) - 1
        table = _table(lines[first : last + 1], columns, rules[index], index + 1)
        found.append((first, last, table))
    return found


def _ends_page(part: tuple[int, int] | None, lines: Sequence[Line]) -> bool:
    return part is not None and len(lines) - part[1] <= _FEW_LINES


def _part(lines: Sequence[Line], starts: Sequence[float]) -> tuple[int, int] | None:
    """The first and the last line of a page that stand in the columns."""
    inside = [
        index
        for index, line in enumerate(lines)
        if len(_segments(line)) > 1 and _aligned(_segments(line), starts) >= _FEWEST_COLUMNS - 1
    ]
    if not inside:
        return None
    first, last = inside[0], inside[-1]
    while first and _is_beside(lines[first - 1], lines[first], starts):
        first -= 1
    while last + 1 < len(lines) and _goes_on(lines[last], lines[last + 1], starts):
        last += 1
    return first, last


def _is_beside(above: Line, line: Line, starts: Sequence[float]) -> bool:
    """Whether a line above is of the same row, whose cells are centred each for itself."""
    near = line.top - above.top < above.bottom - above.top
    return near and _aligned(_segments(above), starts) == len(_segments(above))


def _table(lines: Sequence[Line], columns: Columns, rules: Sequence[Rule], page: int) -> PageTable:
    grouped = _by_rules(lines, rules) or _by_gaps(lines, columns.starts)
    return PageTable(
        rows=tuple(
            Row(number, tuple(_cells(group, columns)), page=page)
            for number, group in enumerate(grouped, start=1)
        ),
        edges=columns.edges,
        top=lines[0].top,
        bottom=lines[-1].bottom,
    )


def _goes_on(above: Line, below: Line, starts: Sequence[float]) -> bool:
    """Whether the line under a table still is a part of its last row."""
    near = below.top - above.bottom < (above.bottom - above.top)
    parts = _segments(below)
    return near and _aligned(parts, starts[1:]) == len(parts)


def _by_rules(lines: Sequence[Line], rules: Sequence[Rule]) -> list[list[Line]]:
    """Lines between two horizontal rules are a row; nothing where rules are too few."""
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    middle = (left + right) / 2
    heights = sorted({round(rule.y) for rule in rules if rule.x0 <= middle <= rule.x1})
    top, bottom = lines[0].top, lines[-1].bottom
    between = [y for y in heights if top < y < bottom]
    if len(between) < _FEWEST_COLUMNS:
        return []
    groups: list[list[Line]] = [[] for _ in range(len(between) + 1)]
    for line in lines:
        groups[sum(y < (line.top + line.bottom) / 2 for y in between)].append(line)
    return [group for group in groups if group]


def _by_gaps(lines: Sequence[Line], starts: Sequence[float]) -> list[list[Line]]:
    """Rows by the larger gaps between them; by their numbers where the gaps tell few of those."""
    pitches = [below.top - above.top for above, below in itertools.pairwise(lines)]
    usual = statistics.quantiles(pitches, n=5)[0] if len(pitches) > 1 else 0.0
    apart = {place for place, pitch in enumerate(pitches, start=1) if pitch > _WIDER * usual}
    numbered = {
        place
        for place, line in enumerate(lines)
        if place and line.words[0].x0 < starts[1] - _NEAR and _NUMBER.match(line.words[0].text)
    }
    tells_few = len(numbered & apart) < _MOSTLY * len(numbered)
    begins = numbered if tells_few and len(numbered) >= _FEWEST_LINES else apart
    groups = [[lines[0]]]
    for place, line in enumerate(lines[1:], start=1):
        if place in begins or not begins:
            groups.append([])
        groups[-1].append(line)
    return groups


def _cells(group: Sequence[Line], columns: Columns) -> Iterator[Cell]:
    words = [word for line in group for word in line.words]
    edges = columns.edges
    if _is_wide(group, edges):
        bold = all(word.bold for word in words)
        yield Cell(text_in_frame(words, edges[0], edges[-1]), 0, len(edges) - 1, bold=bold)
        return
    for column, left in enumerate(edges[:-1]):
        inside = [word for word in words if _column_of(word, edges) == column]
        text = text_in_frame(inside, left, max(columns.ends[column], left + 1))
        yield Cell(text, column, bold=bool(inside) and all(word.bold for word in inside))


def _column_of(word: Word, edges: Sequence[float]) -> int:
    """The column that a word begins in; what sticks out belongs to the outermost one."""
    return min(max(sum(edge - 1 <= word.x0 for edge in edges) - 1, 0), len(edges) - 2)


def _is_wide(group: Sequence[Line], edges: Sequence[float]) -> bool:
    """Whether a row is a heading over the columns: one run of words that is in none of them."""
    parts = [part for line in group for part in _segments(line)]
    if any(len(_segments(line)) > 1 for line in group):
        return False
    crossing = any(part.x0 < edge < part.x1 - 1 for part in parts for edge in edges[1:-1])
    begins = any(abs(part.x0 - 1 - edge) <= _NEAR for part in parts for edge in edges[:-1])
    return crossing or not begins
