"""What would happen to dates and work if a calendar changed: nothing is written here."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from core.values.wording import counted
from roadmaps.domain.deadlines.values import PlanPeriod
from roadmaps.domain.rescheduling import DatedSpan, Existing, Rescheduling, Work, reschedule
from roadmaps.domain.work import OPEN_STATUSES, Status
from roadmaps.models import Activity, Assignment, Roadmap, RoadmapStatus
from roadmaps.queries.occurrences import existing_of
from roadmaps.queries.periods import periods_of
from roadmaps.querysets.plans import plans

Wanted = Callable[[Activity, PlanPeriod | None], list[DatedSpan]]


@dataclass(frozen=True, slots=True)
class WorkCounts:
    """Open work on one date, open work with a date of its own, and work handed in or accepted."""

    open: int = 0
    own: int = 0
    done: int = 0

    @property
    def words(self) -> str:
        """How much work the date concerns: «12 поручений, 2 собственных срока без изменений»."""
        said = []
        if self.open:
            said.append(counted(self.open, "поручение", "поручения", "поручений"))
        if self.own:
            own = counted(self.own, "собственный срок", "собственных срока", "собственных сроков")
            said.append(f"{own} без изменений")
        if self.done:
            said.append(f"{counted(self.done, 'сданное', 'сданных', 'сданных')} без изменений")
        return ", ".join(said)


NO_WORK = WorkCounts()


@dataclass(frozen=True, slots=True)
class DateMove:
    """One occurrence before and after; without `before` it is new, without `after` it goes."""

    before: DatedSpan | None
    after: DatedSpan | None
    stays: bool = False
    work: WorkCounts = NO_WORK


@dataclass(frozen=True, slots=True)
class ActivityMoves:
    """What happens to one activity."""

    activity: Activity
    moves: tuple[DateMove, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """Everything that a change moves; `seal` tells whether it is still what a person has seen."""

    activities: tuple[ActivityMoves, ...]

    @property
    def is_empty(self) -> bool:
        """Nothing would move."""
        return not self.activities

    @property
    def assignments(self) -> int:
        """Assignments whose date changes."""
        return sum(
            move.work.open for one in self.activities for move in one.moves if not move.stays
        )

    @property
    def sentence(self) -> str:
        """«Изменятся сроки 3 мероприятий, 45 поручений.»"""
        activities = counted(len(self.activities), "мероприятия", "мероприятий", "мероприятий")
        if not self.assignments:
            return f"Изменятся сроки {activities}."
        work = counted(self.assignments, "поручения", "поручений", "поручений")
        return f"Изменятся сроки {activities}, {work}."

    @property
    def seal(self) -> str:
        """A digest of the dates before and after."""
        said = [
            f"{one.activity.pk}|{_said(move.before)}|{_said(move.after)}|{move.stays}"
            for one in self.activities
            for move in one.moves
        ]
        return hashlib.sha256("\n".join(said).encode()).hexdigest()[:32]


def preview_of(
    activities: Iterable[Activity],
    wanted: Wanted,
    existing: Mapping[int, Sequence[Existing]] | None = None,
) -> Preview:
    """How the dates of `activities` would follow; `wanted` says which dates each would have.

    `existing` stand for the dates that they have, by ids of activities, where they have none yet.
    """
    ordered = list(activities)
    if existing is None:
        existing = existing_of(ordered)
    work = _work_of([old.id for every in existing.values() for old in every])
    periods = {pk: periods_of(plan) for pk, plan in _plans_of(ordered).items()}
    found = []
    for activity in ordered:
        spans = wanted(activity, periods[activity.roadmap_id].within(activity.section_id))
        changes = reschedule(existing[activity.pk], spans)
        moves = _moves(existing[activity.pk], spans, changes, work)
        if any(not move.stays for move in moves):
            found.append(ActivityMoves(activity, tuple(moves)))
    return Preview(tuple(found))


def hanging_on(series_id: int) -> list[Activity]:
    """The activities of living plans that hang on a series, in the order of their plans."""
    found = Activity.objects.filter(calendar_links__series=series_id)
    return living(found)


def living(activities: Iterable[Activity]) -> list[Activity]:
    """Those of plans that are not closed, with their plans at hand; no rows without work."""
    return list(
        activities.filter(plans("roadmap"))  # type: ignore[attr-defined]
        .exclude(roadmap__status=RoadmapStatus.CLOSED)
        .select_related("roadmap__municipality", "section")
        .order_by("roadmap", "position", "pk")
    )


def _plans_of(activities: Sequence[Activity]) -> dict[int, Roadmap]:
    return {activity.roadmap_id: activity.roadmap for activity in activities}


def _work_of(occurrence_ids: Sequence[int]) -> dict[int, WorkCounts]:
    """Per occurrence: open work, such with a date of its own, and work that is done."""
    is_open = Q(status__in=[status.value for status in OPEN_STATUSES])
    done = Q(status__in=[Status.ACCEPTED.value, Status.SUBMITTED.value])
    rows = (
        Assignment.objects.filter(occurrence__in=occurrence_ids)
        .order_by()
        .values("occurrence")
        .annotate(
            open=Count("pk", filter=is_open & Q(own_due_on__isnull=True)),
            own=Count("pk", filter=is_open & Q(own_due_on__isnull=False)),
            done=Count("pk", filter=done),
        )
    )
    return {row["occurrence"]: WorkCounts(row["open"], row["own"], row["done"]) for row in rows}


def _moves(
    existing: Sequence[Existing],
    wanted: Sequence[DatedSpan],
    changes: Rescheduling,
    work: Mapping[int, WorkCounts],
) -> list[DateMove]:
    by_id = {old.id: old for old in existing}
    moves = [
        DateMove(by_id[pk].span, span, work=work.get(pk, NO_WORK))
        for pk, span in changes.moved
        if _is_seen(by_id[pk].span, span)
    ]
    moves += [DateMove(by_id[pk].span, None, work=work.get(pk, NO_WORK)) for pk in changes.removed]
    moves += [DateMove(None, span) for span in changes.added]
    touched = {pk for pk, _ in changes.moved} | set(changes.removed)
    asked = Counter(_days(span) for span in wanted)
    moves += [
        DateMove(old.span, old.span, stays=True, work=work.get(old.id, NO_WORK))
        for old in existing
        if old.id not in touched and old.work is not Work.NONE and not asked[_days(old.span)]
    ]
    return sorted(moves, key=lambda move: _said(move.after or move.before))


def _is_seen(before: DatedSpan, after: DatedSpan) -> bool:
    """Whether people notice: the days or what they are called, not where they come from."""
    return _days(before) != _days(after) or before.label != after.label


def _days(span: DatedSpan) -> tuple[object, object]:
    return span.starts_on, span.due_on


def _said(span: DatedSpan | None) -> str:
    return f"{span.due_on}|{span.starts_on}|{span.label}" if span else ""
