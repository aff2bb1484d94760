"""Previews of changes of events and links: which dates would move, and whose work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from roadmaps.domain.calendars.offsets import EventDays, EventValues
from roadmaps.models import Activity, CalendarEvent, EventSeries
from roadmaps.queries.calendars.book import CalendarBook, Hanging, events_of, working_days_of
from roadmaps.queries.calendars.moves import Preview, Wanted, hanging_on, preview_of
from roadmaps.queries.occurrences import wanted_spans


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


def _by(book: CalendarBook) -> Wanted:
    return lambda activity, period: wanted_spans(activity, period, book)


def not_yet_there(series: EventSeries, values: Sequence[EventValues]) -> list[EventValues]:
    """The events that the series does not have yet, each once."""
    standing = CalendarEvent.objects.standing().filter(series=series)
    known = set(standing.values_list("starts_on", "ends_on", "title"))
    unique = {(one.starts_on, one.ends_on, one.title): one for one in values}
    return [one for key, one in unique.items() if key not in known]
