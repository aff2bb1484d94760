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

_BATCH = 5_000


def clocks_by_assignment(assignments: Iterable[Assignment], today: date) -> dict[int, Clocks]:
    """Both clocks of each assignment; two queries for a page of them, one more for each batch."""
    found = list(assignments)
    moves = _moves_of([one.pk for one in found])
    calendars = working_days_of({_office(one) for one in found})
    return {
        one.pk: clocks_of(
            moves[one.pk], one.occurrence.starts_on, today, calendars[_office(one)].count
        )
        for one in found
    }


def _moves_of(ids: list[int]) -> dict[int, list[tuple[Move, date]]]:
    moves: dict[int, list[tuple[Move, date]]] = defaultdict(list)
    # Databases take only so many values in one question.
    for first in range(0, len(ids), _BATCH):
        events: Any = AssignmentEvent.objects.filter(assignment__in=ids[first : first + _BATCH])
        for pk, move, at in events.order_by("at", "pk").values_list("assignment", "move", "at"):
            moves[pk].append((Move(move), timezone.localdate(at)))
    return moves


def waited_words(assignment: Assignment, today: date) -> str:
    """Both clocks of one assignment in words."""
    clocks = clocks_by_assignment([assignment], today)[assignment.pk]
    return clock_words(clocks, is_school=assignment.school_id is not None)


def _office(assignment: Assignment) -> int:
    return assignment.occurrence.activity.roadmap.municipality_id
