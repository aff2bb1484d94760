"""Predicates on low results of single works: DOMAIN.md 1.3, 1.4, 2 (R1–R3, R5).

All compare whole numbers: 100·L ≥ T·N. A work without participants, or whose file does not tell
its low results, counts for nothing; where no work can be counted, the answer is «нельзя оценить».
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import ClassVar

from assessments.domain.procedures import Work
from assessments.domain.rules.arguments import argument, works_argument
from assessments.domain.rules.cases import Case, Count
from assessments.domain.rules.expressions import PupilPredicate, Truth
from assessments.domain.rules.grounds import (
    Comparison,
    Phrase,
    Said,
    listed,
    percent,
    plain,
)
from assessments.domain.rules.kinds import COUNT, NUMBER, PERCENT
from assessments.domain.rules.selections import Selection
from core.values import academic_year as years
from core.values.wording import NBSP, counted

_PROCEDURES = ("процедуре", "процедурам", "процедурам")
_SCALE = 10**12
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
    return sorted(counts, key=_weight) if len(counts) > 1 else counts


def _weight(count: Count) -> tuple[int, Work]:
    # Shares of groups under a million differ by more than the scale, so whole numbers tell them.
    return (-((count.low or 0) * _SCALE // count.participants), count.work)


def _with_share(count: Count, limit: Fraction) -> str:
    return f"{count.work.title}{NBSP}— {percent(count.share or Fraction(0), limit)}"


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

    @abstractmethod
    def _meets(self, case: Case, count: Count, low: int) -> bool:
        """Whether a work meets the predicate with `low` results."""

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
        limit = Fraction(self.share)
        return Phrase(
            lead=f"низкие результаты по {counted(len(met), *_PROCEDURES)}{when}",
            limit=f"при пороге {self.at_least}",
            details=listed(met, lambda count: _with_share(count, limit)),
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
        (lower, of_lower), (upper, of_upper) = self.ratios
        participants = count.participants
        return (
            participants >= self.min_participants
            and 100 * low * of_lower >= lower * participants
            and 100 * low * of_upper < upper * participants
        )

    def cuts(self, case: Case, count: Count) -> tuple[int, ...]:
        """The largest numbers under each of the limits."""
        return tuple(most_under(count.participants, ratio) for ratio in reversed(self.ratios))

    def ground(self, case: Case, year: int, said: Said) -> Phrase | None:
        """«доля не преодолевших порог в пределах 20–30 %», with the shares."""
        met = _worst_first(self.met(case, year))
        said.update(count.work for count in met)
        limits = f"{plain(self.from_)}–{plain(self.below)}"
        limit = Fraction(self.below)
        return Phrase(
            lead=f"доля не преодолевших порог в пределах {limits}{NBSP}%",
            details=listed(met, lambda count: _with_share(count, limit)),
        )

    def describe(self) -> str:
        """The predicate in words."""
        return (
            f"доля низких результатов от {plain(self.from_)} до {plain(self.below)}{NBSP}% хотя бы "
            "по одной процедуре"
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
                met, lambda one: f"{one.work.title}{NBSP}— {one.low} из {one.participants}"
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
                source=count.source,
            )
            for count in self.known(case, year)
        ]  # fmt: skip

    def describe(self) -> str:
        """The predicate in words."""
        people = counted(self.at_least, "участника", "участников", "участников")
        subjects = sorted({work.title for work in self.works.works()}) if self.works else []
        whose = f" ({' или '.join(subjects)})" if subjects else ""
        return f"не преодолели порог от {people} хотя бы по одной процедуре{whose}"
