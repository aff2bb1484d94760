"""One procedure of one school held against the criteria: the figures behind a verdict.

Comparisons are made on whole numbers; a rounded percentage is never compared (DOMAIN.md 1.3).
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from assessments.domain.criteria import Parameters
from assessments.domain.measures import rounded, share
from assessments.domain.procedures import Work
from assessments.domain.results import Result, Source


@dataclass(frozen=True, slots=True)
class Finding:
    """A procedure with participants: how many are low, and what that means.

    `margin` is in pupils: how many fewer low results would take a low procedure under the
    threshold (positive), or how many more would make it low (negative). `counted` is false where
    the participants are fewer than the criteria ask for.
    """

    work: Work
    academic_year: int
    participants: int
    low: int
    threshold: Decimal
    counted: bool
    met: bool
    near: bool
    growth: Fraction | None
    grown: bool
    margin: int
    recovered: bool
    source: Source | None

    @property
    def share(self) -> Fraction:
        """Share of low results, %; exact."""
        return Fraction(100 * self.low, self.participants)

    @property
    def share_text(self) -> str:
        """The share with two decimals, half up, as other programs read it."""
        return f"{rounded(self.share, 2):.2f}"


def assess(
    result: Result, previous: Result | None, parameters: Parameters
) -> Finding | None:  # fmt: skip
    """The finding for one result; None where it has no participants or tells no low results."""
    low = result.low(ege_russian_minimum=parameters.ege_russian_minimum)
    if low is None or not result.participants:
        return None
    counted = result.participants >= parameters.min_participants
    growth = _growth(result, previous, parameters) if counted else None
    met = counted and _reaches(low, result.participants, parameters.threshold)
    return Finding(
        work=result.work,
        academic_year=result.academic_year,
        participants=result.participants,
        low=low,
        threshold=parameters.threshold,
        counted=counted,
        met=met,
        near=counted
        and not met
        and _reaches(low, result.participants, parameters.at_risk_share),
        growth=growth,
        grown=growth is not None and growth >= Fraction(parameters.at_risk_growth),
        margin=_margin(low, result.participants, parameters.threshold),
        recovered=result.recovered,
        source=result.source,
    )  # fmt: skip


def _reaches(low: int, participants: int, percent: Decimal) -> bool:
    """100·L ≥ T·N, in whole numbers."""
    numerator, denominator = percent.as_integer_ratio()
    return 100 * low * denominator >= numerator * participants


def _margin(low: int, participants: int, threshold: Decimal) -> int:
    numerator, denominator = threshold.as_integer_ratio()
    fewest_low = -(-numerator * participants // (100 * denominator))
    return low - fewest_low + 1 if low >= fewest_low else low - fewest_low


def _growth(result: Result, previous: Result | None, parameters: Parameters) -> Fraction | None:
    """Change of the share against the year before, in percentage points."""
    if previous is None or previous.participants < max(1, parameters.min_participants):
        return None
    now = result.low(ege_russian_minimum=parameters.ege_russian_minimum)
    before = previous.low(ege_russian_minimum=parameters.ege_russian_minimum)
    if now is None or before is None:
        return None
    return (share(now, result.participants) or Fraction(0)) - (
        share(before, previous.participants) or Fraction(0)
    )
