"""Rows of a plan as they were pasted from Word or Excel, with what their columns seem to hold."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.office.documents import Document
from roadmaps.domain.plan_tables import DEFAULT_ROLES, TEXT_OF_ROLE
from roadmaps.parsing.grids import Grid
from roadmaps.parsing.guessing import guess_header
from roadmaps.parsing.headers import find_header

LONGEST_CELL = 10_000
MOST_ROWS = 500


@dataclass(frozen=True, slots=True)
class PastedHeading:
    """A line over the whole width; `row` is the place of the first row under it, from 0.

    One outside the table, `is_outside`, may as well be a caption or a title.
    """

    row: int
    text: str
    is_outside: bool = False


@dataclass(frozen=True, slots=True)
class PastedRows:
    """Texts by columns. `fields` are the activity's fields that the columns seem to hold, «» for
    none; `headings` are lines that are no rows, in their order."""

    fields: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    headings: tuple[PastedHeading, ...]


def read_pasted(document: Document, own: Sequence[str] = ()) -> PastedRows:
    """All tables of what was pasted as one; without a table each paragraph is a title.

    `own` are the roles of the columns of the plan's own table: they stand where nothing is said
    by a header and there are as many columns.
    """
    tables = [_of_table(Grid(table), own) for table in document.tables if table.width > 1]
    if not tables:
        lines = [one for table in document.tables for one in table.text.split("\n")]
        lines += [one.full_text.strip() for one in document.paragraphs]
        return PastedRows(("title",), tuple((one,) for one in lines if one), ())
    widest = max(tables, key=lambda one: len(one.fields))
    width = len(widest.fields)
    rows = (row + ("",) * (width - len(row)) for one in tables for row in one.rows)
    # What stands over the whole width before a table is read as a line above it.
    outside = [one.full_text.strip() for one in document.paragraphs if one.text.strip()]
    headings = [PastedHeading(0, text, is_outside=True) for text in outside]
    first = 0
    for one in tables:
        headings += [replace(heading, row=first + heading.row) for heading in one.headings]
        first += len(one.rows)
    return PastedRows(widest.fields, tuple(rows), tuple(headings))


def _of_table(grid: Grid, own: Sequence[str]) -> PastedRows:
    header = find_header(grid)
    first = 0 if header is None or header.top > 1 else header.bottom + 1
    rows: list[tuple[str, ...]] = []
    headings: list[PastedHeading] = []
    for index in range(first, len(grid)):
        cells = grid.own_cells(index)
        if len(cells) == 1 and 2 * cells[0].span > grid.width:
            headings.append(PastedHeading(len(rows), cells[0].text))
        elif cells:
            rows.append(tuple(_text(grid, index, column) for column in range(grid.width)))
    if first and header:
        roles = {column.first: column.role for column in header.columns}
        fields = [TEXT_OF_ROLE.get(roles.get(column) or "", "") for column in range(grid.width)]
    else:
        fields = _guessed(grid, own)
    return PastedRows(_each_once(fields), tuple(rows), tuple(headings))


def _guessed(grid: Grid, own: Sequence[str]) -> list[str]:
    """By the plan's own columns, the portal's own order, or what the cells hold."""
    if len(own) == grid.width:
        return [TEXT_OF_ROLE.get(role, "") for role in own]
    if grid.width == len(DEFAULT_ROLES):
        return [TEXT_OF_ROLE[role] for role in DEFAULT_ROLES]
    header = guess_header(grid, tuple(range(len(grid))))
    roles = {column.first: column.role for column in header.columns} if header else {}
    fields = [TEXT_OF_ROLE.get(roles.get(column) or "", "") for column in range(grid.width)]
    if "title" not in fields:
        fields[0 if grid.width < 3 else 1] = "title"
    return fields


def _each_once(fields: Sequence[str]) -> tuple[str, ...]:
    """A field is held by the first column that has it."""
    return tuple("" if one in fields[:place] else one for place, one in enumerate(fields))


def _text(grid: Grid, row: int, column: int) -> str:
    cell = grid.at(row, column)
    if cell is None or (cell.first != column):
        return ""
    return cell.text[:LONGEST_CELL]
