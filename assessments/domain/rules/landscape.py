"""Figures of a whole population: means, distributions, places; additive and mergeable.

A first pass over the schools gathers them; the second pass judges each school against them. A
distribution counts schools by value, so its size grows with the different values, not with the
schools.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import accumulate
from typing import NamedTuple

from assessments.domain.procedures import Work
from assessments.domain.rules.sums import Ratio, WeightedSum


class Key(NamedTuple):
    """What a figure is of: `figure` tells measures apart, `work` is None for works together."""

    figure: str
    level: str
    place: str
    year: int
    work: Work | None = None


class ReferenceKey(NamedTuple):
    """What a loaded reference is of: the mean `mark` or `score` of a work at a level."""

    level: str
    year: int
    work: Work
    measure: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A mean that a file gives (rows of ФИС ОКО for the region or the country)."""

    value: Fraction
    participants: int | None = None
    source: str = ""


NO_REFERENCES: Mapping[ReferenceKey, Reference] = {}


@dataclass(slots=True)
class Distribution:
    """How many schools have each value."""

    counts: Counter[Fraction] = field(default_factory=Counter)
    _sorted: list[Fraction] = field(default_factory=list)
    _up_to: list[int] = field(default_factory=list)
    _sums: list[Fraction] = field(default_factory=list)

    def add(self, value: Fraction, schools: int = 1) -> None:
        """One school more with `value`."""
        self.counts[value] += schools
        self._sorted = []

    @property
    def size(self) -> int:
        """Number of schools."""
        self._settle()
        return self._up_to[-1] if self._up_to else 0

    def below(self, value: Fraction) -> int:
        """Schools with a value under `value`."""
        self._settle()
        place = bisect_left(self._sorted, value)
        return self._up_to[place - 1] if place else 0

    def above(self, value: Fraction) -> int:
        """Schools with a value over `value`."""
        self._settle()
        place = bisect_right(self._sorted, value)
        return self.size - (self._up_to[place - 1] if place else 0)

    def variance(self) -> Fraction | None:
        """Mean square of the distance from the mean of the schools; None for no school."""
        size = self.size
        if not size:
            return None
        mean = sum((value * count for value, count in self.counts.items()), Fraction(0)) / size
        squares = ((value - mean) ** 2 * count for value, count in self.counts.items())
        return sum(squares, Fraction(0)) / size

    def sum_above(self, value: Fraction) -> Fraction:
        """Sum of the values over `value`, each as often as schools have it."""
        self._settle()
        if not self._sums:
            self._sums = list(accumulate(one * self.counts[one] for one in self._sorted))
        place = bisect_right(self._sorted, value)
        total = self._sums[-1] if self._sums else Fraction(0)
        return total - self._sums[place - 1] if place else total

    def _settle(self) -> None:
        if self._sorted or not self.counts:
            return
        values = sorted(self.counts)
        self._sums = []
        self._up_to = list(accumulate(self.counts[value] for value in values))
        # The last, as it says that the others are there: two threads may look at once.
        self._sorted = values


class Landscape:
    """Figures of the population that a survey has gathered, and references that win over them."""

    def __init__(self, references: Mapping[ReferenceKey, Reference] = NO_REFERENCES) -> None:
        self.references = references
        self.totals: dict[Key, WeightedSum] = {}
        self.distributions: dict[Key, Distribution] = {}
        self._means: dict[Key, Fraction | None] = {}
        self._variances: dict[Key, Fraction | None] = {}

    def with_references(self, references: Mapping[ReferenceKey, Reference]) -> Landscape:
        """The same population seen by an office with files of its own; nothing is copied."""
        seen = Landscape(references)
        seen.adopt(self)
        return seen

    def adopt(self, other: Landscape) -> None:
        """Look at the figures of another survey instead, its means included; nothing is copied."""
        self.totals, self.distributions = other.totals, other.distributions
        self._means, self._variances = other._means, other._variances

    def add_weighted(self, key: Key, value: Ratio, participants: int) -> None:
        """A school's mean, weighted by its participants."""
        self._means.pop(key, None)
        self.totals.setdefault(key, WeightedSum()).add(value, participants)

    def add_school(self, key: Key, value: Fraction) -> None:
        """A school's value in a distribution."""
        self._variances.pop(key, None)
        self.distributions.setdefault(key, Distribution()).add(value)

    def merge(self, other: Landscape) -> None:
        """Add what another survey has gathered over other schools."""
        for key, total in other.totals.items():
            self.totals.setdefault(key, WeightedSum()).merge(total)
        for key, distribution in other.distributions.items():
            own = self.distributions.setdefault(key, Distribution())
            for value, schools in distribution.counts.items():
                own.add(value, schools)
        self._means.clear()
        self._variances.clear()

    def include(self, other: Landscape) -> None:
        """Look at the figures of another survey too, as they are: it surveyed the same schools."""
        self.totals.update(other.totals)
        self.distributions.update(other.distributions)

    def mean(self, key: Key) -> Fraction | None:
        """Mean over the participants of all schools; None for nobody."""
        if key not in self._means:
            total = self.totals.get(key)
            self._means[key] = total.mean() if total else None
        return self._means[key]

    def reference(self, key: Key, measure: str) -> tuple[Fraction, str] | None:
        """The mean to compare with and where it is from; a loaded one wins over a computed one."""
        if key.work is not None:
            given = self.references.get(ReferenceKey(key.level, key.year, key.work, measure))
            if given is not None:
                return given.value, given.source
        mean = self.mean(key)
        return None if mean is None else (mean, "")

    def variance(self, key: Key) -> Fraction | None:
        """Variance of the schools' values; None where there is no school."""
        if key not in self._variances:
            found = self.distributions.get(key)
            self._variances[key] = found.variance() if found else None
        return self._variances[key]
