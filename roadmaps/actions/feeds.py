"""Giving out, renewing and withdrawing addresses of calendars."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts.actions.audit import record
from accounts.models import User
from core.web.refusals import Refusal
from roadmaps.models import CalendarFeed
from roadmaps.models.feeds import new_key
from roadmaps.permissions.feeds import NOT_THIS_SCHOOL, require_dates, sees_school
from schools.models import School


@transaction.atomic
def issue_feed(*, user: User, school: School | None, at: datetime) -> CalendarFeed:
    """The person's address for their dates, or for a school's; asked twice, the same one.

    Refusal where the roles bring no dates or the person does not see the school.
    """
    require_dates(user)
    if school is not None and not sees_school(user, school):
        raise Refusal(NOT_THIS_SCHOOL)
    feed, is_new = CalendarFeed.objects.get_or_create(
        user=user, school=school, defaults={"issued_at": at}
    )
    if is_new:
        _record(feed, user, "issue calendar feed", f"Выдан адрес календаря: {_of_what(feed)}")
    return feed


@transaction.atomic
def renew_feed(*, feed: CalendarFeed, by: User, at: datetime) -> CalendarFeed:
    """Give a new address; the old one opens nothing from now on."""
    feed.key, feed.issued_at = new_key(), at
    feed.save(update_fields=["key", "issued_at"])
    _record(feed, by, "renew calendar feed", f"Сменён адрес календаря: {_of_what(feed)}")
    return feed


@transaction.atomic
def withdraw_feed(*, feed: CalendarFeed, by: User) -> None:
    """Withdraw the address: calendar programs get nothing by it any more."""
    _record(feed, by, "withdraw calendar feed", f"Отключён календарь: {_of_what(feed)}")
    feed.delete()


def _of_what(feed: CalendarFeed) -> str:
    return str(feed.school) if feed.school else "свои сроки"


def _record(feed: CalendarFeed, by: User, action: str, summary: str) -> None:
    municipality = feed.school.municipality_id if feed.school else None
    record(by=by, action=action, subject=feed, summary=summary, municipality_id=municipality)
