"""«ВПР и ОГЭ»: the same pupils a year later — ВПР of grade 8 and ОГЭ of grade 9 in one subject."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from assessments.domain.measures import rounded
from assessments.domain.reading.grids import (
    SCHOOL,
    Block,
    Cell,
    Column,
    Grid,
    Row,
    change,
    count,
    number,
)
from assessments.domain.reading.groups import Group, Measure, difference
from assessments.domain.small_groups import is_small, small_group_note
from assessments.domain.subjects import MATHEMATICS, RUSSIAN

_SHOWN = (Measure.LOW, Measure.QUALITY, Measure.MEAN_MARK)
CAUTION = (
    "ВПР и ОГЭ — разные работы с разными шкалами: разница не доказывает ни ошибки, ни "
    "завышения. Смотрите, где она намного больше, чем у других школ, и что её объясняет. Разница "
    "стоит под показателем ОГЭ: доли — в\u00a0п.\u00a0п., отметки — в баллах."
)
ELECTIVE = "Этот экзамен сдают по выбору: в 9 классе участвует только часть тех, кто писал ВПР в 8."


@dataclass(frozen=True, slots=True)
class Cohort:
    """A school (or a whole, without login) in both years; None where it did not take part."""

    title: str
    before: Group | None
    after: Group | None
    login: str = ""


def cohorts_block(
    title: str, subject: str, schools: Sequence[Cohort], whole: Cohort | None
) -> Block:
    """Both works side by side with their differences."""
    columns = (
        Column("Писали ВПР"), Column("Сдавали ОГЭ"),
        *_pair("«2», %", "разница, п.\u00a0п."), *_pair("качество, %", "разница, п.\u00a0п."),
        *_pair("средняя отметка", "разница"),
    )  # fmt: skip
    rows = tuple(_row(one) for one in schools)
    totals = (_row(whole),) if whole else ()
    notes = (CAUTION,) if subject in (RUSSIAN, MATHEMATICS) else (CAUTION, ELECTIVE)
    return Block("", Grid(title, SCHOOL, columns, rows, totals), notes=notes)


def _pair(name: str, under: str) -> tuple[Column, Column]:
    return Column(f"ВПР: {name}"), Column(f"ОГЭ: {name}", under=under)


def _row(one: Cohort) -> Row:
    cells = [_people(one.before), _people(one.after)]
    for measure in _SHOWN:
        after = one.after.value(measure) if one.after else None
        before = one.before.value(measure) if one.before else None
        places = 2 if measure is Measure.MEAN_MARK else 1
        cells += [number(before, places), _after(after, difference(after, before), places)]
    people = [group.participants for group in (one.before, one.after) if group is not None]
    return Row(one.title, tuple(cells), one.login, min(people, default=0), _caution(one))


def _caution(one: Cohort) -> str:
    """What one participant weighs in a small group, and within what its share of «2» lies."""
    said = [
        f"{name}: {small_group_note(group.part(Measure.LOW), group.participants, '«2»')}"
        for name, group in (("ВПР", one.before), ("ОГЭ", one.after))
        if group is not None and is_small(group.participants)
    ]
    return f"{'; '.join(said)}. Разница может быть случайной." if said else ""


def _after(value: Fraction | None, moved: Fraction | None, places: int) -> Cell:
    """The later value, under it how far it is from the earlier one."""
    shown = number(value, places)
    if moved is None:
        return shown
    return replace(shown, under=change(moved, places).words, under_value=rounded(moved, 2))


def _people(group: Group | None) -> Cell:
    return Cell("нет данных") if group is None else count(group.participants)
