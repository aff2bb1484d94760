"""A document's draft as the rows and facts that people check."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from roadmaps.models import PlanCalendar, PlanImport, PlanImportRow
from roadmaps.parsing.draft import PlanDraft
from roadmaps.parsing.draft_json import cells_as_json

NUMBER_LIMIT = 40
TITLE_LIMIT = 500
READ_TEXTS = (
    "number",
    "title",
    "deadline_text",
    "responsible_text",
    "deliverable",
    "expected_outcome",
)
"""Fields of a row that the document fills and people may correct."""


def facts_as_read(draft: PlanDraft) -> dict[str, Any]:
    """What the document says of the plan as a whole, by the fields of the import."""
    first_year, last_year = draft.years or (None, None)
    return {
        "title": " ".join(draft.title.split())[:TITLE_LIMIT],
        "first_year": first_year,
        "last_year": last_year,
        "calendar": (
            PlanCalendar.SCHOOL_YEAR if draft.school_years else PlanCalendar.CALENDAR_YEAR
        ),
        "order_number": draft.order.number[:NUMBER_LIMIT] if draft.order else "",
        "order_date": draft.order.date if draft.order else None,
    }


def rows_as_read(plan_import: PlanImport, draft: PlanDraft) -> Iterator[PlanImportRow]:
    """An unsaved row for each activity; `plan_import.draft` holds the same draft as JSON."""
    pairs = zip(plan_import.draft["activities"], draft.activities, strict=True)
    for position, (activity, read) in enumerate(pairs, 1):
        yield PlanImportRow(
            plan_import=plan_import,
            position=position,
            section_id_in_draft=activity["section"],
            kind=activity["kind"],
            original=activity,
            source={**(activity["source"] or {}), "cells": cells_as_json(read)},
            confidence=f"{activity['confidence']:.2f}",
            **texts_as_read(activity),
        )


def texts_as_read(activity: dict[str, Any]) -> dict[str, str]:
    """The texts of an activity as a row's fields hold them."""
    return {name: activity[name] for name in READ_TEXTS} | {
        "number": activity["number"][:NUMBER_LIMIT]
    }
