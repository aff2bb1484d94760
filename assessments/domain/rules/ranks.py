"""The predicate on places: among the worst or best part of a population (DOMAIN.md 2, R4, R12).

It needs a landscape. Without one, or where the school belongs to no population of the level, the
answer is «нельзя оценить».
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import ClassVar, NamedTuple

from assessments.domain.procedures import Work
from assessments.domain.results import Source
from assessments.domain.rules.arguments import argument, works_argument
from assessments.domain.rules.cases import INDEX, MUNICIPALITY, Case, Count
from assessments.domain.rules.expressions import PupilPredicate, Truth, at_least
from assessments.domain.rules.grounds import Comparison, Phrase, Said, listed, plain
from assessments.domain.rules.kinds import NUMBER, PERCENT, choice
from assessments.domain.rules.landscape import Distribution, Key, Landscape
from assessments.domain.rules.population import LEVEL, LEVEL_WORDS, in_words
from assessments.domain.rules.selections import Selection
from assessments.domain.rules.values import (
    LOW_SHARE,
    MARK,
    MEASURES,
    QUALITY,
    SCORE,
    TITLES,
    together,
)
from core.values import academic_year as years
from core.values.wording import NBSP, counted

WORST, BEST, FLOOR, CEIL, PER_WORK, TOGETHER = "worst", "best", "floor", "ceil", "work", "together"


_Value = tuple[Work | None, Fraction, int | None, int | None]
"""A work (None for all together), the school's value, its participants and low results."""


class _Standing(NamedTuple):
    """A school's value, its place from the chosen end, and how many places the limit takes."""

    work: Work | None
    value: Fraction
    participants: int | None
    low: int | None
    place: int
    limit: int
    of: int
    met: bool


