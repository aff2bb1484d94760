"""«Результаты школы»: every work of one school over three years, beside the municipality."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from assessments.domain.measures import rounded
from assessments.domain.procedures import Work
from assessments.domain.reading.grids import (
    WORK,
    Block,
    Cell,
    Column,
    Grid,
    Row,
    change,
    count,
    for_chart,
    number,
    text,
)
from assessments.domain.reading.groups import Group, Measure, Printed, difference
from assessments.domain.small_groups import small_group_note
from core.values import academic_year
from core.values.charts import Chart, ChartKind, Series

MOST_BARS = 12
_SHOWN = (
    (Measure.LOW, 1), (Measure.QUALITY, 1), (Measure.SOU, 1), (Measure.MEAN_MARK, 2),
    (Measure.MEAN_SCORE, 1),
)  # fmt: skip
WIDER = ("Регион", "Россия")
"""Titles of the wholes that files print, as a `Printed` has them."""
COLUMNS = (
    Column("Учебный год", is_number=False), Column("Участ\u00adников"),
    Column("«2» или ниже минимума, %"), Column("Каче\u00adство, %"), Column("СОУ, %"),
    Column("Средняя отметка"), Column("Средний балл"),
    Column("«2» за год, п.\u00a0п."),
    *(
        Column(f"{name}: «2», %", under="разница, п.\u00a0п.")
        for name in ("Муници\u00adпалитет", *WIDER)
    ),
)  # fmt: skip
_ALWAYS = 3
"""So many columns stand even where all their places are empty."""


@dataclass(frozen=True, slots=True)
class SchoolWork:
    """A work of the school by years; the municipality and wider wholes in the same years."""

    work: Work
    by_year: Mapping[int, Group]
    whole_by_year: Mapping[int, Group]
    printed_by_year: Mapping[int, Sequence[Printed]] = field(default_factory=dict)


def school_block(name: str, works: Sequence[SchoolWork]) -> Block:
    """A row a work and year, the latest year first; bars of the last year.

    A column of which the school has nothing is left out.
    """
    rows = [_row(one, year) for one in works for year in sorted(one.by_year, reverse=True)]
    kept = [
        place
        for place in range(len(COLUMNS))
        if place < _ALWAYS or any(row.cells[place].value is not None for row in rows)
    ]
    grid = Grid(
        name, WORK, tuple(COLUMNS[place] for place in kept),
        tuple(replace(row, cells=tuple(row.cells[place] for place in kept)) for row in rows),
    )  # fmt: skip
    return Block("", grid, _chart(name, works), _notes(works))


def _notes(works: Sequence[SchoolWork]) -> tuple[str, ...]:
    last = max((year for one in works for year in one.by_year), default=None)
    if sum(last in one.by_year for one in works) <= MOST_BARS:
        return ()
    return (f"На рисунке {MOST_BARS} работ с наибольшей долей «2», остальные — в таблице.",)


def _row(one: SchoolWork, year: int) -> Row:
    group, before = one.by_year[year], one.by_year.get(year - 1)
    whole = one.whole_by_year.get(year)
    low = group.value(Measure.LOW)
    of_whole = whole.value(Measure.LOW) if whole else None
    cells: tuple[Cell, ...] = (
        text(academic_year.label(year)), count(group.participants),
        *(number(group.value(measure), places) for measure, places in _SHOWN),
        change(difference(low, before.value(Measure.LOW) if before else None)),
        _beside(low, of_whole),
        *(_beside(low, _wider(one.printed_by_year.get(year, ()), name)) for name in WIDER),
    )  # fmt: skip
    of = "«2»" if group.marks.total else "ниже минимума"
    under = small_group_note(group.part(Measure.LOW), group.participants, of)
    return Row(one.work.title, cells, participants=group.participants, under=under)


def _beside(own: Fraction | None, other: Fraction | None) -> Cell:
    """A wider whole's share and under it how far the school's is over it."""
    moved, shown = difference(own, other), number(other)
    if moved is None:
        return shown
    return replace(shown, under=change(moved).words, under_value=rounded(moved, 2))


def _wider(printed: Sequence[Printed], title: str) -> Fraction | None:
    return next((one.value(Measure.LOW) for one in printed if one.title == title), None)


def _chart(name: str, works: Sequence[SchoolWork]) -> Chart | None:
    """The share of «2» in the works of the last year, the highest first."""
    years = [year for one in works for year in one.by_year]
    last = [one for one in works if years and max(years) in one.by_year]
    known = [one for one in last if one.by_year[max(years)].value(Measure.LOW) is not None]
    if not known:
        return None
    year = max(years)
    known.sort(key=lambda one: (-(one.by_year[year].value(Measure.LOW) or 0), one.work.title))
    shown = known[:MOST_BARS]
    wholes = [one.whole_by_year.get(year) for one in shown]
    series = [
        Series("школа", tuple(for_chart(one.by_year[year].value(Measure.LOW)) for one in shown))
    ]
    if any(wholes):
        values = tuple(for_chart(whole.value(Measure.LOW)) if whole else None for whole in wholes)
        series.append(Series("муниципалитет", values))
    return Chart(
        f"{name}: «2» или ниже минимального балла, {academic_year.label(year)} учебный год",
        ChartKind.BARS, tuple(one.work.title for one in shown), tuple(series), "%",
        counts=tuple(one.by_year[year].participants for one in shown),
    )  # fmt: skip
