"""The tree of a deadline phrase: units of the calendar and what is said about them.

A unit without years floats: the plan's years decide. A unit without a number is any of its
sort («последняя неделя месяца», «в конце четверти»).
"""

from dataclasses import dataclass
from enum import Enum, IntEnum
from typing import TypeAlias

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


class Part(Enum):
    """Which part of a unit is meant."""

    START = "начало"
    MIDDLE = "середина"
    END = "конец"
    FIRST_HALF = "первая половина"
    SECOND_HALF = "вторая половина"


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch of the calendar; `of` is what a day, week or decade is counted in."""

    scale: Scale
    number: int | None = None
    of: "Unit | None" = None
    years: tuple[int, ...] = ()
    by_school_year: bool = False
    part: Part | None = None
    weekday: int = 0
    following: bool = False


@dataclass(frozen=True, slots=True)
class Range:
    """From one unit to another; without an end, to the end of the plan."""

    start: Unit
    end: Unit | None


class Edge(Enum):
    """Where a limit falls: on the unit's last day, its first, or the day before it."""

    LAST_DAY = 1
    FIRST_DAY = 2
    DAY_BEFORE = 3


@dataclass(frozen=True, slots=True)
class Limit:
    """«до …», «не позднее …», «к …»; `doubtful`: «до мая» may end before May, too."""

    unit: Unit
    edge: Edge = Edge.LAST_DAY
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Repeat:
    """How often: every `step` units, `times` in each; `by_year` for «2 раза в год»."""

    recurrence: Recurrence | None
    unit: Unit
    step: int = 1
    times: int = 1
    by_year: bool = False


@dataclass(frozen=True, slots=True)
class Whole:
    """Without interruption over the units named."""

    item: "Unit | Range"


@dataclass(frozen=True, slots=True)
class Except:
    """What a recurrence leaves out («кроме июля и августа»)."""

    items: "tuple[Unit | Range, ...]"


@dataclass(frozen=True, slots=True)
class Event:
    """After or around something; `unit` is the calendar's own event («по итогам четверти»)."""

    words: str
    unit: Unit | None = None
    by: bool = False


@dataclass(frozen=True, slots=True)
class Schedule:
    """As somebody's plan or schedule says."""

    words: str


class Break(IntEnum):
    """How strongly a mark parts what stands on its sides."""

    COMMA = 1
    CHOICE = 2
    STRONG = 3


@dataclass(frozen=True, slots=True)
class Separator:
    """A mark between parts."""

    strength: Break


@dataclass(frozen=True, slots=True)
class Label:
    """A scope; `trailing` if it follows what it names («июль – ОГЭ»)."""

    text: str
    trailing: bool = False


@dataclass(frozen=True, slots=True)
class Unread:
    """A word that was not understood."""

    text: str


Item: TypeAlias = Unit | Range | Limit
Element: TypeAlias = (
    Unit | Range | Limit | Repeat | Whole | Except | Event | Schedule | Separator | Label | Unread
)
