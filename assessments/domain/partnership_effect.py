"""Results of a supported school before a partnership and since: figures, never a proof.

Pupils of two years are not the same pupils, and much else happens in a school: the change is told
with its interval and beside the change of the whole municipality.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from assessments.domain.comparing import Tally, certainly_differ
from assessments.domain.procedures import Work
from assessments.domain.results import Result
from core.values import academic_year as years

SPRING_MONTH = 3
"""Works of a year are written from March on: what begins later acts on the next year."""


class EffectMeasure(StrEnum):
    """What is compared."""

    LOW = "low"
    QUALITY = "quality"


MEASURE_NAMES = {EffectMeasure.LOW: "Доля «2»", EffectMeasure.QUALITY: "Качество («4» и «5»)"}


@dataclass(frozen=True, slots=True)
class Sample:
    """A measure of one year: of the school, and of all schools that wrote the same work."""

    academic_year: int
    own: Tally
    everybody: Tally


@dataclass(frozen=True, slots=True)
class Change:
    """One measure of one work; `after` is None where the work has not been written since."""

    work: Work
    measure: EffectMeasure
    before: Sample | None
    after: Sample | None

    @property
    def points(self) -> Fraction | None:
        """Percentage points from before to after; None where one of them is missing."""
        if self.before is None or self.after is None:
            return None
        return self.after.own.share - self.before.own.share

    @property
    def points_of_everybody(self) -> Fraction | None:
        """The same of all schools."""
        if self.before is None or self.after is None:
            return None
        return self.after.everybody.share - self.before.everybody.share

    @property
    def is_beyond_chance(self) -> bool:
        """Whether before and after differ by more than chance."""
        if self.before is None or self.after is None:
            return False
        return certainly_differ(self.before.own, self.after.own)


def first_year_of_effect(since: date) -> int:
    """The first academic year whose works were written after the beginning."""
    year = years.of_date(since)
    return year + 1 if SPRING_MONTH <= since.month < years.FIRST_MONTH else year


def changes(
    school: str,
    results: Sequence[Result],
    *,
    since: date,
    subjects: Collection[str] = (),
    last_year: int | None = None,
) -> list[Change]:
    """Each work of `subjects` (of all where none is named), by subject and grade.

    Before is the last year with results before the beginning, after the latest one since, up to
    `last_year`. A work with results on neither side is left out.
    """
    first = first_year_of_effect(since)
    found: dict[tuple[Work, EffectMeasure], dict[int, Sample]] = {}
    for measure in EffectMeasure:
        for (work, year), sample in _samples(school, results, measure).items():
            if (not subjects or work.subject in subjects) and (
                last_year is None or year <= last_year
            ):
                found.setdefault((work, measure), {})[year] = sample
    order = {measure: place for place, measure in enumerate(EffectMeasure)}
    ordered = sorted(
        found.items(),
        key=lambda pair: (
            pair[0][0].subject, pair[0][0].grade, pair[0][0].procedure, order[pair[0][1]]
        ),
    )  # fmt: skip
    return [
        Change(
            work,
            measure,
            _latest({year: one for year, one in by_year.items() if year < first}),
            _latest({year: one for year, one in by_year.items() if year >= first}),
        )
        for (work, measure), by_year in ordered
    ]


def _latest(by_year: Mapping[int, Sample]) -> Sample | None:
    return by_year[max(by_year)] if by_year else None


def _samples(
    school: str, results: Sequence[Result], measure: EffectMeasure
) -> dict[tuple[Work, int], Sample]:
    own: dict[tuple[Work, int], Tally] = defaultdict(Tally)
    everybody: dict[tuple[Work, int], Tally] = defaultdict(Tally)
    for one in results:
        part = _part(one, measure)
        if part is None or not one.participants:
            continue
        key, tally = (one.work, one.academic_year), Tally(part, one.participants)
        everybody[key] += tally
        if one.school == school:
            own[key] += tally
    return {key: Sample(key[1], tally, everybody[key]) for key, tally in own.items()}


def _part(result: Result, measure: EffectMeasure) -> int | None:
    if measure is EffectMeasure.LOW:
        return result.low()
    return None if result.marks is None else result.marks.fours + result.marks.fives
