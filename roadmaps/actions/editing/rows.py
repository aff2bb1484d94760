"""Moving a row of a plan."""

from __future__ import annotations

from django.db import transaction

from accounts.models import User
from core.web.refusals import NotPossible
from roadmaps.actions.editing.changes import keep_change, row_name, section_name
from roadmaps.actions.editing.order import NO_PLACE, rows_with
from roadmaps.actions.editing.row_steps import put_row
from roadmaps.actions.editing.writing import locked_activity
from roadmaps.domain.outline import Side, Target
from roadmaps.models import Activity, ChangeKind, PlanChange


@transaction.atomic
def move_row(*, activity: Activity, target: Target, by: User) -> PlanChange | None:
    """Move a row beside another or into a section; None where it stands there already.

    Its number stays. NotPossible where the place is gone. Beside a row of its own kind it goes on
    with the table of that row.
    """
    activity = locked_activity(activity, by)
    if target.side in (Side.BEFORE, Side.AFTER) and target.id == activity.pk:
        return None
    roadmap = activity.roadmap
    beside = None
    if target.side in (Side.BEFORE, Side.AFTER):
        beside = roadmap.activities.filter(pk=target.id).first()
        if beside is None:
            raise NotPossible(NO_PLACE)
    table = beside.table_id if beside and beside.kind == activity.kind else activity.table_id
    steps = put_row(activity, rows_with(roadmap, activity.pk, target), table, by)
    if not steps:
        return None
    return keep_change(
        roadmap=roadmap,
        by=by,
        kind=ChangeKind.MOVE,
        summary=f"Перемещена строка {row_name(activity)}: {_where(activity, beside, target)}",
        steps=steps,
    )


def _where(activity: Activity, beside: Activity | None, target: Target) -> str:
    if beside is not None:
        words = "перед строкой" if target.side is Side.BEFORE else "после строки"
        return f"{words} {row_name(beside)}"
    if activity.section is None:
        return "вне разделов"
    return f"в раздел {section_name(activity.section)}"
