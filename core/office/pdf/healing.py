"""Tables that go on over pages as one: repeated headers left out, broken cells healed."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from core.office.documents import Cell, Row, Table
from core.office.pdf.lines import joined
from core.office.pdf.tables import PageTable

_NUMBER = re.compile(r"^\s*(?:№\s*)?\d{1,3}(?:\s?\.\s?\d{1,3})*\s*[.)]?\s*$")
_ENDED = re.compile(r"[.;:!?»)]\s*$")
_MOSTLY = 0.5
_USUALLY = 0.8
_HEADER_ROWS = 4
_FEWEST_ROWS = 3


def one_table(parts: Sequence[PageTable], number: int) -> Table:
    """The parts of a table on several pages as the table they were."""
    rows = list(parts[0].rows)
    repeated = [_repeated_header(rows, part.rows) for part in parts[1:]]
    sample = rows[max(repeated, default=0) :]
    sample += [
        row for part, top in zip(parts[1:], repeated, strict=True) for row in part.rows[top:]
    ]
    for part, top in zip(parts[1:], repeated, strict=True):
        _join(rows, list(part.rows)[top:], sample)
    edges = parts[0].edges
    return Table(
        number=number,
        rows=tuple(replace(row, number=place) for place, row in enumerate(rows, start=1)),
        width=max(len(edges) - 1, 0),
        widths=tuple(int(right - left) for left, right in itertools.pairwise(edges)),
    )


def _repeated_header(first: Sequence[Row], rows: Sequence[Row]) -> int:
    count = 0
    while count < min(len(first), len(rows), _HEADER_ROWS):
        if _texts(first[count]) != _texts(rows[count]) or not any(_texts(rows[count]).values()):
            break
        count += 1
    return count


def _texts(row: Row) -> dict[int, str]:
    return {cell.column: " ".join(cell.text.split()) for cell in row.cells}


def _join(rows: list[Row], added: list[Row], sample: Sequence[Row]) -> None:
    """Put the rows of the next page under `rows`; `sample` are the rows of all pages."""
    if not added:
        return
    above = _covering(rows)
    if _is_rest_of_row(rows, above, added[0], sample):
        for cell in added[0].cells:
            _extend(rows, above[cell.column], cell.text, cell.row_span - 1)
        rows.extend(added[1:])
        return
    merging = {c.column for row in (*rows, *added) for c in row.cells if c.row_span > 1}
    kept: list[Cell] = []
    for cell in added[0].cells:
        place = above.get(cell.column)
        if cell.column in merging and place and _is_rest(_cell(rows, place).text, cell.text):
            _extend(rows, place, cell.text, cell.row_span)
        else:
            kept.append(cell)
    rows.append(replace(added[0], cells=tuple(kept)))
    rows.extend(added[1:])


def _covering(rows: Sequence[Row]) -> dict[int, tuple[int, int]]:
    """Where the cells begin that the last row shows: row and place in it, by grid column."""
    last = len(rows) - 1
    return {
        cell.column: (index, place)
        for index, row in enumerate(rows)
        for place, cell in enumerate(row.cells)
        if index + cell.row_span > last
    }


def _cell(rows: Sequence[Row], place: tuple[int, int]) -> Cell:
    return rows[place[0]].cells[place[1]]


def _extend(rows: list[Row], place: tuple[int, int], rest: str, more_rows: int) -> None:
    index, position = place
    cells = list(rows[index].cells)
    cell = cells[position]
    cells[position] = replace(
        cell, text=_with_rest(cell.text, rest), row_span=cell.row_span + more_rows
    )
    rows[index] = replace(rows[index], cells=tuple(cells))


def _with_rest(text: str, rest: str) -> str:
    if not rest or not text:
        return text or rest
    starts_line = rest[0].isupper() or rest[0] in "-–—•"
    return f"{text}\n{rest}" if starts_line else joined(text, rest)


def _is_rest_of_row(
    rows: Sequence[Row], above: dict[int, tuple[int, int]], row: Row, sample: Sequence[Row]
) -> bool:
    """Whether the first row of a page is the rest of the last row of the page before."""
    filled = {column: text for column, text in _texts(row).items() if text}
    known = {column: _cell(rows, place).text for column, place in above.items()}
    spans = {cell.column: cell.column_span for cell in row.cells}
    same = all(
        column in above and _cell(rows, above[column]).column_span == spans[column]
        for column in spans
    )
    if not filled or not same or len(row.cells) < 2:
        return False
    if _is_numbered(sample):
        return 0 not in filled
    missing = [c for c in _usual_columns(sample) if c not in filled and known.get(c)]
    if missing and len(sample) >= _FEWEST_ROWS:
        return True
    going_on = sum(_is_rest(known[column], text) for column, text in filled.items())
    return going_on > _MOSTLY * len(filled)


def _is_numbered(rows: Sequence[Row]) -> bool:
    """Whether the first column numbers the rows."""
    first = [cell.text for row in rows for cell in row.cells if cell.column == 0 and cell.text]
    numbers = sum(bool(_NUMBER.match(text)) for text in first)
    return len(first) > 1 and numbers > _MOSTLY * len(first)


def _usual_columns(rows: Sequence[Row]) -> list[int]:
    """Columns in which nearly every row holds text."""
    full = [_texts(row) for row in rows if len(row.cells) > 1]
    columns = {column for texts in full for column in texts}
    return [
        column
        for column in columns
        if sum(bool(texts.get(column)) for texts in full) >= _USUALLY * len(full)
    ]


def _is_rest(above: str, text: str) -> bool:
    """Whether the words at the top of a page go on with what stands at the foot of the last."""
    if not text:
        return True
    open_ended = not _ENDED.search(above) and not text[0].isupper()
    return bool(above) and (text[0].islower() or open_ended)
