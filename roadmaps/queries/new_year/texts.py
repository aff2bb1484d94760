"""Which texts of a plan's parts speak of years, and what they say in other years."""

from __future__ import annotations

from typing import Any

from roadmaps.domain.new_year.shifting import YearShift
from roadmaps.domain.plan_tables import PlanColumn, columns_as_json
from roadmaps.models import (
    Activity,
    Indicator,
    Objective,
    PassportEntry,
    PlanPartnership,
    PlanTable,
    Roadmap,
    Section,
    YearTask,
)

TEXTS: dict[type[Any], tuple[str, ...]] = {
    Roadmap: ("goal",),
    Section: ("title",),
    Activity: (
        "title",
        "deliverable",
        "expected_outcome",
        "indicator_text",
        "funding_text",
        "information_text",
    ),
    Objective: ("text",),
    PassportEntry: ("name", "text"),
    Indicator: ("name", "relative_to"),
    YearTask: ("direction", "text"),
    PlanPartnership: ("scope",),
    PlanTable: ("caption",),
}
_DEADLINES = ("deadline_text", "deadline_choice")


def move_texts(part: Any, shift: YearShift) -> None:
    """Write into `part`, which is not saved, what its texts say after the move."""
    for name in TEXTS[type(part)]:
        setattr(part, name, shift.text(getattr(part, name)))
    if isinstance(part, Activity):
        _move_row(part, shift)
    elif isinstance(part, YearTask):
        part.year = shift.year(part.year)
    elif isinstance(part, PlanTable):
        _move_headings(part, shift)


def move_targets(indicator: Indicator, shift: YearShift) -> None:
    """The targets of a typical roadmap belong to its years and move with them."""
    indicator.targets = {
        str(shift.year(int(year))) if str(year).isdecimal() else year: text
        for year, text in indicator.targets.items()
    }
    if indicator.baseline_year is not None:
        indicator.baseline_year = shift.year(indicator.baseline_year)


def _move_row(row: Activity, shift: YearShift) -> None:
    for name in _DEADLINES:
        setattr(row, name, shift.deadline(getattr(row, name)))
    row.extra = [
        {**cell, "heading": shift.text(cell["heading"]), "text": shift.text(cell["text"])}
        for cell in row.extra
    ]


def _move_headings(table: PlanTable, shift: YearShift) -> None:
    """Rows find their cells by the headings of columns, so both move alike."""
    table.layout = columns_as_json(
        PlanColumn(shift.text(column.heading), column.role, shift.text(column.group))
        for column in table.columns
    )
