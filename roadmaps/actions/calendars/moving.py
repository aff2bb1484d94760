"""Letting work follow a calendar: dates, assignments, and one letter to each person concerned."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse

from accounts.actions.letters import write_letter
from accounts.models import AuditEvent, User
from core.values.wording import counted, short_date
from core.web.addresses import absolute
from core.web.refusals import NotPossible
from roadmaps.actions.occurrences import sync_occurrences
from roadmaps.links.reminders import settings_path, stop_path
from roadmaps.models import Activity, Assignment, RoadmapStatus
from roadmaps.models.reminders import wish_of
from schools.domain.roles import Role
from schools.models import Membership, Municipality

LETTER_KIND = "moved_dates"
SEEN_OTHERWISE = (
    "Пока вы смотрели, сроки или работа по ним изменились. Ниже то, что произойдёт теперь: "
    "проверьте и примените ещё раз."
)
_DATE_UNKNOWN = "ждёт даты"


class SeenOtherwise(NotPossible):
    """The change would do something else than the person has seen; nothing has been written."""

    def __init__(self) -> None:
        super().__init__(SEEN_OTHERWISE)


@dataclass(frozen=True, slots=True)
class _Dated:
    """An open assignment as its doer sees it."""

    assignment: Assignment
    due_on: date | None


@dataclass(slots=True)
class Cause:
    """Why dates move: words for the letter, and the event of the history that tells it."""

    words: str
    audit: AuditEvent | None = None


@contextmanager
def dates_follow(
    *, activities: Sequence[Activity], municipality: Municipality, by: User, words: str
) -> Iterator[Cause]:
    """Within, the caller changes a calendar and sets `audit`; then the work of these activities
    follows and people are told. One transaction.

    Work that is handed in or accepted, and dates of a school's own, stay as they were.
    """
    with transaction.atomic():
        before = _dated(activities)
        cause = Cause(words)
        yield cause
        for activity in activities:
            sync_occurrences(activity=activity, by=by)
        _tell(before, _dated(activities), cause, municipality, by)


def _dated(activities: Iterable[Activity]) -> dict[int, _Dated]:
    """Open assignments of plans in force without a date of their own."""
    found: QuerySet[Assignment] = (
        Assignment.objects.open()
        .filter(
            occurrence__activity__in=[one.pk for one in activities],
            occurrence__activity__roadmap__status=RoadmapStatus.IN_FORCE,
            own_due_on__isnull=True,
        )
        .select_related("occurrence__activity__roadmap", "school", "party__user__reminder_wish")
    )
    return {one.pk: _Dated(one, one.occurrence.due_on) for one in found}


def _tell(
    before: Mapping[int, _Dated],
    after: Mapping[int, _Dated],
    cause: Cause,
    municipality: Municipality,
    by: User,
) -> None:
    """One letter to each person with all the dates that moved for them."""
    changed = [
        (before.get(pk), one)
        for pk, one in after.items()
        if pk not in before or before[pk].due_on != one.due_on
    ]
    if not changed or cause.audit is None:
        return
    heads = _heads([one.assignment for _, one in changed])
    letters: dict[int, list[str]] = {}
    people: dict[int, User] = {}
    for old, new in sorted(changed, key=lambda pair: (pair[1].due_on or date.max, pair[0] is None)):
        for person in _doers(new.assignment, heads):
            people[person.pk] = person
            letters.setdefault(person.pk, []).append(_line(old, new))
    for pk, lines in letters.items():
        if pk != by.pk:
            _write(people[pk], lines, cause, municipality)


def _write(person: User, lines: Sequence[str], cause: Cause, municipality: Municipality) -> None:
    wish = wish_of(person)
    if wish.is_stopped:
        return
    audit = cause.audit
    number = counted(len(lines), "поручения", "поручений", "поручений")
    write_letter(
        key=f"{LETTER_KIND}:{audit.pk if audit else 0}:{person.pk}",
        kind=LETTER_KIND,
        to=person,
        subject=f"Изменились сроки {number}",
        body="\n\n".join([cause.words, *lines, _signature(person, municipality)]) + "\n",
        municipality_id=municipality.pk,
        unsubscribe_path=stop_path(person),
    )


def _signature(person: User, municipality: Municipality) -> str:
    """Who writes, and the way out that every letter of this sort has."""
    return "\n".join(
        [
            "-- ",
            municipality.office_name or str(municipality),
            f"Какие письма получать: {absolute(settings_path())}",
            f"Не получать напоминания: {absolute(stop_path(person))}",
        ]
    )


def _line(old: _Dated | None, new: _Dated) -> str:
    assignment = new.assignment
    activity = assignment.occurrence.activity
    after = short_date(new.due_on) if new.due_on else _DATE_UNKNOWN
    if old is None:
        dates = f"новый срок — {after}"
    else:
        before = short_date(old.due_on) if old.due_on else _DATE_UNKNOWN
        dates = f"было: {before}, стало: {after}"
    doer = f"{assignment.school}: " if assignment.school_id else ""
    label = f" ({assignment.occurrence.label})" if assignment.occurrence.label else ""
    address = absolute(reverse("roadmaps:assignment", args=[assignment.pk]))
    return f"{doer}{activity}{label}\n{dates}\n{address}"


def _doers(assignment: Assignment, heads: Mapping[int, list[User]]) -> list[User]:
    if assignment.school_id is None:
        person = assignment.party.user if assignment.party else None
        return [person] if person else []
    school = assignment.school
    parent = school.parent_id if school else None
    found = heads.get(assignment.school_id, []) + heads.get(parent or 0, [])
    return list({person.pk: person for person in found}.values())


def _heads(assignments: Iterable[Assignment]) -> dict[int, list[User]]:
    """The heads of the schools of these assignments, and of the head schools of branches."""
    ids = set()
    for one in assignments:
        if one.school is not None:
            ids |= {one.school.pk, one.school.parent_id}
    found: dict[int, list[User]] = {}
    rows = Membership.objects.filter(role=Role.SCHOOL_HEAD, school__in=ids - {None})
    for membership in rows.select_related("user__reminder_wish").order_by("pk"):
        found.setdefault(membership.school_id or 0, []).append(membership.user)
    return found
