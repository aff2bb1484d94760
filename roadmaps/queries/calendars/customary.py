"""The customary dates of exams for series without dates of their own."""

from __future__ import annotations

from datetime import date

from django.conf import settings

from core.values import academic_year
from roadmaps.domain.calendars.customary import CustomaryPeriod, in_academic_year
from roadmaps.models import CalendarEvent, EventSeries


def customary_in(series: EventSeries, year: int) -> CustomaryPeriod | None:
    """When such events are usually held in an academic year; None where nobody can say."""
    days = settings.CUSTOMARY_PERIODS.get(series.kind)
    return in_academic_year(*days, year) if days else None


def next_customary(series: EventSeries, today: date) -> CustomaryPeriod | None:
    """The customary period of the nearest academic year that is not over and has no event yet."""
    first = academic_year.of_date(today)
    for year in (first, first + 1):
        found = customary_in(series, year)
        standing = CalendarEvent.objects.standing().filter(series=series)
        is_entered = standing.filter(starts_on__range=academic_year.bounds(year)).exists()
        if found and found.ends_on >= today and not is_entered:
            return found
    return None
