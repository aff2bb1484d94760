"""«Показатели»: one work in one year, school by school, beside the municipality and wider."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assessments.domain.marks import MARKS
from assessments.domain.measures import share
from assessments.domain.procedures import SCORED, Procedure
from assessments.domain.reading.grids import (
    EMPTY,
    SCHOOL,
    Block,
    Cell,
    Column,
    Grid,
    Row,
    change,
    count,
    drawn_words,
    for_chart,
    number,
    percent,
)
from assessments.domain.reading.groups import (
    Group,
    Measure,
    Printed,
    SchoolGroup,
    difference,
    mean_of_schools,
)
from assessments.domain.small_groups import interval_words, small_group_note, small_group_words
from core.values.charts import MAX_SERIES, Chart, ChartKind, Series
from core.values.wording import counted

MOST_BARS = 15
_MARKED = (Measure.PASSED, Measure.QUALITY, Measure.SOU, Measure.MEAN_MARK)
_SCORED = (Measure.PASSED, Measure.MEAN_SCORE)
_PLACES = {Measure.MEAN_MARK: 2}


@dataclass(frozen=True, slots=True)
class WorkFigures:
    """All that is known of one work in one year.

    `whole` is the municipality (None where it may not be shown), `printed` the region and the
    country as files give them.
    """

    title: str
    procedure: Procedure
    schools: Sequence[SchoolGroup]
    whole: Group | None
    printed: Sequence[Printed]

    @property
    def is_scored(self) -> bool:
        """Whether results are test scores and a minimum, not marks."""
        return self.procedure in SCORED


def measures_block(figures: WorkFigures) -> Block:
    """The table of measures."""
    columns = _scored_columns() if figures.is_scored else _marked_columns()
    rows = [_school_row(figures, one) for one in figures.schools]
    grid = Grid(figures.title, SCHOOL, columns, tuple(rows), tuple(_totals(figures)))
    return Block("", grid, notes=recovered_words(figures.schools))


def explanations(figures: WorkFigures) -> tuple[str, ...]:
    """What the rows and columns mean, and that there is nothing wider to compare with."""
    whole = "Строка «Муниципалитет» посчитана по всем участникам вместе."
    said = f"{whole} {_SCORED_WORDS if figures.is_scored else _MARKED_WORDS} {_INTERVAL_WORDS}"
    if figures.printed:
        return (said,)
    return (said, NO_FEDERAL_ROWS if figures.procedure in _OF_STATE_EXAMS else NO_WIDER_ROWS)


_MARKED_WORDS = (
    "Успеваемость — доля отметок 3–5, качество — доля 4 и 5, СОУ — степень обученности по Симонову."
)
_SCORED_WORDS = "Минимум — наименьший балл, при котором экзамен сдан."
_INTERVAL_WORDS = "Интервал — 95 %, по Уилсону: чем меньше участников, тем он шире."
NO_WIDER_ROWS = (
    "Сравнить с регионом и Россией нельзя: в загруженных файлах нет строк региона и всей выборки."
)
NO_FEDERAL_ROWS = (
    "Сравнить с регионом и Россией нельзя: в протоколах экзамена таких показателей нет."
)
_OF_STATE_EXAMS = (
    Procedure.OGE,
    Procedure.EGE,
    Procedure.EGE_BASE,
    Procedure.EGE_PROFILE,
    Procedure.GVE,
)


def recovered_words(schools: Sequence[SchoolGroup]) -> tuple[str, ...]:
    """That counts are not the file's own but follow from its percentages."""
    number_of = sum(one.recovered for one in schools)
    if not number_of:
        return ()
    of = counted(len(schools), "школы", "школ", "школ")
    whose = "у всех школ" if number_of == len(schools) else f"у {number_of} из {of}"
    return (f"Число отметок восстановлено по процентам файла {whose}.",)


def marks_block(figures: WorkFigures) -> Block | None:
    """Shares of marks as stacked bars with their table; None where there are no marks."""
    if figures.is_scored:
        return None
    schools = [one for one in figures.schools if one.group.marks.total]
    if not schools:
        return None
    columns = (Column("Участников"), *(Column(f"«{mark}», %") for mark in MARKS))
    rows = tuple(_marks_row(one.name, one.group, one.login) for one in schools)
    grid = Grid(figures.title, SCHOOL, columns, rows, tuple(_marks_totals(figures)))
    notes = drawn_words(len(schools), MOST_BARS, "«2»")
    return Block("Отметки", grid, _marks_chart(figures, schools), notes)


def _marked_columns() -> tuple[Column, ...]:
    return (
        Column("Участ\u00adников"), *(Column(f"«{mark}»", under="%") for mark in MARKS),
        Column("Успе\u00adвае\u00adмость, %"), Column("Каче\u00adство, %"), Column("СОУ, %"),
        Column("Средняя отметка"), Column("«2», интервал, %", is_number=False),
        Column("Успевае\u00adмость к муници\u00adпали\u00adтету, п.\u00a0п."),
    )  # fmt: skip


