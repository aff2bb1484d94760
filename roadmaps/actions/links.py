"""Saying which activities work on an indicator or answer to a risk factor."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.actions.audit import record
from accounts.models import User
from roadmaps.models import Activity, ActivityIndicator, ActivityRisk, Indicator, Roadmap
from roadmaps.permissions.indicators import require_links
from schools.domain.risks import RISK_NAMES, RiskFactor

Goal = Indicator | RiskFactor


@transaction.atomic
def link_activities(
    *,
    roadmap: Roadmap,
    goal: Goal,
    by: User,
    link: Collection[int] = (),
    unlink: Collection[int] = (),
) -> int:
    """Link activities of the plan to `goal` and unlink others; how many links changed.

    Ids of other plans are left alone; a second click changes nothing.
    """
    locked = Roadmap.objects.select_for_update(of=("self",), no_key=True)
    roadmap = locked.select_related("municipality").get(pk=roadmap.pk)
    require_links(by, roadmap)
    model: Any = ActivityIndicator if isinstance(goal, Indicator) else ActivityRisk
    key = goal_key(goal)
    held = set(model.objects.of_plan(roadmap.pk).filter(**key).values_list("activity", flat=True))
    rows = roadmap.activities.in_bulk([*link, *unlink])
    added = [rows[pk] for pk in link if pk in rows and pk not in held]
    removed = [rows[pk] for pk in unlink if pk in rows and pk in held]
    signed = {"linked_by_name": str(by), "linked_at": timezone.now()}
    model.objects.bulk_create(model(activity=one, **key, **signed) for one in added)
    model.objects.filter(activity__in=removed, **key).delete()
    if added or removed:
        _record(roadmap, goal, by, added, removed)
    return len(added) + len(removed)


@transaction.atomic
def set_goals(
    *, activity: Activity, by: User, goals: Collection[Goal], shown: Collection[Goal]
) -> int:
    """Link the activity to `goals` and unlink the others of `shown`; how many links changed.

    Goals that the form did not show stay as they are; a second click changes nothing.
    """
    return sum(
        link_activities(
            roadmap=activity.roadmap,
            goal=goal,
            by=by,
            link=[activity.pk] if goal in goals else (),
            unlink=() if goal in goals else [activity.pk],
        )
        for goal in shown
    )


def goal_key(goal: Goal) -> Mapping[str, Any]:
    """What a link to `goal` holds."""
    return {"indicator": goal} if isinstance(goal, Indicator) else {"factor": goal.value}


def _record(
    roadmap: Roadmap, goal: Goal, by: User, added: list[Activity], removed: list[Activity]
) -> None:
    name = str(goal) if isinstance(goal, Indicator) else RISK_NAMES[goal]
    record(
        by=by,
        action="link activities",
        subject=goal if isinstance(goal, Indicator) else roadmap,
        summary=f"Изменено, какие мероприятия отвечают на «{name}»",
        changes={"мероприятия": ("; ".join(map(str, removed)), "; ".join(map(str, added)))},
        municipality_id=roadmap.municipality_id,
    )
