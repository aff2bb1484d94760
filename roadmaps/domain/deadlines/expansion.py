"""From units to days: when a unit comes in a year, and when it comes in a plan.

A unit that names its year stands as it is. One that floats is meant in each of the plan's
years: those occurrences that the plan covers whole, or, where it covers none, the nearest one.
"""

from calendar import monthrange
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TypeAlias

from roadmaps.domain.deadlines.nodes import LAST, Edge, Limit, Part, Range, Scale, Unit
from roadmaps.domain.deadlines.school_calendar import SchoolCalendar, Stretch
from roadmaps.domain.deadlines.values import EARLIEST_YEAR, LATEST_YEAR, PlanPeriod

Days: TypeAlias = tuple[date, date]
_DAY = timedelta(days=1)
_SEASONS = ((9, 11), (12, 2), (3, 5), (6, 8))
_NAMES_GENITIVE = (
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
)  # fmt: skip
_SHORT = 31
_COMING_ROUND = frozenset(
    {Scale.WEEK, Scale.MONTH, Scale.QUARTER, Scale.SCHOOL_QUARTER, Scale.TRIMESTER, Scale.HALF,
     Scale.SCHOOL_HALF}
)  # fmt: skip


@dataclass(slots=True)
class Findings:
    """What the expansion noticed: issues in Russian, and grounds for less confidence."""

    issues: list[str] = field(default_factory=list)
    usual_school_dates: bool = False
    year_unknown: bool = False
    month_unknown: bool = False
    each_year: bool = False

    def note(self, issue: str) -> None:
        """Keep an issue once."""
        if issue not in self.issues:
            self.issues.append(issue)


