"""Rows pasted into a plan: all of them are one change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import transaction

from accounts.models import User
from core.values.wording import counted
from core.web.refusals import NotPossible
from roadmaps.actions.activities import row_beside
from roadmaps.actions.editing.changes import keep_change
from roadmaps.actions.editing.order import NO_PLACE, parts_of
from roadmaps.actions.editing.row_steps import add_rows
from roadmaps.actions.editing.writing import EDITABLE, locked_plan
from roadmaps.domain.outline import NoSuchPlace, Side, Target, rows_of, with_row_at
from roadmaps.models import Activity, ActivityKind, ChangeKind, PlanChange, Roadmap
from roadmaps.queries.periods import periods_of
from roadmaps.queries.readings import UNDATED, reading_view


@transaction.atomic
def paste_rows(
    *, roadmap: Roadmap, target: Target, rows: Sequence[Mapping[str, str]], by: User
) -> PlanChange:
    """Insert rows one below the other, the first at `target`; NotPossible where that is gone.

    The same rows twice in the same place are a second click: the change that is there is returned.
    A deadline that names a day that does not exist keeps its words and stands without a date.
    """
    roadmap = locked_plan(roadmap, by)
    values = [{name: row.get(name, "") for name in EDITABLE} for row in rows]
    done = _done_already(roadmap, by, values)
    if done is not None:
        return done
    parts, place = parts_of(roadmap), target
    try:
        for number in range(1, len(values) + 1):
            parts = with_row_at(parts, -number, place)
            place = Target(Side.AFTER, -number)
    except NoSuchPlace:
        raise NotPossible(NO_PLACE) from None
    order = rows_of(parts)
    section = dict(order)[-1]
    model = row_beside(roadmap, target, order)
    period = periods_of(roadmap).within(section)
    for one in values:
        if reading_view(one["deadline_text"], "", period).refusal:
            one["deadline_choice"] = UNDATED
    activities = [
        Activity(
            section_id=section,
            table_id=model.table_id if model else None,
            kind=model.kind if model else ActivityKind.ACTIVITY,
            **one,
        )
        for one in values
    ]
    steps = add_rows(roadmap, activities, order, by)
    summary = f"Вставлено: {counted(len(steps), 'строка', 'строки', 'строк')}"
    return keep_change(roadmap=roadmap, by=by, kind=ChangeKind.PASTE, summary=summary, steps=steps)


def _done_already(
    roadmap: Roadmap, by: User, values: Sequence[Mapping[str, str]]
) -> PlanChange | None:
    """The person's last change of the plan, where it pasted these very rows and still stands."""
    last = PlanChange.objects.filter(roadmap=roadmap).order_by("-pk").first()
    if last is None or last.kind != ChangeKind.PASTE or last.by_id != by.pk:
        return None
    said = [{**step["created"], "deadline_choice": ""} for step in last.steps]
    return last if said == [{**one, "deadline_choice": ""} for one in values] else None
