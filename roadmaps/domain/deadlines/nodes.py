"""The tree of a deadline phrase: units of the calendar and what is said about them.

A unit without years floats: the plan's years decide. A unit without a number is any of its
sort («последняя неделя месяца», «в конце четверти»).
"""

from collections.abc import Callable
from enum import IntEnum, StrEnum
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from roadmaps.domain.deadlines.values import Recurrence

LAST = -1


class Scale(IntEnum):
    """Sorts of units, from short to long; the number is a typical length in days."""

    DAY = 1
    WEEKDAY = 2
    WORKING_DAY = 3
    WEEK = 7
    HOLIDAYS = 9
    DECADE = 10
    HALF_MONTH = 15
    NTH_MONTH = 30
    MONTH = 31
    SCHOOL_QUARTER = 60
    TRIMESTER = 89
    SEASON = 90
    QUARTER = 91
    SCHOOL_HALF = 130
    HALF = 182
    SCHOOL_YEAR = 270
    YEAR = 365
    PLAN = 9999


class Part(StrEnum):
    """Which part of a unit is meant."""

    START = "начало"
    MIDDLE = "середина"
    END = "конец"
    FIRST_HALF = "первая половина"
    SECOND_HALF = "вторая половина"


class Unit(NamedTuple):
    """A stretch of the calendar; `of` is what a day, week or decade is counted in.

    `plan_year` is of «второй год реализации»: which of the plan's years, counted from 1.
    """

    scale: Scale
    number: int | None = None
    of: "Unit | None" = None
    years: tuple[int, ...] = ()
    by_school_year: bool = False
    part: Part | None = None
    weekday: int = 0
    following: bool = False
    plan_year: int = 0


@lru_cache(maxsize=256)
def bare(scale: Scale, number: int | None = None) -> Unit:
    """A unit of which nothing more is said; the same one each time."""
    return Unit(scale, number)


class Range(NamedTuple):
    """From one unit to another; without an end, to the end of the plan.

    `after`: from the day after the unit ends («после 15 мая»).
    """

    start: Unit
    end: Unit | None
    after: bool = False


class Edge(IntEnum):
    """Where a limit falls: on the unit's last day, its first, or the day before it."""

    LAST_DAY = 1
    FIRST_DAY = 2
    DAY_BEFORE = 3


class Limit(NamedTuple):
    """«до …», «не позднее …», «к …»; `doubtful`: «до мая» may end before May, too.

    `before`: how many months and days it lies before the edge («за 10 дней до …»).
    """

    unit: Unit
    edge: Edge = Edge.LAST_DAY
    doubtful: bool = False
    before: tuple[int, int] = (0, 0)


class Repeat(NamedTuple):
    """How often: every `step` units, `times` in each; `by_year` for «2 раза в год».

    `weekdays` of «по вторникам и четвергам», Monday is 0.
    """

    recurrence: Recurrence | None
    unit: Unit
    step: int = 1
    times: int = 1
    by_year: bool = False
    weekdays: tuple[int, ...] = ()


class Whole(NamedTuple):
    """Without interruption over the units named; `words` of «ежедневно», «в рабочем порядке»."""

    item: "Unit | Range"
    words: str = ""


class Except(NamedTuple):
    """What a recurrence leaves out («кроме июля и августа»)."""

    items: "tuple[Unit | Range, ...]"


class Event(NamedTuple):
    """After or around something; `unit` is the calendar's own event («по итогам четверти»).

    `bare` is a length of time with nothing to count it from («в двухнедельный срок»).
    """

    words: str
    unit: Unit | None = None
    by: bool = False
    bare: bool = False


class Schedule(NamedTuple):
    """As somebody's plan or schedule says."""

    words: str


class Break(IntEnum):
    """How strongly a mark parts what stands on its sides."""

    COMMA = 1
    CHOICE = 2
    STRONG = 3


class Separator(NamedTuple):
    """A mark between parts."""

    strength: Break


class Label(NamedTuple):
    """A scope; `trailing` if it follows what it names («июль – ОГЭ»)."""

    text: str
    trailing: bool = False


class Then(NamedTuple):
    """«далее», «затем»: what follows goes on from the dates before."""


class Unread(NamedTuple):
    """A word that was not understood."""

    text: str


Item: TypeAlias = Unit | Range | Limit
Element: TypeAlias = (
    Unit
    | Range
    | Limit
    | Repeat
    | Whole
    | Except
    | Event
    | Schedule
    | Separator
    | Label
    | Then
    | Unread
)


# What is asked of and done to items as a whole.


def lifted(unit: Unit) -> Unit:
    """The unit with the years of its parent («15 мая 2024») taken up to itself."""
    if unit.of is None:
        return unit
    inner = unit.of if unit.of.of is None else lifted(unit.of)
    if not inner.years and not inner.following and not inner.plan_year:
        return unit
    if inner.of is None and inner.part is None and not inner.weekday:
        parent = bare(inner.scale, inner.number)
    else:
        parent = inner._replace(years=(), by_school_year=False, following=False, plan_year=0)
    scale, number, _, years, by_school_year, part, weekday, following, plan_year = unit
    return Unit(
        scale,
        number,
        parent,
        years or inner.years,
        by_school_year or inner.by_school_year,
        part,
        weekday,
        following or inner.following,
        plan_year or inner.plan_year,
    )


def unit_of(item: Item) -> Unit:
    """The unit of an item; of a range the one it starts with."""
    if isinstance(item, Unit):
        return item
    return item.unit if isinstance(item, Limit) else item.start


def with_unit(item: Item, unit: Unit) -> Item:
    """The item with another unit in the place of `unit_of`."""
    if isinstance(item, Unit):
        return unit
    if unit is unit_of(item):
        return item
    return item._replace(unit=unit) if isinstance(item, Limit) else item._replace(start=unit)


def each_unit(item: Item, change: Callable[[Unit], Unit]) -> Item:
    """The item with every unit of it changed."""
    if isinstance(item, Unit):
        return change(item)
    if isinstance(item, Range):
        start, end = change(item.start), change(item.end) if item.end else None
        same = start is item.start and end is item.end
        return item if same else Range(start, end, after=item.after)
    return with_unit(item, change(unit_of(item)))


def years_of(item: Item) -> tuple[int, ...]:
    """The years that an item names; of a range those of its end first."""
    if isinstance(item, Range):
        return (item.end.years if item.end else ()) or item.start.years
    return unit_of(item).years


def dated(item: Item, years: tuple[int, ...], *, school: bool) -> Item:
    """The item with its years; a range takes them at its end."""
    if isinstance(item, Range) and item.end is not None:
        return Range(item.start, item.end._replace(years=years, by_school_year=school))
    return with_unit(item, unit_of(item)._replace(years=years, by_school_year=school))
