"""Gives dates in a list the month and the year that their neighbours carry.

«10, 20 мая», «апрель – май, сентябрь 2021», «ноябрь, январь, март 2024» (November before).
"""

from roadmaps.domain.deadlines.nodes import (
    Item,
    Range,
    Scale,
    Unit,
    dated,
    each_unit,
    lifted,
    unit_of,
    with_unit,
    years_of,
)
from roadmaps.domain.deadlines.values import PlanPeriod

_INSIDE = frozenset({Scale.DAY, Scale.WEEK, Scale.DECADE, Scale.WEEKDAY, Scale.WORKING_DAY})
_FIRST_MONTHS = {
    Scale.QUARTER: (1, 4, 7, 10),
    Scale.HALF: (1, 7),
    Scale.SCHOOL_QUARTER: (9, 11, 1, 4),
    Scale.SCHOOL_HALF: (9, 1),
    Scale.TRIMESTER: (9, 12, 3),
    Scale.SEASON: (9, 12, 3, 6),
    Scale.HOLIDAYS: (10, 12, 3, 6),
}


def completed(items: list[Item], period: PlanPeriod | None, *, carry: bool) -> list[Item]:
    """The items with months and, if `carry`, years taken over from the neighbours."""
    result = [each_unit(item, lifted) for item in items]
    if len(items) == 1 and not isinstance(items[0], Range):
        return result
    result = _with_months(result)
    if not carry or len(result) < 2:
        return result
    return _with_years(_with_year_item(result), period)


def carry_between(lists: list[list[Item]], period: PlanPeriod | None) -> None:
    """Give a list of dates without years the year that opens the next list, in place.

    «ВПР – май; ГИА – июнь 2024»: each scope is a list of its own.
    """
    for before, after in zip(reversed(lists[:-1]), reversed(lists[1:]), strict=True):
        if not before or not after:
            continue
        neighbour = each_unit(after[0], lifted)
        if any(years_of(each_unit(item, lifted)) for item in before):
            continue
        before[:] = [_carried(item, neighbour, -1, period) for item in _with_months(before)]


def _with_months(items: list[Item]) -> list[Item]:
    neighbour: Unit | None = None
    result: list[Item] = []
    for item in reversed(items):
        if isinstance(item, Range) and item.end is not None:
            end, neighbour = _in_month(item.end, neighbour)
            start, neighbour = _in_month(item.start, neighbour)
            same = start is item.start and end is item.end
            result.append(item if same else Range(start, end))
        else:
            unit, neighbour = _in_month(unit_of(item), neighbour)
            result.append(with_unit(item, unit))
    return result[::-1]


def _in_month(unit: Unit, neighbour: Unit | None) -> tuple[Unit, Unit | None]:
    """The unit with a month, and the unit whose month the one before it shares."""
    if unit.scale not in _INSIDE:
        return unit, neighbour
    if unit.of is not None:
        return unit, unit
    if neighbour is None or neighbour.of is None:
        return unit, neighbour
    years, school = neighbour.years, neighbour.by_school_year
    month = neighbour.of._replace(years=years, by_school_year=school)
    return lifted(unit._replace(of=month)), neighbour


def _with_year_item(items: list[Item]) -> list[Item]:
    """«март, июнь, 2024 год»: a year in a list of months without one is their year."""
    places = [place for place, item in enumerate(items) if _is_year(item)]
    others = [item for item in items if not _is_year(item)]
    if len(places) != 1 or not others or any(years_of(item) for item in others):
        return items
    if any(_is_yearlong(item) for item in others):
        return items
    years, school = _listed_years(items[places[0]])
    return [dated(item, years, school=school) for item in others]


def _is_year(item: Item) -> bool:
    if isinstance(item, Range):
        ends = (item.start, item.end) if item.end is not None else ()
        return bool(ends) and all(end.scale is Scale.YEAR and end.years for end in ends)
    return (
        isinstance(item, Unit)
        and item.scale in (Scale.YEAR, Scale.SCHOOL_YEAR)
        and (bool(item.years) and item.part is None)
    )


def _is_yearlong(item: Item) -> bool:
    return unit_of(item).scale >= Scale.SCHOOL_YEAR


def _listed_years(item: Item) -> tuple[tuple[int, ...], bool]:
    if isinstance(item, Range) and item.end is not None:
        first, last = item.start.years[0], item.end.years[0]
        return tuple(range(first, min(last, first + 60) + 1)), False
    unit = unit_of(item)
    return unit.years, unit.by_school_year


def _with_years(items: list[Item], period: PlanPeriod | None) -> list[Item]:
    result = list(items)
    for place in range(len(result) - 2, -1, -1):
        result[place] = _carried(result[place], result[place + 1], -1, period)
    for place in range(1, len(result)):
        result[place] = _carried(result[place], result[place - 1], 1, period)
    return result


def _carried(item: Item, neighbour: Item, step: int, period: PlanPeriod | None) -> Item:
    """The item with its neighbour's year, or the year before or after to keep the order."""
    years = years_of(neighbour)
    if years_of(item) or not years or _is_yearlong(item) or _is_yearlong(neighbour):
        return item
    if isinstance(item, Range) and (item.end is None or item.start.years):
        return item
    school = _school_dated(neighbour)
    if school or len(years) > 1:
        return dated(item, years, school=school)
    here, there = _place(item), _place(neighbour)
    year = years[0]
    out_of_order = here > there if step < 0 else here < there
    if out_of_order and _covers(period, year + step):
        year += step
    return dated(item, (year,), school=False)


def _school_dated(item: Item) -> bool:
    if isinstance(item, Range):
        return (item.end or item.start).by_school_year
    return unit_of(item).by_school_year


def _place(item: Item) -> tuple[int, int]:
    unit = item.end if isinstance(item, Range) and item.end else unit_of(item)
    month = unit.of.number if unit.of else None
    if unit.scale is Scale.MONTH:
        month = unit.number
    elif unit.number and (months := _FIRST_MONTHS.get(unit.scale)):
        month = months[min(unit.number, len(months)) - 1]
    day = unit.number or 0 if unit.scale in _INSIDE else 0
    return month or 0, day


def _covers(period: PlanPeriod | None, year: int) -> bool:
    if period is None:
        return True
    first, last = period.catchment
    return first.year <= year <= last.year
