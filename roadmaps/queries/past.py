"""A plan «как было на дату»: the edition in force on a day, and where the work stood by its end."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from roadmaps.domain.progress import WorkCounts
from roadmaps.domain.work import OPEN_STATUSES, RULES, Move, Status
from roadmaps.models import Assignment, AssignmentEvent, Edition, Roadmap


def edition_on(roadmap: Roadmap, day: date) -> Edition | None:
    """The latest edition that was in force on the day; None before the first."""
    return roadmap.editions.filter(in_force_from__lte=day).order_by("-number").first()


def work_on(user: Any, roadmap: Roadmap, day: date) -> dict[int, WorkCounts]:
    """Counts of the assignments that the person sees, by activity, as their moves left them.

    Dates and the assignments themselves are those known now; their states are of the day's end.
    """
    assignments = (
        Assignment.objects.visible_to(user)
        .filter(occurrence__activity__roadmap=roadmap)
        .with_due()
        .values_list("pk", "occurrence__activity", "due_on")
    )
    end = timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
    moves = AssignmentEvent.objects.filter(
        assignment__occurrence__activity__roadmap=roadmap, at__lt=end
    ).order_by("at", "pk")
    states = {pk: RULES[Move(move)].target for pk, move in moves.values_list("assignment", "move")}
    found: dict[int, list[tuple[Status, date | None]]] = defaultdict(list)
    for pk, activity, due_on in assignments:
        found[activity].append((states.get(pk, Status.ASSIGNED), due_on))
    return {activity: _counts(owed, day) for activity, owed in found.items()}


def _counts(owed: list[tuple[Status, date | None]], day: date) -> WorkCounts:
    states = [state for state, _ in owed if state is not Status.CANCELLED]
    dues = [due for state, due in owed if state in OPEN_STATUSES]
    late = [due for due in dues if due is not None and due < day]
    ahead = [due for due in dues if due is not None and due >= day]
    return WorkCounts(
        total=len(states),
        accepted=states.count(Status.ACCEPTED),
        submitted=states.count(Status.SUBMITTED),
        returned=states.count(Status.RETURNED),
        overdue=len(late),
        undated=dues.count(None),
        oldest_overdue=min(late, default=None),
        next_due=min(ahead, default=None),
    )
