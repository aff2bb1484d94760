"""Tables that go on over pages as one: repeated headers left out, broken cells healed."""

import itertools
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from core.office.documents import Cell, Row, Table
from core.office.pdf.lines import NO_TEXT, Text
from core.office.pdf.tables import PageTable

_NUMBER = re.compile(r"^\s*(?:№\s*)?\d{1,3}(?:\s?\.\s?\d{1,3})*\s*[.)]?\s*$")
_NUMBERED = re.compile(r"^\s*\d{1,3}(?:\.\d{1,3})*[.)]?\s+\S")
_ENDED = re.compile(r"[.;:!?»)]\s*$")
_MOSTLY = 0.5
_USUALLY = 0.8
_HEADER_ROWS = 4
_FEWEST_ROWS = 3
_LAST_OF_NUMBERS = 1

Place = tuple[int, int]


def one_table(parts: Sequence[PageTable], number: int) -> Table:
    """The parts of a table on several pages as the table they were."""
    repeated = [0, *(_repeated_header(parts[0].rows, part.rows) for part in parts[1:])]
    bodies = [part.rows[top:] for part, top in zip(parts, repeated, strict=True)]
    sample = [row for body in bodies for row in body][max(repeated) :]
    healing = Healing(parts[0], sample)
    for part, top in zip(parts[1:], repeated[1:], strict=True):
        healing.add(part, top)
    edges = parts[0].edges
    return Table(
        number=number,
        rows=tuple(replace(row, number=place) for place, row in enumerate(healing.rows, start=1)),
        width=max(len(edges) - 1, 0),
        widths=tuple(int(right - left) for left, right in itertools.pairwise(edges)),
    )


def _repeated_header(first: Sequence[Row], rows: Sequence[Row]) -> int:
    count = 0
    while count < min(len(first), len(rows), _HEADER_ROWS):
        if not _is_same_heading(first[count], rows[count]):
            break
        count += 1
    return count


def _is_same_heading(first: Row, row: Row) -> bool:
    """Whether two rows have the same words; a program may cut the repeated ones short."""
    if [(c.column, c.column_span) for c in first.cells] != [
        (c.column, c.column_span) for c in row.cells
    ]:
        return False
    pairs = list(zip(_texts(first).values(), _texts(row).values(), strict=True))
    same = sum(one == other and bool(one) for one, other in pairs)
    cut = all(one == other or (other and one.startswith(other)) for one, other in pairs)
    return cut and same > _MOSTLY * len(pairs)


def _texts(row: Row) -> dict[int, str]:
    return {cell.column: " ".join(cell.text.split()) for cell in row.cells}


