"""Where one row of a table ends and the next begins, when no rule says so."""

import itertools
import re
import statistics
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.office.pdf.columns import Columns, Run
from core.office.pdf.lines import begins_anew

_OVERLAP = 0.3
_SPACED = 0.3
_USUAL_AT_MOST = 0.55
_NARROWEST = 0.15
_MOSTLY = 0.5
_FEWEST = 2
_LAST_OF_NUMBERS = 1
_SPARSE = 0.8
_CENTRED = 8.0
_DENSE = 0.15
_NUMBER = re.compile(r"^(?:№\s*)?\d{1,3}(?:\.\d{1,3})*[.)]?$")
_ITEM = re.compile(r"^(?:[-–—•●▪·]|[а-я]\))\s")
_PART = re.compile(r"^(?:[-–—•●▪·]|[а-я]\)|\d{1,2}(?:\.\d{1,2})*[.)]|\d{1,2}\.\d{1,2})\s")
_NUMBERED = re.compile(r"^(?:\d{1,3}\.)*(\d{1,3})[.)]?\s+\S")
_FEWEST_NUMBERED = 3
_COUNTING = 0.7


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words in its column, or across several."""

    run: Run
    first: int
    last: int

    @property
    def is_wide(self) -> bool:
        return self.first < self.last


@dataclass(frozen=True, slots=True)
class Layer:
    """Pieces side by side: no free height parts them."""

    pieces: tuple[Piece, ...]

    @property
    def top(self) -> float:
        return min(piece.run.top for piece in self.pieces)

    @property
    def bottom(self) -> float:
        return max(piece.run.bottom for piece in self.pieces)

    @property
    def bold(self) -> bool:
        return all(piece.run.bold for piece in self.pieces)

    @property
    def is_wide(self) -> bool:
        return any(piece.is_wide for piece in self.pieces)

    def column(self, number: int) -> list[Piece]:
        return [piece for piece in self.pieces if piece.first <= number <= piece.last]


def is_across(piece: Piece, columns: Columns) -> bool:
    """Whether words that lie alone may be a heading over all columns."""
    if piece.is_wide:
        return True
    run = piece.run
    centred = abs((run.x0 + run.x1) - (columns.left + columns.right)) < 2 * _CENTRED
    left, _ = columns.text_edges(piece.first, piece.last)
    return centred and run.x0 - left > _CENTRED and (run.bold or run.text.isupper())


def layers_of(runs: Sequence[Run], columns: Columns) -> list[Layer]:
    """Runs as layers from top to bottom."""
    groups: list[list[Piece]] = []
    bottom = 0.0
    for run in sorted(runs, key=lambda run: (run.top, run.x0)):
        piece = Piece(run, columns.at(run.x0), columns.at(run.x1))
        if groups and run.top < bottom - _OVERLAP * run.height:
            groups[-1].append(piece)
            bottom = max(bottom, run.bottom)
        else:
            groups.append([piece])
            bottom = run.bottom
    return [Layer(tuple(group)) for group in groups]


class Cutting:
    """How the rows of one table are told apart; learned from all its layers.

    Where most rows have a number, a row begins at its number. Else a row begins beneath a free
    strip, at a change of weight, where a column begins again that had ended, or where the words of
    most columns would have fitted on the line above.
    """

    def __init__(self, pages: Sequence[Sequence[Layer]], columns: Columns) -> None:
        self._columns = columns
        layers = [layer for page in pages for layer in page]
        self._height = statistics.median(
            piece.run.height for each in layers for piece in each.pieces
        )
        pairs = [pair for page in pages for pair in itertools.pairwise(page)]
        self._usual = self._usual_strip(pairs)
        self._numbers = self._find_numbers(layers)
        spaced = sum(self._is_spaced(upper, lower) for upper, lower in pairs)
        self._dense = spaced <= _DENSE * len(pairs)
        self._top_aligned = self._is_top_aligned(pages)
        self._grouping = self._find_grouping(layers)
        self._longest = self._find_longest(layers)

    def rows(self, layers: Sequence[Layer]) -> list[list[Layer]]:
        """Layers of a page as rows."""
        rows: list[list[Layer]] = []
        for layer in layers:
            if rows and not self._begins(rows[-1], layer):
                rows[-1].append(layer)
            else:
                rows.append([layer])
        return rows

    def joined(self, above: Sequence[Layer], row: Sequence[Layer]) -> list[int]:
        """Columns of a row whose first words go on with the last ones of the row above.

        Only columns on the left that many rows leave empty are looked at: merged cells.
        """
        found = []
        for column in self._grouping:
            upper = [piece for layer in above for piece in layer.column(column)]
            lower = [piece for layer in row for piece in layer.column(column)]
            if not upper or not lower or upper[-1].is_wide or lower[0].is_wide:
                continue
            near = lower[0].run.top - upper[-1].run.bottom <= self._usual + _SPACED * self._height
            if near and self._vote(upper[-1], lower[0]) < 0:
                found.append(column)
        return found

    def _begins(self, row: Sequence[Layer], layer: Layer) -> bool:
        upper = row[-1]
        if upper.is_wide or layer.is_wide:
            return not self._is_same_heading(upper, layer)
        if self._changes_weight(row, layer):
            return True
        if not self._top_aligned:
            return self._is_spaced(upper, layer)
        if self._is_spaced(upper, layer):
            return self._has_number(layer) or not self._is_paragraph(row, layer)
        if self._numbers is not None:
            # A number torn apart by a narrow column has its end on the next line.
            return self._has_number(layer) and (self._dense or self._votes(row, layer) > 0)
        return self._starts_anew(row, layer) or (self._dense and self._is_likely_row(row, layer))

    def _changes_weight(self, row: Sequence[Layer], layer: Layer) -> bool:
        """Whether bold begins or ends: no words go on with others of their weight."""
        last = {piece.first: piece.run.bold for each in row for piece in each.pieces}
        known = [last.get(piece.first) == piece.run.bold for piece in layer.pieces]
        return row[-1].bold != layer.bold and not any(known)

    def _is_paragraph(self, row: Sequence[Layer], layer: Layer) -> bool:
        """Whether words beneath a free strip are a further paragraph of a cell.

        They are where the column of the longest texts has none, or goes on in lower case or with
        an item of a list, and nothing stands left of it.
        """
        pieces = layer.column(self._longest)
        if not pieces:
            known = any(each.column(self._longest) for each in row)
            return known and not any(is_across(piece, self._columns) for piece in layer.pieces)
        if any(piece.first < self._longest for piece in layer.pieces):
            return False
        text = pieces[0].run.text
        item = _PART.match(text) if self._numbers else _ITEM.match(text)
        return text[0].islower() or bool(item)

    def _is_same_heading(self, upper: Layer, layer: Layer) -> bool:
        """Whether a line across the columns goes on on the next."""
        if not upper.is_wide or len(upper.pieces) > 1 or len(layer.pieces) > 1:
            return False
        above, below = upper.pieces[0].run, layer.pieces[0].run
        same = above.bold == below.bold and not self._is_spaced(upper, layer)
        return same and not begins_anew(above, below, self._columns.left, self._columns.right)

    def _is_spaced(self, upper: Layer, lower: Layer) -> bool:
        return lower.top - upper.bottom > self._usual + _SPACED * self._height

    def _usual_strip(self, pairs: Sequence[tuple[Layer, Layer]]) -> float:
        """The free height between the lines of one cell."""
        strips = [
            max(lower.top - upper.bottom, 0.0)
            for upper, lower in pairs
            if {piece.first for piece in upper.pieces} & {piece.first for piece in lower.pieces}
        ]
        usual = sorted(strips)[int(_NARROWEST * len(strips))] if strips else 0.0
        return min(usual, _USUAL_AT_MOST * self._height)

    def _find_numbers(self, layers: Sequence[Layer]) -> tuple[int, re.Pattern[str]] | None:
        """The column of the rows' numbers, or the one whose texts begin with them, and the sign."""
        for column in range(min(_LAST_OF_NUMBERS + 1, len(self._columns))):
            texts = [
                piece.run.text
                for layer in layers
                for piece in layer.column(column)
                if not piece.is_wide
            ]
            numbers = sum(bool(_NUMBER.match(text)) for text in texts)
            if numbers >= _FEWEST and numbers > _MOSTLY * len(texts):
                return column, _NUMBER
            if _count_on(text for text in texts if _NUMBERED.match(text)):
                return column, _NUMBERED
        return None

    def _find_grouping(self, layers: Sequence[Layer]) -> list[int]:
        """Columns on the left with fewer lines than others: they may group rows."""
        counts = [sum(bool(each.column(c)) for each in layers) for c in range(len(self._columns))]
        return [c for c in (0, 1) if c < len(counts) and counts[c] < _SPARSE * max(counts)]

    def _find_longest(self, layers: Sequence[Layer]) -> int:
        """The column that holds most of the text."""
        letters = Counter(
            {
                column: sum(len(p.run.text) for each in layers for p in each.column(column))
                for column in range(len(self._columns))
            }
        )
        return letters.most_common(1)[0][0]

    def _has_number(self, layer: Layer) -> bool:
        if self._numbers is None:
            return False
        column, sign = self._numbers
        return any(sign.match(piece.run.text) for piece in layer.column(column))

    def _is_top_aligned(self, pages: Sequence[Sequence[Layer]]) -> bool:
        """Whether the cells of a row begin on one line, its number among them."""
        first = others = 0
        for page in pages:
            for band in self._bands(page):
                begun = {piece.first for piece in band[0].pieces}
                columns = max(len(each.pieces) for each in band)
                numbers = [each for each in band if self._has_number(each)]
                led = band[0] in numbers if len(numbers) == 1 else len(begun) == columns
                first += len(band) > 1 and led
                others += len(band) > 1 and not led
        return first >= others

    def _bands(self, page: Sequence[Layer]) -> list[list[Layer]]:
        """Layers between the free strips."""
        bands: list[list[Layer]] = []
        for layer in page:
            if bands and not self._is_spaced(bands[-1][-1], layer):
                bands[-1].append(layer)
            else:
                bands.append([layer])
        return bands

    def _starts_anew(self, row: Sequence[Layer], layer: Layer) -> bool:
        """Whether several columns begin again that had ended."""
        above = {piece.first for piece in row[-1].pieces}
        known = {piece.first for each in row for piece in each.pieces}
        return len({piece.first for piece in layer.pieces} & known - above) >= _FEWEST

    def _is_likely_row(self, row: Sequence[Layer], layer: Layer) -> bool:
        """Whether a line of a table without numbers and free strips begins a row."""
        above = {piece.first for piece in row[-1].pieces}
        if {piece.first for piece in layer.pieces} - above:
            return True
        return self._votes(row, layer) > 0

    def _votes(self, row: Sequence[Layer], layer: Layer) -> int:
        """Columns whose words would have fitted above, less those whose words go on."""
        return sum(
            self._vote(over[-1], piece)
            for piece in layer.pieces
            if (over := row[-1].column(piece.first))
        )

    def _vote(self, upper: Piece, piece: Piece) -> int:
        """1 where the words would have fitted on the line above, -1 where they go on with it."""
        left, right = self._columns.text_edges(piece.first, piece.last)
        if begins_anew(upper.run, piece.run, left, right):
            return 0 if upper.run.text.endswith(",") else 1
        return -1 if piece.run.text[0].islower() else 0


def _count_on(texts: Iterable[str]) -> bool:
    """Whether the numbers with which texts begin go up one by one, or begin again."""
    numbers = [int(found.group(1)) for text in texts if (found := _NUMBERED.match(text))]
    steps = sum(after in (before + 1, 1) for before, after in itertools.pairwise(numbers))
    return len(numbers) >= _FEWEST_NUMBERED and steps >= _COUNTING * (len(numbers) - 1)
