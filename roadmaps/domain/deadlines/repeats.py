"""Occurrences of what comes round: blocks of weeks, months, quarters within some days."""

from datetime import timedelta

from roadmaps.domain.deadlines.expander import Expander
from roadmaps.domain.deadlines.nodes import Repeat, Scale, Unit
from roadmaps.domain.deadlines.stretches import Days, months
from roadmaps.domain.deadlines.values import PlanPeriod, Recurrence

_DAY = timedelta(days=1)
_MOST_TIMES = 10
_WEEK = 7
_DECEMBER = 12


def recurrence_of(repeat: Repeat, period: PlanPeriod | None) -> Recurrence | None:
    """The recurrence; «раз в полугодие» follows school half-years in a school plan."""
    if _by_school_half(repeat, period):
        return Recurrence.SCHOOL_HALF_YEARS
    return repeat.recurrence


def _by_school_half(repeat: Repeat, period: PlanPeriod | None) -> bool:
    school = period is not None and period.school_year
    return school and repeat.recurrence is Recurrence.HALF_YEARLY and not repeat.by_year


def blocks(repeat: Repeat, window: Days, expander: Expander) -> list[Days]:
    """What comes round within the window, clipped to it."""
    period = expander.period
    unit = repeat.unit
    if unit.scale is Scale.HALF and period is not None and period.school_year:
        unit = Unit(Scale.SCHOOL_HALF)
    if unit.scale is Scale.YEAR and period is not None and period.school_year:
        unit = Unit(Scale.SCHOOL_YEAR)
    found = _units(repeat, unit, window, expander)
    weekday = unit.scale is Scale.WEEKDAY
    stepped = found[:: repeat.step] if weekday else _stepped(found, repeat.step)
    if unit.scale in (Scale.SCHOOL_QUARTER, Scale.SCHOOL_HALF, Scale.SCHOOL_YEAR, Scale.TRIMESTER):
        stepped = _within(stepped, window)
    result = []
    for days in stepped:
        clipped = (max(days[0], window[0]), min(days[1], window[1]))
        if clipped[0] <= clipped[1]:
            result.extend(_divided(clipped, repeat.times))
    return result


def _within(found: list[Days], window: Days) -> list[Days]:
    """School units that the window covers whole; if none, those it touches."""
    whole = [days for days in found if window[0] <= days[0] and days[1] <= window[1]]
    return whole or found


def _units(repeat: Repeat, unit: Unit, window: Days, expander: Expander) -> list[Days]:
    if unit.scale is Scale.WEEKDAY:
        weekdays = repeat.weekdays or (unit.weekday,)
        return sorted(days for weekday in weekdays for days in _weekdays(weekday, window))
    if unit.scale is Scale.DECADE:
        return _decades(window)
    if unit.scale is Scale.HALF_MONTH:
        return _half_months(window)
    if unit.scale is Scale.DAY:
        count = (window[1] - window[0]).days + 1
        return [(day, day) for day in (window[0] + offset * _DAY for offset in range(count))]
    if unit.scale is Scale.WEEK:
        return _weeks(window, from_first_monday=repeat.step > 1)
    years = range(window[0].year - 1, window[1].year + 1)
    named = [
        days
        for year in years
        for days in expander.days(unit._replace(years=(year,)))
        if days[1] >= window[0] and days[0] <= window[1]
    ]
    return sorted(set(named))


def _decades(window: Days) -> list[Days]:
    """Thirds of the months that the window touches."""
    return _parts_of_months(window, (0, 10, 20))


def _half_months(window: Days) -> list[Days]:
    """Halves of the months that the window touches: to the 15th and from the 16th."""
    return _parts_of_months(window, (0, 15))


def _parts_of_months(window: Days, openings: tuple[int, ...]) -> list[Days]:
    """Months cut so that a part opens so many days after the first."""
    result: list[Days] = []
    year, month = window[0].year, window[0].month
    while (year, month) <= (window[1].year, window[1].month):
        first, last = months(year, month, month)
        starts = [first + days * _DAY for days in openings]
        ends = [start - _DAY for start in starts[1:]]
        result += zip(starts, [*ends, last], strict=True)
        year, month = (year + 1, 1) if month == _DECEMBER else (year, month + 1)
    return [days for days in result if days[1] >= window[0] and days[0] <= window[1]]


def _weekdays(weekday: int, window: Days) -> list[Days]:
    day = window[0] + (weekday - window[0].weekday()) % 7 * _DAY
    result = []
    while day <= window[1]:
        result.append((day, day))
        day += 7 * _DAY
    return result


def _weeks(window: Days, *, from_first_monday: bool) -> list[Days]:
    """Weeks from Monday with most of their days in the window."""
    monday = window[0] - window[0].weekday() * _DAY
    most = _WEEK if from_first_monday else _WEEK // 2 + 1
    result = []
    while monday <= window[1]:
        sunday = monday + (_WEEK - 1) * _DAY
        inside = (min(sunday, window[1]) - max(monday, window[0])).days + 1
        if inside >= min(most, (window[1] - window[0]).days + 1):
            result.append((monday, sunday))
        monday += _WEEK * _DAY
    return result


def _stepped(found: list[Days], step: int) -> list[Days]:
    """Every `step` units make one block."""
    if step < 2:
        return found
    groups = [found[place : place + step] for place in range(0, len(found), step)]
    return [(group[0][0], group[-1][1]) for group in groups]


def _divided(days: Days, times: int) -> list[Days]:
    """The block cut into `times` parts of nearly the same length."""
    length = (days[1] - days[0]).days + 1
    if times < 2 or times > _MOST_TIMES or length < times:
        return [days]
    edges = [days[0] + (length * number // times) * _DAY for number in range(times + 1)]
    return [(edges[number], edges[number + 1] - _DAY) for number in range(times)]
