"""The columns of a plan's table in its annex: the office's own, and what joined them since."""

from collections.abc import Sequence

from reports.domain.document import Align, Column, Table
from reports.domain.plan_annex_rows import Rows, SectionTree, is_numbered_in_title
from reports.domain.plan_facts import PlanSection, PlanTable
from roadmaps.domain.plan_tables import (
    DEADLINE_AND_DOER,
    DEFAULT_ROLES,
    GROUPING,
    TEXT_OF_ROLE,
    PlanColumn,
    default_column,
)

_WIDTHS = {
    "number": 6,
    "title": 36,
    "deadline": 18,
    "responsible": 24,
    "deliverable": 24,
    "expected_outcome": 26,
    "indicator": 24,
    "funding": 16,
    "information": 20,
    "done_mark": 14,
    DEADLINE_AND_DOER: 26,
    "": 16,
}
_GROUPING_WIDTH = 20
_NARROW, _NARROW_TEXT = 12, 14
_WIDE_NUMBER, _BESIDE_NUMBER = 9, 3
MANY_COLUMNS = 5
"""From so many columns beside the number on, a table lies across the sheet."""


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
    return Table("", tuple(_column(one, table) for one in columns), rows, name)


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


def lies_across(columns: Sequence[Column]) -> bool:
    """Whether a table is too wide for an upright sheet."""
    return len([column for column in columns if column.width > _WIDE_NUMBER]) >= MANY_COLUMNS


def _column(column: PlanColumn, table: PlanTable) -> Column:
    if column.role == "number":
        longest = max((len(a.text("number")) for a in table.activities), default=0)
        width = min(max(longest + _BESIDE_NUMBER, _WIDTHS["number"]), _WIDE_NUMBER)
        return Column(column.heading, width, Align.CENTRE, column.group)
    return Column(column.heading, _width(column, table), group=column.group)


def _width(column: PlanColumn, table: PlanTable) -> int:
    if column.role in GROUPING:
        return _GROUPING_WIDTH
    usual = _WIDTHS[column.role]
    field = TEXT_OF_ROLE.get(column.role)
    if field is None or column.role == "title":
        return usual
    longest = max((len(activity.text(field)) for activity in table.activities), default=0)
    return min(usual, _NARROW) if longest <= _NARROW_TEXT else usual
