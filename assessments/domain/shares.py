"""Counts of people recovered from percentages: one rule for marks, scores and journals.

The rule is explained for people in docs/algorithms/measures.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

_LEAST_TOLERANCE = Decimal("0.05")
_NO_WHOLE_COUNTS = (
    "из процентов не получается целое число участников по {each}; "
    "проверьте число участников и проценты"
)


@dataclass(frozen=True, slots=True)
class Wording:
    """How sentences call the parts: «отметок», «каждой отметке»."""

    parts: str
    each: str


MARKS_WORDING = Wording("отметок", "каждой отметке")
SCORES_WORDING = Wording("баллов", "каждому баллу")
JOURNAL_WORDING = Wording("сравнения с журналом", "каждой части сравнения с журналом")


@dataclass(frozen=True, slots=True)
class Parts:
    """Counts behind percentages and what the printed decimals leave open for each of them."""

    counts: tuple[int, ...]
    ranges: tuple[tuple[int, int], ...]

    @property
    def is_certain(self) -> bool:
        """Whether the percentages allow one count only for every part."""
        return all(low >= high for low, high in self.ranges)

    @property
    def fits(self) -> bool:
        """Whether every count really gives the percentage that the file prints."""
        pairs = zip(self.counts, self.ranges, strict=True)
        return all(low <= count <= high for count, (low, high) in pairs)


class UnrecoverableError(Exception):
    """Percentages from which no counts follow; the message says why, in Russian."""


@lru_cache(maxsize=1024)
def tolerance(decimals: int, *, parts: int = 4) -> Decimal:
    """How far rounded percentages may miss 100: a half-unit for each part, but at least 0.05."""
    return max(_LEAST_TOLERANCE, parts * _half_unit(decimals))


def recover_parts(
    percents: Sequence[Decimal],
    participants: int,
    *,
    decimals: int,
    wording: Wording,
    last_moved: int | None = None,
) -> Parts:
    """Counts that the percentages of all parts of `participants` stand for.

    Each count is p·N/100 rounded half up. Where the sum differs from N, one unit at a time moves
    on the part with the largest residual (ties: the larger count, then the earlier part), only
    inside the interval that `decimals` printed digits allow; the part `last_moved` moves only if
    nothing else can.

    Raises UnrecoverableError where the percentages miss 100 or no move is allowed.
    """
    total = sum(percents, Decimal(0))
    if abs(total - 100) > tolerance(decimals, parts=len(percents)):
        raise UnrecoverableError(
            f"сумма процентов {wording.parts} — {_comma(total)}, а должна быть 100; "
            "проверьте строку"
        )
    shares = _Shares.of(percents, participants, decimals)
    counts = shares.rounded()
    while sum(counts) != participants:
        step = 1 if sum(counts) < participants else -1
        part = shares.movable(counts, step, last_moved)
        if part is None:
            raise UnrecoverableError(_NO_WHOLE_COUNTS.format(each=wording.each))
        counts[part] += step
    ranges = tuple(shares.interval(part, participants) for part in range(len(counts)))
    return Parts(tuple(counts), ranges)


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

    def allows(self, part: int, count: int) -> bool:
        """Whether `count` lies inside the interval that the decimals leave open."""
        return count >= 0 and abs(count * self.unit - self.exact[part]) <= self.reach

    def interval(self, part: int, participants: int) -> tuple[int, int]:
        """The lowest and the highest count that the decimals allow."""
        value = self.exact[part]
        low, high = -((self.reach - value) // self.unit), (value + self.reach) // self.unit
        return max(low, 0), min(high, participants)

    def movable(self, counts: list[int], step: int, last_moved: int | None) -> int | None:
        """The part on which one unit may move by `step`; None where no part may."""
        allowed = [part for part, count in enumerate(counts) if self.allows(part, count + step)]
        candidates = [part for part in allowed if part != last_moved] or allowed
        return max(
            candidates,
            key=lambda part: (
                step * (self.exact[part] - counts[part] * self.unit),
                counts[part],
                -part,
            ),
            default=None,
        )


def decimals_of(value: Decimal) -> int:
    """How many digits after the comma `value` is written with."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


@lru_cache(maxsize=64)
def _half_unit(decimals: int) -> Decimal:
    return Decimal(5).scaleb(-decimals - 1)


def _comma(value: Decimal) -> str:
    return f"{value.normalize():f}".replace(".", ",")
