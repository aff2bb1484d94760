"""The dates of one academic year: as people enter them, as they are kept, and what is wrong."""

from collections.abc import Mapping, Sequence
from datetime import date

from roadmaps.domain.deadlines.school_calendar import USUAL_CALENDAR, EnteredYear, RealDays
from roadmaps.domain.deadlines.stretches import placed

TABLES = EnteredYear._fields
NAMES: dict[str, tuple[str, ...]] = {
    "year": ("Учебный год",),
    "quarters": ("I четверть", "II четверть", "III четверть", "IV четверть"),
    "trimesters": ("I триместр", "II триместр", "III триместр"),
    "half_years": ("I полугодие", "II полугодие"),
    "holidays": ("Осенние каникулы", "Зимние каникулы", "Весенние каникулы", "Летние каникулы"),
}
BEYOND = "Дата не из этого учебного года."
BACKWARDS = "Окончание раньше начала."
OVERLAPS = "Начинается раньше, чем закончилось предыдущее."
_FIRST_OWN_MONTH, _LAST_OWN_MONTH = 8, 8


def usual_year(academic_year: int) -> EnteredYear:
    """The customary dates in one academic year."""
    return EnteredYear(**{
        table: tuple(
            placed(stretch, academic_year + (stretch[0][0] < _FIRST_OWN_MONTH))
            for stretch in getattr(USUAL_CALENDAR, table)
        )
        for table in TABLES
    })  # fmt: skip


def as_json(year: EnteredYear) -> dict[str, list[list[str]]]:
    """The form in which a year is kept."""
    return {
        table: [[first.isoformat(), last.isoformat()] for first, last in getattr(year, table)]
        for table in TABLES
    }


def from_json(kept: Mapping[str, Sequence[Sequence[str]]]) -> EnteredYear:
    """The year that was kept; what is missing raises KeyError."""
    return EnteredYear(**{
        table: tuple((date.fromisoformat(first), date.fromisoformat(last))
                     for first, last in kept[table])
        for table in TABLES
    })  # fmt: skip


def problems(academic_year: int, year: EnteredYear) -> dict[tuple[str, int], str]:
    """What is wrong with single stretches, by table and place."""
    first_day = date(academic_year, _FIRST_OWN_MONTH, 1)
    last_day = date(academic_year + 1, _LAST_OWN_MONTH, 31)
    found: dict[tuple[str, int], str] = {}
    for table in TABLES:
        before: RealDays | None = None
        for place, days in enumerate(getattr(year, table)):
            if days[1] < days[0]:
                found[table, place] = BACKWARDS
            elif days[0] < first_day or days[1] > last_day:
                found[table, place] = BEYOND
            elif before is not None and days[0] <= before[1]:
                found[table, place] = OVERLAPS
            before = days
    return found
