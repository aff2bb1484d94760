"""Digests by mail: rounds of a municipality, and what offices and people choose about them.

A round is decided by the office's own clock and calendar. It is written in one transaction with
its row in `DigestRound`, so that a worker that dies leaves all of it or nothing, and a second one
finds it done; the letters' keys keep one digest per person and day whatever happens.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.urls import reverse

from accounts.actions.letters import Draft, write_letters
from accounts.models import User
from core.web.addresses import absolute
from roadmaps.domain.reminders.choosing import digest_of
from roadmaps.domain.reminders.days import Round, SendingDays
from roadmaps.domain.reminders.values import Facts, Frequency, terms_of
from roadmaps.domain.reminders.wording import Addresses, body_of, subject_of
from roadmaps.links.reminders import settings_path, stop_path
from roadmaps.models import DigestRound, ReminderSettings
from roadmaps.models.reminders import wish_of
from roadmaps.queries.calendars.book import working_days_of
from roadmaps.queries.reminder_pages import settings_for
from roadmaps.queries.reminders import facts_of, people_of
from schools.models import Municipality

KIND = "digest"
LAST_HOUR = 20
"""A round that could not go by this hour is left to the next day: no letters at night."""
_SOME_ID = 999_999_999
_LONGEST_PAUSE = timedelta(days=14)
"""How much of the past the first round after a pause makes up for."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A round before it is written: the daily one, the weekly one inside it, what is news."""

    municipality: Municipality
    settings: ReminderSettings
    day: date
    until: datetime
    daily: Round
    weekly: Round
    daily_since: datetime
    weekly_since: datetime


def write_due_rounds(*, at: datetime) -> int:
    """Write every round whose hour has come; returns how many letters were written.

    May be called at any time, as often as one likes, by several at once.
    """
    waiting = [place for place in _municipalities() if _is_hour_of(place, at)]
    calendars = working_days_of(place.pk for place in waiting)
    written = 0
    for place in waiting:
        settings = settings_for(place)
        day = at.astimezone(settings.zone).date()
        if SendingDays(calendars[place.pk], settings.quiet).is_open(day):
            written += write_round(municipality=place, day=day, at=at) or 0
    return written


def write_round(*, municipality: Municipality, day: date, at: datetime) -> int | None:
    """Write the digests of one day; None where they are there already or no letters go."""
    if reason_against_round(municipality, day):
        return None
    plan = plan_of(municipality, day, at)
    drafts = list(drafts_of(plan))
    try:
        with transaction.atomic():
            DigestRound.objects.create(
                municipality=municipality,
                day=day,
                until=plan.until,
                is_weekly=plan.daily.is_weekly,
                written=len(drafts),
            )
            write_letters(drafts)
    except IntegrityError:
        # Another worker was quicker by a moment.
        return None
    return len(drafts)


def reason_against_round(municipality: Municipality, day: date) -> str:
    """Why no digests are written on `day`; empty where they are."""
    settings = settings_for(municipality)
    if not settings.is_on:
        return "напоминания выключены"
    if not sending_days(settings).is_open(day):
        return "в этот день письма не отправляются"
    if DigestRound.objects.filter(municipality=municipality, day=day).exists():
        return "письма этого дня уже написаны"
    return ""


def sending_days(settings: ReminderSettings) -> SendingDays:
    """The days on which the office's letters go, by its own exceptions too."""
    place = settings.municipality_id
    return SendingDays(working_days_of([place])[place], settings.quiet)


def plan_of(municipality: Municipality, day: date, at: datetime) -> Plan:
    """The round of `day`: what it follows, and since when things are news."""
    settings = settings_for(municipality)
    days = sending_days(settings)
    rounds = DigestRound.objects.filter(municipality=municipality, day__lt=day).order_by("-day")
    last, last_weekly = rounds.first(), rounds.filter(is_weekly=True).first()
    previous = _previous(last, days.last_before(day))
    previous_weekly = _previous(last_weekly, days.last_weekly(day, settings.weekday))
    # Nobody has been told of anything yet before the first round.
    is_weekly = last is None or days.is_weekly(day, settings.weekday, after=previous)
    return Plan(
        municipality=municipality,
        settings=settings,
        day=day,
        until=at,
        daily=Round(day, previous, days.next_after(day), is_weekly),
        weekly=Round(day, previous_weekly, days.next_weekly(day, settings.weekday), is_weekly=True),
        daily_since=_told_until(last, previous, settings),
        weekly_since=_told_until(last_weekly, previous_weekly, settings),
    )