class Expander:
    """Places units, ranges and limits in the years of a plan."""

    __slots__ = ("_calendar", "_period", "findings")

    def __init__(self, period: PlanPeriod | None, calendar: SchoolCalendar) -> None:
        self._period = period
        self._calendar = calendar
        self.findings = Findings()

    @property
    def period(self) -> PlanPeriod | None:
        """The plan's years."""
        return self._period

    def unit(self, unit: Unit) -> list[Days]:
        """Days of a unit, in order; empty where they cannot be known."""
        unit = self._for_plan(unit)
        if unit.years:
            return sorted({days for year in unit.years for days in self._named(unit, year)})
        if unit.scale is Scale.PLAN:
            return self._plan(unit)
        if self._misses_month(unit):
            self.findings.month_unknown = True
            return []
        if self._period is None:
            self.findings.year_unknown = True
            self._in_year(unit, 2000)
            return []
        return self._floating(unit, self._period)

    def _for_plan(self, unit: Unit) -> Unit:
        """School half-years where the plan or the year is a school one."""
        of_school = unit.by_school_year or (
            self._period is not None and self._period.school_year and not unit.years
        )
        if unit.scale is Scale.HALF and of_school:
            return replace(unit, scale=Scale.SCHOOL_HALF)
        if unit.of is not None and unit.of.scale is Scale.HALF and of_school:
            return replace(unit, of=replace(unit.of, scale=Scale.SCHOOL_HALF))
        return unit

    def _misses_month(self, unit: Unit) -> bool:
        inside = (Scale.DAY, Scale.WEEK, Scale.DECADE, Scale.WEEKDAY)
        return unit.scale in inside and unit.number is not None and unit.of is None

    def _plan(self, unit: Unit) -> list[Days]:
        if self._period is None:
            return []
        whole = self._period.start, self._period.end
        return [_part_of(whole, unit.part, Scale.PLAN) if unit.part else whole]

    def _named(self, unit: Unit, year: int) -> list[Days]:
        """The unit in the calendar or school year that the text names."""
        if not EARLIEST_YEAR < year < LATEST_YEAR:
            self.findings.note(f"Год {year} вне разумных пределов, дата не поставлена.")
            return []
        if unit.by_school_year:
            first, last = date(year, 8, 1), date(year + 1, 7, 31)
            both = self._in_year(unit, year) + self._in_year(unit, year + 1)
            return [days for days in both if first <= days[0] <= last]
        winter = unit.number == 1 and unit.scale in (Scale.SEASON, Scale.HOLIDAYS)
        return self._in_year(unit, year - 1 if winter else year)

    def _floating(self, unit: Unit, period: PlanPeriod) -> list[Days]:
        years = range(period.first_year - 1, period.end.year + 1 + unit.following)
        candidates = [days for year in years for days in self._in_year(unit, year)]
        if unit.following:
            candidates = self._followed(candidates, period)
            return candidates
        if comes_round(unit):
            return [
                days for days in candidates if period.start <= days[0] and days[1] <= period.end
            ]
        found = self.within_plan(candidates, period)
        self.findings.each_year = self.findings.each_year or len(found) > 1
        return found

    def _followed(self, candidates: list[Days], period: PlanPeriod) -> list[Days]:
        """«следующего месяца», «следующего года»: one step later than the plan's own."""
        first, last = period.start, period.end
        own = [days for days in candidates if first <= days[0] and days[1] <= last]
        later = [days for days in candidates if days[1] > last and days[0] > last]
        return own[1:] + later[:1]

    def within_plan(self, candidates: list[Days], period: PlanPeriod) -> list[Days]:
        """Those the plan covers whole; failing that, the one that lies nearest to it."""
        first, last = period.catchment
        whole = [days for days in candidates if first <= days[0] and days[1] <= last]
        if whole:
            return whole
        if all(_length(days) <= _SHORT for days in candidates):
            overlapping = [days for days in candidates if days[1] >= first and days[0] <= last]
            ranked = sorted(overlapping, key=lambda days: (-_overlap(days, (first, last)), days))
            return ranked[:1]
        return [days for days in candidates if first <= days[0] <= last][:1]

    # Units in one calendar year.

    def _in_year(self, unit: Unit, year: int) -> list[Days]:
        """Days of a unit that starts in a calendar year."""
        found = self._inside(unit, year) if unit.of is not None else self._whole(unit, year)
        if unit.part is None:
            return found
        return [_part_of(days, unit.part, unit.scale) for days in found]

    def _whole(self, unit: Unit, year: int) -> list[Days]:
        scale, number = unit.scale, unit.number
        if scale is Scale.MONTH:
            return _numbered([_months(year, month, month) for month in range(1, 13)], number)
        if scale is Scale.QUARTER:
            return _numbered([_months(year, m, m + 2) for m in (1, 4, 7, 10)], number)
        if scale is Scale.HALF:
            return _numbered([_months(year, m, m + 5) for m in (1, 7)], number)
        if scale is Scale.YEAR:
            return [_months(year, 1, 12)]
        if scale is Scale.SEASON:
            seasons = [_season(year, first, last) for first, last in _SEASONS]
            return [seasons[number]] if number is not None else sorted(seasons)
        if scale is Scale.WEEK and number is None:
            return [days for month in _weeks(year) for days in (month,)]
        return self._of_school(unit, year)

    def _of_school(self, unit: Unit, year: int) -> list[Days]:
        """Units of the school year, from the usual dates."""
        usual = self._calendar
        tables: dict[Scale, tuple[Stretch, ...]] = {
            Scale.SCHOOL_YEAR: (usual.year,),
            Scale.SCHOOL_QUARTER: usual.quarters,
            Scale.SCHOOL_HALF: usual.half_years,
            Scale.TRIMESTER: usual.trimesters,
            Scale.HOLIDAYS: usual.holidays,
        }
        stretches = tables.get(unit.scale, ())
        if unit.scale is not Scale.SCHOOL_YEAR and stretches:
            self.findings.usual_school_dates = True
        placed = [_placed(stretch, year) for stretch in stretches]
        if unit.scale is Scale.HOLIDAYS:
            return [placed[unit.number]] if unit.number is not None else sorted(placed)
        return _numbered(placed, unit.number)

    def _inside(self, unit: Unit, year: int) -> list[Days]:
        parent = unit.of
        if parent is None:
            return []
        if unit.scale is Scale.DAY and parent.scale is Scale.MONTH:
            return self._day_of_month(unit, parent, year)
        result = []
        for days in self._in_year(parent, year):
            if found := _counted(unit, days):
                result.append(found)
        return result

    def _day_of_month(self, unit: Unit, parent: Unit, year: int) -> list[Days]:
        number, month = unit.number or 0, parent.number
        if month is None:
            return [_day_or_last(year, each, number) for each in range(1, 13)]
        if not 1 <= month <= 12:
            self._impossible(f"{number:02d}.{month:02d}")
            return []
        if number == LAST:
            return [_day_or_last(year, month, 31)]
        if not 1 <= number <= monthrange(2000, month)[1]:
            self._impossible(f"{number} {_NAMES_GENITIVE[month - 1]}")
            return []
        if number > monthrange(year, month)[1]:
            if unit.years:
                self._impossible(f"{number} {_NAMES_GENITIVE[month - 1]} {year} года")
            return []
        day = date(year, month, number)
        return [(day, day)]

    def _impossible(self, words: str) -> None:
        self.findings.note(f"Такой даты нет: {words}. Исправьте срок.")

    # Ranges and limits.

    def range(self, span: Range) -> list[Days]:
        """Days from one unit to the other; an end missing is the end of the plan."""
        if span.end is None:
            return self._open_range(span.start)
        start, end = self._for_plan(span.start), self._for_plan(span.end)
        if end.scale is Scale.PLAN:
            starts = self.unit(start)[:1]
            closing = self._period.end if self._period else None
            return [(days[0], closing) for days in starts if closing and days[0] <= closing]
        if end.years:
            return self._range_to(start, end)
        if start.years:
            found = []
            for year in start.years:
                for days in self._named(start, year):
                    found.extend(self._range_from(days[0], end))
            return found
        return self._floating_range(start, end)

    def _open_range(self, start: Unit) -> list[Days]:
        starts = self.unit(start)
        if not starts or self._period is None:
            if starts:
                self.findings.note("Не указано, когда закончить: у плана нет годов.")
            return []
        if starts[0][0] > self._period.end:
            return starts[:1]
        return [(starts[0][0], self._period.end)]

    def _range_to(self, start: Unit, end: Unit) -> list[Days]:
        result = []
        for year in end.years:
            for closing in self._named(end, year):
                opening = self._last_before(start, closing[1])
                if opening is None:
                    continue
                if opening > closing[1]:
                    self.findings.note("Начало срока позже его конца. Исправьте срок.")
                    continue
                result.append((opening, closing[1]))
        return result

    def _last_before(self, start: Unit, end: date) -> date | None:
        """The start that the range has: its own year, or the latest one before the end."""
        if start.years:
            own = [days for year in start.years for days in self._named(start, year)]
            return own[0][0] if own else None
        candidates = [
            days[0]
            for year in (end.year - 1, end.year)
            for days in self._in_year(start, year)
            if days[0] <= end
        ]
        return max(candidates, default=None)

    def _range_from(self, opening: date, end: Unit) -> list[Days]:
        for year in (opening.year, opening.year + 1):
            for closing in self._in_year(end, year):
                if closing[1] >= opening:
                    return [(opening, closing[1])]
        return []

    def _floating_range(self, start: Unit, end: Unit) -> list[Days]:
        if self._misses_month(start) or self._misses_month(end):
            self.findings.month_unknown = True
            return []
        if self._period is None:
            self.findings.year_unknown = True
            self._in_year(start, 2000)
            self._in_year(end, 2000)
            return []
        candidates = []
        for year in range(self._period.first_year - 1, self._period.end.year + 1):
            for opening in self._in_year(start, year):
                candidates.extend(self._range_from(opening[0], end))
        if comes_round(end):
            first, last = self._period.start, self._period.end
            return [days for days in candidates if first <= days[0] and days[1] <= last]
        found = self.within_plan(candidates, self._period)
        self.findings.each_year = self.findings.each_year or len(found) > 1
        return found

    def limit(self, limit: Limit) -> list[date]:
        """The days on which a limit falls."""
        if self._period is not None and not limit.unit.years and limit.unit.scale != Scale.PLAN:
            return self._floating_limit(limit, self._period)
        return [_edge(days, limit.edge) for days in self.unit(limit.unit)]

    def _floating_limit(self, limit: Limit, period: PlanPeriod) -> list[date]:
        """What must lie in the plan is the limit's day, not the whole unit."""
        unit = self._for_plan(limit.unit)
        if self._misses_month(unit) or unit.following:
            return [_edge(days, limit.edge) for days in self.unit(unit)]
        years = range(period.first_year - 1, period.end.year + 2)
        days = [_edge(found, limit.edge) for year in years for found in self._in_year(unit, year)]
        first, last = period.catchment
        if comes_round(unit):
            first, last = period.start, period.end
        found = [day for day in days if first <= day <= last]
        self.findings.each_year = self.findings.each_year or len(found) > 1
        return found


