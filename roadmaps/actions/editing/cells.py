"""One cell of a plan's table: written where nobody else has written it meanwhile."""

from __future__ import annotations

from django.db import transaction

from accounts.models import User
from core.web.refusals import NotPossible
from roadmaps.actions.editing.changes import keep_change, row_name
from roadmaps.actions.editing.row_steps import set_values
from roadmaps.actions.editing.writing import locked_activity, values_of
from roadmaps.actions.meanwhile import ChangedMeanwhile
from roadmaps.models import Activity, ChangeKind, PlanChange
from roadmaps.queries.fields import field_words
from roadmaps.queries.periods import period_around
from roadmaps.queries.readings import is_offered, reading_view

CELLS = (
    "number",
    "title",
    "deadline_text",
    "responsible_text",
    "deliverable",
    "expected_outcome",
)


@transaction.atomic
def edit_cell(
    *, activity: Activity, field: str, value: str, expected: str, by: User
) -> PlanChange | None:
    """Write one of CELLS; None where the plan says so already (the same change sent twice).

    `expected` is what stood there when the cell was opened: ChangedMeanwhile where that very field
    says something else by now. Other fields of the row do not matter. NotPossible for a deadline
    that names no real day.
    """
    activity = locked_activity(activity, by)
    current = getattr(activity, field)
    if current == value:
        return None
    if current != expected:
        raise ChangedMeanwhile(values_of(activity), frozenset({field}))
    values = {field: value}
    if field == "deadline_text":
        values |= choice_for(activity, value)
    summary = f"Изменена строка {row_name(activity)}: {field_words(Activity, field)}"
    step = set_values(activity, values, by)
    return keep_change(
        roadmap=activity.roadmap, by=by, kind=ChangeKind.EDIT, summary=summary, steps=[step]
    )


def choice_for(activity: Activity, text: str) -> dict[str, str]:
    """A reading that was chosen for the old words counts no more, unless the new offer it too.

    NotPossible where the words name no real day.
    """
    period = period_around(activity)
    refusal = reading_view(text, "", period).refusal
    if refusal:
        raise NotPossible(refusal)
    kept = activity.deadline_choice
    return {"deadline_choice": ""} if kept and not is_offered(text, kept, period) else {}
