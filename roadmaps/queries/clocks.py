"""How long assignments waited for their doers and for the office, in working days of the office."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils import timezone

from roadmaps.domain.clocks import Clocks, clock_words, clocks_of
from roadmaps.domain.work import Move
from roadmaps.models import Assignment, AssignmentEvent
from roadmaps.queries.calendars.book import working_days_of


def clocks_by_assignment(assignments: Iterable[Assignment], today: date) -> dict[int, Clocks]:
    """Both clocks of each assignment; two queries for any number of them."""
    found = list(assignments)
    moves: dict[int, list[tuple[Move, date]]] = defaultdict(list)
    events: Any = AssignmentEvent.objects.filter(assignment__in=[one.pk for one in found])
    for pk, move, at in events.order_by("at", "pk").values_list("assignment", "move", "at"):
        moves[pk].append((Move(move), timezone.localdate(at)))
    calendars = working_days_of({_office(one) for one in found})
    return {
        one.pk: clocks_of(
            moves[one.pk], one.occurrence.starts_on, today, calendars[_office(one)].count
        )
        for one in found
    }


def waited_words(assignment: Assignment, today: date) -> str:
    """Both clocks of one assignment in words."""
    clocks = clocks_by_assignment([assignment], today)[assignment.pk]
    return clock_words(clocks, is_school=assignment.school_id is not None)


def _office(assignment: Assignment) -> int:
    return assignment.occurrence.activity.roadmap.municipality_id