def comes_round(unit: Unit) -> bool:
    """Whether the unit is every month, quarter and the like, or counted in every one."""
    whole = unit.of or unit
    return whole.number is None and whole.of is None and whole.scale in _COMING_ROUND


def _numbered(all_of_year: list[Days], number: int | None) -> list[Days]:
    if number is None:
        return sorted(all_of_year)
    if number == LAST:
        return all_of_year[-1:]
    return all_of_year[number - 1 : number] if 1 <= number <= len(all_of_year) else []


def _months(year: int, first: int, last: int) -> Days:
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def _season(year: int, first: int, last: int) -> Days:
    end = year + 1 if last < first else year
    return date(year, first, 1), date(end, last, monthrange(end, last)[1])


def _weeks(year: int) -> list[Days]:
    """Weeks from Monday to Sunday that start in a year."""
    monday = date(year, 1, 1)
    monday += timedelta(days=-monday.weekday() % 7)
    return [
        (monday + timedelta(weeks=number), monday + timedelta(weeks=number, days=6))
        for number in range(53)
        if (monday + timedelta(weeks=number)).year == year
    ]


def _placed(stretch: Stretch, year: int) -> Days:
    (first_month, first_day), (last_month, last_day) = stretch
    end_year = year + 1 if (last_month, last_day) < (first_month, first_day) else year
    start = _day_or_last(year, first_month, first_day)[0]
    if (last_month, last_day) == (2, 28):
        last_day = 29
    return start, _day_or_last(end_year, last_month, last_day)[0]


