"""What a deadline phrase turns into: kinds, spans, the plan's years and the reading itself.

Shapes are those of DESIGN.md 6. Dates are inclusive everywhere.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from roadmaps.domain.deadlines.school_calendar import SchoolCalendar

EARLIEST_YEAR = 1900
LATEST_YEAR = 2200


@dataclass(frozen=True, slots=True)
class PlanPeriod:
    """The years a plan runs over; with `school_year` from 1 September to 31 May.

    `month` (1–12) is the month that a section of the plan stands for: days and weeks that name no
    month of their own are meant in it. `calendar` is the school calendar of the municipality.
    """

    first_year: int
    last_year: int
    school_year: bool = False
    month: int | None = None
    calendar: SchoolCalendar | None = None

    @property
    def start(self) -> date:
        """First day: 1 January, or 1 September of the first year."""
        return _bounds(self.first_year, self.last_year, self.school_year)[0]

    @property
    def end(self) -> date:
        """Last day: 31 December, or 31 May; a school plan of one number ends a year later."""
        return _bounds(self.first_year, self.last_year, self.school_year)[1]

    @property
    def catchment(self) -> tuple[date, date]:
        """Days that a phrase without a year may mean: August before a school plan, July after."""
        return _catchment(self.first_year, self.last_year, self.school_year)

    @property
    def is_usable(self) -> bool:
        """Whether the years are in order and near enough to count with."""
        return EARLIEST_YEAR <= self.first_year <= self.last_year <= LATEST_YEAR


@lru_cache(maxsize=256)
def _bounds(first: int, last: int, school: bool) -> tuple[date, date]:  # noqa: FBT001
    if not school:
        return date(first, 1, 1), date(last, 12, 31)
    return date(first, 9, 1), date(max(last, first + 1), 5, 31)


@lru_cache(maxsize=256)
def _catchment(first: int, last: int, school: bool) -> tuple[date, date]:  # noqa: FBT001
    start, end = _bounds(first, last, school)
    return (date(first, 8, 1), date(end.year, 7, 31)) if school else (start, end)


class DeadlineKind(StrEnum):
    """What sort of time a phrase names."""

    POINT = "point"
    PERIOD = "period"
    RECURRING = "recurring"
    CONTINUOUS = "continuous"
    EVENT = "event"
    BY_SCHEDULE = "by_schedule"
    UNSPECIFIED = "unspecified"


class Recurrence(StrEnum):
    """How often a recurring activity comes round."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    YEARLY = "yearly"
    SCHOOL_QUARTERS = "school_quarters"
    SCHOOL_HALF_YEARS = "school_half_years"


class Span(NamedTuple):
    """Days of one occurrence; no start for a limit, `label` is the scope («ОГЭ, ЕГЭ»)."""

    start: date | None
    end: date
    label: str = ""


class DeadlineReading(NamedTuple):
    """How a phrase was understood, how surely, and what else it may mean.

    `errors` are those of the issues that leave it without a date: «31 июня», a start after the end.
    """

    text: str
    kind: DeadlineKind
    by: bool
    recurrence: Recurrence | None
    occurrences: tuple[Span, ...]
    confidence: Decimal
    reading: str
    alternatives: tuple["DeadlineReading", ...] = ()
    unread: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()
    errors: tuple[str, ...] = ()
