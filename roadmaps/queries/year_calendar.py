"""A plan as «месяц × мероприятие»: rows by section, a sign for each date with its state."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from roadmaps.domain.months import Month, months_of_year, year_of
from roadmaps.domain.outline import laid_out
from roadmaps.models import Activity, Assignment, Occurrence, PlanCalendar, Roadmap, Section
from roadmaps.queries.dates import Mark, marks_of
from roadmaps.queries.plans import sections_with_depth
from roadmaps.queries.rollups import rules_with_dates
from roadmaps.queries.shared_work import shared_rows, work_shown_in
from schools.models import School


@dataclass(frozen=True, slots=True)
class YearRow:
    """One activity and what is due in each month."""

    activity: Activity
    cells: tuple[tuple[Mark, ...], ...]
    undated: int
    """Dates of the activity that nobody knows yet."""


@dataclass(frozen=True, slots=True)
class YearPart:
    """Rows under the heading of their section."""

    section: Section | None
    depth: int
    rows: tuple[YearRow, ...]


@dataclass(frozen=True, slots=True)
class YearPage:
    """One year of a plan."""

    months: tuple[Month, ...]
    parts: tuple[YearPart, ...]
    dates: int
    activities: int


def years_of(roadmap: Roadmap) -> range:
    """The years of the plan in its own count."""
    is_school_year = roadmap.calendar == PlanCalendar.SCHOOL_YEAR
    last = roadmap.last_year
    if is_school_year and last > roadmap.first_year:
        last -= 1
    return range(roadmap.first_year, last + 1)


def shown_year(roadmap: Roadmap, asked: int | None, today: date) -> int:
    """The year asked for, else the present one, within the years of the plan."""
    years = years_of(roadmap)
    is_school_year = roadmap.calendar == PlanCalendar.SCHOOL_YEAR
    wanted = asked if asked is not None else year_of(today, is_school_year=is_school_year)
    return min(max(wanted, years[0]), years[-1])


def year_page(
    user: Any, roadmap: Roadmap, year: int, today: date, school: School | None = None
) -> YearPage:
    """The year of the plan as the person sees it; only one school's dates where it is given."""
    is_school_year = roadmap.calendar == PlanCalendar.SCHOOL_YEAR
    months = months_of_year(year, is_school_year=is_school_year)
    owed: Any = work_shown_in(Assignment.objects.visible_to(user), roadmap)
    rules = rules_with_dates(user, owed) if school is None else {}
    if school is not None:
        owed = owed.filter(school=school)
    marks = marks_of(owed, months[0].first, months[-1].last, today, rules)
    marks = _under_own_rows(marks, roadmap)
    undated = _undated(roadmap) if school is None else {}
    activities = list(roadmap.activities.order_by("position", "pk"))
    cells = _cells(marks, months)
    rows = [
        YearRow(activity, cells[activity.pk], undated.get(activity.pk, 0))
        for activity in activities
        if school is None or activity.pk in cells
    ]
    return YearPage(tuple(months), _parts(roadmap, rows), len(marks), len(rows))


def _under_own_rows(marks: list[Mark], roadmap: Roadmap) -> list[Mark]:
    """Days of work that rows of a school's plan share with the office's, under those rows."""
    rows = {one.taken_from_id: one.pk for one in shared_rows([roadmap])}
    return [
        replace(mark, activity_id=rows[mark.activity_id], roadmap_id=roadmap.pk)
        if mark.activity_id in rows
        else mark
        for mark in marks
    ]


def _cells(
    marks: Iterable[Mark], months: list[Month]
) -> defaultdict[int, tuple[tuple[Mark, ...], ...]]:
    place = {month: index for index, month in enumerate(months)}
    found: dict[int, list[list[Mark]]] = {}
    for mark in marks:
        row = found.setdefault(mark.activity_id, [[] for _ in months])
        row[place[Month.of(mark.day)]].append(mark)
    empty: tuple[tuple[Mark, ...], ...] = tuple(() for _ in months)
    cells: defaultdict[int, tuple[tuple[Mark, ...], ...]] = defaultdict(lambda: empty)
    cells.update({key: tuple(map(tuple, row)) for key, row in found.items()})
    return cells


def _undated(roadmap: Roadmap) -> dict[int, int]:
    waiting = Occurrence.objects.filter(activity__in=roadmap.activities.all(), due_on__isnull=True)
    counted: dict[int, int] = {}
    for activity in waiting.values_list("activity_id", flat=True):
        counted[activity] = counted.get(activity, 0) + 1
    return counted


def _parts(roadmap: Roadmap, rows: list[YearRow]) -> tuple[YearPart, ...]:
    ordered = sections_with_depth(roadmap)
    sections = [(section.pk, section.parent_id) for section, _ in ordered]
    by_id: dict[int | None, tuple[Section | None, int]] = {one.pk: (one, d) for one, d in ordered}
    by_id[None] = (None, 0)
    placed = ((row, row.activity.section_id) for row in rows)
    return tuple(
        YearPart(*by_id[part.section], tuple(part.rows))
        for part in laid_out(sections, placed, with_empty=False)
    )
