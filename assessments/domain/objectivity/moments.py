"""Mean and variance of primary scores, exact, and whether two intervals of means are apart.

DOMAIN.md 3.1 (a): a school's mean is too high where its interval lies above the region's.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

Z95 = Fraction(196, 100)
"""The factor of a 95 % interval that the methodology prescribes."""


@dataclass(frozen=True, slots=True)
class Moments:
    """Participants, mean primary score and its sample variance (division by n − 1)."""

    participants: int
    mean: Fraction
    variance: Fraction

    @property
    def error(self) -> Fraction:
        """Variance of the mean: S²/n."""
        return self.variance / self.participants


def moments_of(counts: Sequence[int]) -> Moments | None:
    """From how many participants got each score; None for fewer than two participants."""
    participants = sum(counts)
    if participants < 2:
        return None
    first = sum(score * count for score, count in enumerate(counts))
    second = sum(score * score * count for score, count in enumerate(counts))
    variance = Fraction(second * participants - first * first, participants * (participants - 1))
    return Moments(participants, Fraction(first, participants), variance)


def moments_of_shares(shares: Sequence[Decimal], participants: int | None) -> Moments | None:
    """From the share of each score among `participants`, as ФИС ОКО gives the region's.

    The shares need not add up to 100 exactly: they are taken relative to their sum.
    """
    weights = [Fraction(share) for share in shares]
    total = sum(weights, Fraction(0))
    if participants is None or participants < 2 or not total:
        return None
    mean = sum((score * weight for score, weight in enumerate(weights)), Fraction(0)) / total
    squares = (
        sum((score * score * weight for score, weight in enumerate(weights)), Fraction(0)) / total
    )
    variance = (squares - mean**2) * Fraction(participants, participants - 1)
    return Moments(participants, mean, variance)


def lies_above(school: Moments, region: Moments, *, z: Fraction = Z95) -> bool:
    """x̄ − 1,96·s/√m > X̄ + 1,96·S/√n, without a single rounding.

    With d = x̄ − X̄ and the errors a = s²/m, b = S²/n this is d > 1,96·(√a + √b); both sides are
    squared twice, so that only fractions are compared. `z` stands for 1,96.
    """
    distance = school.mean - region.mean
    if distance <= 0:
        return False
    excess = (distance / z) ** 2 - school.error - region.error
    return excess > 0 and excess**2 > 4 * school.error * region.error


def interval(moments: Moments, *, z: Fraction = Z95) -> tuple[Decimal, Decimal]:
    """Mean ± z·S/√n to two digits, for showing only."""
    mean = Decimal(moments.mean.numerator) / Decimal(moments.mean.denominator)
    error = Decimal(moments.error.numerator) / Decimal(moments.error.denominator)
    spread = Decimal(z.numerator) / Decimal(z.denominator) * error.sqrt()
    cents = Decimal("0.01")
    return (mean - spread).quantize(cents), (mean + spread).quantize(cents)
