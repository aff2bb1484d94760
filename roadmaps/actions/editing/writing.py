"""Writing rows of a plan with everything that follows from their words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db import transaction

from accounts.actions.audit import record
from accounts.models import User
from core.web.refusals import NotPossible
from roadmaps.actions.assigning import drop_occurrences, sync_assignments
from roadmaps.actions.editing.held import give_back
from roadmaps.actions.occurrences import sync_occurrences
from roadmaps.actions.parties import relink_parties
from roadmaps.domain.shared_work import WORDS
from roadmaps.models import Activity, Roadmap
from roadmaps.permissions.plans import require_edit
from roadmaps.queries.fields import field_words
from roadmaps.queries.shared_work import rows_that_took
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
# How the words of the deadline are read: work, not words.
CHOICE = "deadline_choice"
DEADLINE = frozenset({"deadline_text", CHOICE})
GONE = "Это мероприятие уже удалено из плана другим человеком."


def values_of(activity: Activity) -> dict[str, str]:
    """The values that a form is opened with and must bring back as `expected`."""
    return {name: getattr(activity, name) for name in EDITABLE}


Check = Callable[[User, Roadmap], None]


def locked_plan(roadmap: Roadmap, by: User, check: Check = require_edit) -> Roadmap:
    """The plan, locked against other editors; Refusal where `by` may not change its words.

    `check` is another permission where it is not words that change. It is asked again after the
    lock: whoever held that may have approved the plan.

    Whoever changes a plan takes this lock first and rows after it, so that nobody waits in a
    circle. It leaves the key alone, which references to the plan are checked against.
    """
    check(by, roadmap)
    locked = Roadmap.objects.select_for_update(of=("self",), no_key=True)
    fresh = locked.select_related("municipality__region").get(pk=roadmap.pk)
    check(by, fresh)
    return fresh


def locked_activity(activity: Activity, by: User, check: Check = require_edit) -> Activity:
    """The activity as it stands now, locked with its plan as `locked_plan` does."""
    roadmap = locked_plan(activity.roadmap, by, check)
    try:
        fresh = Activity.objects.select_for_update().get(pk=activity.pk)
    except Activity.DoesNotExist:
        raise NotPossible(GONE) from None
    fresh.roadmap = roadmap
    return fresh


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
    choice = activity.deadline_choice
    for name, value in values.items():
        setattr(activity, name, value)
    activity.save(update_fields=list(values))
    if CHOICE in values:
        _choose_in_amendment(activity, choice)
    record_change(activity, by, action, summary, changes)
    follow(activity, by, frozenset(values))


def _choose_in_amendment(activity: Activity, before: str) -> None:
    """How the words are read is decided in an open amendment too, unless it decides otherwise."""
    copies = Activity.objects.filter(
        origin=activity, deadline_text=activity.deadline_text, deadline_choice=before
    )
    copies.update(deadline_choice=activity.deadline_choice)


@transaction.atomic
def insert_activity(
    *, activity: Activity, by: User, summary: str, held: Sequence[dict[str, Any]] = ()
) -> Activity:
    """Save a new activity in its place, with everything that follows from its words.

    `held` are the ties (`editing.held`) of a row that comes back: work follows them too.
    """
    activity.save(force_insert=True)
    give_back(held)
    changes = in_words(dict.fromkeys(EDITABLE, ""), values_of(activity))
    record_change(activity, by, "add activity", summary, changes)
    follow(activity, by, frozenset(EDITABLE))
    return activity


@transaction.atomic
def remove_activity(*, activity: Activity, by: User, summary: str = "Удалено мероприятие") -> None:
    """Take a row that the caller has locked out of the plan with assignments nobody has touched.

    Raises NotPossible where work exists: that is cancelled, not deleted.
    """
    refusal = refusal_to_delete(activity)
    if refusal:
        raise NotPossible(refusal)
    changes = in_words(values_of(activity), dict.fromkeys(EDITABLE, ""))
    record_change(activity, by, "delete activity", summary, changes)
    record(
        by=by,
        action="delete activity",
        subject=activity.roadmap,
        summary=f"{summary}: {activity}",
        changes=changes,
        municipality_id=activity.roadmap.municipality_id,
    )
    drop_occurrences(occurrence_ids=activity.occurrences.values_list("pk", flat=True))
    takers = [one.pk for one in rows_that_took([activity.pk])]
    activity.delete()
    for row in Activity.objects.filter(pk__in=takers).select_related("roadmap__municipality"):
        sync_assignments(activity=row, by=by)


def refusal_to_delete(activity: Activity) -> str:
    """Why the activity cannot be deleted; empty where it can."""
    return refusal_with_work(touched_assignments([activity.pk]).get(activity.pk, 0))


def follow(activity: Activity, by: User, changed: frozenset[str]) -> None:
    """Parties, dates and assignments after a change of these fields."""
    if "responsible_text" in changed:
        relink_parties(activity=activity)
    if changed & DEADLINE:
        sync_occurrences(activity=activity, by=by)
    elif "responsible_text" in changed or (activity.taken_words and changed & set(WORDS)):
        sync_assignments(activity=activity, by=by)


def in_words(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, tuple[Any, Any]]:
    """What differs, by the names that people give the fields."""
    return {
        field_words(Activity, name): (before[name], value)
        for name, value in after.items()
        if before[name] != value
    }


def record_change(
    activity: Activity,
    by: User,
    action: str,
    summary: str,
    changes: Mapping[str, tuple[Any, Any]],
) -> None:
    """One line in the history of the activity."""
    record(
        by=by,
        action=action,
        subject=activity,
        summary=summary,
        changes=changes,
        municipality_id=activity.roadmap.municipality_id,
    )
