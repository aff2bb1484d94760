"""Predicates that compare a school with a population: DOMAIN.md 2 (R4–R6, R12), 2.1, 2.2.

They need a landscape. Without one, or where the school belongs to no population of the level,
the answer is «нельзя оценить».
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar, NamedTuple

from assessments.domain.measures import rounded
from assessments.domain.procedures import Work
from assessments.domain.rules.arguments import argument, works_argument
from assessments.domain.rules.cases import COUNTRY, LEVELS, MUNICIPALITY, REGION, Case, Count
from assessments.domain.rules.expressions import (
    Predicate,
    Truth,
    every,
)
from assessments.domain.rules.grounds import Comparison, Phrase, Said, listed, percent, plain
from assessments.domain.rules.kinds import FACTOR, NUMBER, PERCENT, choice, choices
from assessments.domain.rules.landscape import Key, Landscape
from assessments.domain.rules.selections import Selection
from assessments.domain.rules.sums import Ratio
from assessments.domain.rules.values import (
    LOW_SHARE,
    MARK,
    MEASURES,
    QUALITY,
    SCORE,
    TITLES,
)
from core.values import academic_year as years
from core.values.wording import NBSP, decimal

LEVEL_WORDS = {MUNICIPALITY: "муниципалитета", REGION: "региона", COUNTRY: "страны"}
LEVEL = choice(*LEVELS)


def in_words(value: Fraction, measure: str) -> str:
    if measure in (LOW_SHARE, QUALITY):
        return percent(value)
    return decimal(rounded(value, 2), 2)


class _Mean(NamedTuple):
    """A school's mean of one work against one reference."""

    counted: Count
    measure: str
    level: str
    ratio: Ratio | None
    reference: Fraction | None
    origin: str
    met: Truth

    @property
    def value(self) -> Fraction | None:
        """The school's mean."""
        return None if self.ratio is None else Fraction(*self.ratio)


@dataclass(frozen=True)
class MeanBelow(Predicate):
    """Every mean of the school is under the mean of each reference, by `sigmas`·σ or more (R6).

    A reference is the mean over all participants of a level, or what a loaded file gives. σ is
    the standard deviation of the means of the level's schools; squares are compared, so nothing is
    rounded. Works without participants are left out.
    """

    name: ClassVar[str] = "mean_below"
    measures: tuple[str, ...] = argument(choices(MARK, SCORE))
    references: tuple[str, ...] = argument(choices(*LEVELS), (MUNICIPALITY,))
    sigmas: Decimal = argument(FACTOR, Decimal(0))
    min_participants: int = argument(NUMBER, 0)
    works: Selection | None = works_argument()

    @property
    def gathers(self) -> Hashable:
        """The means of the schools."""
        return (
            self.name, self.measures, self.references, self.min_participants, self.works,
            bool(self.sigmas),
        )  # fmt: skip

    def _key(self, measure: str, case: Case, level: str, year: int, work: Work) -> Key:
        figure = f"mean|{measure}|{self.min_participants}"
        return Key(figure, level, case.facts.places.get(level, "—"), year, work)

    def _counts(self, case: Case, year: int) -> list[Count]:
        return [
            count
            for count in case.counts(year, self.works)
            if count.participants >= self.min_participants
        ]

    def observe(self, case: Case, year: int, landscape: Landscape) -> None:
        """The school's means join the means of its levels."""
        for count in self._counts(case, year):
            for measure in self.measures:
                value = MEASURES[measure](count)
                for level in self.references:
                    if value is not None and level in case.facts.places:
                        key = self._key(measure, case, level, year, count.work)
                        landscape.add_weighted(key, value, count.participants)
                        if self.sigmas:
                            landscape.add_school(key, Fraction(*value))

    def means(self, case: Case, year: int) -> list[_Mean]:
        """Each mean against each reference."""
        return case.once(self._means, year)

    def _means(self, case: Case, year: int) -> list[_Mean]:
        return [
            self._against(case, year, count, measure, level)
            for count in self._counts(case, year)
            for measure in self.measures
            for level in self.references
        ]

    def _against(self, case: Case, year: int, count: Count, measure: str, level: str) -> _Mean:
        value = MEASURES[measure](count)
        key = self._key(measure, case, level, year, count.work)
        found = case.landscape.reference(key, measure) if case.landscape else None
        if found is None:
            return _Mean(count, measure, level, value, None, "", None)
        reference, origin = found
        met = None if value is None else self._is_below(case, key, value, reference)
        return _Mean(count, measure, level, value, reference, origin, met)

    def _is_below(self, case: Case, key: Key, value: Ratio, reference: Fraction) -> Truth:
        numerator, denominator = value
        is_below = numerator * reference.denominator < reference.numerator * denominator
        if not self.sigmas or not is_below:
            return is_below
        variance = case.landscape.variance(key) if case.landscape else None
        if variance is None:
            return None
        return (reference - Fraction(*value)) ** 2 > Fraction(self.sigmas) ** 2 * variance

    def judge(self, case: Case, year: int) -> Truth:
        """All means are below; None where one cannot be compared and none is not below."""
        found = self.means(case, year)
        return every(one.met for one in found) if found else None

    def is_known(self, case: Case, year: int) -> bool:
        """Whether any mean can be compared, be the others unknown."""
        return any(one.met is not None for one in self.means(case, year))

    def ground(self, case: Case, year: int, said: Said) -> Phrase | None:
        """«средние ниже, чем по муниципалитету, за 2024/25 учебный год», with both figures."""
        found = self.means(case, year)
        said.update(one.counted.work for one in found)
        return Phrase(
            lead=f"средние результаты ниже сравниваемых за {years.label(year)} учебный год",
            details=listed(found, self._words),
        )

    def _words(self, one: _Mean) -> str:
        title = f"{one.counted.work.title}, {TITLES[one.measure]}"
        own = "нет данных" if one.value is None else in_words(one.value, one.measure)
        if one.reference is None:
            return f"{title}{NBSP}— {own}, среднее {LEVEL_WORDS[one.level]} неизвестно"
        origin = f" ({one.origin})" if one.origin else ""
        reference = in_words(one.reference, one.measure)
        return f"{title}{NBSP}— {own} против {reference} по данным {LEVEL_WORDS[one.level]}{origin}"

    def doubt(self, case: Case, year: int) -> str:
        """Which means are not known."""
        unknown = [self._words(one) for one in self.means(case, year) if one.met is None]
        details = listed(unknown) if unknown else "нет данных"
        return f"средние результаты за {years.label(year)} учебный год: {details}"

    def compare(self, case: Case, year: int) -> list[Comparison]:
        """Each mean with its reference."""
        return [
            Comparison(
                "mean", f"{years.label(year)}: {self._words(one)}", year, one.met, one.counted.work,
                one.counted.participants, one.counted.low, one.value, one.reference,
                reference=one.origin or LEVEL_WORDS[one.level], source=one.counted.source,
            )
            for one in self.means(case, year)
        ]  # fmt: skip

    def describe(self) -> str:
        """The predicate in words."""
        what = " и ".join(TITLES[measure] for measure in self.measures)
        whom = " и ".join(LEVEL_WORDS[level] for level in self.references)
        by = f" больше чем на {plain(self.sigmas)}{NBSP}σ" if self.sigmas else ""
        return f"{what} ниже среднего {whom}{by}"


