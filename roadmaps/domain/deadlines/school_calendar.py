"""Usual dates of quarters, half-years, trimesters and holidays of a school year.

Schools fix their own dates each year within the federal schedule; until a municipality enters
them, these customary ones stand in, and every reading that rests on them says so.
"""

from dataclasses import dataclass
from typing import TypeAlias

MonthDay: TypeAlias = tuple[int, int]
Stretch: TypeAlias = tuple[MonthDay, MonthDay]


@dataclass(frozen=True, slots=True, eq=False)
class SchoolCalendar:
    """Month and day of first and last days, in the order of the school year.

    Each calendar is itself and no other, so that readings may be remembered by it.
    """

    year: Stretch
    quarters: tuple[Stretch, Stretch, Stretch, Stretch]
    trimesters: tuple[Stretch, Stretch, Stretch]
    half_years: tuple[Stretch, Stretch]
    holidays: tuple[Stretch, Stretch, Stretch, Stretch]


USUAL_CALENDAR = SchoolCalendar(
    year=((9, 1), (5, 31)),
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
