"""Previews of changes of events and links: which dates would move, and whose work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from core.values.production_calendar import ProductionCalendar
from roadmaps.domain.calendars.offsets import DayCount, EventDays, EventValues
from roadmaps.domain.deadlines.school_calendar import EnteredYear, with_entered
from roadmaps.domain.deadlines.values import PlanPeriod
from roadmaps.domain.rescheduling import DatedSpan
from roadmaps.models import Activity, CalendarEvent, EventSeries
from roadmaps.queries.calendars.book import CalendarBook, Hanging, events_of, working_days_of
from roadmaps.queries.calendars.moves import Preview, Wanted, hanging_on, living, preview_of
from roadmaps.queries.calendars.school_years import entered_years
from roadmaps.queries.occurrences import wanted_spans
from roadmaps.queries.periods import periods_of
from schools.models import Municipality


def preview_of_events(
    series: EventSeries,
    *,
    added: Sequence[EventDays] = (),
    changed: EventDays | None = None,
    removed: int | None = None,
) -> Preview:
    """What moves when events are added, one is changed, or one is taken out.

    New events have ids of their own below zero until they are written.
    """
    activities = hanging_on(series.pk)
    book = CalendarBook.of(activities)
    events = [one for one in events_of([series.pk])[series.pk] if one.id != removed]
    if changed is not None:
        events = [changed if one.id == changed.id else one for one in events]
    return preview_of(activities, _by(book.with_events(series.pk, [*events, *added])))


def preview_of_links(
    activities: Sequence[Activity], links: Mapping[int, Sequence[Hanging]]
) -> Preview:
    """What moves when these activities hang on these series, and on no others."""
    series_ids = {one.series_id for every in links.values() for one in every}
    municipalities = {activity.roadmap.municipality_id for activity in activities}
    book = CalendarBook(links, events_of(series_ids), working_days_of(municipalities))
    return preview_of(activities, _by(book))


def preview_of_hanging(added: Mapping[int, Sequence[Hanging]]) -> Preview:
    """What moves when activities hang on further series, or otherwise on those they hang on.

    `added` are the new links by the activity's id.
    """
    activities = living(Activity.objects.filter(pk__in=added))
    standing = CalendarBook.of(activities).links
    links = {}
    for activity in activities:
        every = (*standing.get(activity.pk, ()), *added[activity.pk])
        links[activity.pk] = tuple({one.series_id: one for one in every}.values())
    return preview_of_links(activities, links)


def preview_of_taking_off(activity_id: int, series_id: int) -> Preview:
    """What moves when an activity does not hang on a series any more."""
    activities = living(Activity.objects.filter(pk=activity_id))
    standing = CalendarBook.of(activities).links.get(activity_id, ())
    left = tuple(one for one in standing if one.series_id != series_id)
    return preview_of_links(activities, {activity_id: left})


def preview_of_school_year(
    municipality: Municipality, academic_year: int, entered: EnteredYear | None
) -> Preview:
    """What moves when the municipality's academic year has these dates; None: the customary ones.

    Only what the dates of quarters and holidays decide is looked at.
    """
    years = {**entered_years([municipality.pk]).get(municipality.pk, {})}
    years.pop(academic_year, None)
    if entered is not None:
        years[academic_year] = entered
    calendar = with_entered(tuple(sorted(years.items()))) if years else None
    activities = living(Activity.objects.filter(roadmap__municipality=municipality))
    book = CalendarBook.of(activities)

    def wanted(activity: Activity, period: PlanPeriod | None) -> list[DatedSpan]:
        changed = replace(period, calendar=calendar) if period else None
        return wanted_spans(activity, changed, book)

    plans = {one.roadmap_id: one.roadmap for one in activities}
    periods = {pk: periods_of(plan) for pk, plan in plans.items()}
    moving = [
        one
        for one in activities
        for period in [periods[one.roadmap_id].within(one.section_id)]
        if wanted(one, period) != wanted_spans(one, period, book)
    ]
    return preview_of(moving, wanted)


def preview_of_day(municipality: Municipality, day: date, *, is_working: bool | None) -> Preview:
    """What moves when the office works on `day` or not; None: as the whole country."""
    hanging = Activity.objects.filter(
        roadmap__municipality=municipality, calendar_links__day_count=DayCount.WORKING.value
    )
    activities = living(hanging.distinct())
    book = CalendarBook.of(activities)
    exceptions = {**working_days_of([municipality.pk])[municipality.pk].exceptions}
    exceptions.pop(day, None)
    if is_working is not None:
        exceptions[day] = is_working
    changed = {municipality.pk: ProductionCalendar(exceptions)}
    return preview_of(activities, _by(replace(book, working_days=changed)))


def _by(book: CalendarBook) -> Wanted:
    return lambda activity, period: wanted_spans(activity, period, book)


def not_yet_there(series: EventSeries, values: Sequence[EventValues]) -> list[EventValues]:
    """The events that the series does not have yet, each once."""
    standing = CalendarEvent.objects.standing().filter(series=series)
    known = set(standing.values_list("starts_on", "ends_on", "title"))
    unique = {(one.starts_on, one.ends_on, one.title): one for one in values}
    return [one for key, one in unique.items() if key not in known]
