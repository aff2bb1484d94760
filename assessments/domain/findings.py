"""One work of one school held against the criteria: the figures behind a verdict.

Comparisons are made on whole numbers; a rounded percentage is never compared (DOMAIN.md 1.3).
"""

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from assessments.domain.criteria.definitions import Plan
from assessments.domain.measures import rounded
from assessments.domain.procedures import Work
from assessments.domain.results import Source
from assessments.domain.rules.cases import Case, Count
from assessments.domain.rules.shares import margin


class Finding(NamedTuple):
    """The share of low results of a work with participants, and what that means.

    `margin` is in pupils: how many fewer low results would take a low work under the threshold
    (positive), or how many more would make it low (negative). `counted` is false where the
    participants are fewer than the criteria ask for. `before` is low results and participants of
    the same work a year earlier, where the criteria compare with it.
    """

    work: Work
    academic_year: int
    participants: int
    low: int
    threshold: Decimal
    counted: bool
    met: bool
    near: bool
    before: tuple[int, int] | None
    grown: bool
    margin: int
    recovered: bool
    source: Source | None

    @property
    def share(self) -> Fraction:
        """Share of low results, %; exact."""
        return Fraction(100 * self.low, self.participants)

    @property
    def growth(self) -> Fraction | None:
        """Change of the share against the year before, in percentage points; exact."""
        if self.before is None:
            return None
        low, participants = self.before
        difference = self.low * participants - low * self.participants
        return Fraction(100 * difference, self.participants * participants)

    @property
    def share_text(self) -> str:
        """The share with two decimals, half up, as other programs read it."""
        return f"{rounded(self.share, 2):.2f}"


def assess(count: Count, case: Case, plan: Plan) -> Finding | None:
    """The finding for one work of the accounting year.

    None where the file does not tell low results, or the criteria have no limit for a share.
    """
    limit, low = plan.limit, count.low
    if limit is None or low is None:
        return None
    to_limit = margin(low, count.participants, limit.ratio)
    is_counted = count.participants >= limit.min_participants
    before = plan.grown.before(case, count) if plan.grown and is_counted else None
    return Finding(
        count.work,
        count.year,
        count.participants,
        low,
        limit.share,
        is_counted,
        is_counted and to_limit > 0,
        plan.near is not None and plan.near.meets(case, count, low),
        None if before is None or before.low is None else (before.low, before.participants),
        before is not None and plan.grown is not None and plan.grown.is_grown(count, before, low),
        to_limit,
        count.recovered,
        count.source,
    )
