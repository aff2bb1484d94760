"""Predicates on low results of single works: DOMAIN.md 1.3, 1.4, 2 (R1–R3, R5).

All compare whole numbers: 100·L ≥ T·N. A work without participants, or whose file does not tell
its low results, counts for nothing; where no work can be counted, the answer is «нельзя оценить».
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import ClassVar

from assessments.domain.procedures import Work
from assessments.domain.rules.arguments import argument, works_argument
from assessments.domain.rules.cases import Case, Count
from assessments.domain.rules.expressions import PupilPredicate, Truth, at_least
from assessments.domain.rules.grounds import (
    Comparison,
    Phrase,
    Said,
    listed,
    percent,
    plain,
    points,
)
from assessments.domain.rules.kinds import COUNT, NUMBER, PERCENT, YEARS
from assessments.domain.rules.selections import Selection
from core.values import academic_year as years
from core.values.wording import NBSP, counted

_PROCEDURES = ("процедуре", "процедурам", "процедурам")
Ratio = tuple[int, int]


def reaches(low: int, participants: int, ratio: Ratio) -> bool:
    """100·L ≥ T·N, in whole numbers; `ratio` is T as numerator and denominator."""
    numerator, denominator = ratio
    return 100 * low * denominator >= numerator * participants


def most_under(participants: int, ratio: Ratio) -> int:
    """The largest number of low results whose share is under the limit; −1 where there is none."""
    numerator, denominator = ratio
    return -(-numerator * participants // (100 * denominator)) - 1


def margin(low: int, participants: int, ratio: Ratio) -> int:
    """How many fewer low results take a share under the limit; negative: how many more reach it."""
    most = most_under(participants, ratio)
    return low - most if low > most else low - most - 1


def _worst_first(counts: list[Count]) -> list[Count]:
    return sorted(counts, key=lambda count: (-(count.share or 0), count.work))


def _with_share(count: Count, limit: Decimal) -> str:
    share = percent(count.share or Fraction(0), Fraction(limit))
    return f"{count.work.title}{NBSP}— {share}"


def _no_data(year: int) -> str:
    return f"низкие результаты за {years.label(year)} учебный год: нет данных"


class OfWorks(PupilPredicate):
    """What the predicates of this module share: a choice of works and a least group."""

    works: Selection | None
    min_participants: int

    def speaks_of(self, work: Work) -> bool:
        """Whether the predicate looks at `work`."""
        return self.works is None or self.works.has(work)

    def known(self, case: Case, year: int) -> Iterator[Count]:
        """Works whose low results are known, small groups included."""
        return (count for count in case.counts(year, self.works) if count.low is not None)

    def met(self, case: Case, year: int) -> list[Count]:
        """Works that meet the predicate in `year`."""
        return [
            count for count in self.known(case, year) if self._meets(case, count, count.low or 0)
        ]

    def _meets(self, case: Case, count: Count, low: int) -> bool:
        raise NotImplementedError

    def meets(self, case: Case, count: Count, low: int) -> bool:
        """Whether a work would meet the predicate with `low` low results."""
        return count.low is not None and self._meets(case, count, low)

    def judge(self, case: Case, year: int) -> Truth:
        """Enough works meet it; None where no work can be counted."""
        number, known, needed = 0, False, self.needed()
        for count in self.known(case, year):
            known = True
            if self._meets(case, count, count.low or 0):
                number += 1
                if number >= needed:
                    return True
        return False if known else None

    def doubt(self, case: Case, year: int) -> str:
        """There are no results to count."""
        return _no_data(year)


@dataclass(frozen=True)
class LowProcedures(OfWorks):
    """The share of low results is at least `share` % in at least `at_least` works of a year."""

    name: ClassVar[str] = "low_procedures"
    at_least: int = argument(COUNT)
    share: Decimal = argument(PERCENT)
    min_participants: int = argument(NUMBER, 0)
    works: Selection | None = works_argument()

    @cached_property
    def ratio(self) -> Ratio:
        """The limit as numerator and denominator."""
        return self.share.as_integer_ratio()

    def needed(self) -> int:
        """The number of low procedures."""
        return self.at_least

    def _meets(self, case: Case, count: Count, low: int) -> bool:
        numerator, denominator = self.ratio
        return (
            count.participants >= self.min_participants
            and 100 * low * denominator >= numerator * count.participants
        )

    def cuts(self, case: Case, count: Count) -> tuple[int, ...]:
        """The largest number under the limit."""
        return (most_under(count.participants, self.ratio),)

    def ground(self, case: Case, year: int, said: Said) -> Phrase | None:
        """«низкие результаты по 3 процедурам», with the shares."""
        met = _worst_first(self.met(case, year))
        said.update(count.work for count in met)
        when = "" if year == case.year else f" за {years.label(year)} учебный год"
        return Phrase(
            lead=f"низкие результаты по {counted(len(met), *_PROCEDURES)}{when}",
            limit=f"при пороге {self.at_least}",
            details=listed([_with_share(count, self.share) for count in met]),
        )

    def compare(self, case: Case, year: int) -> list[Comparison]:
        """The number of low procedures of an earlier year."""
        if year == case.year:
            return []
        number = len(self.met(case, year))
        met = self.judge(case, year)
        when = years.label(year)
        words = f"{when}: низких процедур {number} при пороге {self.at_least}"
        if met is None:
            words = f"{when}: низкие результаты нельзя оценить, нет данных"
        return [
            Comparison(
                "low_procedures", words, year, met,
                value=None if met is None else Fraction(number), limit=Fraction(self.at_least),
            )
        ]  # fmt: skip

    def describe(self) -> str:
        """The predicate in words."""
        number = counted(self.at_least, *_PROCEDURES)
        return f"доля низких результатов от {plain(self.share)}{NBSP}% не меньше чем по {number}"


@dataclass(frozen=True)
class Share(OfWorks):
    """The share of low results of some work is at least `from_` and under `below` %."""

    name: ClassVar[str] = "share"
    from_: Decimal = argument(PERCENT)
    below: Decimal = argument(PERCENT, Decimal(100))
    min_participants: int = argument(NUMBER, 0)
    works: Selection | None = works_argument()

    @cached_property
    def ratios(self) -> tuple[Ratio, Ratio]:
        """Both limits as numerators and denominators."""
        return self.from_.as_integer_ratio(), self.below.as_integer_ratio()

    def _meets(self, case: Case, count: Count, low: int) -> bool:
        lower, upper = self.ratios
        return (
            count.participants >= self.min_participants
            and reaches(low, count.participants, lower)
            and not reaches(low, count.participants, upper)
        )

    def cuts(self, case: Case, count: Count) -> tuple[int, ...]:
        """The largest numbers under each of the limits."""
        return tuple(most_under(count.participants, ratio) for ratio in reversed(self.ratios))

    def ground(self, case: Case, year: int, said: Said) -> Phrase | None:
        """«доля не преодолевших порог в пределах 20–30 %», with the shares."""
        met = _worst_first(self.met(case, year))
        said.update(count.work for count in met)
        limits = f"{plain(self.from_)}–{plain(self.below)}"
        return Phrase(
            lead=f"доля не преодолевших порог в пределах {limits}{NBSP}%",
            details=listed([_with_share(count, self.below) for count in met]),
        )

    def describe(self) -> str:
        """The predicate in words."""
        return (
            f"доля низких результатов от {plain(self.from_)} до {plain(self.below)}{NBSP}% хотя бы "
            "по одной процедуре"
        )


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
        found = case.count(count.work, count.result.academic_year - 1)
        if found is None or found.low is None or found.participants < self.min_participants:
            return None
        return found

    def known(self, case: Case, year: int) -> Iterator[Count]:
        """Works that can be compared with the year before."""
        return (count for count in super().known(case, year) if self.before(case, count))

    def growth(self, case: Case, count: Count) -> Fraction | None:
        """Change of the share against the year before, in percentage points."""
        before = self.before(case, count)
        if before is None or before.share is None or count.share is None:
            return None
        return count.share - before.share

    def _meets(self, case: Case, count: Count, low: int) -> bool:
        before = self.before(case, count)
        if before is None or before.low is None:
            return False
        numerator, denominator = self.ratio
        difference = low * before.participants - before.low * count.participants
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
            details=listed([f"{work.title}{NBSP}— на {points(growth)}" for growth, work in grown]),
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
        works = self._seen(case, year)
        if not works:
            return None
        return at_least(1, (self._often(case, work, year) for work in works))

    def _years(self, year: int) -> range:
        return range(year, year - self.of, -1)

    def _seen(self, case: Case, year: int) -> set[Work]:
        return {count.work for one in self._years(year) for count in case.counts(one, self.works)}

    def _often(self, case: Case, work: Work, year: int) -> Truth:
        return at_least(self.at_least, (self._low(case, work, one) for one in self._years(year)))

    def _low(self, case: Case, work: Work, year: int) -> Truth:
        count = case.count(work, year)
        if count is None or count.low is None:
            return None
        return self._is_low(count, count.low)

    def _is_low(self, count: Count, low: int) -> bool:
        return count.participants >= self.min_participants and reaches(
            low, count.participants, self.ratio
        )

    def _meets(self, case: Case, count: Count, low: int) -> bool:
        year = count.result.academic_year
        earlier = sum(
            self._low(case, count.work, one) is True for one in range(year - self.of + 1, year)
        )
        return earlier + self._is_low(count, low) >= self.at_least

    def cuts(self, case: Case, count: Count) -> tuple[int, ...]:
        """The largest number under the limit."""
        return (most_under(count.participants, self.ratio),)

    def _constant(self, case: Case, year: int) -> list[Work]:
        """Works that are low often enough in any of the years."""
        works = self._seen(case, year)
        return sorted(work for work in works if self._often(case, work, year) is True)

    def ground(self, case: Case, year: int, said: Said) -> Phrase | None:
        """«низкие результаты по одной и той же процедуре», with its years."""
        works = self._constant(case, year)
        said.update(works)
        span = f"{self.at_least} из {self.of}" if self.at_least < self.of else f"все {self.of}"
        return Phrase(
            lead=f"низкие результаты по одной и той же процедуре, лет: {span}",
            details=listed([f"{work.title}: {self._history(case, work, year)}" for work in works]),
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
        works = self._seen(case, year)
        unknown = sorted(work for work in works if self._often(case, work, year) is None)
        subject = f": {listed([work.title for work in unknown])}" if unknown else ""
        return (
            f"повторение низкого результата за {self.of} года подряд, не все годы известны{subject}"
        )

    def compare(self, case: Case, year: int) -> list[Comparison]:
        """Each work that is low this year, with its years."""
        found = []
        for count in case.counts(year, self.works):
            if self._low(case, count.work, year) is not True:
                continue
            low_years = sum(self._low(case, count.work, one) is True for one in self._years(year))
            found.append(
                Comparison(
                    "same_procedure", self._history(case, count.work, year), year,
                    self._often(case, count.work, year), count.work, count.participants,
                    count.low, value=Fraction(low_years), limit=Fraction(self.at_least),
                    source=count.result.source,
                )
            )  # fmt: skip
        return found

    def describe(self) -> str:
        """The predicate in words."""
        return (
            f"доля низких результатов от {plain(self.share)}{NBSP}% по одной и той же процедуре "
            f"в {self.at_least} из {self.of} последних лет"
        )


@dataclass(frozen=True)
class Fails(OfWorks):
    """At least `at_least` participants of some work did not pass the threshold (R5)."""

    name: ClassVar[str] = "fails"
    at_least: int = argument(COUNT)
    min_participants: int = argument(NUMBER, 0)
    works: Selection | None = works_argument()

    def _meets(self, case: Case, count: Count, low: int) -> bool:
        return count.participants >= self.min_participants and low >= self.at_least

    def cuts(self, case: Case, count: Count) -> tuple[int, ...]:
        """One pupil fewer than the limit."""
        return (self.at_least - 1,)

    def ground(self, case: Case, year: int, said: Said) -> Phrase | None:
        """«не преодолевшие порог в 2024/25 учебном году», with their number."""
        met = self.met(case, year)
        return Phrase(
            lead=f"есть не преодолевшие порог в {years.label(year)} учебном году",
            details=listed(
                [f"{one.work.title}{NBSP}— {one.low} из {one.participants}" for one in met]
            ),
        )

    def compare(self, case: Case, year: int) -> list[Comparison]:
        """How many did not pass, work by work."""
        return [
            Comparison(
                "fails", f"{years.label(year)}: {count.low} из {count.participants}", year,
                self._meets(case, count, count.low or 0), count.work, count.participants, count.low,
                value=Fraction(count.low or 0), limit=Fraction(self.at_least),
                margin=(count.low or 0) - self.at_least + ((count.low or 0) >= self.at_least),
                source=count.result.source,
            )
            for count in self.known(case, year)
        ]  # fmt: skip

    def describe(self) -> str:
        """The predicate in words."""
        people = counted(self.at_least, "участник", "участника", "участников")
        subjects = sorted({work.title for work in self.works.works()}) if self.works else []
        whose = f" ({' или '.join(subjects)})" if subjects else ""
        return f"не преодолели порог от {people} хотя бы по одной процедуре{whose}"
