"""One month of all plans that a person sees, day by day."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.values.production_calendar import ProductionCalendar, days_off
from roadmaps.domain.months import Month
from roadmaps.models import Assignment
from roadmaps.queries.calendars.book import working_days_of
from roadmaps.queries.dates import Mark, marks_of
from roadmaps.queries.rollups import rules_with_dates
from roadmaps.queries.shared_work import work_shown_in
from schools.models import Municipality, School


@dataclass(frozen=True, slots=True)
class Day:
    """One square of the month."""

    day: date
    is_of_month: bool
    is_today: bool
    is_off: bool
    holiday: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class MonthPage:
    """The weeks of a month."""

    month: Month
    weeks: tuple[tuple[Day, ...], ...]
    dates: int

    @property
    def busy_days(self) -> list[Day]:
        """The days of the month on which something is due, for a narrow screen."""
        days = (day for week in self.weeks for day in week)
        return [day for day in days if day.is_of_month and day.marks]


def month_page(
    user: Any, month: Month, today: date, *, school: School | None = None, roadmap: Any = None
) -> MonthPage:
    """The month as the person sees it; only one school's or one plan's dates where given."""
    owed: Any = Assignment.objects.visible_to(user).in_force()
    if school is not None:
        owed = owed.filter(school=school)
    if roadmap is not None:
        owed = work_shown_in(owed, roadmap)
    days = {"occurrence__due_on__gte": month.first, "occurrence__due_on__lte": month.last}
    rules = rules_with_dates(user, owed.filter(**days)) if school is None else {}
    weeks = month.weeks()
    by_day: dict[date, list[Mark]] = defaultdict(list)
    marks = marks_of(owed, month.first, month.last, today, rules)
    for mark in marks:
        by_day[mark.day].append(mark)
    calendar = _calendar_of(user)
    names = {off.day: off.name for year in {day.year for week in weeks for day in week}
             for off in days_off(year)}  # fmt: skip
    return MonthPage(
        month,
        tuple(
            tuple(
                Day(
                    day=day,
                    is_of_month=Month.of(day) == month,
                    is_today=day == today,
                    is_off=not calendar.is_working(day),
                    holiday="" if calendar.is_working(day) else names.get(day, ""),
                    marks=tuple(by_day[day]),
                )
                for day in week
            )
            for week in weeks
        ),
        len(marks),
    )


def _calendar_of(user: Any) -> ProductionCalendar:
    """The office's calendar; the country's for who sees several offices."""
    offices = list(Municipality.objects.visible_to(user).values_list("pk", flat=True)[:2])
    return working_days_of(offices)[offices[0]] if len(offices) == 1 else ProductionCalendar()
