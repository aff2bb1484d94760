"""Measures of a work, or of several works together, that rules compare; exact."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from assessments.domain import measures
from assessments.domain.rules.cases import INDEX, Count

LOW_SHARE, MARK, SCORE, QUALITY = "low_share", "mark", "score", "quality"
Measure = Callable[[Count], Fraction | None]


def mean_mark(count: Count) -> Fraction | None:
    """Mean mark; None where the file gives no marks."""
    marks = count.result.marks
    return measures.mean_mark(marks) if marks else None


def mean_score(count: Count) -> Fraction | None:
    """Mean score, primary or of the scale of 100; None where the file gives none."""
    score = count.result.mean_score
    return None if score is None else Fraction(score)


def quality(count: Count) -> Fraction | None:
    """Share of marks 4 and 5, %."""
    marks = count.result.marks
    return measures.quality_rate(marks) if marks else None


def low_share(count: Count) -> Fraction | None:
    """Share of low results, %."""
    return count.share


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
    known = [
        (value, count.participants) for count in counts if (value := measure(count)) is not None
    ]
    number = sum(weight for _, weight in known)
    if not number:
        return None
    return sum((value * weight for value, weight in known), Fraction(0)) / number, number
