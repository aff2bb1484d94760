"""Types of schools by their context and their results (DOMAIN.md 2.1).

Two by two (standard practice): adverse context and low results; resilient — adverse context without
low results; low results in a better context; all others. PISA calls resilient only the bottom
quarter of context with the top quarter of results. Which of the two holds is a setting. The results
come as plain values: this knows no assessment.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class SchoolType(StrEnum):
    """What a school is by context and results."""

    ADVERSE_AND_LOW = "adverse_and_low"
    RESILIENT = "resilient"
    UNDERPERFORMING = "underperforming"
    ORDINARY = "ordinary"


TYPE_NAMES = {
    SchoolType.ADVERSE_AND_LOW: "низкие результаты в неблагоприятных условиях (ШНОР и ШНСУ)",
    SchoolType.RESILIENT: "резильентная: неблагоприятные условия без низких результатов",
    SchoolType.UNDERPERFORMING: "низкие результаты при достаточных условиях",
    SchoolType.ORDINARY: "без особенностей: результаты соответствуют условиям",
}

TYPE_WORDS = {
    SchoolType.ADVERSE_AND_LOW: "ШНОР и ШНСУ",
    SchoolType.RESILIENT: "резильентная",
    SchoolType.UNDERPERFORMING: "низкие результаты при достаточных условиях",
    SchoolType.ORDINARY: "без особенностей",
}
"""The same as short as a column of a table has room for."""


class Typing(StrEnum):
    """By which rule schools get their types."""

    TWO_BY_TWO = "two_by_two"
    PISA = "pisa"


TYPING_NAMES = {
    Typing.TWO_BY_TWO: "два на два: нижняя группа по индексу и перечень ШНОР",
    Typing.PISA: "как в PISA: нижняя четверть по индексу и четверти по результатам",
}


@dataclass(frozen=True, slots=True)
class Results:
    """Results of a school: whether it is in the list; how it stands among others.

    `below` is the share of schools with worse results, from 0 to 1; None where nothing compares.
    """

    is_low: bool
    below: Fraction | None = None


_QUARTER = Fraction(1, 4)


def school_type(
    *, context_below: Fraction | None, parts: int, results: Results | None, typing: Typing
) -> SchoolType | None:
    """The type; None where the context or the results are not known.

    `context_below` is the share of schools with a lower index, `parts` the number of parts that
    schools are cut into: the lowest one is adverse.
    """
    if context_below is None or results is None:
        return None
    if typing is Typing.TWO_BY_TWO:
        return _crossed(context_below < Fraction(1, parts), is_low=results.is_low)
    if results.below is None:
        return None
    is_adverse = context_below < _QUARTER
    if is_adverse and results.below >= 1 - _QUARTER:
        return SchoolType.RESILIENT
    if results.below < _QUARTER:
        return _crossed(is_adverse, is_low=True)
    return SchoolType.ORDINARY


def _crossed(is_adverse: bool, *, is_low: bool) -> SchoolType:  # noqa: FBT001
    if is_low:
        return SchoolType.ADVERSE_AND_LOW if is_adverse else SchoolType.UNDERPERFORMING
    return SchoolType.RESILIENT if is_adverse else SchoolType.ORDINARY
