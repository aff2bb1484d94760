"""The office's calendar as its pages show it: series with their events of one academic year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q

from core.values import academic_year
from roadmaps.domain.calendars.customary import CustomaryPeriod
from roadmaps.models import CalendarEvent, CalendarLink, EventSeries, Roadmap, RoadmapStatus
from roadmaps.queries.calendars.book import event_in_words
from roadmaps.queries.calendars.customary import customary_in
from schools.models import Municipality

YEARS_BEHIND, YEARS_AHEAD = 1, 2


@dataclass(frozen=True, slots=True)
class EventView:
    """One event in words."""

    event: CalendarEvent
    words: str


@dataclass(frozen=True, slots=True)
class SeriesView:
    """A series with the events of the year that is shown, and how many activities hang on it.

    `customary` is when such events are usually held, where none is entered.
    """

    series: EventSeries
    events: tuple[EventView, ...]
    activities: int
    customary: CustomaryPeriod | None


@dataclass(frozen=True, slots=True)
class YearChoice:
    """An academic year to look at."""

    year: int
    label: str
    is_current: bool


def years_around(shown: int, today: date) -> tuple[YearChoice, ...]:
    """The academic years that a calendar offers, the one that is shown included."""
    present = academic_year.of_date(today)
    years = {shown, *range(present - YEARS_BEHIND, present + YEARS_AHEAD + 1)}
    return tuple(
        YearChoice(year, academic_year.label(year), year == shown) for year in sorted(years)
    )


def series_of(user: Any, municipality: Municipality, year: int) -> tuple[SeriesView, ...]:
    """The municipality's series by name; what hangs on them is counted as far as it is seen."""
    found = list(municipality.event_series.order_by("name", "pk"))
    events = CalendarEvent.objects.standing().filter(
        series__in=found, starts_on__range=academic_year.bounds(year)
    )
    by_series: dict[int, list[EventView]] = {one.pk: [] for one in found}
    names = {one.pk: one.name for one in found}
    for event in events.order_by("starts_on", "pk"):
        words = event_in_words(event.days, names[event.series_id])
        by_series[event.series_id].append(EventView(event, words))
    counts = _activities_on(user, by_series)
    return tuple(
        SeriesView(
            series=one,
            events=tuple(by_series[one.pk]),
            activities=counts.get(one.pk, 0),
            customary=None if by_series[one.pk] else customary_in(one, year),
        )
        for one in found
    )


def _activities_on(user: Any, series_ids: Iterable[int]) -> dict[int, int]:
    links = CalendarLink.objects.visible_to(user).of_plans().filter(series__in=series_ids)
    living = links.exclude(activity__roadmap__status=RoadmapStatus.CLOSED)
    return {
        row["series"]: row["number"]
        for row in living.order_by().values("series").annotate(number=Count("pk"))
    }


def events_by_year(series: EventSeries) -> tuple[tuple[str, tuple[CalendarEvent, ...]], ...]:
    """All standing events of a series under their academic years, the latest year first."""
    by_year: dict[int, list[CalendarEvent]] = {}
    for event in CalendarEvent.objects.standing().filter(series=series).order_by("starts_on", "pk"):
        event.series = series
        by_year.setdefault(academic_year.of_date(event.starts_on), []).append(event)
    return tuple(
        (academic_year.label(year), tuple(events))
        for year, events in sorted(by_year.items(), reverse=True)
    )


def links_on(user: Any, series: EventSeries) -> list[CalendarLink]:
    """What hangs on a series, in the order of the plans that the person sees."""
    visible = CalendarLink.objects.visible_to(user).of_plans().filter(series=series)
    living = visible.exclude(activity__roadmap__status=RoadmapStatus.CLOSED)
    related = living.select_related("activity__roadmap", "series")
    return list(related.order_by("activity__roadmap", "activity__position", "pk"))


@dataclass(frozen=True, slots=True)
class TypicalUse:
    """A typical roadmap with rows that hang on a series, and how many."""

    roadmap: Roadmap
    rows: int


def typical_uses(series: EventSeries) -> list[TypicalUse]:
    """Typical roadmaps of the office that use a series, by name; one query."""
    on_series = Q(activities__calendar_links__series=series)
    found = Roadmap.objects.filter(on_series, is_template=True)
    found = found.annotate(rows=Count("activities")).order_by("title", "pk")
    return [TypicalUse(one, one.rows) for one in found]