def _previous(last: DigestRound | None, usual: date) -> date:
    """The day of the round before: as it was, or as it should have been where there was none."""
    return usual if last is None else max(last.day, usual - _LONGEST_PAUSE)


def _told_until(last: DigestRound | None, day: date, settings: ReminderSettings) -> datetime:
    if last is not None and last.day == day:
        return last.until
    return datetime.combine(day, time(settings.hour), settings.zone)


def drafts_of(plan: Plan) -> Iterator[Draft]:
    """The letters of a round, nothing written yet."""
    people = people_of(plan.municipality)
    rules = plan.settings.rules
    found = facts_of(
        people,
        today=plan.day,
        horizon=max(
            plan.day + timedelta(days=max(rules.days_before, default=0)), plan.weekly.following
        ),
        since=min(plan.daily_since, plan.weekly_since),
        until=plan.until,
        zone=plan.settings.zone,
    )
    addresses = _addresses()
    for user_id, (facts, times) in sorted(found.items()):
        draft = _draft(plan, addresses, people.users[user_id], facts, times)
        if draft is not None:
            yield draft


def _draft(
    plan: Plan, addresses: Addresses, user: User, facts: Facts, times: dict[int, datetime]
) -> Draft | None:
    rules, wish = plan.settings.rules, wish_of(user)
    terms = terms_of(wish, rules)
    is_daily = terms.frequency == Frequency.DAILY
    if not is_daily and not plan.daily.is_weekly:
        return None
    since = plan.daily_since if is_daily else plan.weekly_since
    digest = digest_of(
        _as_news_since(facts, times, since),
        kinds=terms.kinds,
        days_before=rules.days_before,
        round_=plan.daily if is_daily else plan.weekly,
    )
    if digest is None:
        return None
    # Who has refused letters and gets them all the same is offered no way out that leads nowhere.
    stop = "" if wish.is_stopped else stop_path(user)
    office = plan.municipality.office_name or str(plan.municipality)
    return Draft(
        key=f"{KIND}:{plan.day}:{user.pk}",
        kind=KIND,
        to=user,
        subject=subject_of(digest),
        body=body_of(
            digest,
            full_name=user.full_name,
            office=office,
            addresses=replace(addresses, stop=absolute(stop) if stop else ""),
        ),
        municipality_id=plan.municipality.pk,
        unsubscribe_path=stop,
    )


def _as_news_since(facts: Facts, times: dict[int, datetime], since: datetime) -> Facts:
    """Who reads daily hears only of what happened since yesterday."""
    return replace(
        facts,
        news=tuple(one for one in facts.news if times[one.id] > since),
        submissions=tuple(replace(one, is_new=times[one.id] > since) for one in facts.submissions),
        date_wishes=tuple(replace(one, is_new=one.asked_at > since) for one in facts.date_wishes),
    )


def _addresses() -> Addresses:
    """All but the way out, which is each person's own; an address takes long to make."""
    late = absolute(reverse("roadmaps:all_assignments"))
    task = absolute(reverse("roadmaps:assignment", args=[_SOME_ID]))
    return Addresses(
        task=task.replace(str(_SOME_ID), "{id}"),
        late_school=f"{late}?school={{id}}&state=overdue",
        tasks=absolute(reverse("roadmaps:assignments")),
        review=absolute(reverse("roadmaps:review")),
        date_wishes=absolute(reverse("roadmaps:date_requests")),
        settings=absolute(settings_path()),
    )


def _is_hour_of(municipality: Any, at: datetime) -> bool:
    """Whether a round that has not been written may be written now, but for the calendar."""
    settings = settings_for(municipality)
    local = at.astimezone(settings.zone)
    is_done = municipality.last_round is not None and municipality.last_round >= local.date()
    return settings.is_on and settings.hour <= local.hour < LAST_HOUR and not is_done


def _municipalities() -> Any:
    """Every office with its settings and the day of its last round: one query for all."""
    return (
        Municipality.objects.select_related("reminder_settings")
        .annotate(last_round=Max("digest_rounds__day"))
        .order_by("pk")
    )
