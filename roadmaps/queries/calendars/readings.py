"""How pages speak of a deadline that hangs on the office's calendar."""

from __future__ import annotations

from roadmaps.domain.deadlines.reading import PlanPeriod, Span
from roadmaps.models import Activity
from roadmaps.queries.calendars.book import CalendarBook
from roadmaps.queries.readings import ReadingView, dates_in_words, view_of


def reading_on(activity: Activity, period: PlanPeriod | None, book: CalendarBook) -> ReadingView:
    """The reading under the words of a deadline: by the calendar where the activity hangs on it."""
    if not book.hangs(activity):
        return view_of(activity, period)
    dated = book.spans(activity, activity.roadmap.municipality_id, period)
    spans = tuple(
        Span(span.starts_on, span.due_on, span.label) for span in dated if span.due_on is not None
    )
    return ReadingView(
        words=calendar_words(activity, book),
        dates=dates_in_words(spans),
        days=tuple(span.end for span in spans),
        is_sure=True,
        is_specified=True,
        choices=(),
        doubts=(),
        chosen="",
        sign="sure" if spans else "waiting",
    )


def calendar_words(activity: Activity, book: CalendarBook) -> str:
    """«по календарю: ВПР, 10 рабочих дней после окончания»."""
    hanging = book.links.get(activity.pk, ())
    return "по календарю: " + "; ".join(f"{one.name}, {one.offset.words}" for one in hanging)
