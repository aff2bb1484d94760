"""Parts of a table under one header, and what a header repeated after a page break leaves."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from roadmaps.parsing.columns import Column, Header
from roadmaps.parsing.deciding import decided_header
from roadmaps.parsing.draft import TableKind
from roadmaps.parsing.fitting import fitted
from roadmaps.parsing.grids import Grid
from roadmaps.parsing.guidance import NO_GUIDANCE, Guidance
from roadmaps.parsing.headers import header_at
from roadmaps.parsing.passports import is_passport
from roadmaps.parsing.vocabulary import GROUPING, Role
from roadmaps.parsing.wording import heading_key, is_nothing, tells_time

_SUBJECTS = (Role.TITLE, Role.INDICATOR, Role.SCHOOL, *GROUPING)
_TOTALS = re.compile(r"^(?:итого|всего|итог)\b", re.IGNORECASE)
_PASSPORT_COLUMNS = 2
_WORDY = 20
_CONTINUATION_NOTE = re.compile(
    r"^[(\[]?(?:продолжение|окончание)"
    r"(?:\s+(?:табл|приложени|план|раздел|дорожн|карт)\w*)*[\s.,:;№\d()\[\]–—-]*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Segment:
    """The rows `rows` (indexes) that stand under one header.

    `leading` are the rows before the first header, `caption` the words above a later one; a table
    without a header has None and all its rows. `kind` is what a person says the segment is.
    """

    grid: Grid
    header: Header | None
    leading: tuple[int, ...]
    rows: tuple[int, ...]
    caption: str = ""
    kind: TableKind | None = None


@dataclass(slots=True)
class _Part:
    """A segment on its way."""

    header: Header | None
    kind: TableKind | None = None
    rows: list[int] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        """A person has said that the rows have no header: none is looked for among them."""
        return self.header is None and self.kind is not None


def segments(grid: Grid, guidance: Guidance = NO_GUIDANCE) -> list[Segment]:
    """Cut a table where a header of other columns begins; repeated headers are left out."""
    decisions = guidance.decisions(grid)
    first = header_at(grid, 0, guidance.headings) if len(grid) else None
    if not decisions and not (first and _heads_rows(first)) and is_passport(grid):
        return [Segment(grid, None, (), tuple(range(len(grid))))]
    found = [_Part(None)]
    index = 0
    while index < len(grid):
        decision = decisions.get(index)
        if decision is not None:
            header = decided_header(grid, index, decision, guidance.headings)
            found.append(_Part(header, decision.kind))
            if header is not None and header.bottom >= index:
                index = header.bottom + 1
                continue
        header = None
        if decision is None and not found[-1].is_whole:
            header = header_at(grid, index, guidance.headings)
        if header is None or _is_data_under(found[-1].header, header):
            if not (grid.is_empty(index) or _is_passed_over(grid, index, found[-1].header)):
                found[-1].rows.append(index)
            index += 1
            continue
        if not _repeats(found[-1].header, header):
            found.append(_Part(header))
        index = header.bottom + 1
    return [_fitted(segment) for segment in _joined(grid, found)]


def _fitted(segment: Segment) -> Segment:
    if segment.header is None:
        return segment
    return replace(segment, header=fitted(segment.header, segment.grid, segment.rows))


def _heads_rows(header: Header) -> bool:
    """Whether a first row surely is a header: of a plan, or of figures."""
    is_plan = header.is_plan and len(header.columns) > _PASSPORT_COLUMNS
    return is_plan or header.has(Role.YEAR, Role.BASELINE, Role.TARGET)


def _is_passed_over(grid: Grid, index: int, header: Header | None) -> bool:
    """A row of column numbers, or one that repeats a row of the header word for word."""
    if is_column_numbers(grid, index):
        return True
    heads = range(header.top, header.bottom + 1) if header else ()
    return any(_words(grid, index) == _words(grid, head) for head in heads)


def _words(grid: Grid, index: int) -> list[tuple[int, str]]:
    return [(cell.first, heading_key(cell.text)) for cell in grid.own_cells(index)]


def _is_data_under(known: Header | None, header: Header) -> bool:
    """Whether a row in the columns of the known header holds values, for all its words.

    It does where it leaves a heading empty, has a time where the times stand, names nothing that a
    table could be of, or speaks at length where headings were brief.
    """
    if known is None or len(known.columns) != len(header.columns):
        return False
    if _repeats(known, header):
        return False
    if not header.has(*_SUBJECTS):
        return True
    pairs = list(zip(known.columns, header.columns, strict=True))
    if all(one.first == other.first for one, other in pairs) and _is_wordy(known, header):
        return True
    return any(
        one.first == other.first
        and one.path
        and (is_nothing(other.heading) or (one.role is Role.DEADLINE and _is_time(other)))
        for one, other in pairs
    )


def _is_wordy(known: Header, header: Header) -> bool:
    return _mean_length(header) > max(_WORDY, 2 * _mean_length(known))


def _mean_length(header: Header) -> float:
    lengths = [len(column.heading) for column in header.columns if column.path]
    return sum(lengths) / max(len(lengths), 1)


def _is_time(column: Column) -> bool:
    return column.role is Role.YEAR or tells_time(column.heading)


def _repeats(known: Header | None, header: Header) -> bool:
    """Whether a header repeats the known one, perhaps with a slip: same columns, same meanings."""
    if known is None or len(known.columns) != len(header.columns):
        return False
    if known.key == header.key:
        return True
    return all(
        one.first == other.first and one.role == other.role and one.year == other.year
        for one, other in zip(known.columns, header.columns, strict=True)
    )


def _joined(grid: Grid, found: list[_Part]) -> Iterator[Segment]:
    leading: tuple[int, ...] = ()
    caption = ""
    for position, part in enumerate(found):
        if part.header is None and part.kind is None:
            if len(found) == 1:
                yield Segment(grid, None, (), tuple(part.rows))
            leading = tuple(part.rows)
            continue
        kept, tail = list(part.rows), list[int]()
        if position + 1 < len(found):
            # Rows of a single cell right above the next header are its captions.
            while kept and len(grid.own_cells(kept[-1])) == 1:
                tail.insert(0, kept.pop())
        yield Segment(grid, part.header, leading, tuple(kept), caption, part.kind)
        leading = ()
        caption = "\n".join(grid.own_cells(index)[0].text for index in tail)


def is_column_numbers(grid: Grid, index: int) -> bool:
    """Whether a row only numbers the columns: 1, 2, 3, …"""
    texts = [cell.text.strip(" .)") for cell in grid.own_cells(index)]
    return len(texts) >= 2 and texts == [str(number) for number in range(1, len(texts) + 1)]


def is_total(text: str) -> bool:
    """Whether a row sums up the ones above it."""
    return bool(_TOTALS.match(text.strip()))


def is_continuation_note(text: str) -> bool:
    """Whether a row only says that the table goes on."""
    return bool(_CONTINUATION_NOTE.match(text.strip()))
