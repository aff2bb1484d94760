"""In which of the office's tables the rows of a rewritten plan stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from roadmaps.actions.founding_tables import add_tables
from roadmaps.models import Activity, PlanImportRow, PlanTable, Roadmap


def lay_out(
    roadmap: Roadmap,
    draft: dict[str, Any],
    rows: Sequence[tuple[Activity, PlanImportRow | None]],
    *,
    anew: bool,
) -> None:
    """Give each activity its table; the caller saves them. `rows` are in the order of the plan.

    `anew`: the tables are those of the document, and rows that it lacks go on with the table above
    them. Else they stay, and only rows without a table take that of the row above.
    """
    tables: dict[int, PlanTable] = {}
    if anew:
        roadmap.tables.all().delete()
        tables = add_tables(roadmap, draft)
    above: dict[str, PlanTable] = {}
    for activity, row in rows:
        own = tables.get(row.position) if anew and row is not None else None
        if not anew:
            own = activity.table
        activity.table = own or above.get(activity.kind)
        if activity.table is not None:
            above[activity.kind] = activity.table
