"""Lines of a table without upright rules laid out in rows and columns."""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from core.office.pdf.columns import Columns, Run, runs_of
from core.office.pdf.lines import Box, Line
from core.office.pdf.pages import Page, Rule
from core.office.pdf.rows import Cutting, Layer, Piece, is_across, layers_of
from core.office.pdf.tables import Frame, PageTable, filled_table
from core.office.pdf.words import Word

_ACROSS = 0.7
_COVERED = 0.75
_SAME_HEIGHT = 2.0
_UNCUT = 0.5
_MARGIN = 2.0
_OUTSIDE = 0.5

Span = tuple[int, int]
Cells = dict[Span, list[Word]]


@dataclass(frozen=True, slots=True)
class _Row:
    """A row; in `joined` columns its cells are the lower parts of those in the row above."""

    layers: tuple[Layer, ...]
    joined: frozenset[int] = frozenset()


def laid_out(
    lines: Mapping[int, Sequence[Line]], columns: Columns, pages: Sequence[Page]
) -> Iterator[tuple[int, PageTable]]:
    """The lines of a table, given by the places of their pages, as a table of each page.

    Rows lie between the rules where rules lie between the rows; else the words tell them apart.
    """
    runs = {place: _runs(found, columns) for place, found in lines.items()}
    rows = {place: _bands(found, pages[place].rules, columns) for place, found in runs.items()}
    if _are_uncut(list(rows.values())):
        cutting = Cutting([row.layers for found in rows.values() for row in found], columns)
        rows = {
            place: [part for row in found for part in _cut(cutting, row)]
            for place, found in rows.items()
        }
    for place, found in rows.items():
        yield place, _page_table(found, columns, pages[place])


def _runs(lines: Sequence[Line], columns: Columns) -> list[Run]:
    return [part for line in lines for run in runs_of(line) for part in _parted(run, columns)]


def _parted(run: Run, columns: Columns) -> Iterator[Run]:
    """A run cut where the narrow gap of two columns lies between two of its words."""
    start = 0
    for place in range(1, len(run.words)):
        left, right = run.words[place - 1].x1, run.words[place].x0
        if any(left <= gap[0] + _OUTSIDE and right >= gap[1] - _OUTSIDE for gap in columns.gaps):
            yield Run(run.words[start:place])
            start = place
    yield Run(run.words[start:])


def _bands(runs: Sequence[Run], rules: Sequence[Rule], columns: Columns) -> list[_Row]:
    """Runs between the rules; a column that a rule leaves out has a cell on both sides of it."""
    cuts = _cuts(rules, columns)

    def beneath(run: Run) -> int:
        return sum(y < (run.top + run.bottom) / 2 for y, _ in cuts)

    rows: list[_Row] = []
    last = 0
    for place, band in itertools.groupby(sorted(runs, key=beneath), key=beneath):
        cut = frozenset[int]().union(*(covered for _, covered in cuts[last:place]))
        joined = frozenset(range(len(columns))) - cut if rows else frozenset[int]()
        rows.append(_Row(tuple(layers_of(list(band), columns)), joined))
        last = place
    return rows


def _cuts(rules: Sequence[Rule], columns: Columns) -> list[tuple[float, frozenset[int]]]:
    """The heights of rules, with the columns that they close."""
    cuts: list[tuple[float, frozenset[int]]] = []
    for rule in sorted(rules, key=lambda rule: rule.y):
        covered = frozenset(
            column
            for column, (left, right) in enumerate(itertools.pairwise(columns.edges))
            if min(rule.x1, right) - max(rule.x0, left) > _COVERED * (right - left)
        )
        if cuts and rule.y - cuts[-1][0] < _SAME_HEIGHT:
            cuts[-1] = (cuts[-1][0], cuts[-1][1] | covered)
        elif covered:
            cuts.append((rule.y, covered))
    return cuts


def _are_uncut(pages: Sequence[Sequence[_Row]]) -> bool:
    """Whether rules leave most of the lines of the pages together."""
    longest = sum(max((len(row.layers) for row in rows), default=0) for rows in pages)
    return longest > _UNCUT * sum(len(row.layers) for rows in pages for row in rows)


def _cut(cutting: Cutting, row: _Row) -> Iterator[_Row]:
    above: Sequence[Layer] = ()
    for layers in cutting.rows(row.layers):
        joined = frozenset(cutting.joined(above, layers)) if above else row.joined
        yield _Row(tuple(layers), joined)
        above = layers


