"""Figures and words that a predicate gives as grounds of a verdict."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from assessments.domain.measures import rounded
from assessments.domain.procedures import Work
from assessments.domain.results import Source
from core.values.wording import NBSP, decimal

NAMED = 3
Said = set[Work]
Ground = TypeVar("Ground")


@dataclass(frozen=True, slots=True)
class Comparison:
    """A figure held against a limit that is not a share of low results of the accounting year.

    `met` is None where the figure cannot be judged. `margin` is in pupils, as in `Finding`, and
    None where pupils do not apply. `place` of `of` is a rank, `reference` says with whom the
    school was compared and from where the figure is.
    """

    kind: str
    words: str
    academic_year: int
    met: bool | None
    work: Work | None = None
    participants: int | None = None
    low: int | None = None
    value: Fraction | None = None
    limit: Fraction | None = None
    margin: int | None = None
    place: int | None = None
    of: int | None = None
    reference: str = ""
    source: Source | None = None

    def __hash__(self) -> int:
        """By the words, which tell comparisons apart: a hash of every figure is slow."""
        return hash((self.kind, self.words))


@dataclass(frozen=True, slots=True)
class Phrase:
    """A ground in words: what it is, its limit where it stands alone, and the works."""

    lead: str
    details: str = ""
    limit: str = ""

    def alone(self) -> str:
        """«низкие результаты по 3 процедурам при пороге 2: …»."""
        head = f"{self.lead} {self.limit}" if self.limit else self.lead
        return f"{head}: {self.details}" if self.details else head

    def among_others(self) -> str:
        """«низкие результаты по 3 процедурам (…)»."""
        return f"{self.lead} ({self.details})" if self.details else self.lead


def listed(items: Sequence[Ground], words: Callable[[Ground], str] = str) -> str:
    """The first of several grounds in `words`, and how many more there are."""
    rest = len(items) - NAMED
    named = "; ".join(words(item) for item in items[:NAMED])
    return f"{named} и ещё {rest}" if rest > 0 else named


def percent(value: Fraction, limit: Fraction | int | None = None) -> str:
    """«39,1 %»; two decimals where one would round a share up to a limit it does not reach."""
    shown, places = rounded(value, 1), 1
    if limit is not None and value < limit and Fraction(shown) >= limit:
        shown, places = rounded(value, 2), 2
    return f"{decimal(shown, places)}{NBSP}%"


def points(value: Fraction) -> str:
    """«10,5 п. п.»."""
    return f"{decimal(rounded(value, 1))}{NBSP}п.{NBSP}п."


def plain(value: object) -> str:
    """A setting as it is written, with a decimal comma."""
    return str(value).replace(".", ",")
