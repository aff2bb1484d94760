"""What a draft's tables leave in a new roadmap: their layout, tasks by years, partners."""

from __future__ import annotations

from typing import Any

from roadmaps.domain.plan_layout import tables_of_draft
from roadmaps.domain.plan_tables import columns_as_json
from roadmaps.models import PlanImport, PlanPartnership, PlanTable, Roadmap, YearTask
from roadmaps.queries.origins import source_of_item
from roadmaps.queries.versions import PARTNERSHIP, YEAR_TASK, named


def add_tables(roadmap: Roadmap, draft: dict[str, Any]) -> dict[int, PlanTable]:
    """The plan's tables by the places of their activities in the draft, counted from 1."""
    tables: dict[int, PlanTable] = {}
    for position, table in enumerate(tables_of_draft(draft), 1):
        made = PlanTable.objects.create(
            roadmap=roadmap,
            position=position,
            kind=table.kind,
            caption=table.caption,
            layout=columns_as_json(table.columns),
        )
        tables |= {place + 1: made for place in table.rows}
    return tables


def add_year_tasks(roadmap: Roadmap, plan_import: PlanImport) -> None:
    """What each direction sets for each year."""
    YearTask.objects.bulk_create(
        YearTask(
            roadmap=roadmap,
            position=position,
            source=source_of_item(task, plan_import),
            **named(task, YEAR_TASK),
        )
        for position, task in enumerate(plan_import.taken["year_tasks"], 1)
    )


def add_partnerships(roadmap: Roadmap, plan_import: PlanImport) -> None:
    """Schools and their partners as the plan names them."""
    PlanPartnership.objects.bulk_create(
        PlanPartnership(
            roadmap=roadmap,
            position=position,
            source=source_of_item(pair, plan_import),
            **named(pair, PARTNERSHIP),
        )
        for position, pair in enumerate(plan_import.taken["partnerships"], 1)
    )
