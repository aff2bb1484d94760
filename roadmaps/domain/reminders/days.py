"""On which days reminders go: working days outside the office's quiet periods."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from core.values.production_calendar import ProductionCalendar

LONGEST_QUIET = 120
"""Days of a year that quiet periods may take together."""
_FARTHEST = 400
_ONE_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
_LEAP_YEAR = 2024
_PERIOD = re.compile(r"(\d{1,2})\.(\d{1,2})\s*[-–—]\s*(\d{1,2})\.(\d{1,2})")
FORM = "Запишите периоды так: 01.07–31.07, 28.12–08.01."


class UnclearPeriods(ValueError):
    """Quiet periods that cannot be understood; the message is a Russian sentence."""


@dataclass(frozen=True, slots=True)
class QuietPeriod:
    """Days of every year, first and last included, as pairs of month and day."""

    first: tuple[int, int]
    last: tuple[int, int]

    def holds(self, day: date) -> bool:
        """Whether `day` is quiet; a period may run over New Year."""
        place = (day.month, day.day)
        if self.first <= self.last:
            return self.first <= place <= self.last
        return place >= self.first or place <= self.last

    def __str__(self) -> str:
        (first_month, first_day), (last_month, last_day) = self.first, self.last
        return f"{first_day:02}.{first_month:02}–{last_day:02}.{last_month:02}"


def read_periods(text: str) -> tuple[QuietPeriod, ...]:
    """Periods as an office writes them: «01.07–31.07, 28.12–08.01». Raises UnclearPeriods."""
    periods = tuple(_read_period(part) for part in re.split(r"[,;\n]", text) if part.strip())
    quiet = sum(any(period.holds(day) for period in periods) for day in _days_of_year())
    if quiet > LONGEST_QUIET:
        raise UnclearPeriods(
            f"Вместе получается {quiet} дней в году, а можно не больше {LONGEST_QUIET}. "
            "Чтобы не напоминать совсем, выключите напоминания."
        )
    return periods


@dataclass(frozen=True, slots=True)
class SendingDays:
    """The days of an office on which reminders go."""

    calendar: ProductionCalendar = field(default_factory=ProductionCalendar)
    quiet: Sequence[QuietPeriod] = ()

    def is_open(self, day: date) -> bool:
        """Whether reminders go on `day`."""
        return self.calendar.is_working(day) and not any(one.holds(day) for one in self.quiet)

    def next_after(self, day: date) -> date:
        """The first such day after `day`."""
        return self._first(day + _ONE_DAY * ahead for ahead in range(1, _FARTHEST))

    def last_before(self, day: date) -> date:
        """The last such day before `day`."""
        return self._first(day - _ONE_DAY * back for back in range(1, _FARTHEST))

    def is_weekly(self, today: date, weekday: int, *, after: date) -> bool:
        """Whether the weekly reminder goes in the round of `today`, the round before being `after`.

        It goes on `weekday` or, where that was no sending day, on the next one.
        """
        latest = today - _ONE_DAY * ((today.weekday() - weekday) % 7)
        return latest > after

    def next_weekly(self, today: date, weekday: int) -> date:
        """The day of the weekly reminder after the one that goes on `today`."""
        day = today + _ONE_DAY * ((weekday - today.weekday()) % 7 or 7)
        return day if self.is_open(day) else self.next_after(day)

    def last_weekly(self, today: date, weekday: int) -> date:
        """The day of the weekly reminder before the one that goes on `today`."""
        latest = today - _ONE_DAY * ((today.weekday() - weekday) % 7)
        before = latest - _WEEK
        day = before if self.is_open(before) else self.next_after(before)
        return day if day < today else self.last_weekly(before, weekday)

    def _first(self, days: Iterator[date]) -> date:
        last = date.min
        for day in days:
            if self.is_open(day):
                return day
            last = day
        return last


@dataclass(frozen=True, slots=True)
class Round:
    """One sending: its day, the day of the round before it, and of the next one.

    `is_weekly` says that the weekly reminder of what is overdue goes with it.
    """

    today: date
    previous: date
    following: date
    is_weekly: bool


def _read_period(text: str) -> QuietPeriod:
    found = _PERIOD.fullmatch(text.strip())
    if found is None:
        raise UnclearPeriods(f"Не понятно, что такое «{text.strip()}». {FORM}")
    first_day, first_month, last_day, last_month = map(int, found.groups())
    try:
        # 29 February may be named: it is quiet in the years that have it.
        date(_LEAP_YEAR, first_month, first_day)
        date(_LEAP_YEAR, last_month, last_day)
    except ValueError:
        raise UnclearPeriods(f"В «{text.strip()}» названо число, которого нет. {FORM}") from None
    return QuietPeriod((first_month, first_day), (last_month, last_day))


def _days_of_year() -> Iterator[date]:
    first = date(_LEAP_YEAR, 1, 1)
    return (first + _ONE_DAY * number for number in range(366))
