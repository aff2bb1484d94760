"""Counts of marks 2–5 and how they are recovered from the percentages that a file gives.

The repair rule is explained for people in docs/algorithms/measures.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from assessments.domain.shares import MARKS_WORDING, recover_parts

MARKS = (2, 3, 4, 5)


class MarkCounts(NamedTuple):
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

    def __add__(self, other: "MarkCounts") -> "MarkCounts":  # type: ignore[override]
        """Counts of both groups together."""
        return MarkCounts(*(left + right for left, right in zip(self, other, strict=True)))


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


def recover(percents: Sequence[Decimal], participants: int, *, decimals: int) -> Recovered:
    """Counts of marks 2–5 from their percentages, which the file prints with `decimals` digits.

    The rule is that of `recover_parts`; mark 2 moves only if nothing else can.

    Raises UnrecoverableError where the percentages miss 100 or no move is allowed.
    """
    found = recover_parts(
        percents, participants, decimals=decimals, wording=MARKS_WORDING, last_moved=0
    )
    low, high = found.ranges[0]
    return Recovered(MarkCounts(*found.counts), twos_low=low, twos_high=high, fits=found.fits)
