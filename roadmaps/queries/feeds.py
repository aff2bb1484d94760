"""Dates of a person or a school as entries of a calendar."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from textwrap import shorten
from typing import Any

from django.db.models import Count, F, Max, Q
from django.urls import reverse

from accounts.models import AuditEvent
from core.values.wording import lower_first
from roadmaps.domain.feeds import (
    Entry,
    Feed,
    first_day,
    own_title,
    period_words,
    share_words,
    watched_title,
)
from roadmaps.domain.work import OPEN_STATUSES, STATUS_NAMES, Status
from roadmaps.links.feeds import key_of_token
from roadmaps.models import Activity, Assignment, CalendarFeed
from roadmaps.permissions.feeds import has_dates, sees_school
from roadmaps.queries.work import judged_by, owed_by
from schools.models import School

TITLE_WIDTH = 120
_ACTIVITY = "occurrence__activity"
_OPEN = Q(status__in=[status.value for status in OPEN_STATUSES])
Change = tuple[datetime, int]


def feed_of_token(token: str) -> CalendarFeed | None:
    """The feed that an address opens now.

    None for a foreign or withdrawn address, for who may not sign in any more, and for a school
    that the person does not see any more.
    """
    key = key_of_token(token)
    feeds = CalendarFeed.objects.select_related("user", "school")
    feed = feeds.filter(key=key, user__is_active=True).first() if key else None
    if feed is None or not has_dates(feed.user):
        return None
    if feed.school is not None and not sees_school(feed.user, feed.school):
        return None
    return feed


def feeds_of(user: Any) -> list[CalendarFeed]:
    """Addresses that the person holds, their own first."""
    held = CalendarFeed.objects.filter(user=user).select_related("school")
    return list(held.order_by(F("school__name").asc(nulls_first=True), "pk"))


def schools_without_feed(user: Any) -> Any:
    """Schools that the person sees and has no calendar of."""
    held = CalendarFeed.objects.filter(user=user, school__isnull=False).values("school")
    return School.objects.visible_to(user).filter(closed_on__isnull=True).exclude(pk__in=held)


def read_feed(feed: CalendarFeed, today: date) -> Feed:
    """What the person may see of it today."""
    dated = (
        Assignment.objects.visible_to(feed.user).in_force().with_due()
        .filter(due_on__gte=first_day(today))
    )  # fmt: skip
    if feed.school is not None:
        return Feed(str(feed.school), tuple(_own(dated.filter(school=feed.school))))
    owed = dated.filter(owed_by(feed.user))
    judged = dated.filter(judged_by(feed.user)).exclude(owed_by(feed.user))
    return Feed("Поручения ШНОР", (*_own(owed), *_watched(judged)))


def _own(assignments: Any) -> Iterator[Entry]:
    """One entry for each assignment; the doer is named where there are several."""
    moves = {"moves": Count("events"), "moved_at": Max("events__at")}
    rows = list(
        assignments.select_related(f"{_ACTIVITY}__roadmap", "school", "party")
        .annotate(**moves)
        .order_by("due_on", "pk")
    )
    changes = _changes({row.occurrence.activity_id for row in rows})
    are_several = len({(row.school_id, row.party_id) for row in rows}) > 1
    for row in rows:
        activity, status = row.occurrence.activity, Status(row.status)
        doer = str(row.school or row.party)
        changed_at, number = _changed(changes, activity)
        yield Entry(
            uid=f"assignment-{row.pk}",
            title=own_title(
                _name(activity.number, activity.title),
                doer if are_several else "",
                is_done=status == Status.ACCEPTED,
            ),
            day=row.due_on,
            lines=(
                doer,
                period_words(row.occurrence.starts_on, row.due_on),
                f"Состояние: {STATUS_NAMES[status]}",
                *_document(activity.deliverable),
            ),
            path=reverse("roadmaps:assignment", args=[row.pk]),
            plan=activity.roadmap.title,
            modified_at=max(changed_at, row.moved_at or changed_at),
            sequence=number + row.moves,
            is_cancelled=status == Status.CANCELLED,
        )


def _watched(assignments: Any) -> Iterator[Entry]:
    """For who reviews: one entry for each date of an activity, with how much is left."""
    roadmap = f"{_ACTIVITY}__roadmap"
    rows = list(
        assignments.exclude(status=Status.CANCELLED.value)
        .values(
            "due_on",
            "occurrence",
            starts_on=F("occurrence__starts_on"),
            activity=F(_ACTIVITY),
            number=F(f"{_ACTIVITY}__number"),
            title=F(f"{_ACTIVITY}__title"),
            deliverable=F(f"{_ACTIVITY}__deliverable"),
            plan=F(roadmap),
            plan_title=F(f"{roadmap}__title"),
            plan_created=F(f"{roadmap}__created_at"),
        )
        .annotate(
            total=Count("pk", distinct=True),
            left=Count("pk", filter=_OPEN, distinct=True),
            moves=Count("events"),
            moved_at=Max("events__at"),
        )
        .order_by("due_on", "occurrence")
    )
    changes = _changes({row["activity"] for row in rows})
    for row in rows:
        changed_at, number = changes.get(row["activity"], (row["plan_created"], 0))
        # A school's own date makes an entry of its own beside the common one.
        uid = f"date-{row['occurrence']}-{row['due_on']:%Y%m%d}"
        yield Entry(
            uid=uid,
            title=watched_title(_name(row["number"], row["title"]), row["left"], row["total"]),
            day=row["due_on"],
            lines=(
                period_words(row["starts_on"], row["due_on"]),
                share_words(row["left"], row["total"]),
                *_document(row["deliverable"]),
            ),
            path=reverse("roadmaps:activity", args=[row["plan"], row["activity"]]),
            plan=row["plan_title"],
            modified_at=max(changed_at, row["moved_at"] or changed_at),
            sequence=number + row["moves"],
        )


def _name(number: str, title: str) -> str:
    return shorten(f"{number} {title}".strip(), TITLE_WIDTH, placeholder="…")


def _document(deliverable: str) -> tuple[str, ...]:
    return (f"Итоговый документ: {lower_first(deliverable)}",) if deliverable else ()


def _changes(activities: set[int]) -> dict[int, Change]:
    """When each activity was changed last, and how often."""
    rows = (
        AuditEvent.objects.filter(
            subject_type=Activity._meta.label_lower, subject_id__in=activities
        )
        .values("subject_id")
        .annotate(last=Max("at"), number=Count("pk"))
        .values_list("subject_id", "last", "number")
        .order_by()
    )
    return {activity: (last, number) for activity, last, number in rows}


def _changed(changes: dict[int, Change], activity: Activity) -> Change:
    return changes.get(activity.pk, (activity.roadmap.created_at, 0))
