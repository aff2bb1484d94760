"""Counts of marks 2–5 and how they are recovered from the percentages that a file gives.

The repair rule is explained for people in docs/algorithms/measures.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

MARKS = (2, 3, 4, 5)


@dataclass(frozen=True, slots=True)
class MarkCounts:
    """How many pupils got each mark."""

    twos: int
    threes: int
    fours: int
    fives: int

    @property
    def total(self) -> int:
        """Pupils with a mark."""
        return self.twos + self.threes + self.fours + self.fives

    def as_tuple(self) -> tuple[int, int, int, int]:
        """Counts in the order 2, 3, 4, 5."""
        return (self.twos, self.threes, self.fours, self.fives)

    def __add__(self, other: "MarkCounts") -> "MarkCounts":
        pairs = zip(self.as_tuple(), other.as_tuple(), strict=True)
        return MarkCounts(*(left + right for left, right in pairs))


NO_MARKS = MarkCounts(0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Recovered:
    """Counts behind percentages; `twos_low`…`twos_high` is what the decimals leave open."""

    counts: MarkCounts
    twos_low: int
    twos_high: int
    fits: bool
    """Whether every count really gives the percentage that the file prints."""

    @property
    def is_certain(self) -> bool:
        """Whether the percentages allow one count of «2» only."""
        return self.twos_low >= self.twos_high


class UnrecoverableError(Exception):
    """Percentages from which no counts follow; the message says why, in Russian."""


def tolerance(decimals: int) -> Decimal:
    """How far four rounded percentages may miss 100: four half-units, but at least 0.05."""
    return max(Decimal("0.05"), 4 * _half_unit(decimals))


def recover(percents: Sequence[Decimal], participants: int, *, decimals: int) -> Recovered:
    """Counts of marks 2–5 from their percentages, which the file prints with `decimals` digits.

    Each count is p·N/100 rounded half up. Where the sum differs from N, one unit at a time moves
    on the mark 3–5 with the largest residual (ties: the larger count, then the lower mark), only
    inside the interval that the decimals allow; mark 2 moves only if nothing else can.

    Raises UnrecoverableError where the percentages miss 100 or no move is allowed.
    """
    total = sum(percents, Decimal(0))
    if abs(total - 100) > tolerance(decimals):
        raise UnrecoverableError(
            f"сумма процентов отметок — {_comma(total)}, а должна быть 100; проверьте строку"
        )
    exact = [Fraction(percent) * participants / 100 for percent in percents]
    reach = Fraction(_half_unit(decimals)) * participants / 100
    counts = [_round_half_up(value) for value in exact]
    while sum(counts) != participants:
        step = 1 if sum(counts) < participants else -1
        counts[_movable(counts, exact, reach, step)] += step
    low, high = _ceil(exact[0] - reach), (exact[0] + reach).__floor__()
    return Recovered(
        MarkCounts(*counts),
        twos_low=max(low, 0),
        twos_high=min(high, participants),
        fits=all(abs(count - value) <= reach for count, value in zip(counts, exact, strict=True)),
    )


def _movable(counts: list[int], exact: list[Fraction], reach: Fraction, step: int) -> int:
    allowed = [
        mark
        for mark in range(len(counts))
        if abs(counts[mark] + step - exact[mark]) <= reach and counts[mark] + step >= 0
    ]
    candidates = [mark for mark in allowed if mark > 0] or allowed
    if not candidates:
        raise UnrecoverableError(
            "из процентов не получается целое число участников по каждой отметке; "
            "проверьте число участников и проценты"
        )
    return max(
        candidates, key=lambda mark: (step * (exact[mark] - counts[mark]), counts[mark], -mark)
    )


def decimals_of(value: Decimal) -> int:
    """How many digits after the comma `value` is written with."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _half_unit(decimals: int) -> Decimal:
    return Decimal(5).scaleb(-decimals - 1)


def _round_half_up(value: Fraction) -> int:
    return (value + Fraction(1, 2)).__floor__()


def _ceil(value: Fraction) -> int:
    return -((-value).__floor__())


def _comma(value: Decimal) -> str:
    return f"{value.normalize():f}".replace(".", ",")
