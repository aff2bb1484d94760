"""From units to days: when a unit comes in a year, and when it comes in a plan.

A unit that names its year stands as it is. One that floats is meant in each of the plan's
years: those occurrences that the plan covers whole, or, where it covers none, the nearest one.
"""

from datetime import date

from roadmaps.domain.deadlines.nodes import Edge, Limit, Range, Scale, Unit
from roadmaps.domain.deadlines.placement import Placer
from roadmaps.domain.deadlines.school_calendar import SchoolCalendar
from roadmaps.domain.deadlines.stretches import DAY, Days, length, months_back, part_of
from roadmaps.domain.deadlines.values import EARLIEST_YEAR, LATEST_YEAR, PlanPeriod

_SHORT = 31
_COMING_ROUND = frozenset(
    {Scale.WEEK, Scale.MONTH, Scale.QUARTER, Scale.SCHOOL_QUARTER, Scale.TRIMESTER, Scale.HALF,
     Scale.SCHOOL_HALF}
)  # fmt: skip


class Placing(Placer):
    """Places units, ranges and limits in the years of a plan, and notes what is noticed."""

    __slots__ = ("_period",)

    def __init__(self, period: PlanPeriod | None, calendar: SchoolCalendar) -> None:
        super().__init__(calendar)
        self._period = period

    def unit(self, unit: Unit) -> list[Days]:
        """Days of a unit, in order; empty where they cannot be known."""
        unit = self._for_plan(unit)
        if len(unit.years) == 1:
            return self._named(unit, unit.years[0])
        if unit.years:
            return sorted({days for year in unit.years for days in self._named(unit, year)})
        if unit.scale is Scale.PLAN:
            return self._plan(unit)
        if self._misses_month(unit):
            self.findings.month_unknown = True
            return []
        if self._period is None:
            self.findings.year_unknown = True
            self.in_year(unit, 2000)
            return []
        return self._floating(unit, self._period)

    def _for_plan(self, unit: Unit) -> Unit:
        """School half-years where the plan or the year is a school one."""
        of_school = unit.by_school_year or (
            self._period is not None and self._period.school_year and not unit.years
        )
        if unit.scale is Scale.HALF and of_school:
            return unit._replace(scale=Scale.SCHOOL_HALF)
        if unit.scale is Scale.YEAR and of_school:
            return unit._replace(scale=Scale.SCHOOL_YEAR)
        if unit.of is not None and unit.of.scale is Scale.HALF and of_school:
            return unit._replace(of=unit.of._replace(scale=Scale.SCHOOL_HALF))
        return unit

    def _misses_month(self, unit: Unit) -> bool:
        inside = (Scale.DAY, Scale.WEEK, Scale.DECADE, Scale.WEEKDAY, Scale.WORKING_DAY)
        return unit.scale in inside and unit.number is not None and unit.of is None

    def _plan(self, unit: Unit) -> list[Days]:
        if self._period is None:
            return []
        whole = self._period.start, self._period.end
        return [part_of(whole, unit.part, Scale.PLAN) if unit.part else whole]

    def _named(self, unit: Unit, year: int) -> list[Days]:
        """The unit in the calendar or school year that the text names."""
        if not EARLIEST_YEAR < year < LATEST_YEAR:
            self.findings.fail(f"Год {year} вне разумных пределов. Исправьте срок.")
            return []
        if unit.by_school_year:
            first, last = date(year, 8, 1), date(year + 1, 7, 31)
            both = self.in_year(unit, year) + self.in_year(unit, year + 1)
            return [days for days in both if first <= days[0] <= last]
        winter = unit.number == 1 and unit.scale in (Scale.SEASON, Scale.HOLIDAYS)
        return self.in_year(unit, year - 1 if winter else year)

    def _floating(self, unit: Unit, period: PlanPeriod) -> list[Days]:
        years = range(period.first_year - 1, period.end.year + 1 + unit.following)
        candidates = [days for year in years for days in self.in_year(unit, year)]
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
        if all(length(days) <= _SHORT for days in candidates):
            overlapping = [days for days in candidates if days[1] >= first and days[0] <= last]
            ranked = sorted(overlapping, key=lambda days: (-_overlap(days, (first, last)), days))
            return ranked[:1]
        return [days for days in candidates if first <= days[0] <= last][:1]

    # Ranges and limits.

    def range(self, span: Range) -> list[Days]:
        """Days from one unit to the other; an end missing is the end of the plan."""
        if span.end is None:
            return self._open_range(span.start, after=span.after)
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

    def touching(self, item: Unit | Range) -> list[Days]:
        """All the days of a unit or range that fall into the plan, clipped to it.

        Bounds of a recurrence: «ежемесячно с сентября по май» works on both sides of New Year.
        """
        named = (
            item.years
            if isinstance(item, Unit)
            else item.start.years + (item.end.years if item.end else ())
        )
        period = self._period
        if named or period is None or (isinstance(item, Range) and item.end is None):
            return self.range(item) if isinstance(item, Range) else self.unit(item)
        if isinstance(item, Range):
            found = self._range_candidates(item.start, item.end, period) if item.end else []
        elif item.scale is Scale.PLAN:
            found = self._plan(item)
        else:
            years = range(period.first_year - 1, period.end.year + 1)
            found = [days for year in years for days in self.in_year(self._for_plan(item), year)]
        clipped = [(max(days[0], period.start), min(days[1], period.end)) for days in found]
        return [days for days in clipped if days[0] <= days[1]]

    def _range_candidates(self, start: Unit, end: Unit, period: PlanPeriod) -> list[Days]:
        return [
            days
            for year in range(period.first_year - 1, period.end.year + 1)
            for opening in self.in_year(start, year)
            for days in self._range_from(opening[0], end)
        ]

    def _open_range(self, start: Unit, *, after: bool) -> list[Days]:
        starts = self.unit(start)
        if not starts or self._period is None:
            if starts:
                self.findings.note("Не указано, когда закончить: у плана нет годов.")
            return []
        opening = starts[0][1] + DAY if after else starts[0][0]
        if opening > self._period.end:
            return [] if after else starts[:1]
        return [(opening, self._period.end)]

    def _range_to(self, start: Unit, end: Unit) -> list[Days]:
        result = []
        for year in end.years:
            for closing in self._named(end, year):
                opening = self._last_before(start, closing[1])
                if opening is None or self._before_named(opening, start, end):
                    continue
                if opening > closing[1]:
                    self.findings.fail("Начало срока позже его конца. Исправьте срок.")
                    continue
                result.append((opening, closing[1]))
        return result

    @staticmethod
    def _before_named(opening: date, start: Unit, end: Unit) -> bool:
        """«октябрь – февраль 2024–2025»: what runs over New Year begins in the first year named."""
        return len(end.years) > 1 and not start.years and opening.year < min(end.years)

    def _last_before(self, start: Unit, end: date) -> date | None:
        """The start that the range has: its own year, or the latest one before the end."""
        if start.years:
            own = [days for year in start.years for days in self._named(start, year)]
            return own[0][0] if own else None
        candidates = [
            days[0]
            for year in (end.year - 1, end.year)
            for days in self.in_year(start, year)
            if days[0] <= end
        ]
        return max(candidates, default=None)

    def _range_from(self, opening: date, end: Unit) -> list[Days]:
        for year in (opening.year, opening.year + 1):
            for closing in self.in_year(end, year):
                if closing[1] >= opening:
                    return [(opening, closing[1])]
        return []

    def _floating_range(self, start: Unit, end: Unit) -> list[Days]:
        if self._misses_month(start) or self._misses_month(end):
            self.findings.month_unknown = True
            return []
        if self._period is None:
            self.findings.year_unknown = True
            self.in_year(start, 2000)
            self.in_year(end, 2000)
            return []
        candidates = self._range_candidates(start, end, self._period)
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
        return [_edge(days, limit) for days in self.unit(limit.unit)]

    def _floating_limit(self, limit: Limit, period: PlanPeriod) -> list[date]:
        """What must lie in the plan is the limit's day, not the whole unit."""
        unit = self._for_plan(limit.unit)
        if self._misses_month(unit) or unit.following:
            return [_edge(days, limit) for days in self.unit(unit)]
        years = range(period.first_year - 1, period.end.year + 2)
        days = [_edge(found, limit) for year in years for found in self.in_year(unit, year)]
        first, last = period.catchment
        if comes_round(unit):
            first, last = period.start, period.end
        found = [day for day in days if first <= day <= last]
        self.findings.each_year = self.findings.each_year or len(found) > 1
        return found


def comes_round(unit: Unit) -> bool:
    """Whether the unit is every month, quarter and the like, or counted in every one."""
    whole = unit
    while whole.of is not None:
        whole = whole.of
    return whole.number is None and whole.scale in _COMING_ROUND


def _edge(days: Days, limit: Limit) -> date:
    if limit.edge is Edge.LAST_DAY:
        day = days[1]
    else:
        day = days[0] if limit.edge is Edge.FIRST_DAY else days[0] - DAY
    months_before, days_before = limit.before
    return months_back(day, months_before) - days_before * DAY


def _overlap(days: Days, other: Days) -> int:
    return (min(days[1], other[1]) - max(days[0], other[0])).days + 1