class Healing:
    """Rows to which those of the next page are added; `sample` are the body rows of all pages."""

    def __init__(self, first: PageTable, sample: Sequence[Row]) -> None:
        self.rows = list(first.rows)
        self._feet = _feet(first)
        self._merging = {c.column for row in sample for c in row.cells if c.row_span > 1}
        self._numbers = {c for c in _columns(sample, _NUMBER) if c <= _LAST_OF_NUMBERS}
        self._numbered = _columns(sample, _NUMBERED)
        self._longest = _longest_column(sample)
        self._usual = _usual_columns(sample) if len(sample) >= _FEWEST_ROWS else []

    def add(self, part: PageTable, top: int) -> None:
        """Put the rows of the next page from `top` on under those that are there."""
        added = part.rows[top:]
        if not added:
            return
        above = _covering(self.rows)
        heads = {column: text for (row, column), text in part.texts.items() if row == top}
        if self._is_rest_of_row(above, added[0], heads):
            for cell in added[0].cells:
                self._extend(above[cell.column], cell.text, heads, cell.row_span - 1)
        else:
            kept: list[Cell] = []
            for cell in added[0].cells:
                place = above.get(cell.column)
                if place and self._is_rest_of_merged(place, cell, heads):
                    self._extend(place, cell.text, heads, cell.row_span)
                else:
                    kept.append(cell)
            self.rows.append(replace(added[0], cells=tuple(kept)))
        self.rows.extend(added[1:])
        self._feet = {**(self._feet if len(added) == 1 else {}), **_feet(part)}

    def _cell(self, place: Place) -> Cell:
        return self.rows[place[0]].cells[place[1]]

    def _extend(self, place: Place, rest: str, heads: Mapping[int, Text], more_rows: int) -> None:
        index, position = place
        cells = list(self.rows[index].cells)
        cell = cells[position]
        text = cell.text or rest
        if cell.text and rest:
            head = heads.get(cell.column, NO_TEXT)
            text = self._feet.get(cell.column, NO_TEXT).with_rest(cell.text, head)
        cells[position] = replace(cell, text=text, row_span=cell.row_span + more_rows)
        self.rows[index] = replace(self.rows[index], cells=tuple(cells))

    def _is_rest_of_merged(self, place: Place, cell: Cell, heads: Mapping[int, Text]) -> bool:
        """Whether the first cell of a page is the lower part of a merged one."""
        above = self._cell(place)
        if cell.column not in self._merging or above.column_span != cell.column_span:
            return False
        if not cell.text:
            return True
        return bool(above.text) and self._goes_on(above, cell, heads)

    def _is_rest_of_row(
        self, above: Mapping[int, Place], row: Row, heads: Mapping[int, Text]
    ) -> bool:
        """Whether the first row of a page is the rest of the last row of the page before."""
        filled = {cell.column: cell for cell in row.cells if cell.text}
        same = all(
            cell.column in above and self._cell(above[cell.column]).column_span == cell.column_span
            for cell in row.cells
        )
        if not filled or not same or len(row.cells) < 2:
            return False
        known = {column: self._cell(place) for column, place in above.items()}
        if self._complete_each_other(known, filled):
            return True
        going_on = {c for c in filled if self._goes_on(known[c], filled[c], heads)}
        begun = {c for c in self._numbers & filled.keys() if self._is_whole(known[c], heads[c])}
        begun |= {c for c in self._numbered & filled.keys() if _NUMBERED.match(filled[c].text)}
        broken = self._mostly_goes_on(filled, going_on)
        if begun or (self._numbers & filled.keys() and not broken):
            return False
        if self._numbers or self._numbered:
            # Every row has a number, and this one has none; a heading alone may stand without.
            return len(filled) > 1 or bool(going_on) or min(filled) > _LAST_OF_NUMBERS
        if not all(self._feet.get(column, NO_TEXT).reaches_bottom for column in filled):
            return False
        if any(
            column in known.keys() - filled.keys() and known[column].text for column in self._usual
        ):
            # Two cells that begin anew are a row that lacks something, not the rest of one.
            return bool(going_on) or len(filled) == 1
        return broken

    def _complete_each_other(self, known: Mapping[int, Cell], filled: Mapping[int, Cell]) -> bool:
        """Whether a page has the cells that the row on the page before lacks, and only those."""
        there = {column for column, cell in known.items() if cell.text}
        lacking = [column for column in self._usual if column not in there and column in filled]
        return bool(there and lacking) and not there & filled.keys()

    def _mostly_goes_on(self, filled: Mapping[int, Cell], going_on: set[int]) -> bool:
        """Whether most cells go on, the column of the longest texts among them."""
        going_on = going_on - self._numbers
        rest = filled.keys() - self._numbers
        return self._longest in {*going_on, None} and len(going_on) > _MOSTLY * len(rest)

    def _is_whole(self, above: Cell, head: Text) -> bool:
        """Whether a number is no rest of the one above that a narrow column broke."""
        foot = self._feet.get(above.column, NO_TEXT)
        together = foot.with_rest(above.text, head)
        return not above.text or any(letter.isspace() for letter in together)

    def _goes_on(self, above: Cell, cell: Cell, heads: Mapping[int, Text]) -> bool:
        """Whether the words at the top of a page go on with what stands at the foot of the last."""
        foot, head = self._feet.get(cell.column, NO_TEXT), heads.get(cell.column, NO_TEXT)
        if not foot.reaches_bottom or not foot.is_followed_by(head) or above.bold != cell.bold:
            return False
        open_ended = not _ENDED.search(above.text) and not cell.text[0].isupper()
        return cell.text[0].islower() or open_ended


def _feet(part: PageTable) -> dict[int, Text]:
    """The texts that stand at the foot of a page, by column."""
    last = len(part.rows)
    return {
        cell.column: part.texts[index, cell.column]
        for index, row in enumerate(part.rows)
        for cell in row.cells
        if index + cell.row_span >= last and cell.text
    }


def _covering(rows: Sequence[Row]) -> dict[int, Place]:
    """Where the cells begin that the last row shows: row and place in it, by grid column."""
    last = len(rows) - 1
    return {
        cell.column: (index, place)
        for index, row in enumerate(rows)
        for place, cell in enumerate(row.cells)
        if index + cell.row_span > last
    }


def _columns(rows: Sequence[Row], pattern: re.Pattern[str]) -> set[int]:
    """Columns of which most cells match a pattern."""
    full = [_texts(row) for row in rows if len(row.cells) > 1]
    found = set()
    for column in {column for texts in full for column in texts}:
        texts = [text[column] for text in full if text.get(column)]
        matching = sum(bool(pattern.match(text)) for text in texts)
        if matching > 1 and matching > _MOSTLY * len(texts):
            found.add(column)
    return found


def _usual_columns(rows: Sequence[Row]) -> list[int]:
    """Columns in which nearly every row holds text."""
    full = [_texts(row) for row in rows if len(row.cells) > 1]
    columns = {column for texts in full for column in texts}
    return [
        column
        for column in columns
        if sum(bool(texts.get(column)) for texts in full) >= _USUALLY * len(full)
    ]


def _longest_column(rows: Sequence[Row]) -> int | None:
    """The column that holds most of the text."""
    letters: Counter[int] = Counter()
    for row in rows:
        if len(row.cells) > 1:
            letters.update({cell.column: len(cell.text) for cell in row.cells})
    return letters.most_common(1)[0][0] if letters else None
