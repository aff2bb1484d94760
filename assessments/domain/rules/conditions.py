"""Predicates on marks, groups and conditions: DOMAIN.md 2 (R10), 1.2, 2.1–2.4."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from assessments.domain.measures import share
from assessments.domain.rules.arguments import argument, works_argument
from assessments.domain.rules.cases import Case, Count
from assessments.domain.rules.expressions import Predicate, Truth, at_least
from assessments.domain.rules.grounds import Comparison, Phrase, Said, listed, percent, plain
from assessments.domain.rules.kinds import CORRIDORS, COUNT, NUMBER, Corridor, choice
from assessments.domain.rules.selections import Selection
from core.values import academic_year as years
from core.values.wording import NBSP, counted

FLAGS = {
    "correctional": "специальная (коррекционная) школа",
    "evening": "вечерняя (сменная) школа",
    "closed": "учреждение закрытого типа",
    "penal": "школа при учреждении, исполняющем наказание",
    "boarding": "школа-интернат",
    "bias": "есть признаки необъективности результатов",
}


@dataclass(frozen=True)
class OutsideCorridor(Predicate):
    """Some work has fewer «2» or more «5» than its corridor allows (R10).

    It asks for a check and proves nothing: the wording never says that a rule was broken.
    """

    name: ClassVar[str] = "outside_corridor"
    corridors: tuple[Corridor, ...] = argument(CORRIDORS)
    min_participants: int = argument(NUMBER, 0)

    def _marked(self, case: Case, year: int) -> list[tuple[Corridor, Count]]:
        found = []
        for corridor in self.corridors:
            count = case.count(corridor.work, year)
            if count and count.marks and count.participants >= self.min_participants:
                found.append((corridor, count))
        return found

    def _shares(self, count: Count) -> tuple[Fraction, Fraction, Fraction]:
        marks = count.marks
        counts = (marks.twos, marks.fours, marks.fives) if marks else (0, 0, 0)
        twos, fours, fives = (share(one, count.participants) or Fraction(0) for one in counts)
        return twos, fours, fives

    def _is_out(self, corridor: Corridor, count: Count) -> bool:
        twos, _, fives = self._shares(count)
        return twos < corridor.twos or fives > corridor.fives

    def judge(self, case: Case, year: int) -> Truth:
        """Some corridor is left; None where no work of the corridors has marks."""
        found = self._marked(case, year)
        return at_least(1, (self._is_out(*one) for one in found)) if found else None

    def _words(self, corridor: Corridor, count: Count) -> str:
        twos, fours, fives = self._shares(count)
        said = (
            f"{count.work.title}: «2»{NBSP}— {percent(twos)} при ожидаемых не менее "
            f"{plain(corridor.twos)}{NBSP}%, «5»{NBSP}— {percent(fives)} при ожидаемых не более "
            f"{plain(corridor.fives)}{NBSP}%"
        )
        if fours > corridor.fours:
            said += f", «4»{NBSP}— {percent(fours)}, больше {plain(corridor.fours)}{NBSP}%"
        return said

    def ground(self, case: Case, year: int, said: Said) -> Phrase | None:
        """«доли «2» и «5» не как ожидается, результаты стоит проверить», with the shares."""
        found = [one for one in self._marked(case, year) if self._is_out(*one)]
        said.update(count.work for _, count in found)
        return Phrase(
            lead="доли «2» и «5» не как ожидается, результаты стоит проверить",
            details=listed(found, lambda one: self._words(*one)),
        )

    def doubt(self, case: Case, year: int) -> str:
        """No work of the corridors has marks."""
        return f"доли отметок за {years.label(year)} учебный год: нет данных"

    def compare(self, case: Case, year: int) -> list[Comparison]:
        """The shares of each work that has a corridor."""
        return [
            Comparison(
                "corridor", self._words(corridor, count), year, self._is_out(corridor, count),
                count.work, count.participants, count.low, value=self._shares(count)[0],
                limit=Fraction(corridor.twos), source=count.source,
            )
            for corridor, count in self._marked(case, year)
        ]  # fmt: skip

    def describe(self) -> str:
        """The predicate in words."""
        return f"доли отметок «2» и «5» вне коридора ({CORRIDORS.shown(self.corridors)})"


@dataclass(frozen=True)
class Participants(Predicate):
    """Some work has at least `at_least` participants."""

    name: ClassVar[str] = "participants"
    at_least: int = argument(COUNT)
    works: Selection | None = works_argument()

    def judge(self, case: Case, year: int) -> Truth:
        """The largest group is large enough; None where nobody took part."""
        largest = self._largest(case, year)
        return None if largest is None else largest >= self.at_least

    def _largest(self, case: Case, year: int) -> int | None:
        return max((count.participants for count in case.counts(year, self.works)), default=None)

    def ground(self, case: Case, year: int, said: Said) -> Phrase | None:
        """«участников не меньше 10»."""
        return Phrase(self.describe())

    def doubt(self, case: Case, year: int) -> str:
        """Nobody took part."""
        return f"число участников за {years.label(year)} учебный год: нет данных"

    def compare(self, case: Case, year: int) -> list[Comparison]:
        """The largest group."""
        largest = self._largest(case, year)
        if largest is None:
            return []
        words = f"{years.label(year)}: больше всего участников в одной работе{NBSP}— {largest}"
        return [
            Comparison(
                "participants", words, year, largest >= self.at_least, participants=largest,
                value=Fraction(largest), limit=Fraction(self.at_least),
            )
        ]  # fmt: skip

    def describe(self) -> str:
        """The predicate in words."""
        people = counted(self.at_least, "участника", "участников", "участников")
        return f"хотя бы в одной работе не меньше {people}"


@dataclass(frozen=True)
class Flag(Predicate):
    """A yes/no fact of the school's context is true."""

    name: ClassVar[str] = "flag"
    flag: str = argument(choice(*FLAGS))

    @property
    def context_needs(self) -> frozenset[str]:
        """The flag."""
        return frozenset({self.flag})

    def judge(self, case: Case, year: int) -> Truth:
        """What the context says; None where it says nothing."""
        context = case.context(year)
        return None if context is None else context.flags.get(self.flag)

    def ground(self, case: Case, year: int, said: Said) -> Phrase | None:
        """The fact."""
        return Phrase(self.describe())

    def doubt(self, case: Case, year: int) -> str:
        """The context does not tell."""
        return f"{self.describe()}: нет данных за {years.label(year)} учебный год"

    def compare(self, case: Case, year: int) -> list[Comparison]:
        """The fact, where it is known."""
        met = self.judge(case, year)
        if met is None:
            return []
        answer = "да" if met else "нет"
        words = f"{years.label(year)}: {self.describe()}{NBSP}— {answer}"
        context = case.context(year)
        source = context.sources.get(self.flag) if context else None
        return [Comparison("flag", words, year, met, source=source)]

    def describe(self) -> str:
        """The predicate in words."""
        return FLAGS[self.flag]
