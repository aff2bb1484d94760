"""Predicates on how low results change: growth within a year, repetition over years.

Sources: DOMAIN.md 1.1 (2), 1.3, 1.4 and 2 (R2). All compare whole numbers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import ClassVar

from assessments.domain.procedures import Work
from assessments.domain.rules.arguments import argument, works_argument
from assessments.domain.rules.cases import Case, Count
from assessments.domain.rules.expressions import Truth, at_least
from assessments.domain.rules.grounds import (
    Comparison,
    Phrase,
    Said,
    listed,
    percent,
    plain,
    points,
)
from assessments.domain.rules.kinds import NUMBER, PERCENT, YEARS
from assessments.domain.rules.selections import Selection
from assessments.domain.rules.shares import OfWorks, Ratio, most_under
from core.values import academic_year as years
from core.values.wording import NBSP, plural


@dataclass(frozen=True)
class Grown(OfWorks):
    """The share of low results of some work has grown by `by` points or more within a year."""

    name: ClassVar[str] = "grown"
    by: Decimal = argument(PERCENT)
    min_participants: int = argument(NUMBER, 0)
    works: Selection | None = works_argument()

    @cached_property
    def ratio(self) -> Ratio:
        """The limit as numerator and denominator."""
        return self.by.as_integer_ratio()

    def reach(self) -> int:
        """This year and the one before."""
        return 2

    def before(self, case: Case, count: Count) -> Count | None:
        """The same work a year earlier, where it can be compared."""
        if count.participants < self.min_participants:
            return None
        found = case.count(count.work, count.year - 1)
        if found is None or found.low is None or found.participants < self.min_participants:
            return None
        return found

    def known(self, case: Case, year: int) -> Iterator[Count]:
        """Works that can be compared with the year before."""
        return (count for count, _ in self._pairs(case, year))

    def _pairs(self, case: Case, year: int) -> Iterator[tuple[Count, Count]]:
        """The same, each with itself a year earlier."""
        for count in super().known(case, year):
            before = self.before(case, count)
            if before is not None:
                yield count, before

    def judge(self, case: Case, year: int) -> Truth:
        """Some work has grown so much; None where no work can be compared."""
        known = False
        for count, before in self._pairs(case, year):
            known = True
            if self.is_grown(count, before, count.low or 0):
                return True
        return False if known else None

    def growth(self, case: Case, count: Count) -> Fraction | None:
        """Change of the share against the year before, in percentage points."""
        before = self.before(case, count)
        if before is None or before.share is None or count.share is None:
            return None
        return count.share - before.share

    def _meets(self, case: Case, count: Count, low: int) -> bool:
        before = self.before(case, count)
        return before is not None and self.is_grown(count, before, low)

    def is_grown(self, count: Count, before: Count, low: int) -> bool:
        """Whether `low` results would be so much more than `before`."""
        numerator, denominator = self.ratio
        difference = low * before.participants - (before.low or 0) * count.participants
        return (
            100 * denominator * difference >= numerator * before.participants * count.participants
        )

    def cuts(self, case: Case, count: Count) -> tuple[int, ...]:
        """The largest number with which the share would have grown less."""
        before = self.before(case, count)
        if before is None or before.low is None:
            return ()
        limit = Fraction(self.by) + Fraction(100 * before.low, before.participants)
        return (most_under(count.participants, limit.as_integer_ratio()),)

    def ground(self, case: Case, year: int, said: Said) -> Phrase | None:
        """«доля выросла за год на 10 п. п. и больше», with the growth."""
        met = [count for count in self.met(case, year) if count.work not in said]
        if not met:
            return None
        grown = sorted(
            ((self.growth(case, count) or Fraction(0), count.work) for count in met),
            key=lambda pair: (-pair[0], pair[1]),
        )
        return Phrase(
            lead=f"доля выросла за год на {plain(self.by)}{NBSP}п.{NBSP}п. и больше",
            details=listed(grown, lambda one: f"{one[1].title}{NBSP}— на {points(one[0])}"),
        )

    def doubt(self, case: Case, year: int) -> str:
        """There is nothing to compare with."""
        return f"рост доли к {years.label(year - 1)} учебному году: сравнить не с чем"

    def describe(self) -> str:
        """The predicate in words."""
        return (
            f"рост доли низких результатов за год от {plain(self.by)}{NBSP}п.{NBSP}п. хотя бы "
            "по одной процедуре"
        )


@dataclass(frozen=True)
class SameProcedure(OfWorks):
    """One and the same work is low in at least `at_least` of the `of` last years (R2)."""

    name: ClassVar[str] = "same_procedure"
    at_least: int = argument(YEARS)
    of: int = argument(YEARS)
    share: Decimal = argument(PERCENT)
    min_participants: int = argument(NUMBER, 0)
    works: Selection | None = works_argument()

    @cached_property
    def ratio(self) -> Ratio:
        """The limit as numerator and denominator."""
        return self.share.as_integer_ratio()

    def reach(self) -> int:
        """The years that are looked at."""
        return self.of

    def judge(self, case: Case, year: int) -> Truth:
        """Some work is low often enough; None where missing years could make it so."""
        works = self._works(case, year)
        return at_least(1, works.values()) if works else None

    def _years(self, year: int) -> range:
        return range(year, year - self.of, -1)

    def _works(self, case: Case, year: int) -> dict[Work, Truth]:
        """Each work of the years, and whether it is low often enough."""
        return case.once(self._often, year)

    def _often(self, case: Case, year: int) -> dict[Work, Truth]:
        # In how many of the years a work is low, and in how many it is low or could be.
        low: dict[Work, int] = {}
        possible: dict[Work, int] = {}
        of = self.of
        for one in self._years(year):
            for count in case.counts(one, self.works):
                work, here = count.work, count.low
                could_be = possible.setdefault(work, of)
                if here is None:
                    continue
                if self._is_low(count, here):
                    low[work] = low.get(work, 0) + 1
                else:
                    possible[work] = could_be - 1
        enough = self.at_least
        return {
            work: low.get(work, 0) >= enough or (None if most >= enough else False)
            for work, most in possible.items()
        }

    def _low(self, case: Case, work: Work, year: int) -> bool:
        count = case.count(work, year)
        return count is not None and count.low is not None and self._is_low(count, count.low)

    def _is_low(self, count: Count, low: int) -> bool:
        numerator, denominator = self.ratio
        participants = count.participants
        return (
            participants >= self.min_participants
            and 100 * low * denominator >= numerator * participants
        )

    def _meets(self, case: Case, count: Count, low: int) -> bool:
        earlier = case.once(self._earlier, count.year).get(count.work, 0)
        return earlier + self._is_low(count, low) >= self.at_least

    def _earlier(self, case: Case, year: int) -> dict[Work, int]:
        """In how many of the years before each work is low; those that are in none are absent."""
        return Counter(
            count.work
            for one in range(year - self.of + 1, year)
            for count in case.counts(one, self.works)
            if count.low is not None and self._is_low(count, count.low)
        )

    def cuts(self, case: Case, count: Count) -> tuple[int, ...]:
        """The largest number under the limit."""
        return (most_under(count.participants, self.ratio),)

    def _constant(self, case: Case, year: int) -> list[Work]:
        """Works that are low often enough in any of the years."""
        return sorted(work for work, is_often in self._works(case, year).items() if is_often)

    def ground(self, case: Case, year: int, said: Said) -> Phrase | None:
        """«низкие результаты по одной и той же процедуре», with its years."""
        works = self._constant(case, year)
        said.update(works)
        span = f"{self.at_least} из {self.of}" if self.at_least < self.of else f"все {self.of}"
        return Phrase(
            lead=f"низкие результаты по одной и той же процедуре, лет: {span}",
            details=listed(works, lambda work: f"{work.title}: {self._history(case, work, year)}"),
        )

    def _history(self, case: Case, work: Work, year: int) -> str:
        said = []
        for one in reversed(self._years(year)):
            count = case.count(work, one)
            share = count.share if count else None
            words = "нет данных" if share is None else percent(share, Fraction(self.share))
            said.append(f"{years.label(one)}{NBSP}— {words}")
        return ", ".join(said)

    def doubt(self, case: Case, year: int) -> str:
        """Which work could repeat, if its other years were known."""
        works = self._works(case, year)
        unknown = sorted(work for work, is_often in works.items() if is_often is None)
        subject = f": {listed([work.title for work in unknown])}" if unknown else ""
        number = f"{self.of} {plural(self.of, 'год', 'года', 'лет')}"
        return f"повторение низкого результата за {number} подряд, не все годы известны{subject}"

    def compare(self, case: Case, year: int) -> list[Comparison]:
        """Each work that is low this year, with its years."""
        found = []
        for count in case.counts(year, self.works):
            if not self._low(case, count.work, year):
                continue
            low_years = sum(self._low(case, count.work, one) for one in self._years(year))
            found.append(
                Comparison(
                    "same_procedure", self._history(case, count.work, year), year,
                    self._works(case, year)[count.work], count.work, count.participants,
                    count.low, value=Fraction(low_years), limit=Fraction(self.at_least),
                    source=count.source,
                )
            )  # fmt: skip
        return found

    def describe(self) -> str:
        """The predicate in words."""
        return (
            f"доля низких результатов от {plain(self.share)}{NBSP}% по одной и той же процедуре "
            f"в {self.at_least} из {self.of} последних лет"
        )
