"""Customary periods of exams, offered where an office has entered no dates of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.values import academic_year


@dataclass(frozen=True, slots=True)
class CustomaryPeriod:
    """When events of a sort are usually held in one academic year.

    `year` is the calendar year whose period this is, moved day by day.
    """

    starts_on: date
    ends_on: date
    year: int

    @property
    def academic_year(self) -> int:
        """The academic year in which the period lies."""
        return academic_year.of_date(self.starts_on)


def in_academic_year(first: date, last: date, year: int) -> CustomaryPeriod:
    """The period from `first` to `last` as it would lie in the academic year `year`."""
    years = year - academic_year.of_date(first)
    return CustomaryPeriod(_moved(first, years), _moved(last, years), first.year)


def _moved(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        # 29 February, where the other year has none.
        return day.replace(year=day.year + years, day=28)
