"""The texts of one row by the meaning of their columns."""

import re
from dataclasses import dataclass, replace

from roadmaps.parsing.calendars import calendar_span, within_month
from roadmaps.parsing.columns import Column, Header
from roadmaps.parsing.draft import Source
from roadmaps.parsing.edges import without_mark
from roadmaps.parsing.grids import Grid, Placed
from roadmaps.parsing.vocabulary import Role
from roadmaps.parsing.wording import heading_key, is_mark, is_nothing, tells_time


@dataclass(frozen=True, slots=True)
class Value:
    """The text of one cell; `own` is False where a cell merged from above still shows.

    `fill` is the colour that makes a cell of a calendar part of a bar, «» elsewhere.
    """

    text: str
    column: Column
    source: Source
    own: bool
    fill: str = ""


@dataclass(frozen=True, slots=True)
class RowValues:
    """The values of a row in column order.

    `several` is the title whose column stands beside others that hold titles of their own.
    """

    values: tuple[Value, ...]
    several: tuple[Value, ...] = ()

    def of(self, *roles: Role) -> tuple[Value, ...]:
        return tuple(value for value in self.values if value.column.role in roles)

    def first(self, role: Role) -> Value | None:
        """The first filled value of a role, else the first of all."""
        values = self.of(role)
        return next((value for value in values if value.text), values[0] if values else None)

    def text(self, role: Role) -> str:
        """The role's words; several columns of one role are brought together."""
        return combined(self.of(role))

    def has_own(self, role: Role) -> bool:
        return any(value.own and value.text for value in self.of(role))


def row_values(grid: Grid, index: int, header: Header) -> RowValues:
    """The row's cells under the header's columns, by the widest overlap where edges differ."""
    cells = grid.cells(index)
    columns = header.columns
    if len(cells) == len(columns) and all(map(_meet, cells, columns)):
        pairs = list(zip(columns, cells, strict=True))
    else:
        pairs = [(column, cell) for cell in cells for column in _under(grid, cell, columns)]
    pairs.sort(key=lambda pair: pair[0].first)
    # A row or a column that is coloured as a whole is decoration, no bar.
    usual = {cell.fill for column, cell in pairs if column.role is not Role.MONTH}
    values = RowValues(
        tuple(
            _value(grid, index, column, cell, fill="" if cell.fill in usual else cell.fill)
            for column, cell in pairs
        )
    )
    return _with_marks(values) if header.counts_by_ones else values


def _with_marks(values: RowValues) -> RowValues:
    """A calendar of ones and noughts as one of crosses."""
    marks = {"1": "+", "0": ""}
    return RowValues(
        tuple(
            replace(value, text=marks.get(value.text, value.text))
            if value.column.role is Role.MONTH
            else value
            for value in values.values
        )
    )


def _meet(cell: Placed, column: Column) -> bool:
    return cell.first <= column.last and column.first <= cell.last


def _value(grid: Grid, index: int, column: Column, cell: Placed, *, fill: str) -> Value:
    source = grid.source(cell.row, cell.first)
    bar = fill if column.role is Role.MONTH and not grid.is_striped(cell.first) else ""
    return Value(cell.text, column, source, own=cell.row == index, fill=bar)


def _under(grid: Grid, cell: Placed, columns: tuple[Column, ...]) -> list[Column]:
    covered = []
    for column in columns:
        first, last = max(cell.first, column.first), min(cell.last, column.last)
        if first <= last:
            covered.append((grid.weight(first, last), column))
    if not covered:
        return []
    by_months = [column for _, column in covered if column.role is Role.MONTH]
    if by_months:
        return by_months
    return [max(covered, key=lambda pair: pair[0])[1]]


def combined(values: tuple[Value, ...]) -> str:
    """Words of one or several columns as one text."""
    if not values:
        return ""
    if len(values) == 1:
        return values[0].text
    filled = [value for value in values if not is_nothing(value.text)]
    if len(filled) == 2 and _are_limits(filled):
        return f"{filled[0].text} – {filled[1].text}"
    if len(filled) == 2 and (month := calendar_span(filled[0].text)):
        # «Месяц» beside «Число»
        completed = within_month(filled[1].text, month)
        if completed != filled[1].text:
            return completed
    return "\n".join(_labelled(value) for value in filled)


def _are_limits(values: list[Value]) -> bool:
    first, last = (heading_key(value.column.full_heading) for value in values)
    return "начал" in first and ("оконч" in last or "заверш" in last or "конец" in last)


def _labelled(value: Value) -> str:
    year, role = value.column.year, value.column.role
    if role is Role.DEADLINE and year is not None:
        if is_mark(value.text):
            return str(year)
        return value.text if str(year) in value.text else f"{value.text} {year}"
    if role is Role.FUNDING:
        return f"{value.column.heading}: {value.text}"
    return value.column.heading if is_mark(value.text) else value.text


def titles_apart(values: RowValues) -> list[RowValues]:
    """The row once for each activity that it names side by side.

    «Мероприятия» over «на уровне района» and «на уровне школы» are two activities with the row's
    time and doer; «Мероприятие» and «Содержание» are one.
    """
    titles = [value for value in values.of(Role.TITLE) if value.own and value.text]
    above = {value.column.path[:-1] for value in titles}
    if len(titles) < 2 or len(above) > 1 or not above.pop():
        return [values]
    rest = tuple(value for value in values.values if value.column.role is not Role.TITLE)
    return [RowValues((*rest, title), several=(title,)) for title in titles]


def times_apart(text: str) -> tuple[str, str]:
    """Times and doers of one cell, told by their words."""
    whole = [part.strip() for line in text.split("\n") for part in re.split(r"[,;]\s", line)]
    parts = [part for words in whole for part in _parted(words)]
    times = [part for part in parts if part and tells_time(part)]
    doers = [part for part in parts if part and not tells_time(part)]
    return "\n".join(times), "\n".join(doers)


def _parted(words: str) -> tuple[str, ...]:
    return (without_mark(words) if tells_time(words) else None) or (words,)
