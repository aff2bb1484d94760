"""The same pupils a year later: sharp rises and falls (DOMAIN.md 3.1 c).

K = S(N, YY) / S(N+1, YY+1), where S is the mean percentage of the maximum primary score. K above
P75 + 3·IQR is a sharp fall, below P25 − 3·IQR a sharp rise. The methodology takes the whole
sample; an office has its own schools only, so the answer says over how many the limits are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

LEAST_SCHOOLS = 8
"""Fewer schools give no quartiles worth the name; a default of ours, not of the methodology."""
_REACH = 3


@dataclass(frozen=True, slots=True)
class Change:
    """Share of the maximum, %, in grade N and a year later in grade N + 1, and their ratio K."""

    before: Fraction
    after: Fraction

    @property
    def ratio(self) -> Fraction:
        """K of the methodology."""
        return self.before / self.after


@dataclass(frozen=True, slots=True)
class Limits:
    """Outside of which a change is sharp, and over how many schools that was found."""

    lower: Fraction
    upper: Fraction
    schools: int

    def is_fall(self, change: Change) -> bool:
        """K above the upper limit."""
        return change.ratio > self.upper

    def is_rise(self, change: Change) -> bool:
        """K below the lower limit."""
        return change.ratio < self.lower


def share_of_maximum(counts: Sequence[int], max_score: int) -> Fraction | None:
    """Mean percentage of the maximum primary score; None for nobody."""
    participants = sum(counts)
    if not participants or not max_score:
        return None
    gained = sum(score * count for score, count in enumerate(counts))
    return Fraction(100 * gained, participants * max_score)


def change_of(before: Fraction | None, after: Fraction | None) -> Change | None:
    """The change of one school; None where a year is missing or nobody gained anything."""
    if before is None or not after:
        return None
    return Change(before, after)


def limits_of(
    changes: Mapping[str, Change], *, least_schools: int = LEAST_SCHOOLS
) -> Limits | None:
    """Limits over all given schools; None where there are fewer than `least_schools`."""
    if len(changes) < least_schools:
        return None
    ratios = sorted(change.ratio for change in changes.values())
    first, third = quantile(ratios, Fraction(1, 4)), quantile(ratios, Fraction(3, 4))
    reach = _REACH * (third - first)
    return Limits(first - reach, third + reach, len(ratios))


def quantile(ordered: Sequence[Fraction], level: Fraction) -> Fraction:
    """The quantile between neighbours in proportion, as spreadsheets count it (PERCENTILE.INC)."""
    place = level * (len(ordered) - 1)
    index = place.__floor__()
    if index + 1 == len(ordered):
        return ordered[index]
    return ordered[index] + (place - index) * (ordered[index + 1] - ordered[index])