@dataclass(frozen=True)
class JointFails(Predicate):
    """The school belongs to those that jointly give more than `percent` % of all low results (R5).

    Schools are taken from the most low results on; a school belongs while those with strictly more
    do not yet give more than the limit. Schools of one number are in or out together.
    """

    name: ClassVar[str] = "joint_fails"
    percent: Decimal = argument(PERCENT)
    among: str = argument(LEVEL, MUNICIPALITY)
    works: Selection | None = works_argument()

    @property
    def gathers(self) -> Hashable:
        """The low results of the schools."""
        return (self.name, self.works, self.among)

    def _low(self, case: Case, year: int) -> int | None:
        known = [count.low for count in case.counts(year, self.works) if count.low is not None]
        return sum(known) if known else None

    def _key(self, case: Case, year: int) -> Key | None:
        place = case.facts.places.get(self.among)
        return None if place is None else Key(f"fails|{self.works!r}", self.among, place, year)

    def observe(self, case: Case, year: int, landscape: Landscape) -> None:
        """The school's low results join those of the others."""
        low, key = self._low(case, year), self._key(case, year)
        if low is not None and key is not None:
            landscape.add_school(key, Fraction(low))

    def _shares(self, case: Case, year: int) -> tuple[int, int, int] | None:
        """Low results of the school, of those with more, and of all."""
        low, key = self._low(case, year), self._key(case, year)
        if low is None or key is None or case.landscape is None:
            return None
        found = case.landscape.distributions.get(key)
        if found is None:
            return None
        return low, int(found.sum_above(Fraction(low))), int(found.sum_above(Fraction(-1)))

    def judge(self, case: Case, year: int) -> Truth:
        """Schools with more low results do not yet give more than the limit."""
        found = self._shares(case, year)
        if found is None:
            return None
        low, more, total = found
        numerator, denominator = self.percent.as_integer_ratio()
        return low > 0 and 100 * denominator * more <= numerator * total

    def ground(self, case: Case, year: int, said: Said) -> Phrase | None:
        """«среди школ, на которые вместе приходится больше 60 % не преодолевших порог»."""
        return Phrase(self.describe(), self._words(case, year))

    def _words(self, case: Case, year: int) -> str:
        found = self._shares(case, year)
        if found is None:
            return "нет данных"
        low, more, total = found
        return f"у школы {low}, у школ с большим числом {more}, всего {total}"

    def doubt(self, case: Case, year: int) -> str:
        """There are no low results to sum up."""
        return f"доля школы в низких результатах за {years.label(year)} учебный год: нет данных"

    def compare(self, case: Case, year: int) -> list[Comparison]:
        """The school's low results among all."""
        found = self._shares(case, year)
        if found is None:
            return []
        words = f"{years.label(year)}: {self._words(case, year)}"
        return [
            Comparison(
                "joint_fails", words, year, self.judge(case, year), low=found[0],
                value=Fraction(found[1]), limit=Fraction(found[2]) * Fraction(self.percent) / 100,
                reference=LEVEL_WORDS[self.among],
            )
        ]  # fmt: skip

    def describe(self) -> str:
        """The predicate in words."""
        return (
            f"среди школ {LEVEL_WORDS[self.among]}, на которые вместе приходится больше "
            f"{plain(self.percent)}{NBSP}% не преодолевших порог"
        )
