"""Whether a difference of shares is more than chance, exactly: no square root is drawn.

Both tests are those behind Wilson's interval (score tests) at 95 %, z = 1.96, with both sides
squared, so that they are decided on fractions.
"""

from dataclasses import dataclass
from fractions import Fraction

Z = Fraction(196, 100)
_Z2 = Z * Z


@dataclass(frozen=True, slots=True)
class Tally:
    """`part` of `whole`; several of them add up."""

    part: int = 0
    whole: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        """Both together."""
        return Tally(self.part + other.part, self.whole + other.whole)

    @property
    def share(self) -> Fraction:
        """In percent; ZeroDivisionError of nobody."""
        return Fraction(100 * self.part, self.whole)


def certainly_above(own: Tally, share: Fraction) -> bool:
    """Whether `own` lies above `share` (%) by more than chance: `share` is under its interval."""
    if not own.whole or own.share <= share:
        return False
    p = share / 100
    return (own.share / 100 - p) ** 2 * own.whole > _Z2 * p * (1 - p)


def certainly_differ(one: Tally, other: Tally) -> bool:
    """Whether two groups differ by more than chance; False where one of them is empty."""
    if not one.whole or not other.whole:
        return False
    both = one + other
    p = Fraction(both.part, both.whole)
    gap = (one.share - other.share) / 100
    return gap**2 > _Z2 * p * (1 - p) * (Fraction(1, one.whole) + Fraction(1, other.whole))
