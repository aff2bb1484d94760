"""All works of one school over three years."""

from __future__ import annotations

from typing import Any

from assessments.domain.procedures import Procedure, Work
from assessments.domain.reading.dynamics import YEARS
from assessments.domain.reading.grids import Page
from assessments.domain.reading.groups import Group
from assessments.domain.reading.school_results import SchoolWork, school_block
from assessments.domain.small_groups import LEAST_SCHOOLS
from assessments.models import Result
from assessments.queries.reading.sums import groups_by, printed_by_work
from core.values import academic_year
from core.values.wording import counted
from schools.models import School

_KEYS = ("procedure", "subject", "grade", "academic_year")
Figures = dict[Work, dict[int, Group]]


def school_page(school: School, *, user: Any, sees_whole: bool) -> Page:
    """«Результаты школы»: the last three years with results, in three queries.

    Those who do not see the whole municipality get its totals of three schools and more.
    """
    rows = Result.objects.first_results().filter(school=school, participants__gt=0)
    own = _by_work(groups_by(rows, *_KEYS))
    years = sorted({year for by_year in own.values() for year in by_year})[-YEARS:]
    if not years:
        return Page("", why="Результатов школы пока нет.", next=_NEXT)
    everybody = Result.objects.of_municipality(school.municipality_id).first_results()
    whole = _by_work(groups_by(everybody.filter(academic_year__in=years), *_KEYS))
    printed = printed_by_work(user, school.municipality_id, years)
    works = [
        SchoolWork(
            work, kept, _shown(whole.get(work, {}), sees_whole=sees_whole),
            {year: printed.get((work, year), []) for year in kept},
        )
        for work, by_year in sorted(own.items(), key=_place)
        if (kept := {year: group for year, group in by_year.items() if year in years})
    ]  # fmt: skip
    number_of = counted(len(works), "работа", "работы", "работ")
    span = academic_year.span(years[0], years[-1])
    return Page(f"{number_of}, {span} учебный год", (school_block(school.name, works),))


_NEXT = "Они появятся, когда управление образования загрузит отчёты с результатами."
_ORDER = {procedure: place for place, procedure in enumerate(Procedure)}


def _place(item: tuple[Work, Any]) -> tuple[int, int, str]:
    return (_ORDER[item[0].procedure], item[0].grade, item[0].subject)


def _by_work(found: dict[tuple[Any, ...], Group]) -> Figures:
    works: Figures = {}
    for (procedure, subject, grade, year), group in found.items():
        works.setdefault(Work(Procedure(procedure), subject, grade), {})[year] = group
    return works


def _shown(by_year: dict[int, Group], *, sees_whole: bool) -> dict[int, Group]:
    return {
        year: group
        for year, group in by_year.items()
        if sees_whole or group.schools >= LEAST_SCHOOLS
    }
