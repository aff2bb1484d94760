"""Cards: small tables that name down their first column what other plans name in a header."""

import re
from dataclasses import replace

from core.office.documents import Cell, Row, Table
from roadmaps.parsing.draft import Source
from roadmaps.parsing.grids import Grid
from roadmaps.parsing.headers import header_at
from roadmaps.parsing.stacked import unstacked
from roadmaps.parsing.vocabulary import Role, match_heading
from roadmaps.parsing.wording import one_line, tidy

_LONGEST_LABEL = 80
_MOST_ROWS = 20
_FEWEST_ROWS = 2
_SURE = 0.75
_COUNTED = re.compile(r"^(?P<label>\D*?)\s*№?\s*(?P<number>\d{1,3})[.:]?$")


class TurnedGrid(Grid):
    """A table with its rows as columns; places are told as the document shows them."""

    def __init__(self, table: Table, original: Table) -> None:
        super().__init__(table)
        self._original = original

    def source(self, index: int, column: int | None = None) -> Source:
        rows = self._original.rows
        # The first column of the turned table is the number that was taken off a label.
        row = rows[min(max((column or 0) - 1, 0), len(rows) - 1)]
        return Source(
            table=self.table.number,
            row=row.number,
            column=None if column is None else index + 1,
            sheet=self.table.sheet,
            page=row.page,
        )


def grid_of(table: Table) -> Grid:
    """The table's grid, turned where it is a card, names stacked in merged cells cut apart."""
    table = unstacked(table)
    grid = Grid(table)
    return TurnedGrid(_turned(table, grid), table) if _is_card(grid) else grid


def _is_card(grid: Grid) -> bool:
    """Whether the first column names a title, and a time or a doer beneath it."""
    if not (_FEWEST_ROWS <= len(grid) <= _MOST_ROWS and grid.width > 1):
        return False
    labels = [_label(grid, index)[0] for index in range(len(grid))]
    if not labels[0] or any(len(label) > _LONGEST_LABEL for label in labels):
        return False
    header = header_at(grid, 0)
    if header is not None and header.is_plan:
        return False
    roles = [_role(label) for label in labels]
    named = {Role.DEADLINE, Role.RESPONSIBLE, Role.DELIVERABLE, Role.OUTCOME} & set(roles)
    known = sum(role is not None for role in roles)
    return roles[0] is Role.TITLE and bool(named) and known > len(roles) / 2


def _role(label: str) -> Role | None:
    found = match_heading(label)
    return found[0].role if found and found[0].score >= _SURE else None


def _label(grid: Grid, index: int) -> tuple[str, str]:
    """What a row is called, and the number behind it: «Мероприятие 3»."""
    cell = grid.at(index, 0)
    text = one_line(cell.text).rstrip(" :") if cell is not None and cell.row == index else ""
    counted = _COUNTED.match(text)
    return (counted.group("label"), counted.group("number")) if counted else (text, "")


def _turned(table: Table, grid: Grid) -> Table:
    labels = [_label(grid, index) for index in range(len(grid))]
    number = next((number for _, number in labels if number), "")
    head = [Cell("№" if number else "", 0)]
    head += [Cell(label, place) for place, (label, _) in enumerate(labels, start=1)]
    rows = [Row(1, tuple(head), page=table.rows[0].page)]
    for column in range(1, grid.width):
        texts = [_text(grid, index, column) for index in range(len(grid))]
        cells = [Cell(text, place) for place, text in enumerate([number, *texts])]
        rows.append(Row(column + 1, tuple(cells), page=table.rows[0].page))
    return replace(table, rows=tuple(rows), width=len(grid) + 1, widths=())


def _text(grid: Grid, index: int, column: int) -> str:
    cell = grid.at(index, column)
    return tidy(cell.text) if cell is not None and cell.first == column else ""