def _scored_columns() -> tuple[Column, ...]:
    return (
        Column("Участ\u00adников"), Column("Ниже минимума", under="%"),
        Column("81–100 баллов", under="%"), Column("Преодолели минимум, %"),
        Column("Средний балл"), Column("Ниже минимума, интервал, %", is_number=False),
        Column("Средний балл к муници\u00adпали\u00adтету, баллов"),
    )  # fmt: skip


def _school_row(figures: WorkFigures, one: SchoolGroup) -> Row:
    cells = _cells(figures, one.group)
    return Row(
        one.name, (*cells, _against(figures, one.group)), one.login, one.group.participants,
        small_group_words(one.group.participants) or "",
    )  # fmt: skip


def _cells(figures: WorkFigures, group: Group) -> tuple[Cell, ...]:
    """Every column but the last."""
    part = group.part(Measure.LOW)
    interval = Cell(interval_words(*part), interval_words(*part)) if part else EMPTY
    people: tuple[Cell, ...]
    if figures.is_scored:
        people = (_people(group, Measure.LOW), _people(group, Measure.HIGH))
    else:
        people = tuple(_mark(group, mark) for mark in MARKS)
    kinds = _SCORED if figures.is_scored else _MARKED
    shown = (number(group.value(one), _PLACES.get(one, 1)) for one in kinds)
    return (count(group.participants), *people, *shown, interval)


def _people(group: Group, measure: Measure) -> Cell:
    part = group.part(measure)
    return EMPTY if part is None else count(part[0], share=share(*part))


def _mark(group: Group, mark: int) -> Cell:
    if not group.marks.total:
        return EMPTY
    people = group.marks.as_tuple()[mark - 2]
    return count(people, share=share(people, group.marks.total))


def _against(figures: WorkFigures, group: Group) -> Cell:
    if figures.whole is None:
        return EMPTY
    measure = Measure.MEAN_SCORE if figures.is_scored else Measure.PASSED
    return change(difference(group.value(measure), figures.whole.value(measure)))


def _totals(figures: WorkFigures) -> list[Row]:
    found = []
    if figures.whole is not None:
        cells = (*_cells(figures, figures.whole), EMPTY)
        found.append(Row("Муниципалитет", cells, under="по всем участникам вместе", is_sum=True))
    if len(figures.schools) > 1:
        found.append(_mean_row(figures))
    found.extend(_printed_row(figures, one) for one in figures.printed if not figures.is_scored)
    return found


def _mean_row(figures: WorkFigures) -> Row:
    """Said apart from the weighted one: small schools count in it as much as large ones."""
    groups = [one.group for one in figures.schools]
    kinds = _SCORED if figures.is_scored else _MARKED
    people = 3 if figures.is_scored else 1 + len(MARKS)
    shown = (number(mean_of_schools(groups, one), _PLACES.get(one, 1)) for one in kinds)
    cells = (*(EMPTY,) * people, *shown, EMPTY, EMPTY)
    under = "каждая школа считается один раз"
    return Row("Среднее по школам", cells, under=under, is_public=False)


def _printed_row(figures: WorkFigures, one: Printed) -> Row:
    shares = (percent(one.mark_share(mark)) for mark in MARKS)
    shown = (number(one.value(kind), _PLACES.get(kind, 1)) for kind in _MARKED)
    against = EMPTY
    if figures.whole is not None:
        passed = difference(one.value(Measure.PASSED), figures.whole.value(Measure.PASSED))
        against = change(passed)
    cells = (count(one.participants), *shares, *shown, EMPTY, against)
    return Row(one.title, cells, under=f"из файла «{one.file}»")


def _marks_row(name: str, group: Group, login: str = "") -> Row:
    people = group.marks.total
    cells = (count(people), *(number(group.mark_share(mark)) for mark in MARKS))
    under = small_group_note((group.marks.twos, people), people, "«2»")
    return Row(name, cells, login, people, under)


def _marks_totals(figures: WorkFigures) -> list[Row]:
    found = []
    if figures.whole is not None and figures.whole.marks.total:
        found.append(replace(_marks_row("Муниципалитет", figures.whole), is_sum=True))
    for one in figures.printed:
        cells = (count(one.participants), *(number(one.mark_share(mark)) for mark in MARKS))
        found.append(Row(one.title, cells, under=f"из файла «{one.file}»"))
    return found


def _marks_chart(figures: WorkFigures, schools: Sequence[SchoolGroup]) -> Chart | None:
    """The wholes and the schools with the largest share of «2»."""
    worst = sorted(schools, key=lambda one: (-(one.group.mark_share(2) or 0), one.name))
    bars: list[tuple[str, int | None, Group | Printed]] = []
    if figures.whole is not None and figures.whole.marks.total:
        bars.append(("Муниципалитет", figures.whole.marks.total, figures.whole))
    bars += [(one.title, one.participants, one) for one in figures.printed]
    bars += [(one.name, one.group.marks.total, one.group) for one in worst[:MOST_BARS]]
    if not bars:
        return None
    series = tuple(
        Series(f"«{mark}», %", tuple(for_chart(one.mark_share(mark)) for _, _, one in bars))
        for mark in MARKS[:MAX_SERIES]
    )
    return Chart(
        f"Отметки, {figures.title}", ChartKind.STACKED, tuple(name for name, _, _ in bars), series,
        "%", counts=tuple(people for _, people, _ in bars),
    )  # fmt: skip
