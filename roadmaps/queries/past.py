"""A plan «как было на дату»: the edition in force on a day, and where the work stood by its end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from roadmaps.domain.progress import WorkCounts
from roadmaps.domain.rollup import EVERY_SCHOOL, DateCounts, Enough, RollUp
from roadmaps.domain.standing import standing
from roadmaps.domain.work import OPEN_STATUSES, RULES, Move, Status
from roadmaps.models import Activity, Assignment, AssignmentEvent, Edition, Roadmap
from roadmaps.permissions.plans import is_of_office
from roadmaps.queries.activities import AssignmentLine
from roadmaps.queries.shared_work import work_shown_in, work_shown_under


def edition_on(roadmap: Roadmap, day: date) -> Edition | None:
    """The latest edition that was in force on the day; None before the first."""
    return roadmap.editions.filter(in_force_from__lte=day).order_by("-number").first()


def work_on(user: Any, roadmap: Roadmap, day: date) -> dict[int, WorkCounts]:
    """Counts of the assignments that the person sees, by activity, as their moves left them.

    Dates, rules and the assignments themselves are those known now; their states are of the day's
    end.
    """
    shown = work_shown_in(Assignment.objects.visible_to(user), roadmap)
    assignments = shown.with_due().values_list("pk", "row", "due_on", "occurrence", "school")
    last = _last_moves(day, shown)
    found: dict[int, list[_Stood]] = defaultdict(list)
    for pk, activity, due_on, occurrence, school in assignments:
        of_school = occurrence if school is not None else None
        found[activity].append(_stood(last.get(pk), due_on, of_school))
    rules = _rules(roadmap) if is_of_office(user, roadmap) else {}
    return {
        activity: _counts(owed, day, rules.get(activity, EVERY_SCHOOL))
        for activity, owed in found.items()
    }


def assignments_on(user: Any, activity_id: int, day: date) -> tuple[AssignmentLine, ...]:
    """The assignments of one row of a plan as `work_on` counts them, by date."""
    seen = Assignment.objects.visible_to(user)
    row = Activity.with_excluded.select_related("roadmap").filter(pk=activity_id).first()
    shown = work_shown_under(seen, row) if row is not None else seen.none()
    assignments = (
        shown.with_due()
        .select_related("school", "party")
        .order_by("due_on", "school__name", "party__name", "pk")
    )
    last = _last_moves(day, shown)
    return tuple(
        AssignmentLine(
            one.pk,
            str(one.school or one.party),
            one.due_on,
            standing(_stood(last.get(one.pk), one.due_on, None).state, one.due_on, day),
        )
        for one in assignments
    )


def statuses_on(assignments: Any, day: date) -> dict[int, Status]:
    """The states of these assignments at the end of the day; untouched ones are left out."""
    return {pk: RULES[move].target for pk, (move, _) in _last_moves(day, assignments).items()}


def _last_moves(day: date, assignments: Any) -> dict[int, tuple[Move, datetime]]:
    """The last move until the end of the day of each of these that had been touched."""
    end = timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
    chosen = AssignmentEvent.objects.filter(assignment__in=assignments.order_by().values("pk"))
    moves = chosen.filter(at__lt=end).order_by("at", "pk")
    return {pk: (Move(move), at) for pk, move, at in moves.values_list("assignment", "move", "at")}


@dataclass(frozen=True, slots=True)
class _Stood:
    """One assignment at the end of the day.

    `since` is when its last move came; `date_of_school` is the occurrence where a school owes it.
    """

    state: Status
    since: date | None
    due_on: date | None
    date_of_school: int | None


def _stood(
    last: tuple[Move, datetime] | None, due_on: date | None, date_of_school: int | None
) -> _Stood:
    if last is None:
        return _Stood(Status.ASSIGNED, None, due_on, date_of_school)
    move, at = last
    return _Stood(RULES[move].target, timezone.localtime(at).date(), due_on, date_of_school)


def _rules(roadmap: Roadmap) -> dict[int, RollUp]:
    rows = Activity.with_excluded.filter(roadmap=roadmap).exclude(done_when=Enough.ALL.value)
    return {row.pk: row.roll_up for row in rows}


def _counts(owed: list[_Stood], day: date, rule: RollUp) -> WorkCounts:
    states = [one.state for one in owed if one.state is not Status.CANCELLED]
    accepted = [one.since for one in owed if one.state is Status.ACCEPTED and one.since]
    dues = [one.due_on for one in owed if one.state in OPEN_STATUSES]
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
        accepted_on=max(accepted, default=None),
        rule=rule,
        school_dates=tuple(_school_dates(owed)),
    )


def _school_dates(owed: list[_Stood]) -> Iterator[DateCounts]:
    states: dict[int, list[Status]] = defaultdict(list)
    for one in owed:
        if one.date_of_school is not None and one.state is not Status.CANCELLED:
            states[one.date_of_school].append(one.state)
    for of_date in states.values():
        yield DateCounts(of_date.count(Status.ACCEPTED), len(of_date))
