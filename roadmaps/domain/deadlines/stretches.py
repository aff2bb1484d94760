"""Stretches of the calendar: months, seasons, parts of them, the n-th week or weekday."""

from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache
from typing import TypeAlias

from roadmaps.domain.deadlines.nodes import LAST, Part, Scale, Unit
from roadmaps.domain.deadlines.school_calendar import Stretch

Days: TypeAlias = tuple[date, date]
DAY = timedelta(days=1)
_SHORTEST_PARTED = 3
_HALVED_BY_MONTHS = (Scale.YEAR, Scale.SCHOOL_YEAR)
SATURDAY = 5


@lru_cache(maxsize=4096)
def days_in_month(year: int, month: int) -> int:
    """How many days a month has."""
    return monthrange(year, month)[1]


def numbered(all_of_year: list[Days], number: int | None) -> list[Days]:
    """The n-th of a year's units, the last, or all in order."""
    if number is None:
        return sorted(all_of_year)
    if number == LAST:
        return all_of_year[-1:]
    return all_of_year[number - 1 : number] if 1 <= number <= len(all_of_year) else []


@lru_cache(maxsize=4096)
def months(year: int, first: int, last: int) -> Days:
    """From the first day of one month to the last of another, in one year."""
    return date(year, first, 1), date(year, last, days_in_month(year, last))


def season(year: int, first: int, last: int) -> Days:
    """A season that starts in a year; winter ends in the next."""
    end = year + 1 if last < first else year
    return date(year, first, 1), date(end, last, days_in_month(end, last))


def weeks_of(year: int) -> list[Days]:
    """Weeks from Monday to Sunday that start in a year."""
    monday = date(year, 1, 1)
    monday += timedelta(days=-monday.weekday() % 7)
    return [
        (monday + timedelta(weeks=number), monday + timedelta(weeks=number, days=6))
        for number in range(53)
        if (monday + timedelta(weeks=number)).year == year
    ]


def placed(stretch: Stretch, year: int) -> Days:
    """A stretch of the school year that starts in a calendar year."""
    (first_month, first_day), (last_month, last_day) = stretch
    end_year = year + 1 if (last_month, last_day) < (first_month, first_day) else year
    start = day_or_last(year, first_month, first_day)[0]
    if (last_month, last_day) == (2, 28):
        last_day = 29
    return start, day_or_last(end_year, last_month, last_day)[0]


def months_back(day: date, count: int) -> date:
    """The same day of an earlier month, or that month's last."""
    if not count:
        return day
    month = day.year * 12 + day.month - 1 - count
    return day_or_last(month // 12, month % 12 + 1, day.day)[0]


@lru_cache(maxsize=8192)
def day_or_last(year: int, month: int, number: int) -> Days:
    """A day of a month, its last if the month is shorter."""
    day = date(year, month, min(max(number, 1), days_in_month(year, month)))
    return day, day


def counted(unit: Unit, days: Days) -> Days | None:
    """The n-th day, week, decade or weekday within some days."""
    start, end = days
    number = unit.number or 0
    if unit.scale is Scale.WEEK:
        return _nth_stretch(days, number, 7)
    if unit.scale is Scale.DECADE:
        if number in (3, LAST) and 20 <= (end - start).days < 31:
            return start + 20 * DAY, end
        return _nth_stretch(days, number, 10)
    if unit.scale in (Scale.DAY, Scale.WORKING_DAY, Scale.WEEKDAY):
        every = [start + offset * DAY for offset in range((end - start).days + 1)]
        return _nth_day([day for day in every if _suits(day, unit)], number)
    return _nth_month(days, number) if unit.scale is Scale.NTH_MONTH else None


def _suits(day: date, unit: Unit) -> bool:
    if unit.scale is Scale.WORKING_DAY:
        return day.weekday() < SATURDAY
    return unit.scale is Scale.DAY or day.weekday() == unit.weekday


def _nth_stretch(days: Days, number: int, length: int) -> Days | None:
    start, end = days
    if number == LAST:
        return max(start, end - (length - 1) * DAY), end
    first = start + length * (number - 1) * DAY
    return (first, min(end, first + (length - 1) * DAY)) if start <= first <= end else None


def _nth_day(days: list[date], number: int) -> Days | None:
    place = number if number == LAST else number - 1
    if not days or place >= len(days) or number == 0:
        return None
    return days[place], days[place]


def _nth_month(days: Days, number: int) -> Days | None:
    start, end = days
    count = (end.year - start.year) * 12 + end.month - start.month + 1
    place = count - 1 if number == LAST else number - 1
    if not 0 <= place < count:
        return None
    month = start.month - 1 + place
    year, month = start.year + month // 12, month % 12 + 1
    return months(year, month, month)


def part_of(days: Days, part: Part | None, scale: Scale) -> Days:
    """Beginning, middle or end: a third of a month, a month of what is longer."""
    start, end = days
    whole = length(days)
    if whole < _SHORTEST_PARTED:
        return days
    if part in (Part.FIRST_HALF, Part.SECOND_HALF) and scale in _HALVED_BY_MONTHS:
        first = part is Part.FIRST_HALF
        second = date(start.year, 7, 1) if scale is Scale.YEAR else date(end.year, 1, 1)
        return (start, second - DAY) if first else (second, end)
    if part in (Part.FIRST_HALF, Part.SECOND_HALF):
        middle = start + (15 if scale is Scale.MONTH else whole // 2) * DAY
        return (start, middle - DAY) if part is Part.FIRST_HALF else (middle, end)
    if scale in (Scale.MONTH, Scale.NTH_MONTH):
        if part is Part.START:
            return start, start + 9 * DAY
        if part is Part.MIDDLE:
            return start + 10 * DAY, start + 19 * DAY
        return start + 20 * DAY, end
    if whole <= 75:
        piece = max(1, min(10, whole // 3))
        return _third(days, part, piece)
    if part is Part.START:
        return start, min(end, months(start.year, start.month, start.month)[1])
    if part is Part.END:
        return max(start, end.replace(day=1)), end
    return _third(days, part, 31 if whole < 200 else 61)


def _third(days: Days, part: Part | None, piece: int) -> Days:
    start, end = days
    if part is Part.START:
        return start, start + (piece - 1) * DAY
    if part is Part.END:
        return end - (piece - 1) * DAY, end
    middle = start + (length(days) - piece) // 2 * DAY
    return middle, middle + (piece - 1) * DAY


def length(days: Days) -> int:
    """How many days, both ends counted."""
    return (days[1] - days[0]).days + 1
