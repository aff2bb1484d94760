"""Working days in Russia: weekends, holidays of article 112 of the Labour Code, and transfers.

The library `holidays` knows the Government's transfers for the years it has heard of; for later
years only the holidays themselves are certain, and `transfers_are_known` says so. An office may
know better (a regional day off, a day the library has not learned): its exceptions come first.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate

import holidays

_ONE_DAY = timedelta(days=1)
_TRANSFERRED = "перенесено"


@dataclass(frozen=True, slots=True)
class DayOff:
    """A weekday without work, and why: «День России», «Выходной (перенесено с 04.01.2026)»."""

    day: date
    name: str


@dataclass(frozen=True, slots=True)
class ProductionCalendar:
    """Which days are worked. `exceptions` are the office's own: True works, False does not."""

    exceptions: Mapping[date, bool] = field(default_factory=dict)

    def is_working(self, day: date) -> bool:
        """Whether people are at work on `day`."""
        own = self.exceptions.get(day)
        return _of_year(day.year).is_working_day(day) if own is None else own

    def first_from(self, day: date) -> date:
        """The first working day not before `day`."""
        while not self.is_working(day):
            day += _ONE_DAY
        return day

    def last_until(self, day: date) -> date:
        """The last working day not after `day`."""
        while not self.is_working(day):
            day -= _ONE_DAY
        return day

    def shifted(self, day: date, days: int) -> date:
        """The working day `days` working days after `day` (before, where negative).

        The day itself is not counted: the first working day after an event is `shifted(day, 1)`.
        With 0 it is the day itself or, where nobody works, the next working day.
        """
        if days == 0:
            return self.first_from(day)
        step = _ONE_DAY if days > 0 else -_ONE_DAY
        left = abs(days)
        while left:
            day += step
            left -= self.is_working(day)
        return day

    def count(self, first: date, last: date) -> int:
        """Working days from `first` to `last`, both included; 0 where they are out of order."""
        own = sum(
            works - _of_year(day.year).is_working_day(day)
            for day, works in self.exceptions.items()
            if first <= day <= last
        )
        return _count(first, last) + own


def days_off(year: int) -> tuple[DayOff, ...]:
    """Holidays and transferred days off of a year in order, weekends without a name left out."""
    return tuple(DayOff(day, name) for day, name in sorted(_of_year(year).items()))


def transfers_are_known(year: int) -> bool:
    """Whether the Government's transfers of days off in `year` are published and known here."""
    return any(_TRANSFERRED in name for name in _of_year(year).values())


def _count(first: date, last: date) -> int:
    if last < first:
        return 0
    found = 0
    for year in range(first.year, last.year + 1):
        worked = _worked_until(year)
        begin = _place(first) - 1 if year == first.year else 0
        end = _place(last) if year == last.year else len(worked) - 1
        found += worked[end] - worked[begin]
    return found


def _place(day: date) -> int:
    """1 for the first day of the year."""
    return (day - date(day.year, 1, 1)).days + 1


@lru_cache(maxsize=64)
def _worked_until(year: int) -> tuple[int, ...]:
    """Working days among the first 0, 1, 2… days of the year: lists ask for thousands of spans."""
    known = _of_year(year)
    first, days = date(year, 1, 1), _place(date(year, 12, 31))
    worked = (known.is_working_day(first + _ONE_DAY * number) for number in range(days))
    return tuple(accumulate(worked, initial=0))


@lru_cache(maxsize=64)
def _of_year(year: int) -> holidays.HolidayBase:
    return holidays.country_holidays("RU", years=year, language="ru")
