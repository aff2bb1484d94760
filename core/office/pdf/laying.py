"""Lines of a table without upright rules laid out in rows and columns."""

import itertools
from collections.abc import Iterator, Mapping, Sequence

from core.office.pdf.columns import Columns, Run, runs_of
from core.office.pdf.lines import Box, Line
from core.office.pdf.pages import Page, Rule
from core.office.pdf.rows import Cutting, Layer, Piece, layers_of
from core.office.pdf.tables import Frame, PageTable, filled_table
from core.office.pdf.words import Word

_ACROSS = 0.7
_UNCUT = 0.5
_MARGIN = 2.0
_CENTRED = 8.0
_OUTSIDE = 0.5


def laid_out(
    lines: Mapping[int, Sequence[Line]], columns: Columns, pages: Sequence[Page]
) -> Iterator[tuple[int, PageTable]]:
    """The lines of a table, given by the places of their pages, as a table of each page.

    Rows lie between the rules where rules lie between the rows; else the words tell them apart.
    """
    bands = {
        place: _bands(_layers(found, columns), pages[place].rules, columns)
        for place, found in lines.items()
    }
    if _are_uncut(list(bands.values())):
        cutting = Cutting([layers for rows in bands.values() for layers in rows], columns)
        bands = {
            place: [row for layers in rows for row in cutting.rows(layers)]
            for place, rows in bands.items()
        }
    for place, rows in bands.items():
        yield place, _page_table(rows, columns, pages[place])


def _layers(lines: Sequence[Line], columns: Columns) -> list[Layer]:
    runs = [part for line in lines for run in runs_of(line) for part in _parted(run, columns)]
    return layers_of(runs, columns)


def _parted(run: Run, columns: Columns) -> Iterator[Run]:
    """A run cut where the narrow gap of two columns lies between two of its words."""
    start = 0
    for place in range(1, len(run.words)):
        left, right = run.words[place - 1].x1, run.words[place].x0
        if any(left <= gap[0] + _OUTSIDE and right >= gap[1] - _OUTSIDE for gap in columns.gaps):
            yield Run(run.words[start:place])
            start = place
    yield Run(run.words[start:])


def _bands(layers: Sequence[Layer], rules: Sequence[Rule], columns: Columns) -> list[list[Layer]]:
    """Layers between the rules that go across the table."""
    width = columns.right - columns.left
    heights = [rule.y for rule in rules if rule.x1 - rule.x0 > _ACROSS * width]

    def beneath(layer: Layer) -> int:
        return sum(y < (layer.top + layer.bottom) / 2 for y in heights)

    return [list(band) for _, band in itertools.groupby(layers, key=beneath)]


def _are_uncut(pages: Sequence[Sequence[Sequence[Layer]]]) -> bool:
    """Whether rules leave most of the lines of the pages together."""
    longest = sum(max(map(len, rows), default=0) for rows in pages)
    return longest > _UNCUT * sum(len(row) for rows in pages for row in rows)


def _page_table(rows: Sequence[Sequence[Layer]], columns: Columns, page: Page) -> PageTable:
    rows = [part for row in rows for part in _levels(row)]
    heights = [rows[0][0].top, *(max(layer.bottom for layer in row) for row in rows)]
    filled: list[tuple[Frame, list[Word]]] = []
    for index, row in enumerate(rows):
        for (first, last), words in _spread(row, columns).items():
            left, right = columns.text_edges(first, last)
            box = Box(left - _MARGIN, heights[index], right + _MARGIN, heights[index + 1])
            filled.append((Frame(box, first, last + 1, index, index + 1), words))
    return filled_table(filled, columns.edges, heights, page.number)


def _levels(row: Sequence[Layer]) -> Iterator[list[Layer]]:
    """A row whose heading lies over several columns, cut beneath that heading."""
    for place, layer in enumerate(row[:-1], start=1):
        over = [piece for piece in layer.pieces if piece.is_wide]
        if len(layer.pieces) > 1 and any(_has_columns(row[place:], piece) for piece in over):
            yield list(row[:place])
            yield list(row[place:])
            return
    yield list(row)


def _has_columns(layers: Sequence[Layer], heading: Piece) -> bool:
    """Whether several columns begin beneath a heading over them."""
    return any(
        len({p.first for p in layer.pieces if heading.first <= p.first <= heading.last}) > 1
        for layer in layers
    )


Cells = dict[tuple[int, int], list[Word]]


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
    if not _lies_across(found, columns):
        return {}
    if found[0].first == 0:
        words = [word for layer in row for piece in layer.pieces for word in piece.run.words]
        return {(0, len(columns) - 1): words}
    cells = {(min(1, len(numbers)), len(columns) - 1): [w for p in found for w in p.run.words]}
    return cells | ({(0, 0): [w for p in numbers for w in p.run.words]} if numbers else {})


def _lies_across(pieces: Sequence[Piece], columns: Columns) -> bool:
    """Whether the only text of a row is a heading over all columns."""
    if any(piece.is_wide for piece in pieces):
        return True
    run = pieces[0].run
    middle = abs((run.x0 + run.x1) - (columns.left + columns.right)) < 2 * _CENTRED
    left, _ = columns.text_edges(pieces[0].first, pieces[0].last)
    return middle and run.x0 - left > _CENTRED and (run.bold or run.text.isupper())


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
