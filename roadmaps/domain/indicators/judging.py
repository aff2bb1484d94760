"""Whether an actual value meets the target of its year, with the sentence that says why.

Exact: values are compared as fractions, never as rounded figures. Missing is not zero.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from core.values.wording import NBSP
from roadmaps.domain.indicators.numbers import beside, number_words
from roadmaps.domain.indicators.targets import (
    Base,
    BaseKind,
    Change,
    Comparator,
    Comparison,
    Direction,
    Level,
    Range,
    Scale,
    Target,
    scale_unit,
    united,
)


class Outcome(StrEnum):
    """What is known of a target."""

    REACHED = "reached"
    NOT_REACHED = "not_reached"
    NO_DATA = "no_data"
    NO_TARGET = "no_target"
    UNJUDGED = "unjudged"


OUTCOME_NAMES = {
    Outcome.REACHED: "достигнут",
    Outcome.NOT_REACHED: "не достигнут",
    Outcome.NO_DATA: "нет данных",
    Outcome.NO_TARGET: "цели нет",
    Outcome.UNJUDGED: "нельзя оценить",
}


@dataclass(frozen=True, slots=True)
class Judgement:
    """The outcome and its reason as one sentence."""

    outcome: Outcome
    reason: str

    @property
    def words(self) -> str:
        """«достигнут»."""
        return OUTCOME_NAMES[self.outcome]


@dataclass(frozen=True, slots=True)
class Known:
    """All that is known of one indicator besides its targets.

    `actuals` are by year; `references` are the figures of what the plan names («среднее по
    району»), by year. What is absent is unknown.
    """

    unit: str = ""
    baseline: Fraction | None = None
    baseline_year: int | None = None
    actuals: Mapping[int, Fraction] = field(default_factory=dict)
    references: Mapping[int, Fraction] = field(default_factory=dict)

    def at(self, year: int) -> Fraction | None:
        """The actual of a year; that of the baseline's year is the baseline itself."""
        actual = self.actuals.get(year)
        if actual is None and year == self.baseline_year:
            return self.baseline
        return actual


def judge(year: int, target: Target | None, known: Known) -> Judgement:
    """Whether the actual of `year` meets `target`; None is a year without a target."""
    if target is None:
        return Judgement(Outcome.NO_TARGET, f"На {year}{NBSP}год цель не поставлена.")
    actual = known.at(year)
    if actual is None:
        words = target.words(known.unit)
        return Judgement(Outcome.NO_DATA, f"Факт не внесён. Цель: {words}.")
    match target:
        case Level():
            return _against(actual, target.comparator, Fraction(target.amount), target, known)
        case Range():
            return _within(actual, target, known)
        case Comparison():
            return _compared(year, actual, target, known)
        case Change():
            return _changed(year, actual, target, known)


def base_value(base: Base, year: int, known: Known) -> Fraction | None:
    """The figure that a relative target of `year` starts from; None while it is unknown."""
    match base.kind:
        case BaseKind.BASELINE:
            if known.baseline is None and known.baseline_year is not None:
                return known.actuals.get(known.baseline_year)
            return known.baseline
        case BaseKind.YEAR_BEFORE:
            return known.at(year - 1)
        case BaseKind.YEAR:
            return known.at(base.year) if base.year is not None else None
        case BaseKind.NAMED:
            return known.references.get(year)


def meets(value: Fraction, comparator: Comparator, limit: Fraction) -> bool:
    """Whether `value` stands to `limit` as the comparator demands."""
    return {
        Comparator.AT_LEAST: value >= limit,
        Comparator.AT_MOST: value <= limit,
        Comparator.EQUAL: value == limit,
        Comparator.ABOVE: value > limit,
        Comparator.BELOW: value < limit,
    }[comparator]


def _against(
    actual: Fraction, comparator: Comparator, limit: Fraction, target: Target, known: Known
) -> Judgement:
    is_met = meets(actual, comparator, limit)
    fact = united(beside(actual, limit), known.unit)
    return _told(f"{fact} при цели {target.words(known.unit)}", is_met=is_met)


def _within(actual: Fraction, target: Range, known: Known) -> Judgement:
    lower, upper = Fraction(target.lower), Fraction(target.upper)
    nearest = lower if actual < lower else upper
    fact = united(beside(actual, nearest), known.unit)
    said = f"{fact} при цели {target.words(known.unit)}"
    return _told(said, is_met=lower <= actual <= upper)


def _compared(year: int, actual: Fraction, target: Comparison, known: Known) -> Judgement:
    other = base_value(target.base, year, known)
    if other is None:
        return _unknown_base(target.base, year)
    fact = united(beside(actual, other), known.unit)
    reference = united(number_words(other), known.unit)
    said = f"{fact} при цели {target.words(known.unit)} ({reference})"
    return _told(said, is_met=meets(actual, target.comparator, other))


def _changed(year: int, actual: Fraction, target: Change, known: Known) -> Judgement:
    base = base_value(target.base, year, known)
    if base is None:
        return _unknown_base(target.base, year)
    if target.scale in (Scale.PERCENT, Scale.TIMES) and base <= 0:
        start = united(number_words(base), known.unit)
        return Judgement(
            Outcome.UNJUDGED, f"Отсчёт идёт от {start}: долю от такого значения не посчитать."
        )
    change = _change(actual, base, target)
    limit = Fraction(target.amount)
    course = f"{number_words(base)} → {united(beside(actual, base), known.unit)}"
    said = f"{course}: {_change_words(change, limit, target, known.unit)}"
    is_met = meets(change, target.comparator, limit)
    return _told(f"{said} при цели «{target.words(known.unit)}»", is_met=is_met)


def _change(actual: Fraction, base: Fraction, target: Change) -> Fraction:
    """How far the value went in the wanted direction, in the scale of the target."""
    if target.scale is Scale.TIMES:
        if target.direction is Direction.RISE:
            return actual / base
        # What fell to nothing fell by any factor.
        return base / actual if actual > 0 else max(Fraction(target.amount) * 2, Fraction(1))
    moved = actual - base if target.direction is Direction.RISE else base - actual
    return moved * 100 / base if target.scale is Scale.PERCENT else moved


def _change_words(change: Fraction, limit: Fraction, target: Change, unit: str) -> str:
    if target.scale is Scale.TIMES:
        return f"в {beside(change, limit)}{NBSP}раза"
    if change == 0:
        return "без изменений"
    is_rise = (target.direction is Direction.RISE) == (change > 0)
    amount = united(beside(abs(change), limit), scale_unit(target.scale, unit))
    return f"{'рост' if is_rise else 'снижение'} на {amount}"


def _unknown_base(base: Base, year: int) -> Judgement:
    missing = {
        BaseKind.BASELINE: "исходное значение не внесено",
        BaseKind.YEAR_BEFORE: f"не внесён факт за {year - 1}{NBSP}год",
        BaseKind.YEAR: f"не внесён факт за {base.year}{NBSP}год",
        BaseKind.NAMED: f"не внесено значение «{base.name}» за {year}{NBSP}год",
    }[base.kind]
    return Judgement(Outcome.UNJUDGED, f"Сравнить не с чем: {missing}.")


def _told(said: str, *, is_met: bool) -> Judgement:
    outcome = Outcome.REACHED if is_met else Outcome.NOT_REACHED
    return Judgement(outcome, f"{said}: {OUTCOME_NAMES[outcome]}.")
