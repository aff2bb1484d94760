"""Spearman's rank correlation in exact arithmetic (DOMAIN.md 3.1 b)."""

from collections.abc import Sequence
from decimal import Decimal
from math import isqrt

DIGITS = 6


def rank_correlation(left: Sequence[int], right: Sequence[int]) -> Decimal | None:
    """Spearman's coefficient of two rows of numbers, rounded half up to six digits.

    Equal numbers share the average of their ranks, so the coefficient is Pearson's of the ranks.
    None where it does not exist: fewer than two pairs, or all numbers of a row alike.

    Raises ValueError for rows of different lengths.
    """
    pairs = list(zip(_doubled_ranks(left), _doubled_ranks(right), strict=True))
    if len(pairs) < 2:
        return None
    mean = len(pairs) + 1  # of doubled ranks
    covariance = sum((one - mean) * (other - mean) for one, other in pairs)
    spread_left = sum((one - mean) ** 2 for one, _ in pairs)
    spread_right = sum((other - mean) ** 2 for _, other in pairs)
    if not spread_left or not spread_right:
        return None
    # The root of a ratio of whole numbers, rounded without leaving whole numbers.
    doubled = isqrt(4 * 10 ** (2 * DIGITS) * covariance**2 // (spread_left * spread_right))
    size = Decimal((doubled + 1) // 2).scaleb(-DIGITS)
    return -size if covariance < 0 else size


def _doubled_ranks(values: Sequence[int]) -> list[int]:
    """Twice the average rank of each value, which is whole."""
    order = sorted(values)
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    for rank, value in enumerate(order, 1):
        first.setdefault(value, rank)
        last[value] = rank
    return [first[value] + last[value] for value in values]