@dataclass(frozen=True)
class Rank(PupilPredicate):
    """The school is among the worst or best `percent` % of schools by a measure (R4, R12).

    How many schools that is: percent · R / 100, rounded down («не больше») or up. Schools of one
    value share a place, 1 + the number of schools that are strictly worse (better); if the place
    is within the limit, all of them are in. Nobody is among the worst by a share of 0 %.
    Schools with fewer than `min_participants` are no part of the population. Indexes of different
    municipalities rest on different weights and schools, so they are compared within one only.
    """

    name: ClassVar[str] = "rank"
    measure: str = argument(choice(LOW_SHARE, MARK, SCORE, QUALITY, INDEX))
    end: str = argument(choice(WORST, BEST))
    percent: Decimal = argument(PERCENT)
    per: str = argument(choice(PER_WORK, TOGETHER), PER_WORK)
    among: str = argument(LEVEL, MUNICIPALITY)
    min_participants: int = argument(NUMBER, 0)
    rounding: str = argument(choice(FLOOR, CEIL), FLOOR)
    works: Selection | None = works_argument()

    @cached_property
    def figure(self) -> str:
        """What the population is told apart by: everything but the limit."""
        return f"rank|{self.measure}|{self.per}|{self.min_participants}|{self.works!r}"

    @property
    def gathers(self) -> Hashable:
        """The values of the schools."""
        return (self.figure, self.among)

    @property
    def context_needs(self) -> frozenset[str]:
        """The index, where places go by it; places by results look at no context."""
        return frozenset({INDEX}) if self.measure == INDEX else frozenset()

    def _values(self, case: Case, year: int) -> list[_Value]:
        return case.once(self._measured, year)

    def _measured(self, case: Case, year: int) -> list[_Value]:
        return list(self._each(case, year))

    def _each(self, case: Case, year: int) -> Iterator[_Value]:
        if self.measure == INDEX:
            context = case.context(year)
            if context is not None and context.index is not None:
                yield None, context.index, None, None
            return
        counts = case.counts(year, self.works)
        measure = MEASURES[self.measure]
        if self.per == TOGETHER:
            found = together(counts, measure)
            if found is not None and found[1] >= self.min_participants:
                low = sum(count.low or 0 for count in counts)
                yield None, found[0], found[1], low if self.measure == LOW_SHARE else None
            return
        for count in counts:
            ratio = measure(count)
            if ratio is not None and count.participants >= self.min_participants:
                yield count.work, Fraction(*ratio), count.participants, count.low

    def _key(self, case: Case, year: int, work: Work | None) -> Key | None:
        place = case.facts.places.get(self.among)
        if place is None or (self.measure == INDEX and self.among != MUNICIPALITY):
            return None
        return Key(self.figure, self.among, place, year, work)

    def observe(self, case: Case, year: int, landscape: Landscape) -> None:
        """The school's values join the distributions."""
        for work, value, _, _ in self._values(case, year):
            key = self._key(case, year, work)
            if key is not None:
                landscape.add_school(key, value)

    def _distribution(self, case: Case, year: int, work: Work | None) -> Distribution | None:
        key = self._key(case, year, work)
        if key is None or case.landscape is None:
            return None
        return case.landscape.distributions.get(key)

    def _limit(self, size: int) -> int:
        numerator, denominator = self.percent.as_integer_ratio()
        share = numerator * size
        return (
            -(-share // (100 * denominator))
            if self.rounding == CEIL
            else share // (100 * denominator)
        )

    def _ahead(self, distribution: Distribution, value: Fraction) -> int:
        """Schools that are strictly nearer to the chosen end."""
        is_from_top = (self.measure == LOW_SHARE) is (self.end == WORST)
        return distribution.above(value) if is_from_top else distribution.below(value)

    def _is_in(self, place: int, limit: int, value: Fraction) -> bool:
        is_spotless = self.measure == LOW_SHARE and self.end == WORST and value == 0
        return place <= limit and not is_spotless

    def standings(self, case: Case, year: int) -> list[_Standing]:
        """Where the school stands by each work, or by all together."""
        return case.once(self._standings, year)

    def _standings(self, case: Case, year: int) -> list[_Standing]:
        found = []
        for work, value, participants, low in self._values(case, year):
            distribution = self._distribution(case, year, work)
            if distribution is None:
                continue
            size = distribution.size
            place, limit = 1 + self._ahead(distribution, value), self._limit(size)
            met = self._is_in(place, limit, value)
            found.append(_Standing(work, value, participants, low, place, limit, size, met))
        return found

    def judge(self, case: Case, year: int) -> Truth:
        """Some work, or all together, is within the limit."""
        found = self.standings(case, year)
        return at_least(1, (one.met for one in found)) if found else None

    @property
    def is_by_pupils(self) -> bool:
        """Whether single pupils of single works move the school's place."""
        return self.measure == LOW_SHARE and self.end == WORST and self.per == PER_WORK

    def speaks_of(self, work: Work) -> bool:
        """Whether the predicate looks at `work`."""
        return self.works is None or self.works.has(work)

    def meets(self, case: Case, count: Count, low: int) -> bool:
        """Whether the school would be within the limit, the other schools staying as they are."""
        if count.low is None or count.participants < self.min_participants:
            return False
        distribution = self._distribution(case, count.year, count.work)
        if distribution is None or count.share is None:
            return False
        value = Fraction(100 * low, count.participants)
        place = 1 + distribution.above(value) - (count.share > value)
        return self._is_in(place, self._limit(distribution.size), value)

    def cuts(self, case: Case, count: Count) -> tuple[int, ...]:
        """The largest number with which the school leaves the limit, by bisection."""
        if count.low is None or not self.meets(case, count, count.low):
            return ()
        outside, inside = 0, count.low
        while inside - outside > 1:
            middle = (inside + outside) // 2
            if self.meets(case, count, middle):
                inside = middle
            else:
                outside = middle
        return (outside,)

    def ground(self, case: Case, year: int, said: Said) -> Phrase | None:
        """«среди 15 % школ муниципалитета с наибольшей долей…», with the places."""
        found = [one for one in self.standings(case, year) if one.met]
        said.update(one.work for one in found if one.work)
        return Phrase(
            lead=f"{self._group()}{self._when(case, year)}",
            details=listed(found, self._standing_words),
        )

    def _when(self, case: Case, year: int) -> str:
        return "" if year == case.year else f" за {years.label(year)} учебный год"

    def _group(self) -> str:
        is_most = (self.measure == LOW_SHARE) is (self.end == WORST)
        extreme = "наибольшим" if is_most else "наименьшим"
        if self.measure in (LOW_SHARE, MARK):
            extreme = "наибольшей" if is_most else "наименьшей"
        name = {
            LOW_SHARE: "долей не преодолевших порог",
            MARK: "средней отметкой",
            SCORE: "средним баллом",
            QUALITY: "качеством знаний",
            INDEX: "индексом социального благополучия",
        }[self.measure]
        return (
            f"среди {plain(self.percent)}{NBSP}% школ {LEVEL_WORDS[self.among]} с {extreme} {name}"
        )

    def _standing_words(self, one: _Standing) -> str:
        subject = f"{one.work.title}{NBSP}— " if one.work else ""
        if self.measure == INDEX:
            subject = f"индекс{NBSP}"
        return (
            f"{subject}{in_words(one.value, self.measure)}, место {one.place} из {one.of}, "
            f"в группу входит {counted(one.limit, 'место', 'места', 'мест')}"
        )

    def doubt(self, case: Case, year: int) -> str:
        """There is no value, or nobody to compare with; what an index lacks is said."""
        when = f"{years.label(year)} учебный год"
        context = case.context(year)
        gap = context.gaps.get(self.measure) if context else None
        if self.measure == INDEX and self.among != MUNICIPALITY:
            gap = "индексы разных муниципалитетов не сравниваются"
        return f"место школы ({TITLES[self.measure]}, {when}): {gap or 'нет данных'}"

    def compare(self, case: Case, year: int) -> list[Comparison]:
        """The places, met or not."""
        return [
            Comparison(
                "rank", f"{years.label(year)}: {self._standing_words(one)}", year, one.met,
                one.work, one.participants, one.low, one.value,
                limit=Fraction(one.limit), margin=self._margin(case, year, one), place=one.place,
                of=one.of, reference=LEVEL_WORDS[self.among],
                source=self._source(case, year, one.work),
            )
            for one in self.standings(case, year)
        ]  # fmt: skip

    def _source(self, case: Case, year: int, work: Work | None) -> Source | None:
        context = case.context(year)
        if self.measure == INDEX and context is not None:
            return context.sources.get(INDEX)
        count = case.count(work, year) if work else None
        return count.source if count else None

    def _margin(self, case: Case, year: int, one: _Standing) -> int | None:
        count = case.count(one.work, year) if one.work else None
        if not self.is_by_pupils or not one.met or count is None or count.low is None:
            return None
        return count.low - self.cuts(case, count)[0]

    def describe(self) -> str:
        """The predicate in words."""
        how = "по всем работам вместе" if self.per == TOGETHER else "хотя бы по одной работе"
        return self._group() + ("" if self.measure == INDEX else f", {how}")
