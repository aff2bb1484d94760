"""Tables drawn with characters in plain text: ┌─┬─┐, +---+---+, | a | b |."""

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from core.office.archives import TOO_LARGE
from core.office.documents import MAX_COLUMNS, MAX_GRID_CELLS, Cell, Row, Table
from core.office.errors import UnreadableFileError
from core.office.pdf.breaks import joined

_BARS = "│║┃|"
_JOINTS = "┌┬┐├┼┤└┴┘╔╦╗╠╬╣╚╩╝╒╤╕╞╪╡╘╧╛╓╥╖╟╫╢╙╨╜+"
_STROKES = set("─━═-=╌┄_: ")
_BEGINS = re.compile(rf"^\s*[{re.escape(_BARS + _JOINTS)}]")
_IS_RULE = re.compile(rf"^[\s{re.escape(_JOINTS + _BARS)}─━═\-=╌┄_:]+$")
_ITEM = re.compile(r"^(?:[-–—•]\s|\d{1,2}(?:\.\d{1,2})*[.)]\s|[а-я]\)\s)")
_FEWEST_LINES = 3


def drawn_run(lines: Sequence[str], start: int) -> tuple[int, bool]:
    """Where the lines end that look drawn from `start` on, and whether they draw a table.

    Where they do not, those after the first of them do not either.
    """
    end = start
    while end < len(lines) and _is_drawn(lines[end]):
        end += 1
    found = lines[start:end]
    columns = max((_marks(line) for line in found), default=0)
    return end, len(found) >= _FEWEST_LINES and columns >= _FEWEST_LINES


def _is_drawn(line: str) -> bool:
    """Whether a line begins and ends as one of a table does."""
    bare = line.strip()
    return len(bare) > 1 and bool(_BEGINS.match(bare)) and bare[-1] in _BARS + _JOINTS


def _marks(line: str) -> int:
    return sum(letter in _BARS + _JOINTS for letter in line)


def drawn_table(lines: Sequence[str], number: int) -> Table:
    """The table that the lines draw; where bars do not stand under each other, a line is a row.

    Raises UnreadableFileError where it has more than MAX_GRID_CELLS cells.
    """
    edges = _edges(lines)
    rows = _by_edges(lines, edges) if edges else _by_lines(lines)
    width = max((cell.column + cell.column_span for row in rows for cell in row.cells), default=0)
    return Table(number=number, rows=tuple(rows), width=width)


def _edges(lines: Sequence[str]) -> list[int]:
    """Places of the columns' borders; none where the lines do not agree on them."""
    places: dict[int, int] = {}
    for line in lines:
        for place, letter in enumerate(line):
            if letter in _BARS or letter in _JOINTS:
                places[place] = places.get(place, 0) + 1
    common = {place for place, count in places.items() if count > 1}
    bars = [_bar_places(line) for line in lines if not _IS_RULE.match(line)]
    aligned = sum(common.issuperset(found) for found in bars)
    ruled = any(_IS_RULE.match(line) for line in lines)
    return sorted(common)[: MAX_COLUMNS + 1] if ruled and aligned > 0.8 * len(bars) else []


def _bar_places(line: str) -> list[int]:
    return [place for place, letter in enumerate(line) if letter in _BARS]


@dataclass(slots=True)
class _Open:
    """A cell on its way: where it begins, and the lines read so far."""

    row: int
    first: int
    last: int
    lines: list[str] = field(default_factory=list)
    end: int = -1


def _by_edges(lines: Sequence[str], edges: Sequence[int]) -> list[Row]:
    cells: list[_Open] = []
    current: dict[int, _Open] = {}
    columns = {edge: column for column, edge in enumerate(edges)}
    row = 0
    for line in lines:
        parts = list(_parts(line, columns))
        if any(is_rule for _, _, _, is_rule in parts):
            row += 1
        elif parts and not cells:
            row = 1
        for first, last, text, is_rule in parts:
            if is_rule:
                for place in range(first, last + 1):
                    current.pop(place, None)
                continue
            cell = current.get(first)
            if cell is None or cell.last != last:
                cell = _Open(row, first, last)
                cells.append(cell)
                current.update(dict.fromkeys(range(first, last + 1), cell))
            cell.lines.append(text)
            cell.end = row
        _refuse_many(len(cells))
    return _rows(cells)


def _refuse_many(cells: int) -> None:
    if cells > MAX_GRID_CELLS:
        raise UnreadableFileError(TOO_LARGE)


def _parts(line: str, columns: Mapping[int, int]) -> Iterator[tuple[int, int, str, bool]]:
    """The stretches between borders: first and last column, text, whether it is a rule."""
    borders = [place for place in columns if place < len(line) and line[place] in _BARS + _JOINTS]
    for left, right in itertools.pairwise(borders):
        text = line[left + 1 : right]
        first, last = columns[left], columns[right] - 1
        is_rule = bool(text) and set(text) <= _STROKES and not text.isspace()
        yield first, last, text.strip(), is_rule


def _rows(cells: Sequence[_Open]) -> list[Row]:
    starts = sorted({cell.row for cell in cells})
    rows: list[list[Cell]] = [[] for _ in starts]
    for cell in cells:
        place = bisect_left(starts, cell.row)
        covered = bisect_right(starts, cell.end) - place
        text = _healed(cell.lines)
        span = cell.last - cell.first + 1
        rows[place].append(Cell(text, cell.first, span, max(covered, 1)))
    return [
        Row(number, tuple(sorted(row, key=lambda cell: cell.column)))
        for number, row in enumerate(rows, start=1)
    ]


def _healed(lines: Sequence[str]) -> str:
    """The lines of a cell as the words they were before they were broken."""
    found = ""
    for line in lines:
        if line and _ITEM.match(line) and found:
            found = f"{found}\n{line}"
        elif line:
            found = joined(found, line)
    return found


def _by_lines(lines: Sequence[str]) -> list[Row]:
    rows: list[Row] = []
    count = 0
    for line in lines:
        if _IS_RULE.match(line):
            continue
        texts = re.split(rf"[{re.escape(_BARS)}]", line.strip().strip(_BARS))[:MAX_COLUMNS]
        cells = tuple(Cell(text.strip(), column) for column, text in enumerate(texts))
        rows.append(Row(len(rows) + 1, cells))
        count += len(cells)
        _refuse_many(count)
    return rows
