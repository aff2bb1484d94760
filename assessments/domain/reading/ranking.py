"""«Места школ»: an order of schools by a share, never without its interval.

The rule of docs/guide/results.md: a school's place is the range of places that the intervals
allow. It is certainly behind those whose whole interval is better than its own, and certainly
before those whose whole interval is worse; among the others no order is claimed.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from assessments.domain.measures import wilson
from assessments.domain.reading.grids import SCHOOL, Block, Column, Grid, Row, count, number, text
from assessments.domain.reading.groups import ABOUT, Measure, SchoolGroup
from assessments.domain.small_groups import LEAST_PUBLIC, interval_words, small_group_words


@dataclass(frozen=True, slots=True)
class Ranked:
    """A school with its share, interval and the best and worst place that intervals allow."""

    school: SchoolGroup
    part: int
    participants: int
    value: Fraction
    interval: tuple[Decimal, Decimal]
    best: int
    worst: int

    @property
    def places(self) -> str:
        """«1» or «3–9»."""
        return str(self.best) if self.best == self.worst else f"{self.best}–{self.worst}"


def ranked(schools: Sequence[SchoolGroup], measure: Measure) -> list[Ranked]:
    """Schools of five participants and more, the best first; equal ones by name."""
    found = []
    for school in schools:
        part = school.group.part(measure)
        if part is not None and part[1] >= LEAST_PUBLIC:
            interval = wilson(*part)
            if interval is not None:
                found.append((school, part, interval))
    sign = -1 if ABOUT[measure].more_is_better else 1
    lows = sorted(sign * bounds[0 if sign > 0 else 1] for _, _, bounds in found)
    highs = sorted(sign * bounds[1 if sign > 0 else 0] for _, _, bounds in found)
    made = []
    for school, part, bounds in found:
        low, high = sorted((sign * bounds[0], sign * bounds[1]))
        best = 1 + bisect_left(highs, low)
        worst = bisect_right(lows, high)
        value = Fraction(100 * part[0], part[1])
        made.append(Ranked(school, *part, value, bounds, best, worst))
    return sorted(made, key=lambda one: (sign * one.value, one.school.name))


def ranking_block(schools: Sequence[SchoolGroup], measure: Measure, title: str) -> Block:
    """The order with its intervals; who is left out is said."""
    order = ranked(schools, measure)
    columns = (
        Column("Места", is_number=False), Column(f"{ABOUT[measure].title}, %"),
        Column("Интервал, %", is_number=False), Column("Участников"),
    )  # fmt: skip
    rows = tuple(_row(one) for one in order)
    left = [one for one in schools if one.login not in {done.school.login for done in order}]
    notes = (_left_words(left),) if left else ()
    return Block("", Grid(title, SCHOOL, columns, rows), notes=notes)


def _row(one: Ranked) -> Row:
    words = interval_words(one.part, one.participants)
    return Row(
        one.school.name,
        (text(one.places), number(one.value), text(words), count(one.participants)),
        one.school.login, one.participants, small_group_words(one.participants) or "",
    )  # fmt: skip


def _left_words(left: Sequence[SchoolGroup]) -> str:
    names = ", ".join(one.name for one in left)
    return f"Без места, потому что участников меньше {LEAST_PUBLIC} или показателя нет: {names}."
