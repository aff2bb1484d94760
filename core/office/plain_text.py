"""Plain text with tabs or drawn tables, as saved from Word or pasted from Excel."""

import re
from collections.abc import Iterator

from core.office.archives import TOO_LARGE
from core.office.documents import (
    MAX_COLUMNS,
    MAX_GRID_CELLS,
    Block,
    Cell,
    Document,
    Paragraph,
    Row,
    Table,
)
from core.office.drawn_tables import drawn_run, drawn_table
from core.office.errors import UnreadableFileError
from core.office.files import decode_text

# Five thousand pages.
MAX_LINES = 200_000
_LONGEST_CELL_LINES = 60
_LONGEST_GAP = 4


def read_text(content: bytes) -> Document:
    """Lines with tabs are rows of tables, others paragraphs or rows over the whole width.

    Raises UnreadableFileError where there are too many of them.
    """
    return Document(kind="text", blocks=tuple(text_blocks(decode_text(content))))


def text_blocks(text: str) -> Iterator[Block]:
    """Blocks of a pasted or saved text; raises UnreadableFileError where it is too long."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    if text.count("\n") > MAX_LINES:
        raise UnreadableFileError(TOO_LARGE)
    lines = list(_logical_lines(text))
    number, index, drawn = 0, 0, 0
    while index < len(lines):
        if index >= drawn:
            drawn, is_table = drawn_run(lines, index)
            if is_table:
                number += 1
                yield drawn_table(lines[index:drawn], number)
                index = drawn
                continue
        last = _table_end(lines, index)
        if last is None:
            yield Paragraph(lines[index].replace("\t", " ").replace("\v", "\n").strip())
            index += 1
        else:
            number += 1
            yield _table(lines[index : last + 1], number)
            index = last + 1


def _logical_lines(text: str) -> Iterator[str]:
    """Lines with the line breaks inside quoted cells undone, as Excel writes them."""
    lines = text.split("\n")
    index = 0
    while index < len(lines):
        line = lines[index]
        joined = 0
        while _is_open(line) and joined < _LONGEST_CELL_LINES and index + 1 < len(lines):
            index, joined = index + 1, joined + 1
            line += "\v" + lines[index]
        if joined and _is_open(line):
            # The quote was part of the words: nothing was open.
            index -= joined
            line = lines[index]
        yield line
        index += 1


def _is_open(line: str) -> bool:
    """Whether a cell that begins with a quote has not ended yet."""
    cell = line.rpartition("\t")[2] if "\t" in line else line
    return "\t" in line and cell.startswith('"') and cell.count('"') % 2 == 1


def _table_end(lines: list[str], start: int) -> int | None:
    """The index of the last line of a table that begins at `start`; None for running text."""
    if "\t" not in lines[start].strip():
        return None
    last, index = start, start + 1
    while index < len(lines):
        if "\t" in lines[index].strip("\n "):
            last = index
        elif not lines[index].strip() or index - last > _LONGEST_GAP:
            # A heading inside the table has no tabs; an empty line or running text ends the table.
            break
        index += 1
    return last


def _width(line: str) -> int:
    return line.count("\t") + 1


def _table(lines: list[str], number: int) -> Table:
    width = min(max(map(_width, lines)), MAX_COLUMNS)
    healed = _whole_rows(lines, width)
    if len(healed) * width > MAX_GRID_CELLS:
        raise UnreadableFileError(TOO_LARGE)
    rows = [_row(line, place, width) for place, line in enumerate(healed, start=1)]
    return Table(number=number, rows=tuple(rows), width=width)


def _whole_rows(lines: list[str], width: int) -> list[str]:
    """Rows put together from lines: Word ends a line after each paragraph of a cell.

    Lines that have exactly a row's tabs together are one row; words in lower case under a full row
    go on with its last cell.
    """
    rows: list[str] = []
    index = 0
    while index < len(lines):
        last = _last_of_row(lines, index, width)
        row = "\v".join(lines[index : last + 1])
        if rows and "\t" not in row and row[:1].islower() and _width(rows[-1]) == width:
            rows[-1] += f"\v{row}"
        else:
            rows.append(row)
        index = last + 1
    return rows


def _last_of_row(lines: list[str], index: int, width: int) -> int:
    """The line at which the row that begins at `index` has all its tabs; else `index` itself."""
    tabs = lines[index].count("\t")
    if not tabs:
        return index
    for last in range(index + 1, min(index + _LONGEST_CELL_LINES, len(lines))):
        if tabs >= width - 1:
            break
        tabs += lines[last].count("\t")
        if tabs == width - 1 and "\t" in lines[last]:
            return last
    return index


def _row(line: str, number: int, width: int) -> Row:
    texts = [_unquoted(text) for text in line.split("\t")][:width]
    if len(texts) == 1:
        return Row(number, (Cell(texts[0], 0, column_span=width),))
    texts += [""] * (width - len(texts))
    return Row(number, tuple(Cell(text, column) for column, text in enumerate(texts)))


def _unquoted(text: str) -> str:
    text = text.strip(" ")
    quoted = re.fullmatch(r'"((?:[^"]|"")*)"', text)
    if quoted and ("\v" in text or '""' in text):
        text = quoted.group(1).replace('""', '"')
    return text.replace("\v", "\n").strip()
