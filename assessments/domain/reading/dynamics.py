"""«Динамика»: one measure of one work over three years (DOMAIN.md 3.5 and 5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from assessments.domain.reading.grids import (
    EMPTY,
    SCHOOL,
    Block,
    Cell,
    Column,
    Grid,
    Row,
    change,
    for_chart,
    number,
    text,
)
from assessments.domain.reading.groups import (
    ABOUT,
    SHARES,
    Group,
    Measure,
    Printed,
    difference,
)
from assessments.domain.small_groups import interval_words, is_small, small_group_words
from core.values import academic_year
from core.values.charts import MAX_SERIES, Chart, ChartKind, Series
from core.values.wording import NBSP, grouped

YEARS = 3
WORSE = "отрицательная динамика"


@dataclass(frozen=True, slots=True)
class Line:
    """One school, the municipality or a wider whole by years; a year without figures is absent."""

    title: str
    by_year: Mapping[int, Group | Printed]
    login: str = ""


@dataclass(frozen=True, slots=True)
class Course:
    """Lines of one measure over `years`, the earliest first.

    `negative` are the percentage points by which the share of «2» must grow in a year to be
    called a negative course. `drawn` lines come into the chart, at most four.
    """

    title: str
    measure: Measure
    years: Sequence[int]
    schools: Sequence[Line]
    wholes: Sequence[Line]
    negative: int
    drawn: Sequence[Line]


def dynamics_block(course: Course) -> Block:
    """The table by years and the lines."""
    about = ABOUT[course.measure]
    unit = "п.\u00a0п." if about.unit == "%" else "баллов"
    columns = (
        *(Column(f"{academic_year.label(year)}, {about.unit}", under="n") for year in course.years),
        Column(f"За год, {unit}"), Column(f"За все годы, {unit}"),
        Column("Что видно", is_number=False),
    )  # fmt: skip
    rows = tuple(_row(course, one) for one in course.schools)
    totals = tuple(_row(course, one) for one in course.wholes)
    grid = Grid(course.title, SCHOOL, columns, rows, totals)
    return Block(about.title, grid, _chart(course))


def is_negative(now: Group | Printed | None, before: Group | Printed | None, points: int) -> bool:
    """Whether the share of «2» has grown by so many percentage points or more."""
    if now is None or before is None:
        return False
    grown = difference(now.value(Measure.LOW), before.value(Measure.LOW))
    return grown is not None and grown >= points


def _row(course: Course, line: Line) -> Row:
    last, before = course.years[-1], course.years[-1] - 1
    places = ABOUT[course.measure].places
    values = {year: _value(course, line, year) for year in course.years}
    known = [value for value in values.values() if value is not None]
    over_all = known[-1] - known[0] if len(known) > 1 else None
    cells = (
        *(_year(course, line, year) for year in course.years),
        change(difference(values[last], values.get(before)), places),
        change(over_all, places),
        _seen(course, line),
    )
    people = [one.participants or 0 for one in line.by_year.values() if isinstance(one, Group)]
    smallest = min((one for one in people if one), default=0)
    return Row(line.title, cells, line.login, smallest, _weight(course, line))


def _year(course: Course, line: Line, year: int) -> Cell:
    one = line.by_year.get(year)
    if one is None:
        return Cell("нет данных", None)
    people = "" if one.participants is None else f"n{NBSP}={NBSP}{grouped(one.participants)}"
    if isinstance(one, Group) and is_small(one.participants):
        part = one.part(course.measure)
        people += f"; {interval_words(*part)}" if part else ""
    return number(one.value(course.measure), ABOUT[course.measure].places, under=people)


def _weight(course: Course, line: Line) -> str:
    """How much one participant of the latest small year weighs, where shares are shown."""
    small = [
        one
        for year in course.years
        if isinstance(one := line.by_year.get(year), Group) and is_small(one.participants)
    ]
    is_share = course.measure in SHARES
    return (small_group_words(small[-1].participants) or "") if small and is_share else ""


def _value(course: Course, line: Line, year: int) -> Fraction | None:
    one = line.by_year.get(year)
    return None if one is None else one.value(course.measure)


def _seen(course: Course, line: Line) -> Cell:
    last = course.years[-1]
    now, before = line.by_year.get(last), line.by_year.get(last - 1)
    if not is_negative(now, before, course.negative):
        return EMPTY
    few = any(isinstance(one, Group) and is_small(one.participants) for one in (now, before))
    return text(WORSE, under="участников меньше десяти" if few else "", is_strong=True)


def _chart(course: Course) -> Chart | None:
    lines = [line for line in course.drawn if line.by_year][:MAX_SERIES]
    if not lines:
        return None
    about = ABOUT[course.measure]
    first = lines[0]
    counts = tuple(
        one.participants if (one := first.by_year.get(year)) else None for year in course.years
    )
    return Chart(
        f"{about.title}, {course.title}", ChartKind.LINES,
        tuple(academic_year.label(year) for year in course.years),
        tuple(
            Series(
                line.title, tuple(for_chart(_value(course, line, year)) for year in course.years)
            )
            for line in lines
        ),
        about.unit, about.places, counts,
        note=f"n — участники: {first.title}" if len(lines) > 1 else "",
    )  # fmt: skip
