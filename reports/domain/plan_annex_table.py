"""The columns of a plan's table in its annex: the office's own, and what joined them since."""

import math
from collections.abc import Sequence

from reports.domain.document import Align, Column, Merged, Row, Table
from reports.domain.plan_annex_rows import Rows, SectionTree, is_numbered_in_title
from reports.domain.plan_facts import PlanSection, PlanTable
from roadmaps.domain.plan_tables import (
    DEADLINE_AND_DOER,
    DEFAULT_ROLES,
    TEXT_OF_ROLE,
    PlanColumn,
    default_column,
)

_NARROWEST, _WIDEST = 14, 50
_USUAL_SHARE = 0.8
_MANY_COLUMNS = 5


def plan_table(
    table: PlanTable,
    tree: SectionTree,
    barren: list[PlanSection],
    *,
    listed: Sequence[str],
    name: str,
    is_last: bool,
) -> Table:
    """The table of the annex; sections of `barren` that it heads are taken from the list.

    `listed` are titles of sections that a list before the table tells to be directions.
    """
    columns = columns_of(table)
    rows = Rows(table, columns, tree, barren, listed).made(is_last=is_last)
    widths = _widths(columns, rows)
    shown = (
        Column(column.heading, width, _align(column), column.group)
        for column, width in zip(columns, widths, strict=True)
    )
    return Table("", tuple(shown), rows, name)


def columns_of(table: PlanTable) -> tuple[PlanColumn, ...]:
    """The office's columns; behind them columns for texts that it had none for."""
    columns = list(table.columns)
    if not any(column.role == "title" for column in columns):
        columns = [default_column(table.kind, role) for role in DEFAULT_ROLES]
    known = {column.role for column in columns}
    if DEADLINE_AND_DOER in known:
        known |= {"deadline", "responsible"}
    columns += [
        default_column(table.kind, role)
        for role, field in TEXT_OF_ROLE.items()
        if role not in known
        and role != "number"
        and any(activity.text(field) for activity in table.activities)
    ]
    if "number" not in known and not _are_numbered_in_titles(table):
        columns.insert(0, default_column(table.kind, "number"))
    headings = {column.full_heading for column in columns}
    extra = dict.fromkeys(h for one in table.activities for h, text in one.extra if text)
    columns += [PlanColumn(heading) for heading in extra if heading not in headings]
    return tuple(column for column in columns if _is_shown(column, table))


def _are_numbered_in_titles(table: PlanTable) -> bool:
    numbered = [activity for activity in table.activities if activity.text("number")]
    return all(is_numbered_in_title(activity) for activity in numbered)


def _is_shown(column: PlanColumn, table: PlanTable) -> bool:
    """A nameless column without texts is left out, and a number column of a plan without numbers.

    The office's own columns with names stay, filled or not: «Отметка о выполнении» is filled later.
    """
    if column.role == "number" and not table.columns:
        return any(activity.text("number") for activity in table.activities)
    if column.heading or column.role:
        return True
    return any(not heading and text for one in table.activities for heading, text in one.extra)


def lies_across(table: PlanTable) -> bool:
    """Whether a table is too wide for an upright sheet: five columns and more beside the number."""
    columns = [column for column in columns_of(table) if column.role != "number"]
    return len(columns) >= _MANY_COLUMNS


def _align(column: PlanColumn) -> Align:
    return Align.CENTRE if column.role == "number" else Align.START


def _widths(columns: Sequence[PlanColumn], rows: Sequence[Row]) -> list[int]:
    """Shares of the table that give each column about as many lines as the others.

    A cell as wide as high grows with the root of its text; numbers stand on one line.
    """
    widths = []
    for place, column in enumerate(columns):
        lengths = sorted(len(text) for row in rows if (text := _cell_text(row, place)))
        if column.role == "number":
            widths.append(4 + 2 * max(lengths, default=1))
            continue
        usual = lengths[int(_USUAL_SHARE * (len(lengths) - 1))] if lengths else 0
        widths.append(min(max(round(5 * math.sqrt(usual)), _narrowest(column)), _WIDEST))
    return widths


def _narrowest(column: PlanColumn) -> int:
    """A width that breaks no word of the heading, unless the word is a very long one."""
    longest = max(map(len, column.heading.split()), default=0)
    return max(_NARROWEST, round(1.5 * min(longest, _NARROWEST)))


def _cell_text(row: Row, place: int) -> str:
    """The text of a cell that one column holds alone."""
    cell = row.cells[place] if len(row.cells) > place else ""
    if isinstance(cell, Merged) and cell.columns == 1:
        cell = cell.value
    is_alone = len(row.cells) > 1 and isinstance(cell, str)
    return str(cell) if is_alone else ""
