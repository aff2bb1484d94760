"""Counts of marks 2–5 and how they are recovered from the percentages that a file gives.

The repair rule is explained for people in docs/algorithms/measures.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

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
    shares = _Shares.of(percents, participants, decimals)
    counts = shares.rounded()
    while sum(counts) != participants:
        step = 1 if sum(counts) < participants else -1
        counts[shares.movable(counts, step)] += step
    low, high = shares.interval(0)
    return Recovered(
        MarkCounts(*counts),
        twos_low=max(low, 0),
        twos_high=min(high, participants),
        fits=all(shares.allows(mark, count) for mark, count in enumerate(counts)),
    )


@dataclass(frozen=True, slots=True)
class _Shares:
    """Exact counts p·N/100 as whole numerators over one denominator, and how far they reach."""

    exact: tuple[int, ...]
    reach: int
    unit: int

    @classmethod
    def of(cls, percents: Sequence[Decimal], participants: int, decimals: int) -> "_Shares":
        digits = max(decimals + 1, *map(decimals_of, percents))
        return cls(
            exact=tuple(int(percent.scaleb(digits)) * participants for percent in percents),
            reach=int(_half_unit(decimals).scaleb(digits)) * participants,
            unit=100 * 10**digits,
        )

    def rounded(self) -> list[int]:
        """Each exact count rounded half up."""
        return [(2 * value + self.unit) // (2 * self.unit) for value in self.exact]

    def allows(self, mark: int, count: int) -> bool:
        """Whether `count` lies inside the interval that the decimals leave open."""
        return count >= 0 and abs(count * self.unit - self.exact[mark]) <= self.reach

    def interval(self, mark: int) -> tuple[int, int]:
        """The lowest and the highest count that the decimals allow."""
        value = self.exact[mark]
        return -((self.reach - value) // self.unit), (value + self.reach) // self.unit

    def movable(self, counts: list[int], step: int) -> int:
        """The mark on which one unit may move by `step`; raises UnrecoverableError for none."""
        allowed = [mark for mark, count in enumerate(counts) if self.allows(mark, count + step)]
        candidates = [mark for mark in allowed if mark > 0] or allowed
        if not candidates:
            raise UnrecoverableError(
                "из процентов не получается целое число участников по каждой отметке; "
                "проверьте число участников и проценты"
            )
        return max(
            candidates,
            key=lambda mark: (
                step * (self.exact[mark] - counts[mark] * self.unit),
                counts[mark],
                -mark,
            ),
        )


def decimals_of(value: Decimal) -> int:
    """How many digits after the comma `value` is written with."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _half_unit(decimals: int) -> Decimal:
    return Decimal(5).scaleb(-decimals - 1)


def _comma(value: Decimal) -> str:
    return f"{value.normalize():f}".replace(".", ",")