def _page_table(rows: Sequence[_Row], columns: Columns, page: Page) -> PageTable:
    rows = [part for row in rows for part in _levels(row, columns)]
    heights = [rows[0].layers[0].top]
    heights += [max(layer.bottom for layer in row.layers) for row in rows]
    open_cells: dict[Span, tuple[int, list[Word]]] = {}
    closed: list[tuple[Span, int, int, list[Word]]] = []
    for index, row in enumerate(rows):
        cells: dict[Span, tuple[int, list[Word]]] = {}
        for span, words in _spread(row.layers, columns).items():
            goes_on = span in open_cells and row.joined.issuperset(range(span[0], span[1] + 1))
            upper, before = open_cells.pop(span) if goes_on else (index, [])
            cells[span] = (upper, before + words)
        closed += [(span, upper, index, words) for span, (upper, words) in open_cells.items()]
        open_cells = cells
    closed += [(span, upper, len(rows), words) for span, (upper, words) in open_cells.items()]
    filled = [
        (_frame(span, upper, lower, columns, heights), words)
        for span, upper, lower, words in closed
    ]
    return filled_table(filled, columns.edges, heights, page.number, page.fills)


def _frame(span: Span, upper: int, lower: int, columns: Columns, heights: Sequence[float]) -> Frame:
    left, right = columns.text_edges(*span)
    box = Box(left - _MARGIN, heights[upper], right + _MARGIN, heights[lower])
    return Frame(box, span[0], span[1] + 1, upper, lower)


def _levels(row: _Row, columns: Columns) -> Iterator[_Row]:
    """A row whose heading lies over several columns, cut beneath that heading."""
    for place, layer in enumerate(row.layers[:-1], start=1):
        over = [piece for piece in layer.pieces if piece.is_wide]
        under = [piece for piece in over if _has_columns(row.layers[place:], piece)]
        if len(layer.pieces) > 1 and under:
            beneath = {column for p in under for column in range(p.first, p.last + 1)}
            yield _Row(row.layers[:place], row.joined)
            yield _Row(row.layers[place:], frozenset(range(len(columns))) - beneath)
            return
    yield row


def _has_columns(layers: Sequence[Layer], heading: Piece) -> bool:
    """Whether several columns begin beneath a heading over them."""
    return any(
        len({p.first for p in layer.pieces if heading.first <= p.first <= heading.last}) > 1
        for layer in layers
    )


def _spread(row: Sequence[Layer], columns: Columns) -> Cells:
    """The words of a row by the columns they cover; a column without any has an empty cell."""
    covered = _heading(row, columns) or _merged([piece for layer in row for piece in layer.pieces])
    taken = {column for first, last in covered for column in range(first, last + 1)}
    free: Cells = {(column, column): [] for column in range(len(columns)) if column not in taken}
    return covered | free


def _heading(row: Sequence[Layer], columns: Columns) -> Cells:
    """A row's only text, if it is a heading over all columns, and its number."""
    numbers = [piece for layer in row for piece in layer.pieces if not piece.last]
    texts = [[piece for piece in layer.pieces if piece.last] for layer in row]
    if not any(texts) or any(len(pieces) > 1 for pieces in texts):
        return {}
    found = [piece for pieces in texts for piece in pieces]
    if not is_across(found[0], columns) and not any(piece.is_wide for piece in found):
        return {}
    if found[0].first == 0:
        words = [word for layer in row for piece in layer.pieces for word in piece.run.words]
        return {(0, len(columns) - 1): words}
    cells = {(min(1, len(numbers)), len(columns) - 1): [w for p in found for w in p.run.words]}
    return cells | ({(0, 0): [w for p in numbers for w in p.run.words]} if numbers else {})


def _merged(pieces: Sequence[Piece]) -> Cells:
    """Pieces that share columns put together."""
    spans: list[list[int]] = []
    for first, last in sorted({(piece.first, piece.last) for piece in pieces}):
        if spans and first <= spans[-1][1]:
            spans[-1][1] = max(spans[-1][1], last)
        else:
            spans.append([first, last])
    return {
        (first, last): [w for p in pieces if first <= p.first <= last for w in p.run.words]
        for first, last in spans
    }
