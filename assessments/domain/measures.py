"""Measures of results, exact: fractions in, fractions out; rounding only for showing.

Formulas: DOMAIN.md 5. A measure of nobody is None, never 0.
"""

from collections.abc import Iterable
from decimal import Decimal, localcontext
from fractions import Fraction

from assessments.domain.marks import NO_MARKS, MarkCounts

SMALL_GROUP = 10
_SIMONOV = (16, 36, 64, 100)
_Z95 = Decimal("1.96")


def share(part: int, whole: int) -> Fraction | None:
    """`part` of `whole` in percent."""
    return Fraction(100 * part, whole) if whole else None


def pass_rate(marks: MarkCounts) -> Fraction | None:
    """Абсолютная успеваемость, %: marks 3–5."""
    return share(marks.total - marks.twos, marks.total)


def quality_rate(marks: MarkCounts) -> Fraction | None:
    """Качество знаний, %: marks 4 and 5."""
    return share(marks.fours + marks.fives, marks.total)


def sou(marks: MarkCounts) -> Fraction | None:
    """СОУ after Simonov, %: (100·n5 + 64·n4 + 36·n3 + 16·n2) / N."""
    return _weighted(marks, _SIMONOV)


def mean_mark(marks: MarkCounts) -> Fraction | None:
    """Средняя отметка, from 2 to 5."""
    return Fraction(mark_sum(marks), marks.total) if marks.total else None


def mark_sum(marks: MarkCounts) -> int:
    """All marks added up."""
    twos, threes, fours, fives = marks
    return 2 * twos + 3 * threes + 4 * fours + 5 * fives


def low_share(low: int, participants: int) -> Fraction | None:
    """Share of participants who did not pass the threshold, %."""
    return share(low, participants)


def total(counts: Iterable[MarkCounts]) -> MarkCounts:
    """Counts of a whole group of schools: measures of it are weighted by participants."""
    return sum(counts, NO_MARKS)


def weighted_mean(values: Iterable[tuple[Decimal, int]]) -> Fraction | None:
    """Mean of means, each weighted by its number of participants."""
    pairs = [(Fraction(value), weight) for value, weight in values if weight]
    weight = sum(weight for _, weight in pairs)
    return sum((value * count for value, count in pairs), Fraction(0)) / weight if weight else None


def rounded(value: Fraction, places: int) -> Decimal:
    """`value` rounded half up (away from zero) to `places` digits."""
    numerator, denominator = value.numerator, value.denominator
    units = (2 * abs(numerator) * 10**places + denominator) // (2 * denominator)
    return Decimal(units if numerator >= 0 else -units).scaleb(-places)


def pupil_weight(participants: int) -> Fraction | None:
    """How many percentage points one participant makes."""
    return share(1, participants)


def wilson(low: int, participants: int) -> tuple[Decimal, Decimal] | None:
    """Wilson's interval of 95 % for a share, in percent; None for nobody."""
    if not participants:
        return None
    with localcontext() as context:
        context.prec = 28
        n, p, z = Decimal(participants), Decimal(low) / participants, _Z95
        centre = p + z * z / (2 * n)
        spread = z * (p * (1 - p) / n + z * z / (4 * n * n)).sqrt()
        scale = 100 / (1 + z * z / n)
        lower, upper = (centre - spread) * scale, (centre + spread) * scale
    return max(lower, Decimal(0)), min(upper, Decimal(100))


def _weighted(marks: MarkCounts, weights: tuple[int, int, int, int]) -> Fraction | None:
    if not marks.total:
        return None
    pairs = zip(marks.as_tuple(), weights, strict=True)
    return Fraction(sum(count * weight for count, weight in pairs), marks.total)
