"""Where a unit lies in one calendar year, and what is noticed while placing it."""

from dataclasses import dataclass, field
from datetime import date

from core.values.wording import MONTHS_GENITIVE
from roadmaps.domain.deadlines.nodes import LAST, Scale, Unit
from roadmaps.domain.deadlines.school_calendar import SchoolCalendar, Stretch
from roadmaps.domain.deadlines.stretches import (
    Days,
    counted,
    day_or_last,
    days_in_month,
    months,
    numbered,
    part_of,
    placed,
    season,
    weeks_of,
)

_COUNTED_IN_YEAR = {
    Scale.QUARTER: "й квартал",
    Scale.HALF: "е полугодие",
    Scale.SCHOOL_HALF: "е полугодие",
    Scale.SCHOOL_QUARTER: "я четверть",
    Scale.TRIMESTER: "й триместр",
}
_SCHOOL_TABLES = {
    Scale.SCHOOL_YEAR: "year",
    Scale.SCHOOL_QUARTER: "quarters",
    Scale.SCHOOL_HALF: "half_years",
    Scale.TRIMESTER: "trimesters",
    Scale.HOLIDAYS: "holidays",
}
_SEASONS = ((9, 11), (12, 2), (3, 5), (6, 8))


@dataclass(slots=True)
class Findings:
    """What the expansion noticed: issues in Russian, and grounds for less confidence.

    `errors` are those of the issues for which no date can stand, whatever is meant.
    """

    issues: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    usual_school_dates: bool = False
    year_unknown: bool = False
    month_unknown: bool = False
    each_year: bool = False

    @property
    def is_any(self) -> bool:
        """Whether anything was noticed."""
        return self != _NOTHING

    def add(self, other: "Findings") -> None:
        """Take over what was noticed elsewhere."""
        for issue in other.issues:
            self.note(issue)
        for error in other.errors:
            self.fail(error)
        self.usual_school_dates = self.usual_school_dates or other.usual_school_dates
        self.year_unknown = self.year_unknown or other.year_unknown
        self.month_unknown = self.month_unknown or other.month_unknown
        self.each_year = self.each_year or other.each_year

    def note(self, issue: str) -> None:
        """Keep an issue once."""
        if issue not in self.issues:
            self.issues.append(issue)

    def fail(self, error: str) -> None:
        """Keep an issue that leaves the deadline, or a part of it, without its date."""
        self.note(error)
        if error not in self.errors:
            self.errors.append(error)


_NOTHING = Findings()


class Placer:
    """Places units in calendar years; impossible dates become issues."""

    __slots__ = ("_calendar", "findings")

    def __init__(self, calendar: SchoolCalendar) -> None:
        self._calendar = calendar
        self.findings = Findings()

    def in_year(self, unit: Unit, year: int) -> list[Days]:
        """Days of a unit that starts in a calendar year."""
        found = self._inside(unit, year) if unit.of is not None else self._whole(unit, year)
        if not found and unit.number and (noun := _COUNTED_IN_YEAR.get(unit.scale)):
            self._impossible(f"{unit.number}-{noun}")
        if unit.part is None:
            return found
        return [part_of(days, unit.part, unit.scale) for days in found]

    def _whole(self, unit: Unit, year: int) -> list[Days]:
        scale, number = unit.scale, unit.number
        if scale is Scale.MONTH:
            if number is not None and 1 <= number <= 12:
                return [months(year, number, number)]
            return numbered([months(year, month, month) for month in range(1, 13)], number)
        if scale is Scale.QUARTER:
            return numbered([months(year, m, m + 2) for m in (1, 4, 7, 10)], number)
        if scale is Scale.HALF:
            return numbered([months(year, m, m + 5) for m in (1, 7)], number)
        if scale is Scale.YEAR:
            return [months(year, 1, 12)]
        if scale is Scale.SEASON:
            seasons = [season(year, first, last) for first, last in _SEASONS]
            return [seasons[number]] if number is not None else sorted(seasons)
        if scale is Scale.WEEK and number is None:
            return weeks_of(year)
        return self._of_school(unit, year)

    def _of_school(self, unit: Unit, year: int) -> list[Days]:
        """Units of the school year: as the municipality has entered them, else as is usual."""
        calendar = self._calendar
        table = _SCHOOL_TABLES.get(unit.scale, "")
        stretches: tuple[Stretch, ...] = getattr(calendar, table) if table else ()
        if unit.scale is not Scale.SCHOOL_YEAR and stretches:
            self.findings.usual_school_dates = True
        found = [
            calendar.real_days(table, place, year) or placed(stretch, year)
            for place, stretch in enumerate(stretches)
        ]
        if unit.scale is Scale.HOLIDAYS:
            return [found[unit.number]] if unit.number is not None else sorted(found)
        return numbered(found, unit.number)

    def _inside(self, unit: Unit, year: int) -> list[Days]:
        parent = unit.of
        if parent is None:
            return []
        if unit.scale is Scale.DAY and parent.scale is Scale.MONTH:
            return self._day_of_month(unit, parent, year)
        result = []
        for days in self.in_year(parent, year):
            if found := counted(unit, days):
                result.append(found)
        return result

    def _day_of_month(self, unit: Unit, parent: Unit, year: int) -> list[Days]:
        number, month = unit.number or 0, parent.number
        if month is None:
            wanted = 31 if number == LAST else number
            return [day_or_last(year, each, wanted) for each in range(1, 13)]
        if not 1 <= month <= 12:
            self._impossible(f"{number:02d}.{month:02d}")
            return []
        if number == LAST:
            return [day_or_last(year, month, 31)]
        if not 1 <= number <= days_in_month(2000, month):
            self._impossible(f"{number} {MONTHS_GENITIVE[month - 1]}")
            return []
        if number > days_in_month(year, month):
            if unit.years:
                self._impossible(f"{number} {MONTHS_GENITIVE[month - 1]} {year} года")
            return []
        day = date(year, month, number)
        return [(day, day)]

    def _impossible(self, words: str) -> None:
        self.findings.fail(f"Такой даты нет: {words}. Исправьте срок.")
