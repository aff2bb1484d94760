"""«Задания»: how tasks were done, against the limits of ФИОКО 2026 (DOMAIN.md 3.5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from assessments.domain.reading.grids import (
    Block,
    Cell,
    Column,
    Grid,
    Row,
    change,
    count,
    number,
    text,
)
from assessments.domain.reading.groups import difference
from assessments.domain.small_groups import small_group_words
from assessments.domain.tasks import Level, Outcome, Task
from core.values.wording import NBSP

LEVELS = {Level.BASIC: "базовый", Level.ADVANCED: "повышенный", Level.HIGH: "высокий"}
LIMITS = {
    Level.BASIC: (Fraction(57), Fraction(60)),
    Level.ADVANCED: (Fraction(57, 2), Fraction(30)),
    Level.HIGH: (Fraction(57, 2), Fraction(30)),
}
"""Below the first: insufficient; from the second on: sufficient; the zone lies between."""
ENOUGH, ZONE, NOT_ENOUGH = "достаточно", "пограничная зона", "недостаточно"
UNKNOWN = "уровень не указан"
MOST_DIFFICULT = 5


@dataclass(frozen=True, slots=True)
class TaskFigures:
    """Tasks of a work: schools with their participants, and printed shares of wider wholes.

    `whole` is the municipality's share by a task's number: printed, or reckoned from the schools.
    `other` are further columns (the region, the country) by their names.
    """

    title: str
    schools: Sequence[tuple[int, Sequence[Task]]]
    whole: Mapping[str, Fraction]
    other: Mapping[str, Mapping[str, Fraction]]
    is_one_school: bool


def standing(percent: Fraction, level: Level | None) -> str:
    """Whether a share of a task is enough for its level."""
    if level is None:
        return UNKNOWN
    low, enough = LIMITS[level]
    if percent >= enough:
        return ENOUGH
    return NOT_ENOUGH if percent < low else ZONE


def weighted_shares(schools: Sequence[tuple[int, Sequence[Task]]]) -> dict[str, Fraction]:
    """Shares of all schools together, each weighted by its participants."""
    sums: dict[str, Fraction] = {}
    people: dict[str, int] = {}
    for participants, tasks in schools:
        for task in tasks:
            if task.percent is not None and participants:
                own = Fraction(task.percent) * participants
                sums[task.number] = sums.get(task.number, Fraction(0)) + own
                people[task.number] = people.get(task.number, 0) + participants
    return {name: found / people[name] for name, found in sums.items()}


def tasks_block(figures: TaskFigures) -> Block:
    """A row a task, in the order of the work."""
    whole = figures.whole or weighted_shares(figures.schools)
    own = weighted_shares(figures.schools) if figures.is_one_school else whole
    first = "Школа" if figures.is_one_school else "Муниципалитет"
    columns = [
        Column("Уровень", is_number=False), Column("Наибольший балл"), Column(f"{first}, %"),
        Column("Достаточно ли", is_number=False),
    ]  # fmt: skip
    if figures.is_one_school:
        columns += [Column("Муниципалитет, %"), Column("К муниципалитету, п.\u00a0п.")]
    else:
        columns.append(Column("Школ с недостаточным", under="из"))
    columns += [Column(f"{name}, %") for name in figures.other]
    rows = tuple(_row(figures, task, own, whole) for task in _tasks(figures))
    notes = _weight(figures) if figures.is_one_school else _hardest(own)
    return Block("Задания", Grid(figures.title, "Задание", tuple(columns), rows), notes=notes)


def outcomes_block(title: str, outcomes: Sequence[Outcome]) -> Block:
    """Planned outcomes of one school beside wider wholes, as the file gives them."""
    columns = (
        Column("Планируемый результат", is_number=False), Column("Наибольший балл"),
        Column("Школа, %"), Column("Муниципалитет, %"), Column("К муниципалитету, п.\u00a0п."),
        Column("Регион, %"), Column("Россия, %"),
    )  # fmt: skip
    rows = tuple(_outcome(one) for one in outcomes)
    return Block("Планируемые результаты", Grid(title, "Задание", columns, rows))


def _outcome(one: Outcome) -> Row:
    school, whole = _exact(one.school), _exact(one.municipality)
    cells = (
        text(one.text), count(one.max_score), number(school), number(whole),
        change(difference(school, whole)), number(_exact(one.region)), number(_exact(one.country)),
    )  # fmt: skip
    return Row(one.number, cells)


def _exact(value: Decimal | None) -> Fraction | None:
    return None if value is None else Fraction(value)


def _tasks(figures: TaskFigures) -> list[Task]:
    """Each task once, in the order of the first school that has it; a known level wins."""
    found: dict[str, Task] = {}
    for _, tasks in figures.schools:
        for task in tasks:
            known = found.get(task.number)
            if known is None or (known.level is None and task.level is not None):
                found[task.number] = task
    return list(found.values())


def _row(
    figures: TaskFigures, task: Task, own: Mapping[str, Fraction], whole: Mapping[str, Fraction]
) -> Row:
    percent = own.get(task.number)
    said = standing(percent, task.level) if percent is not None else ""
    cells: list[Cell] = [
        text(LEVELS[task.level] if task.level else ""), count(task.max_score), number(percent),
        text(said, is_strong=said == NOT_ENOUGH),
    ]  # fmt: skip
    if figures.is_one_school:
        cells += [
            number(whole.get(task.number)),
            change(difference(percent, whole.get(task.number))),
        ]
    else:
        cells.append(_schools_below(figures, task))
    cells += [number(shares.get(task.number)) for shares in figures.other.values()]
    return Row(task.number, tuple(cells))


def _schools_below(figures: TaskFigures, task: Task) -> Cell:
    shares = [
        Fraction(one.percent)
        for _, tasks in figures.schools
        for one in tasks
        if one.number == task.number and one.percent is not None
    ]
    if task.level is None or not shares:
        return Cell()
    below = sum(standing(one, task.level) == NOT_ENOUGH for one in shares)
    return Cell(str(below), below, f"из {len(shares)}", Decimal(len(shares)))


def _weight(figures: TaskFigures) -> tuple[str, ...]:
    """What one participant of a small school weighs in a task of one point."""
    words = small_group_words(sum(people for people, _ in figures.schools))
    return (f"{words} в задании с одним баллом: доли могут быть случайными.",) if words else ()


def _hardest(own: Mapping[str, Fraction]) -> tuple[str, ...]:
    if not own:
        return ()
    order = sorted(own, key=lambda name: (own[name], name))[:MOST_DIFFICULT]
    named = ", ".join(f"№{NBSP}{name}{NBSP}({number(own[name]).words}{NBSP}%)" for name in order)
    return (f"Труднее всего в муниципалитете задания: {named}.",)
