"""Dates of quarters, half-years, trimesters and holidays of a school year.

Schools fix their own dates each year within the federal schedule; until a municipality enters
them, customary ones stand in, and every reading that rests on them says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import NamedTuple, TypeAlias

MonthDay: TypeAlias = tuple[int, int]
Stretch: TypeAlias = tuple[MonthDay, MonthDay]
RealDays: TypeAlias = tuple[date, date]
_FIRST_MONTH = 9
_EARLIEST_START = 8


class EnteredYear(NamedTuple):
    """The real dates of one academic year, as a municipality has entered them."""

    year: tuple[RealDays, ...]
    quarters: tuple[RealDays, ...]
    trimesters: tuple[RealDays, ...]
    half_years: tuple[RealDays, ...]
    holidays: tuple[RealDays, ...]


@dataclass(frozen=True, slots=True, eq=False)
class SchoolCalendar:
    """Month and day of first and last days, in the order of the school year.

    `entered` holds the real dates of single academic years; they stand instead of the customary
    ones. Each calendar is itself and no other, so that readings may be remembered by it.
    """

    year: tuple[Stretch]
    quarters: tuple[Stretch, Stretch, Stretch, Stretch]
    trimesters: tuple[Stretch, Stretch, Stretch]
    half_years: tuple[Stretch, Stretch]
    holidays: tuple[Stretch, Stretch, Stretch, Stretch]
    entered: Mapping[int, EnteredYear] = field(default_factory=dict)

    def real_days(self, table: str, place: int, year: int) -> RealDays | None:
        """The entered days of a stretch that by custom starts in calendar `year`, if there are."""
        (month, _), _ = getattr(self, table)[place]
        found = self.entered.get(year if month >= _EARLIEST_START else year - 1)
        return getattr(found, table)[place] if found else None

    def knows(self, day: date) -> bool:
        """Whether the real dates of the academic year around `day` are entered."""
        return (day.year if day.month >= _FIRST_MONTH else day.year - 1) in self.entered


USUAL_CALENDAR = SchoolCalendar(
    year=(((9, 1), (5, 31)),),
    quarters=(
        ((9, 1), (10, 27)),
        ((11, 6), (12, 30)),
        ((1, 9), (3, 22)),
        ((4, 1), (5, 31)),
    ),
    trimesters=(((9, 1), (11, 30)), ((12, 1), (2, 28)), ((3, 1), (5, 31))),
    half_years=(((9, 1), (12, 31)), ((1, 9), (5, 31))),
    holidays=(
        ((10, 28), (11, 5)),
        ((12, 31), (1, 8)),
        ((3, 23), (3, 31)),
        ((6, 1), (8, 31)),
    ),
)


@lru_cache(maxsize=512)
def with_entered(years: tuple[tuple[int, EnteredYear], ...]) -> SchoolCalendar:
    """The customary calendar with these academic years as entered; the same one each time."""
    usual = USUAL_CALENDAR
    return SchoolCalendar(
        usual.year, usual.quarters, usual.trimesters, usual.half_years, usual.holidays, dict(years)
    )
