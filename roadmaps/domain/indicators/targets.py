"""What the target of one year demands of a value: a level, a range, a change, a comparison.

Terms: GLOSSARY «Roadmaps» (целевой показатель). Amounts are exact decimals.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from core.values.wording import NBSP, plural
from roadmaps.domain.indicators.numbers import number_words


class Comparator(StrEnum):
    """How a value is to stand to a limit."""

    AT_LEAST = ">="
    AT_MOST = "<="
    EQUAL = "="
    ABOVE = ">"
    BELOW = "<"


COMPARATOR_WORDS = {
    Comparator.AT_LEAST: "не ниже",
    Comparator.AT_MOST: "не выше",
    Comparator.EQUAL: "ровно",
    Comparator.ABOVE: "выше",
    Comparator.BELOW: "ниже",
}


class Direction(StrEnum):
    """Which way a change goes."""

    RISE = "rise"
    FALL = "fall"


class Scale(StrEnum):
    """What a change is counted in."""

    POINTS = "points"
    """Percentage points: from 60 % by 5 to 65 %."""
    PERCENT = "percent"
    """Per cent of the earlier value: from 60 by 5 % to 63."""
    UNITS = "units"
    """The indicator's own units: 3 schools fewer."""
    TIMES = "times"
    """A multiple of the earlier value."""


class BaseKind(StrEnum):
    """What a value is compared with."""

    BASELINE = "baseline"
    YEAR_BEFORE = "year_before"
    YEAR = "year"
    NAMED = "named"
    """Something that people give a figure for: «среднее по району»."""


@dataclass(frozen=True, slots=True)
class Base:
    """What a value is compared with; `year` for BaseKind.YEAR, `name` in the words of the plan."""

    kind: BaseKind
    year: int | None = None
    name: str = ""

    @property
    def words(self) -> str:
        """After «к»: «исходному значению», «2023 году»."""
        if self.kind is BaseKind.BASELINE:
            return "исходному значению"
        if self.kind is BaseKind.YEAR_BEFORE:
            return "предыдущему году"
        return f"{self.year}{NBSP}году" if self.kind is BaseKind.YEAR else f"«{self.name}»"

    @property
    def genitive(self) -> str:
        """After «не ниже»: «исходного значения», «среднего по району» in the plan's own words."""
        if self.kind is BaseKind.BASELINE:
            return "исходного значения"
        if self.kind is BaseKind.YEAR_BEFORE:
            return "значения предыдущего года"
        return f"значения {self.year}{NBSP}года" if self.kind is BaseKind.YEAR else self.name


@dataclass(frozen=True, slots=True)
class Level:
    """The value itself against a limit: «не менее 60 %»."""

    comparator: Comparator
    amount: Decimal

    @property
    def key(self) -> str:
        """Tells this reading from the others of the same words."""
        return f"level{self.comparator.value}"

    def words(self, unit: str) -> str:
        """«не ниже 60 %»."""
        return f"{COMPARATOR_WORDS[self.comparator]} {with_unit(self.amount, unit)}"


@dataclass(frozen=True, slots=True)
class Range:
    """The value itself between two limits, both included: «60–65 %»."""

    lower: Decimal
    upper: Decimal

    @property
    def key(self) -> str:
        """Tells this reading from the others of the same words."""
        return "range"

    def words(self, unit: str) -> str:
        """«от 60 до 65 %»."""
        return f"от {number_words(self.lower)} до {with_unit(self.upper, unit)}"


@dataclass(frozen=True, slots=True)
class Change:
    """The change of the value to an earlier one: «+5 % к прошлому году», «снижение на 30 %»."""

    direction: Direction
    comparator: Comparator
    amount: Decimal
    scale: Scale
    base: Base

    @property
    def key(self) -> str:
        """Tells this reading from the others of the same words."""
        return f"{self.direction.value}-{self.scale.value}"

    def words(self, unit: str) -> str:
        """«рост не менее чем на 5 п. п. к предыдущему году»."""
        course = "рост" if self.direction is Direction.RISE else "снижение"
        limit = {
            Comparator.AT_LEAST: "не менее чем ",
            Comparator.AT_MOST: "не более чем ",
            Comparator.ABOVE: "более чем ",
            Comparator.BELOW: "менее чем ",
            Comparator.EQUAL: "",
        }[self.comparator]
        if not self.amount:
            return f"{course} к {self.base.words}"
        if self.scale is Scale.TIMES:
            return f"{course} {limit}в {times_words(self.amount)} к {self.base.words}"
        amount = with_unit(self.amount, scale_unit(self.scale, unit))
        return f"{course} {limit}на {amount} к {self.base.words}"


@dataclass(frozen=True, slots=True)
class Comparison:
    """The value against another value of the same time or earlier: «не ниже среднего по району»."""

    comparator: Comparator
    base: Base

    @property
    def key(self) -> str:
        """Tells this reading from the others of the same words."""
        return f"comparison{self.comparator.value}"

    def words(self, unit: str) -> str:
        """«не ниже среднего по району»."""
        return f"{COMPARATOR_WORDS[self.comparator]} {self.base.genitive}"


Target = Level | Range | Change | Comparison


def base_of(target: Target) -> Base | None:
    """What the target is relative to; None for an absolute one."""
    return target.base if isinstance(target, Change | Comparison) else None


def scale_unit(scale: Scale, unit: str) -> str:
    """The unit of a change."""
    return {Scale.POINTS: "п. п.", Scale.PERCENT: "%"}.get(scale, unit)


def times_words(amount: Decimal) -> str:
    """«2 раза», «5 раз», «1,5 раза»."""
    is_whole = amount == amount.to_integral_value()
    form = plural(int(amount), "раз", "раза", "раз") if is_whole else "раза"
    return f"{number_words(amount)}{NBSP}{form}"


def with_unit(amount: Decimal, unit: str) -> str:
    """«62,5 %», «3 школы» as the plan writes its unit."""
    return united(number_words(amount), unit)


def united(number: str, unit: str) -> str:
    """A number and its unit on one line."""
    return f"{number}{NBSP}{unit.replace(' ', NBSP)}" if unit else number
