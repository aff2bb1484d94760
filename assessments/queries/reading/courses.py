"""One measure of a work over three years, and the same cohort in two works."""

from __future__ import annotations

from dataclasses import replace

from django.conf import settings

from assessments.domain.procedures import SCORED, Procedure, Work
from assessments.domain.reading.cohorts import Cohort, cohorts_block
from assessments.domain.reading.dynamics import YEARS, Course, Line, dynamics_block
from assessments.domain.reading.grids import Page
from assessments.domain.reading.groups import Group, Printed
from assessments.queries.reading.asked import Asked, Covered
from assessments.queries.reading.sums import (
    groups_by,
    of_work,
    printed_by_year,
    seen_results,
    whole_by_year,
)
from assessments.queries.reading.works import SCHOOLS
from assessments.queries.scales import scales_for
from core.values import academic_year
from core.values.wording import counted

_SCHOOL = ("school__name", "school_id", "school__login")
_VPR_GRADE, _OGE_GRADE = 8, 9
_UNKNOWN: tuple[object, ...] = (None, (None, {}))


def dynamics_page(asked: Asked) -> Page:
    """«Динамика»: the chosen year and the two before it."""
    years = range(asked.academic_year - YEARS + 1, asked.academic_year + 1)
    schools = _school_lines(asked, asked.work, years)
    wholes = _whole_lines(asked, years)
    course = Course(
        title=asked.work.title, measure=asked.measure, years=years, schools=schools, wholes=wholes,
        negative=settings.NEGATIVE_DYNAMICS_POINTS,
        drawn=[*(schools[:1] if asked.school else ()), *wholes],
    )  # fmt: skip
    known = sorted({year for line in (*schools, *wholes) for year in line.by_year})
    span = f"{academic_year.label(years[0])}–{academic_year.label(years[-1])}"
    state = f"{asked.work.title}, {span}: {counted(len(schools), *SCHOOLS)}"
    return Page(state, (dynamics_block(course),), notes=_comparable(asked, known))


def cohorts_page(asked: Asked) -> Page:
    """«ВПР и ОГЭ»: grade 8 of the chosen year, grade 9 of the next one."""
    year, exam = asked.academic_year, Work(Procedure.OGE, asked.work.subject, _OGE_GRADE)
    after = replace(asked, work=exam, academic_year=year + 1)
    before_lines = {one.login: one for one in _school_lines(asked, asked.work, [year])}
    after_lines = {one.login: one for one in _school_lines(after, exam, [year + 1])}
    both = {**after_lines, **before_lines}
    schools = [
        Cohort(
            one.title, _group(before_lines.get(login), year),
            _group(after_lines.get(login), year + 1), login,
        )
        for login, one in sorted(both.items(), key=lambda item: (item[1].title, item[0]))
    ]  # fmt: skip
    whole = Cohort(
        "Муниципалитет", whole_by_year(asked, [year]).get(year),
        whole_by_year(after, [year + 1]).get(year + 1),
    )  # fmt: skip
    title = (
        f"{asked.work.title}, {academic_year.label(year)}, и {exam.title}, "
        f"{academic_year.label(year + 1)}"
    )
    block = cohorts_block(title, exam.subject, schools, whole if whole.before else None)
    return Page(title, (block,))


def is_before_exam(work: Work, year: int, covered: Covered) -> bool:
    """Whether it is ВПР of grade 8 and there are results of the same subject's ОГЭ a year later."""
    exam = Work(Procedure.OGE, work.subject, _OGE_GRADE)
    is_last_vpr = work.procedure is Procedure.VPR and work.grade == _VPR_GRADE
    return is_last_vpr and exam in covered.get(year + 1, ())


def _school_lines(asked: Asked, work: Work, years: range | list[int]) -> list[Line]:
    rows = of_work(seen_results(asked), replace(asked, work=work), years)
    found: dict[tuple[str, int, str], dict[int, Group | Printed]] = {}
    for (*school, year), group in groups_by(rows, *_SCHOOL, "academic_year").items():
        name, pk, login = school
        found.setdefault((name, pk, login), {})[year] = group
    return [Line(name, by_year, login) for (name, _, login), by_year in sorted(found.items())]


def _whole_lines(asked: Asked, years: range) -> list[Line]:
    whole: dict[int, Group | Printed] = dict(whole_by_year(asked, years))
    lines = [Line("Муниципалитет", whole)] if whole else []
    printed: dict[str, dict[int, Group | Printed]] = {}
    for year, rows in printed_by_year(asked, years).items():
        for one in rows:
            printed.setdefault(one.title, {})[year] = one
    return [*lines, *(Line(title, by_year) for title, by_year in printed.items())]


def _group(line: Line | None, year: int) -> Group | None:
    found = line.by_year.get(year) if line else None
    return found if isinstance(found, Group) else None


def _comparable(asked: Asked, years: list[int]) -> tuple[str, ...]:
    """Whether the years with results may be compared: the same scale is the least that is needed.

    Test scores have one scale for all years; what may change is the least score that passes.
    """
    scales, work = scales_for(asked.municipality), asked.work
    known: list[object] = [
        scales.minimum(work, year)
        if work.procedure in SCORED
        else (scales.maximum(work, year), scales.boundaries(work, year))
        for year in years
    ]
    said = []
    if any(one != known[-1] or one in _UNKNOWN for one in known):
        said.append(
            "Шкала этой работы в разные годы не одна и та же или не за все годы известна: "
            "сравнивайте годы с осторожностью."
        )
    points = settings.NEGATIVE_DYNAMICS_POINTS
    said.append(
        f"Отрицательная динамика — доля «2» выросла за год на {points} п. п. и больше. Год без "
        "результатов — пропуск, а не ноль."
    )
    return tuple(said)
