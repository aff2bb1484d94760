"""Changing the rows of a plan: nobody's change is lost, work done is never deleted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import F, Max

from accounts.actions.audit import record
from accounts.models import User
from core.web.refusals import NotPossible
from roadmaps.actions.assigning import drop_occurrences, sync_assignments
from roadmaps.actions.occurrences import sync_occurrences
from roadmaps.actions.parties import relink_parties
from roadmaps.models import Activity, ActivityKind, PlanTable, Roadmap, Section
from roadmaps.permissions.plans import require_edit
from roadmaps.queries.fields import field_words
from roadmaps.queries.touched import refusal_with_work, touched_assignments

EDITABLE = (
    "number",
    "title",
    "deadline_text",
    "deadline_choice",
    "responsible_text",
    "deliverable",
    "expected_outcome",
)
DEADLINE = frozenset({"deadline_text", "deadline_choice"})


class ChangedMeanwhile(Exception):
    """Somebody changed the activity while the form was open; nothing has been written.

    `current` holds the values that stand in the plan now, `fields` names those that changed.
    """

    def __init__(self, current: dict[str, str], fields: frozenset[str]) -> None:
        super().__init__("Пока форма была открыта, мероприятие изменил другой человек.")
        self.current = current
        self.fields = fields


def values_of(activity: Activity) -> dict[str, str]:
    """The values that a form is opened with and must bring back as `expected`."""
    return {name: getattr(activity, name) for name in EDITABLE}


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
    holds others by now.
    """
    activity = _locked(activity, by)
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
    if changed:
        rewrite_activity(
            activity=activity,
            by=by,
            values=changed,
            changes=_in_words(current, changed),
            action="edit activity",
            summary="Изменено мероприятие",
        )
    return activity


@transaction.atomic
def rewrite_activity(
    *,
    activity: Activity,
    by: User,
    values: Mapping[str, Any],
    changes: Mapping[str, tuple[Any, Any]],
    action: str,
    summary: str,
) -> None:
    """Write values over an activity that the caller has locked; work follows.

    `changes` tells the same in words for the history.
    """
    for name, value in values.items():
        setattr(activity, name, value)
    activity.save(update_fields=list(values))
    _record(activity, by, action, summary, changes)
    _follow(activity, by, frozenset(values))


@transaction.atomic
def add_activity(*, roadmap: Roadmap, by: User, section: Section | None, **values: str) -> Activity:
    """Add a row at the end of a section (or of the plan); `values` are fields of EDITABLE.

    The same row twice in succession is a second click: the row that is there is returned.
    """
    require_edit(by, roadmap)
    roadmap = Roadmap.objects.select_for_update().get(pk=roadmap.pk)
    position = _end_of(roadmap, section)
    wanted = {name: values.get(name, "") for name in EDITABLE}
    twin = roadmap.activities.filter(section=section, position=position - 1, **wanted).first()
    if twin is not None:
        return twin
    roadmap.activities.filter(position__gte=position).update(position=F("position") + 1)
    activity = Activity(
        roadmap=roadmap,
        section=section,
        table=_table_above(roadmap, position),
        position=position,
        **wanted,
    )
    return insert_activity(activity=activity, by=by, summary="Добавлено мероприятие")


@transaction.atomic
def insert_activity(*, activity: Activity, by: User, summary: str) -> Activity:
    """Save a new activity in its place, with everything that follows from its words."""
    activity.save()
    changes = _in_words(dict.fromkeys(EDITABLE, ""), values_of(activity))
    _record(activity, by, "add activity", summary, changes)
    _follow(activity, by, frozenset(EDITABLE))
    return activity


@transaction.atomic
def delete_activity(*, activity: Activity, by: User) -> None:
    """Take a row out of the plan together with assignments that nobody has touched.

    Raises NotPossible where work exists: that is cancelled, not deleted.
    """
    activity = _locked(activity, by)
    refusal = refusal_to_delete(activity)
    if refusal:
        raise NotPossible(refusal)
    changes = _in_words(values_of(activity), dict.fromkeys(EDITABLE, ""))
    _record(activity, by, "delete activity", "Удалено мероприятие", changes)
    record(
        by=by,
        action="delete activity",
        subject=activity.roadmap,
        summary=f"Удалено мероприятие: {activity}",
        changes=changes,
        municipality_id=activity.roadmap.municipality_id,
    )
    drop_occurrences(occurrence_ids=activity.occurrences.values_list("pk", flat=True))
    activity.delete()


def refusal_to_delete(activity: Activity) -> str:
    """Why the activity cannot be deleted; empty where it can."""
    return refusal_with_work(touched_assignments([activity.pk]).get(activity.pk, 0))


def _locked(activity: Activity, by: User) -> Activity:
    """The activity as it stands now, locked; Refusal where `by` may not change it."""
    require_edit(by, activity.roadmap)
    locked = Activity.objects.select_for_update(of=("self",)).select_related(
        "roadmap__municipality"
    )
    try:
        return locked.get(pk=activity.pk)
    except Activity.DoesNotExist:
        raise NotPossible("Это мероприятие уже удалено из плана другим человеком.") from None


def _follow(activity: Activity, by: User, changed: frozenset[str]) -> None:
    """Parties, dates and assignments after a change of these fields."""
    if "responsible_text" in changed:
        relink_parties(activity=activity)
    if changed & DEADLINE:
        sync_occurrences(activity=activity, by=by)
    elif "responsible_text" in changed:
        sync_assignments(activity=activity, by=by)


def _end_of(roadmap: Roadmap, section: Section | None) -> int:
    """The position after the last row of the section, else after the last row of the plan."""
    rows = roadmap.activities.all()
    in_section = rows.filter(section=section).aggregate(last=Max("position"))["last"]
    last = in_section or rows.aggregate(last=Max("position"))["last"]
    return (last or 0) + 1


def _table_above(roadmap: Roadmap, position: int) -> PlanTable | None:
    """The table that a new row goes on with: of the nearest activity above it."""
    above = roadmap.activities.filter(kind=ActivityKind.ACTIVITY, position__lt=position)
    nearest = above.select_related("table").order_by("-position").first()
    return nearest.table if nearest else None


def _in_words(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, tuple[Any, Any]]:
    return {
        field_words(Activity, name): (before[name], value)
        for name, value in after.items()
        if before[name] != value
    }


def _record(
    activity: Activity,
    by: User,
    action: str,
    summary: str,
    changes: Mapping[str, tuple[Any, Any]],
) -> None:
    record(
        by=by,
        action=action,
        subject=activity,
        summary=summary,
        changes=changes,
        municipality_id=activity.roadmap.municipality_id,
    )
