"""What a round of digests needs to know, read for all people of a municipality at once.

The number of queries does not grow with people, schools or assignments: everything is read flat
and shared out in memory by the same rules as the pages (`owed_by`, `judged_by`, `visible_to`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from typing import Any

from django.db.models import F, Q
from django.db.models.functions import Coalesce

from accounts.models import User
from roadmaps.domain.reminders.values import DateWish, Facts, LateSchool, News, Submission, Task
from roadmaps.domain.work import MOVE_NAMES, OPEN_STATUSES, Move, Status
from roadmaps.models import Assignment, AssignmentEvent, DateRequest
from schools.domain.roles import OFFICE_ROLES, ROLE_RIGHTS, Right, Role
from schools.models import Membership, Municipality, School

_TOLD = {
    Move.ACCEPT: frozenset({Status.ACCEPTED}),
    Move.RETURN: frozenset({Status.RETURNED}),
    Move.REOPEN: frozenset({Status.RETURNED}),
    Move.POSTPONE: OPEN_STATUSES,
    Move.CANCEL: frozenset({Status.CANCELLED}),
}
"""Decisions that are news for the doer, as long as the assignment still stands so."""
_RETURNS = frozenset({Move.RETURN, Move.REOPEN})
_ROADMAP = "occurrence__activity__roadmap"


@dataclass(frozen=True, slots=True)
class _Row:
    """An assignment as it is read, before it is known for whom."""

    id: int
    municipality: int
    school: int | None
    user: int | None
    """The person whom a party of the office names."""
    doer: str
    title: str


@dataclass(slots=True)
class People:
    """Who reads letters of a municipality, and what each is to the schools and the office.

    A person with roles in several municipalities reads one letter, that of the first one.
    """

    users: dict[int, User] = field(default_factory=dict)
    heads: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    """Of a school: who does its work. Branches belong to the head of their school."""
    curators: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    reviewers: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    """Of a municipality: who reviews any work of it."""
    office: set[tuple[int, int]] = field(default_factory=set)
    """Pairs of municipality and member of its office."""
    municipalities: set[int] = field(default_factory=set)

    def doers_of(self, row: _Row) -> Iterable[int]:
        """Whose work it is."""
        if row.school is not None:
            return self.heads.get(row.school, ())
        is_here = row.user in self.users and (row.municipality, row.user) in self.office
        return (row.user,) if is_here and row.user is not None else ()

    def judges_of(self, row: _Row) -> set[int]:
        """Who may review it."""
        curators = self.curators.get(row.school, set()) if row.school is not None else set()
        return self.reviewers.get(row.municipality, set()) | curators


def people_of(municipality: Municipality) -> People:
    """Everybody whose first role is in `municipality` or in one of its schools."""
    here = Membership.objects.in_municipalities([municipality.pk])
    candidates = (
        User.objects.filter(is_active=True, pk__in=here.values("user"))
        .select_related("reminder_wish")
        .in_bulk()
    )
    roles = (
        Membership.objects.filter(user__in=here.values("user"), user__is_active=True)
        .exclude(role=Role.OBSERVER)
        .annotate(place=Coalesce("municipality_id", "school__municipality_id"))
        .order_by("user_id", "pk")
        .values_list("user_id", "role", "place", "school_id")
    )
    people = People()
    homes: dict[int, int] = {}
    for user_id, role, place, school_id in roles:
        if homes.setdefault(user_id, place) != municipality.pk:
            continue
        people.users[user_id] = candidates[user_id]
        _enter(people, user_id, Role(role), place, school_id)
    _enter_branches(people)
    return people


def facts_of(
    people: People, *, today: date, horizon: date, since: datetime, until: datetime, zone: tzinfo
) -> dict[int, tuple[Facts, dict[int, datetime]]]:
    """Everything that could be told, by person; also when each of their news and submissions came.

    `horizon` is the last date that could be reminded of today, `since` and `until` bound the news.
    """
    found: dict[int, _Found] = defaultdict(_Found)
    for row, due_on in _owed(people, horizon):
        task = Task(row.id, row.doer, row.title, due_on)
        for user in people.doers_of(row):
            found[user].tasks.append(task)
        if row.school is not None and due_on < today:
            for user in people.curators.get(row.school, ()):
                found[user].late[row.school].append((row.doer, due_on))
    for row, at, by, news in _decided(people, since, until):
        for user in people.doers_of(row):
            if user != by:
                found[user].news.append(news)
                found[user].times[row.id] = at
    for row, at, by in _submitted(people, until):
        submission = Submission(row.id, row.doer, row.title, at.astimezone(zone).date())
        doers = set(people.doers_of(row))
        for user in people.judges_of(row) - doers:
            if user != by:
                found[user].submissions.append(submission)
                found[user].times[row.id] = at
    for row, by, wish in _date_wishes(people, until):
        for user in people.judges_of(row):
            if user != by:
                found[user].date_wishes.append(wish)
    return {user: (one.facts(), one.times) for user, one in found.items()}


@dataclass(slots=True)
class _Found:
    tasks: list[Task] = field(default_factory=list)
    news: list[News] = field(default_factory=list)
    submissions: list[Submission] = field(default_factory=list)
    date_wishes: list[DateWish] = field(default_factory=list)
    late: dict[int, list[tuple[str, date]]] = field(default_factory=lambda: defaultdict(list))
    times: dict[int, datetime] = field(default_factory=dict)

    def facts(self) -> Facts:
        schools = (
            LateSchool(
                school, rows[0][0], len(rows), min(day for _, day in rows),
                max(day for _, day in rows),
            )
            for school, rows in self.late.items()
        )  # fmt: skip
        return Facts(
            tuple(self.tasks),
            tuple(self.news),
            tuple(self.submissions),
            tuple(schools),
            tuple(self.date_wishes),
        )


def _enter(people: People, user_id: int, role: Role, place: int, school_id: int | None) -> None:
    people.municipalities.add(place)
    if role == Role.SCHOOL_HEAD and school_id is not None:
        people.heads[school_id].add(user_id)
    elif role == Role.CURATOR and school_id is not None:
        people.curators[school_id].add(user_id)
    elif role in OFFICE_ROLES:
        people.office.add((place, user_id))
        if Right.REVIEW_ASSIGNMENTS in ROLE_RIGHTS[role]:
            people.reviewers[place].add(user_id)


def _enter_branches(people: People) -> None:
    branches = School.objects.filter(
        parent__isnull=False, municipality__in=people.municipalities
    ).values_list("pk", "parent_id")
    for branch, parent in list(branches):
        for group in (people.heads, people.curators):
            if parent in group:
                group[branch] |= group[parent]


def _owed(people: People, horizon: date) -> Iterator[tuple[_Row, date]]:
    owed: Any = Assignment.objects.with_due().in_force().open()
    for *values, due_on in _read(owed.filter(due_on__lte=horizon), people, "", "due_on"):
        yield _row(values), due_on


def _submitted(people: People, until: datetime) -> Iterator[tuple[_Row, datetime, int | None]]:
    waiting: Any = Assignment.objects.in_force().waiting_for_review()
    handed_in = waiting.filter(submitted_at__lte=until)
    for *values, at, by in _read(handed_in, people, "", "submitted_at", "submitted_by_id"):
        yield _row(values), at, by


def _date_wishes(people: People, until: datetime) -> Iterator[tuple[_Row, int | None, DateWish]]:
    """Requests for another date that nobody has answered yet."""
    waiting = (
        DateRequest.objects.waiting()
        .filter(asked_at__lte=until)
        .annotate(due_on=Coalesce("assignment__own_due_on", "assignment__occurrence__due_on"))
        .order_by("asked_at", "pk")
    )
    extra = ("asked_at", "asked_by_id", "wished_on", "due_on", "reason")
    for *values, at, by, wished_on, due_on, reason in _read(
        waiting, people, "assignment__", *extra
    ):
        row = _row(values)
        yield row, by, DateWish(row.id, row.doer, row.title, at, wished_on, due_on, reason)


def _decided(
    people: People, since: datetime, until: datetime
) -> Iterator[tuple[_Row, datetime, int | None, News]]:
    """The latest decision about each assignment, where it has not been overtaken."""
    events = (
        AssignmentEvent.objects.filter(
            at__gt=since, at__lte=until, move__in=[move.value for move in _TOLD]
        )
        .filter(**{f"assignment__{_ROADMAP}__status": "in_force"})
        .annotate(due_on=Coalesce("assignment__own_due_on", "assignment__occurrence__due_on"))
        .order_by("at", "pk")
    )
    extra = ("at", "by_id", "by_name", "move", "comment", "due_on", "assignment__status")
    latest = {values[0]: values for values in _read(events, people, "assignment__", *extra)}
    for *values, at, by, by_name, move, comment, due_on, status in latest.values():
        if Status(status) not in _TOLD[Move(move)]:
            continue
        row = _row(values)
        owed_by = due_on if Status(status) in OPEN_STATUSES else None
        news = News(
            row.id, row.doer, row.title, MOVE_NAMES[Move(move)], by_name, comment, owed_by,
            is_return=Move(move) in _RETURNS,
        )  # fmt: skip
        yield row, at, by, news


def _read(queryset: Any, people: People, path: str, *extra: str) -> Iterator[Any]:
    """Rows of the people's municipalities: the columns of `_row`, then `extra`."""
    of_people = Q(**{f"{path}{_ROADMAP}__municipality__in": people.municipalities})
    assignment = F("pk") if not path else F("assignment_id")
    return (
        queryset.filter(of_people)
        .annotate(assignment_key=assignment)
        .values_list(
            "assignment_key",
            f"{path}{_ROADMAP}__municipality_id",
            f"{path}school_id",
            f"{path}party__user_id",
            f"{path}school__name",
            f"{path}party__name",
            f"{path}occurrence__activity__number",
            f"{path}occurrence__activity__title",
            *extra,
        )
        .iterator(chunk_size=2000)
    )


def _row(values: list[Any]) -> _Row:
    pk, municipality, school, user, school_name, party_name, number, title = values
    return _Row(
        pk, municipality, school, user, school_name or party_name, f"{number} {title}".strip()
    )