def _day_or_last(year: int, month: int, number: int) -> Days:
    day = date(year, month, min(max(number, 1), monthrange(year, month)[1]))
    return day, day


def _counted(unit: Unit, days: Days) -> Days | None:
    """The n-th day, week, decade or weekday within some days."""
    start, end = days
    number = unit.number or 0
    if unit.scale is Scale.WEEK:
        return _nth_stretch(days, number, 7)
    if unit.scale is Scale.DECADE:
        if number in (3, LAST) and (end - start).days < 31:
            return start + 20 * _DAY, end
        return _nth_stretch(days, number, 10)
    if unit.scale is Scale.DAY:
        return _nth_day([start + offset * _DAY for offset in range((end - start).days + 1)], number)
    if unit.scale is Scale.WORKING_DAY:
        every = (start + offset * _DAY for offset in range((end - start).days + 1))
        return _nth_day([day for day in every if day.weekday() < 5], number)
    if unit.scale is Scale.WEEKDAY:
        every = (start + offset * _DAY for offset in range((end - start).days + 1))
        return _nth_day([day for day in every if day.weekday() == unit.weekday], number)
    return _nth_month(days, number) if unit.scale is Scale.NTH_MONTH else None


def _nth_stretch(days: Days, number: int, length: int) -> Days | None:
    start, end = days
    if number == LAST:
        return max(start, end - (length - 1) * _DAY), end
    first = start + length * (number - 1) * _DAY
    return (first, min(end, first + (length - 1) * _DAY)) if start <= first <= end else None


def _nth_day(days: list[date], number: int) -> Days | None:
    place = number if number == LAST else number - 1
    if place >= len(days) or number == 0:
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
    return _months(year, month, month)


def _part_of(days: Days, part: Part | None, scale: Scale) -> Days:
    """Beginning, middle or end: a third of a month, a month of what is longer."""
    start, end = days
    length = _length(days)
    if part in (Part.FIRST_HALF, Part.SECOND_HALF):
        middle = start + (15 if scale is Scale.MONTH else length // 2) * _DAY
        return (start, middle - _DAY) if part is Part.FIRST_HALF else (middle, end)
    if scale in (Scale.MONTH, Scale.NTH_MONTH):
        if part is Part.START:
            return start, start + 9 * _DAY
        return (
            (start + 10 * _DAY, start + 19 * _DAY)
            if part is Part.MIDDLE
            else (
                start + 20 * _DAY,
                end,
            )
        )
    if length <= 75:
        piece = max(1, min(10, length // 3))
        return _third(days, part, piece)
    if part is Part.START:
        return start, min(
            end, date(start.year, start.month, monthrange(start.year, start.month)[1])
        )
    if part is Part.END:
        return max(start, end.replace(day=1)), end
    return _third(days, part, 31 if length < 200 else 61)


def _third(days: Days, part: Part | None, piece: int) -> Days:
    start, end = days
    if part is Part.START:
        return start, start + (piece - 1) * _DAY
    if part is Part.END:
        return end - (piece - 1) * _DAY, end
    middle = start + (_length(days) - piece) // 2 * _DAY
    return middle, middle + (piece - 1) * _DAY


def _edge(days: Days, edge: Edge) -> date:
    if edge is Edge.LAST_DAY:
        return days[1]
    return days[0] if edge is Edge.FIRST_DAY else days[0] - _DAY


def _length(days: Days) -> int:
    return (days[1] - days[0]).days + 1


def _overlap(days: Days, other: Days) -> int:
    return (min(days[1], other[1]) - max(days[0], other[0])).days + 1
