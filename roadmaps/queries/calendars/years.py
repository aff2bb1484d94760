"""The academic year and the working days that a calendar page shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from core.values import academic_year
from core.values.production_calendar import days_off, transfers_are_known
from core.values.wording import short_date
from roadmaps.domain.calendars.school_years import NAMES, from_json, usual_year
from roadmaps.domain.deadlines.school_calendar import EnteredYear
from roadmaps.models import OfficeDay, SchoolYear
from schools.models import Municipality

SHOWN = ("quarters", "half_years", "trimesters", "holidays")
_TITLES = {
    "quarters": "Четверти",
    "half_years": "Полугодия",
    "trimesters": "Триместры",
    "holidays": "Каникулы",
}


@dataclass(frozen=True, slots=True)
class SchoolYearView:
    """The dates of one academic year; `is_entered` tells them from the customary ones."""

    dates: EnteredYear
    is_entered: bool
    source: str = ""
    version: int = 0

    @property
    def bounds(self) -> str:
        """«01.09.2026–26.05.2027»."""
        return _stretch(*self.dates.year[0])

    @property
    def tables(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Quarters, half-years, trimesters and holidays with their days."""
        return [
            (
                _TITLES[table],
                [
                    (name, _stretch(*days))
                    for name, days in zip(NAMES[table], getattr(self.dates, table), strict=True)
                ],
            )
            for table in SHOWN
        ]


@dataclass(frozen=True, slots=True)
class WorkingDaysView:
    """Days of an academic year on which people rest or work otherwise than usual."""

    own: tuple[OfficeDay, ...]
    transferred: tuple[tuple[str, str], ...]
    unknown_years: tuple[int, ...]


def school_year_of(municipality: Municipality, year: int) -> SchoolYearView:
    """What the municipality has entered for the academic year, else the customary dates."""
    kept = SchoolYear.objects.filter(municipality=municipality, academic_year=year).first()
    if kept is None:
        return SchoolYearView(usual_year(year), is_entered=False)
    return SchoolYearView(
        from_json(kept.stretches), is_entered=True, source=kept.source, version=kept.version
    )


def working_days_in(municipality: Municipality, year: int) -> WorkingDaysView:
    """The office's own days in an academic year and the country's weekdays off."""
    first, last = academic_year.bounds(year)
    own = OfficeDay.objects.filter(municipality=municipality, day__range=(first, last))
    years = (year, year + 1)
    return WorkingDaysView(
        own=tuple(own.order_by("day")),
        transferred=tuple(_weekdays_off(years, first, last)),
        unknown_years=tuple(one for one in years if not transfers_are_known(one)),
    )


def _weekdays_off(years: Iterable[int], first: date, last: date) -> Iterable[tuple[str, str]]:
    for year in years:
        for off in days_off(year):
            if first <= off.day <= last:
                yield short_date(off.day), off.name


def _stretch(first: date, last: date) -> str:
    return f"{short_date(first)}–{short_date(last)}"
