"""Measures of a work, or of several works together, that rules compare; exact."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from assessments.domain import measures
from assessments.domain.rules.cases import INDEX, Count
from assessments.domain.rules.sums import Ratio, WeightedSum

LOW_SHARE, MARK, SCORE, QUALITY = "low_share", "mark", "score", "quality"
Measure = Callable[[Count], Ratio | None]


def mean_mark(count: Count) -> Ratio | None:
    """Mean mark; None where the file gives no marks."""
    marks = count.marks
    return (measures.mark_sum(marks), marks.total) if marks and marks.total else None


def mean_score(count: Count) -> Ratio | None:
    """Mean score, primary or of the scale of 100; None where the file gives none."""
    score = count.mean_score
    return None if score is None else score.as_integer_ratio()


def quality(count: Count) -> Ratio | None:
    """Share of marks 4 and 5, %."""
    marks = count.marks
    return (100 * (marks.fours + marks.fives), marks.total) if marks and marks.total else None


def low_share(count: Count) -> Ratio | None:
    """Share of low results, %."""
    return None if count.low is None else (100 * count.low, count.participants)


MEASURES: dict[str, Measure] = {
    LOW_SHARE: low_share, MARK: mean_mark, SCORE: mean_score, QUALITY: quality,
}  # fmt: skip
TITLES = {
    LOW_SHARE: "доля не преодолевших порог",
    MARK: "средняя отметка",
    SCORE: "средний балл",
    QUALITY: "качество знаний",
    INDEX: "индекс социального благополучия",
}


def together(counts: Sequence[Count], measure: Measure) -> tuple[Fraction, int] | None:
    """The measure over several works, weighted by participants, and their participants.

    Works that do not give the measure are left out; None where none gives it.
    """
    found = WeightedSum()
    for count in counts:
        ratio = measure(count)
        if ratio is not None:
            found.add(ratio, count.participants)
    mean = found.mean()
    return None if mean is None else (mean, found.participants)
