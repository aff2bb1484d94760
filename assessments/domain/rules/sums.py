"""Exact sums of ratios, in whole numbers: fractions are made only of what is compared or shown."""

from __future__ import annotations

from fractions import Fraction
from math import lcm

Ratio = tuple[int, int]
"""Numerator and denominator; the denominator is positive, the two may have common divisors."""


class WeightedSum:
    """Ratios summed up, each as often as people have it; mergeable."""

    __slots__ = ("_by_denominator", "participants")

    def __init__(self) -> None:
        self.participants = 0
        self._by_denominator: dict[int, int] = {}

    def add(self, ratio: Ratio, participants: int) -> None:
        """The ratio of a group of people."""
        numerator, denominator = ratio
        self.participants += participants
        # A mean of all participants sums up to a whole number.
        whole, left = divmod(participants, denominator)
        if left:
            self._add(denominator, numerator * participants)
        else:
            self._add(1, numerator * whole)

    def merge(self, other: WeightedSum) -> None:
        """What another sum holds."""
        self.participants += other.participants
        for denominator, numerator in other._by_denominator.items():
            self._add(denominator, numerator)

    def mean(self) -> Fraction | None:
        """The sum divided by the people; None for nobody."""
        if not self.participants:
            return None
        common = lcm(*self._by_denominator)
        total = sum(
            numerator * (common // denominator)
            for denominator, numerator in self._by_denominator.items()
        )
        return Fraction(total, common * self.participants)

    def _add(self, denominator: int, numerator: int) -> None:
        self._by_denominator[denominator] = self._by_denominator.get(denominator, 0) + numerator
