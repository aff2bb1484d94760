"""The school calendars that municipalities have entered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from roadmaps.domain.calendars.school_years import from_json
from roadmaps.domain.deadlines.school_calendar import EnteredYear, SchoolCalendar, with_entered
from roadmaps.models import SchoolYear

SchoolCalendars: TypeAlias = Mapping[int, SchoolCalendar]


def school_calendars(municipality_ids: Iterable[int]) -> dict[int, SchoolCalendar]:
    """The calendar of each municipality that has entered a year; one query."""
    return {
        pk: with_entered(tuple(sorted(years.items())))
        for pk, years in entered_years(municipality_ids).items()
    }


def entered_years(municipality_ids: Iterable[int]) -> dict[int, dict[int, EnteredYear]]:
    """The entered academic years by municipality."""
    found: dict[int, dict[int, EnteredYear]] = {}
    rows = SchoolYear.objects.filter(municipality__in=[*municipality_ids])
    for place, year, stretches in rows.values_list("municipality", "academic_year", "stretches"):
        found.setdefault(place, {})[year] = from_json(stretches)
    return found
