"""The calendars of offices as activities need them: links, events, working days, read once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from core.values.production_calendar import ProductionCalendar
from core.values.wording import short_date
from roadmaps.domain.calendars.offsets import EventDays, Offset
from roadmaps.domain.deadlines.values import PlanPeriod
from roadmaps.domain.rescheduling import DatedSpan
from roadmaps.models import Activity, CalendarEvent, CalendarLink, OfficeDay

LABEL_LIMIT = 200


@dataclass(frozen=True, slots=True)
class Hanging:
    """An activity hangs on a series with an offset; `name` is what the series is called."""

    series_id: int
    name: str
    offset: Offset


@dataclass(frozen=True, slots=True)
class CalendarBook:
    """Links by activity, events by series, working days by municipality.

    Immutable: `with_events` and `with_links` answer «what if» for previews.
    """

    links: Mapping[int, Sequence[Hanging]] = field(default_factory=dict)
    events: Mapping[int, Sequence[EventDays]] = field(default_factory=dict)
    working_days: Mapping[int, ProductionCalendar] = field(default_factory=dict)

    @classmethod
    def of(cls, activities: Iterable[Activity]) -> CalendarBook:
        """What these activities hang on; three queries, one where nothing hangs."""
        ids = [activity.pk for activity in activities]
        links: dict[int, list[Hanging]] = {}
        found = CalendarLink.objects.filter(activity__in=ids).select_related("series")
        municipalities, series_ids = set(), set()
        for link in found.order_by("pk"):
            hanging = Hanging(link.series_id, link.series.name, link.offset)
            links.setdefault(link.activity_id, []).append(hanging)
            municipalities.add(link.series.municipality_id)
            series_ids.add(link.series_id)
        if not links:
            return cls()
        return cls(links, events_of(series_ids), working_days_of(municipalities))

    def hangs(self, activity: Activity) -> bool:
        """Whether the activity takes its dates from a calendar."""
        return bool(self.links.get(activity.pk))

    def spans(
        self, activity: Activity, municipality_id: int, period: PlanPeriod | None
    ) -> list[DatedSpan]:
        """One occurrence for each event in the plan's years; empty where none is known yet."""
        calendar = self.working_days.get(municipality_id, ProductionCalendar())
        spans = [
            DatedSpan(*hanging.offset.span(event, calendar), _label(hanging, event), event.id)
            for hanging in self.links.get(activity.pk, ())
            for event in self.events.get(hanging.series_id, ())
            if is_within(event, period)
        ]
        return sorted(spans, key=lambda span: (span.due_on, span.event))

    def with_events(self, series_id: int, events: Sequence[EventDays]) -> CalendarBook:
        """The book as it would be if the series had these events."""
        return replace(self, events={**self.events, series_id: events})

    def with_links(self, links: Mapping[int, Sequence[Hanging]]) -> CalendarBook:
        """The book as it would be if these activities hung on these series."""
        return replace(self, links={**self.links, **links})


def events_of(series_ids: Iterable[int]) -> dict[int, list[EventDays]]:
    """The standing events of these series in order."""
    events: dict[int, list[EventDays]] = {pk: [] for pk in series_ids}
    standing = CalendarEvent.objects.standing().filter(series__in=events)
    for event in standing.order_by("starts_on", "pk"):
        events[event.series_id].append(event.days)
    return events


def working_days_of(municipality_ids: Iterable[int]) -> dict[int, ProductionCalendar]:
    """The production calendar with each office's exceptions."""
    exceptions: dict[int, dict] = {pk: {} for pk in municipality_ids}
    rows = OfficeDay.objects.filter(municipality__in=exceptions)
    for municipality_id, day, is_working in rows.values_list(
        "municipality_id", "day", "is_working"
    ):
        exceptions[municipality_id][day] = is_working
    return {pk: ProductionCalendar(own) for pk, own in exceptions.items()}


def event_in_words(event: EventDays, name: str = "") -> str:
    """«ВПР 4–8 классы, 12.04.2027–14.05.2027»."""
    days = short_date(event.starts_on)
    if event.ends_on != event.starts_on:
        days += f"–{short_date(event.ends_on)}"
    title = event.title or name
    return f"{title}, {days}" if title else days


def _label(hanging: Hanging, event: EventDays) -> str:
    return (event.title or hanging.name)[:LABEL_LIMIT]


def is_within(event: EventDays, period: PlanPeriod | None) -> bool:
    """Whether an event falls into the years of a plan."""
    if period is None or not period.is_usable:
        return True
    first, last = period.catchment
    return first <= event.starts_on <= last
