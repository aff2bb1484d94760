"""Changing the rows of a plan: nobody's change is lost, work done is never deleted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import transaction

from accounts.models import User
from roadmaps.actions.editing.changes import keep_change, row_name
from roadmaps.actions.editing.order import rows_with
from roadmaps.actions.editing.row_steps import add_rows, set_values, take_row_out
from roadmaps.actions.editing.writing import (
    CHOICE,
    EDITABLE,
    locked_activity,
    locked_plan,
    values_of,
)
from roadmaps.actions.meanwhile import ChangedMeanwhile
from roadmaps.domain.outline import OUTSIDE, RowInPlan, Side, Target, neighbours
from roadmaps.models import Activity, ActivityKind, ChangeKind, PlanChange, Roadmap, Section
from roadmaps.permissions.plans import require_arrange, require_edit
from roadmaps.queries.fields import field_words


@transaction.atomic
def edit_activity(
    *,
    activity: Activity,
    by: User,
    title: str,
    number: str,
    deadline_text: str,
    deadline_choice: str,
    responsible_text: str,
    deliverable: str,
    expected_outcome: str,
    expected: Mapping[str, str],
) -> Activity:
    """Write a form back; dates, parties and assignments follow.

    `expected` are the values the form was opened with. Raises ChangedMeanwhile where the plan
    holds others by now. In an approved edition only the reading of the deadline may change.
    """
    activity = locked_activity(activity, by, require_arrange)
    current = values_of(activity)
    elsewhere = frozenset(name for name in EDITABLE if current[name] != expected.get(name))
    if elsewhere:
        raise ChangedMeanwhile(current, elsewhere)
    wanted = {
        "number": number,
        "title": title,
        "deadline_text": deadline_text,
        "deadline_choice": deadline_choice,
        "responsible_text": responsible_text,
        "deliverable": deliverable,
        "expected_outcome": expected_outcome,
    }
    changed = {name: value for name, value in wanted.items() if value != current[name]}
    if changed.keys() - {CHOICE}:
        require_edit(by, activity.roadmap)
    if changed:
        words = ", ".join(field_words(Activity, name) for name in changed)
        summary = f"Изменена строка {row_name(activity)}: {words}"
        step = set_values(activity, changed, by)
        keep_change(
            roadmap=activity.roadmap, by=by, kind=ChangeKind.EDIT, summary=summary, steps=[step]
        )
    return activity


@transaction.atomic
def add_activity(
    *,
    roadmap: Roadmap,
    by: User,
    section: Section | None = None,
    target: Target | None = None,
    **values: str,
) -> Activity:
    """Add a row at `target`, else at the end of a section; `values` are fields of EDITABLE.

    The same row twice in the same place is a second click: the row that is there is returned.
    NotPossible where the target is gone. The row goes on with the kind and the table of the row
    that it stands beside.
    """
    roadmap = locked_plan(roadmap, by)
    wanted = {name: values.get(name, "") for name in EDITABLE}
    place = target or Target(Side.END, section.pk if section else OUTSIDE)
    rows = rows_with(roadmap, -1, place)
    above, below = neighbours(rows, -1)
    around = [one for one in (above, below) if one is not None]
    held = dict(rows)[-1]
    twin = roadmap.activities.filter(pk__in=around, section=held, **wanted).first()
    if twin is not None:
        return twin
    model = row_beside(roadmap, place, rows)
    activity = Activity(
        section_id=held,
        table_id=model.table_id if model else None,
        kind=model.kind if model else ActivityKind.ACTIVITY,
        **wanted,
    )
    steps = add_rows(roadmap, [activity], rows, by)
    summary = f"Добавлена строка {row_name(activity)}"
    keep_change(roadmap=roadmap, by=by, kind=ChangeKind.INSERT, summary=summary, steps=steps)
    return activity


@transaction.atomic
def delete_activity(*, activity: Activity, by: User) -> PlanChange:
    """Take a row out of the plan together with assignments that nobody has touched.

    Raises NotPossible where work exists: that is cancelled, not deleted.
    """
    activity = locked_activity(activity, by)
    step = take_row_out(activity, by)
    summary = f"Удалена строка {row_name(activity)}"
    return keep_change(
        roadmap=activity.roadmap, by=by, kind=ChangeKind.DELETE, summary=summary, steps=[step]
    )


def row_beside(roadmap: Roadmap, target: Target, rows: Sequence[RowInPlan]) -> Activity | None:
    """The row whose table a new one, −1 in the order `rows`, goes on with."""
    if target.side in (Side.BEFORE, Side.AFTER):
        return roadmap.activities.filter(pk=target.id).first()
    ids = [pk for pk, _ in rows]
    above = roadmap.activities.filter(kind=ActivityKind.ACTIVITY, pk__in=ids[: ids.index(-1)])
    return above.order_by("-position").first()
