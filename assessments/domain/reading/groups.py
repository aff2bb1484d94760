"""Sums over rows of one work and the measures of them, weighted by participants (DOMAIN.md 5)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from enum import StrEnum
from fractions import Fraction

from assessments.domain import measures
from assessments.domain.marks import NO_MARKS, MarkCounts
from assessments.domain.procedures import SCORED, Work

SCORE_UNITS = 10_000
"""Mean scores are kept with four digits: sums of score × participants are whole in these units."""


class Measure(StrEnum):
    """What a page may show by years or order schools by."""

    LOW = "low"
    PASSED = "passed"
    QUALITY = "quality"
    HIGH = "high"
    SOU = "sou"
    MEAN_MARK = "mean_mark"
    MEAN_SCORE = "mean_score"


@dataclass(frozen=True, slots=True)
class About:
    """How a measure is called, its unit, its digits, and which way is better."""

    title: str
    unit: str
    places: int = 1
    more_is_better: bool = True


ABOUT = {
    Measure.LOW: About("«2» или ниже минимального балла", "%", more_is_better=False),
    Measure.PASSED: About("Успеваемость", "%"),
    Measure.QUALITY: About("Качество", "%"),
    Measure.HIGH: About("81–100 баллов", "%"),
    Measure.SOU: About("СОУ", "%"),
    Measure.MEAN_MARK: About("Средняя отметка", "отметка", 2),
    Measure.MEAN_SCORE: About("Средний балл", "балл", 1),
}
_OF_SCORES = (Measure.LOW, Measure.PASSED, Measure.HIGH, Measure.MEAN_SCORE)
SHARES = (Measure.LOW, Measure.PASSED, Measure.QUALITY, Measure.HIGH)
"""Measures that are a part of the participants, so that Wilson's interval is theirs."""


def fit_for(measures: Iterable[Measure], work: Work) -> list[Measure]:
    """Those of the measures that the work can have: no СОУ of test scores, no 81–100 of marks."""
    if work.procedure in SCORED:
        return [one for one in measures if one in _OF_SCORES]
    return [one for one in measures if one is not Measure.HIGH]


@dataclass(frozen=True, slots=True)
class Group:
    """Sums over schools.

    Each measure counts only rows that tell it: `judged` participants stand behind `below` (under
    the minimum score), `scored` behind `score_units`, `high_known` behind `high`; marks are zero
    where no row has them.
    """

    schools: int = 0
    participants: int = 0
    marks: MarkCounts = NO_MARKS
    judged: int = 0
    below: int = 0
    scored: int = 0
    score_units: int = 0
    high_known: int = 0
    high: int = 0

    def __add__(self, other: Group) -> Group:
        return Group(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(self)))

    def part(self, measure: Measure) -> tuple[int, int] | None:
        """Of how many participants how many; None where the measure is no share or unknown."""
        found = {
            Measure.LOW: self._low(),
            Measure.PASSED: self._passed(),
            Measure.QUALITY: (self.marks.fours + self.marks.fives, self.marks.total),
            Measure.HIGH: (self.high, self.high_known),
        }.get(measure)
        return found if found and found[1] else None

    def value(self, measure: Measure) -> Fraction | None:
        """The measure; None where no row tells it."""
        if measure is Measure.SOU:
            return measures.sou(self.marks)
        if measure is Measure.MEAN_MARK:
            return measures.mean_mark(self.marks)
        if measure is Measure.MEAN_SCORE:
            return Fraction(self.score_units, SCORE_UNITS * self.scored) if self.scored else None
        part = self.part(measure)
        return None if part is None else measures.share(*part)

    def mark_share(self, mark: int) -> Fraction | None:
        """Participants with the mark, %."""
        return measures.share(self.marks.as_tuple()[mark - 2], self.marks.total)

    def _low(self) -> tuple[int, int]:
        return self.marks.twos + self.below, self.marks.total + self.judged

    def _passed(self) -> tuple[int, int]:
        low, whole = self._low()
        return whole - low, whole


@dataclass(frozen=True, slots=True)
class SchoolGroup:
    """A school and its sums; `recovered` where counts come from percentages."""

    login: str
    name: str
    group: Group
    recovered: bool = False


@dataclass(frozen=True, slots=True)
class Printed:
    """Shares of marks that a file prints of a region or the country, with what the file is."""

    title: str
    participants: int | None
    shares: tuple[Fraction, Fraction, Fraction, Fraction]
    file: str

    def value(self, measure: Measure) -> Fraction | None:
        """The measure from the printed shares, which may miss 100 by their rounding."""
        twos, threes, fours, fives = self.shares
        match measure:
            case Measure.LOW:
                return twos
            case Measure.PASSED:
                return 100 - twos
            case Measure.QUALITY:
                return fours + fives
            case Measure.SOU:
                return (16 * twos + 36 * threes + 64 * fours + 100 * fives) / 100
            case Measure.MEAN_MARK:
                return (2 * twos + 3 * threes + 4 * fours + 5 * fives) / 100
        return None

    def mark_share(self, mark: int) -> Fraction:
        """Participants with the mark, %."""
        return self.shares[mark - 2]


def total(groups: list[Group]) -> Group:
    """The sum of all."""
    return sum(groups, Group())


def mean_of_schools(groups: list[Group], measure: Measure) -> Fraction | None:
    """Mean of the schools' own values: each school counts once, however small."""
    values = [value for one in groups if (value := one.value(measure)) is not None]
    return sum(values, Fraction(0)) / len(values) if values else None


def difference(value: Fraction | None, other: Fraction | None) -> Fraction | None:
    """How far `value` is over `other`: percentage points for shares, points for means."""
    return None if value is None or other is None else value - other
