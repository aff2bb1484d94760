"""«Ждёт даты»: activities that nobody can say a date of yet, and what would give them one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from core.values.wording import counted, plural
from roadmaps.domain.calendars.matching import KnownSeries, Suggestion, suggestions
from roadmaps.domain.calendars.series import SeriesKind
from roadmaps.models import Activity, CalendarLink, EventSeries, Roadmap, RoadmapStatus
from roadmaps.queries.calendars.book import CalendarBook, events_of, is_within
from roadmaps.queries.calendars.readings import calendar_words
from roadmaps.queries.periods import period_around, periods_of
from roadmaps.queries.readings import view_of

NO_DEADLINE = "срок не указан"
NOT_READ = "из слов срока даты не следует"


@dataclass(frozen=True, slots=True)
class Offer:
    """A series that the activity may hang on, as a box to tick.

    `value` is what the box sends; `detail` says where beside the event the deadline will lie.
    """

    value: str
    name: str
    detail: str
    reason: str
    is_sure: bool


@dataclass(frozen=True, slots=True)
class UndatedRow:
    """One activity that waits; `missing` says for what."""

    activity: Activity
    missing: str
    offers: tuple[Offer, ...]
    series: EventSeries | None = None

    @property
    def needs_event(self) -> bool:
        """It hangs on a calendar already; only the event's date is not entered."""
        return self.series is not None


@dataclass(frozen=True, slots=True)
class UndatedPage:
    """All activities of one plan that wait for a date."""

    roadmap: Roadmap
    rows: tuple[UndatedRow, ...]

    @property
    def offered(self) -> int:
        """For how many a calendar is offered."""
        return sum(bool(row.offers) for row in self.rows)

    @property
    def sentence(self) -> str:
        """«12 мероприятий ждут даты, для 9 портал нашёл календарь»."""
        if not self.rows:
            return "У всех мероприятий есть даты."
        number = len(self.rows)
        words = counted(number, "мероприятие", "мероприятия", "мероприятий")
        said = f"{words} {plural(number, 'ждёт', 'ждут', 'ждут')} даты"
        if self.offered:
            said += f", для {self.offered} портал нашёл событие календаря"
        return f"{said}."


def undated_of(roadmap: Roadmap) -> UndatedPage:
    """The waiting activities of a plan in its order."""
    activities = list(
        roadmap.activities.filter(occurrences__due_on__isnull=True, occurrences__isnull=False)
        .select_related("section")
        .distinct()
        .order_by("position", "pk")
    )
    for activity in activities:
        activity.roadmap = roadmap
    book = CalendarBook.of(activities)
    first = _first_series(activities)
    known = known_series(roadmap.municipality_id)
    periods = periods_of(roadmap)
    rows = []
    for activity in activities:
        if book.hangs(activity):
            missing = f"{calendar_words(activity, book)} — в годы плана дат ещё нет"
            rows.append(UndatedRow(activity, missing, (), first[activity.pk]))
            continue
        view = view_of(activity, periods.within(activity.section_id))
        words = view.words if activity.deadline_text and view.is_specified else ""
        missing = words or (NOT_READ if activity.deadline_text else NO_DEADLINE)
        rows.append(UndatedRow(activity, missing, offers_for(activity, known)))
    return UndatedPage(roadmap, tuple(rows))


def undated_plans(user: Any) -> list[Roadmap]:
    """The office's living plans that the person sees; `waiting`: how many rows have no date."""
    plans = Roadmap.objects.visible_to(user).of_office().exclude(status=RoadmapStatus.CLOSED)
    waiting = Count(
        "activities",
        filter=Q(activities__excluded_by=None)
        & Q(activities__occurrences__isnull=False)
        & Q(activities__occurrences__due_on__isnull=True),
        distinct=True,
    )
    found = plans.annotate(waiting=waiting).filter(waiting__gt=0)
    return list(found.select_related("municipality").order_by("municipality__name", "title", "pk"))


def eventless_series(activity: Activity) -> EventSeries | None:
    """The first series that the activity hangs on and that has no event in the plan's years."""
    links = activity.calendar_links.select_related("series").order_by("pk")
    found = [link.series for link in links]
    events, period = events_of([one.pk for one in found]), period_around(activity)
    empty = (one for one in found if not any(is_within(day, period) for day in events[one.pk]))
    return next(empty, None)


def known_series(municipality_id: int) -> list[KnownSeries]:
    """The office's series as the matching takes them."""
    rows = EventSeries.objects.filter(municipality=municipality_id).order_by("pk")
    return [KnownSeries(one.pk, SeriesKind(one.kind), one.name) for one in rows]


def offers_for(activity: Activity, known: Sequence[KnownSeries]) -> tuple[Offer, ...]:
    """What the activity may hang on, likeliest first."""
    found = suggestions(activity.deadline_text, activity.title, known)
    return tuple(_offer(activity.pk, one) for one in found)


def _offer(activity_id: int, found: Suggestion) -> Offer:
    offset, series = found.offset, found.series
    detail = offset.words
    if not found.is_offset_said:
        detail += " (сколько дней, в сроке не сказано)"
    where = series.id if series.id is not None else series.kind.value
    name = series.name if series.id is not None else f"{series.name}, новые события календаря"
    value = f"{activity_id}:{where}:{offset.anchor}:{offset.days}:{offset.count}"
    return Offer(value, name, detail, found.reason, found.is_sure)


def _first_series(activities: Iterable[Activity]) -> dict[int, EventSeries]:
    links = CalendarLink.objects.filter(activity__in=[one.pk for one in activities])
    ordered = links.select_related("series").order_by("-pk")
    return {link.activity_id: link.series for link in ordered}
