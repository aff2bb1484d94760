"""The tree of a rule and its three-valued logic after Kleene.

None is «нельзя оценить»: a conjunction with a false part is false whatever the unknown parts
are, a disjunction with a true part is true.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from assessments.domain.procedures import Work
from assessments.domain.rules.cases import Case, Count
from assessments.domain.rules.grounds import Comparison, Phrase, Said
from assessments.domain.rules.landscape import Landscape

Truth = bool | None
Given = Mapping["Predicate", Truth]
NOTHING_GIVEN: Given = {}


def at_least(number: int, truths: Iterable[Truth]) -> Truth:
    """Whether at least `number` of several statements are true."""
    true = unknown = 0
    for truth in truths:
        if truth:
            true += 1
            if true >= number:
                return True
        elif truth is None:
            unknown += 1
    if true >= number:
        return True
    return None if true + unknown >= number else False


def every(truths: Iterable[Truth]) -> Truth:
    """Whether all statements are true."""
    found: Truth = True
    for truth in truths:
        if truth is False:
            return False
        if truth is None:
            found = None
    return found


def some(truths: Iterable[Truth]) -> Truth:
    """Whether one statement is true."""
    return at_least(1, truths)


def negation(truth: Truth) -> Truth:
    """The opposite; what cannot be judged stays so."""
    return None if truth is None else not truth


class Rule(ABC):
    """A statement about a school in a year."""

    @abstractmethod
    def truth(self, case: Case, year: int, given: Given = NOTHING_GIVEN) -> Truth:
        """Whether the statement is true; `given` answers for predicates of the case's own year."""

    def parts(self) -> tuple[Rule, ...]:
        """The rules right below."""
        return ()

    def parts_in(self, year: int) -> Iterator[tuple[Rule, int]]:
        """The same, each with every year that it is asked about."""
        return ((part, year) for part in self.parts())

    def reach(self) -> int:
        """How many years the rule looks at, the accounting year included."""
        return max((part.reach() for part in self.parts()), default=1)

    def visits(self, year: int) -> Iterator[tuple[Predicate, int]]:
        """Every predicate below with each year that it is asked about."""
        for part, when in self.parts_in(year):
            yield from part.visits(when)


class Predicate(Rule):
    """A leaf of the tree: it looks at results or context itself."""

    name: ClassVar[str]

    @property
    def context_needs(self) -> frozenset[str]:
        """What of the context the predicate looks at: names of flags and fields, `INDEX`."""
        return frozenset()

    def truth(self, case: Case, year: int, given: Given = NOTHING_GIVEN) -> Truth:
        """What `given` says of the accounting year, otherwise what the school's figures say."""
        if given and year == case.year and self in given:
            return given[self]
        return case.once(self.judge, year)

    @abstractmethod
    def judge(self, case: Case, year: int) -> Truth:
        """Whether the predicate is true of the school's figures."""

    def visits(self, year: int) -> Iterator[tuple[Predicate, int]]:
        """Itself."""
        yield self, year

    @property
    def gathers(self) -> Hashable:
        """What the predicate must know of the population; None where it needs nothing.

        Of predicates that gather the same, one observes the schools for all.
        """
        return None

    def observe(self, case: Case, year: int, landscape: Landscape) -> None:
        """Add the school to what the predicate must know of the population."""

    def is_known(self, case: Case, year: int) -> bool:
        """Whether any figure of the year can be held against the predicate."""
        return self.truth(case, year) is not None

    @abstractmethod
    def ground(self, case: Case, year: int, said: Said) -> Phrase | None:
        """Why the predicate is true, in words; None where `said` has named it all."""

    @abstractmethod
    def doubt(self, case: Case, year: int) -> str:
        """What is missing where the predicate cannot be judged, in words."""

    @abstractmethod
    def describe(self) -> str:
        """The predicate in words."""

    def compare(self, case: Case, year: int) -> list[Comparison]:
        """The figures behind the predicate beyond the shares of low results of this year."""
        return []


class PupilPredicate(Predicate):
    """A predicate that is true where enough works meet it, each by its number of low results."""

    @property
    def is_by_pupils(self) -> bool:
        """Whether fewer low results of single works can change the answer."""
        return True

    def needed(self) -> int:
        """How many works must meet the predicate."""
        return 1

    @abstractmethod
    def cuts(self, case: Case, count: Count) -> tuple[int, ...]:
        """Numbers of low results of a work of the accounting year below which its answer changes.

        Each is the largest number on the far side of a change.
        """

    @abstractmethod
    def meets(self, case: Case, count: Count, low: int) -> bool:
        """Whether a work of the accounting year would meet the predicate with `low` results."""

    @abstractmethod
    def speaks_of(self, work: Work) -> bool:
        """Whether the predicate looks at `work`."""


class Join(Rule):
    """A statement about the answers of other rules."""

    @abstractmethod
    def join(self, truths: Iterable[Truth]) -> Truth:
        """Whether the statement is true, by the answers of the rules right below."""

    def truth(self, case: Case, year: int, given: Given = NOTHING_GIVEN) -> Truth:
        """By the answers of the rules right below, of so many as decide."""
        return self.join(part.truth(case, when, given) for part, when in self.parts_in(year))


@dataclass(frozen=True)
class All(Join):
    """Every one of several rules holds."""

    rules: tuple[Rule, ...]

    def join(self, truths: Iterable[Truth]) -> Truth:
        """False as soon as one part is false."""
        return every(truths)

    def parts(self) -> tuple[Rule, ...]:
        """The rules that must hold."""
        return self.rules


@dataclass(frozen=True)
class AnyOf(Join):
    """At least one of several rules holds."""

    rules: tuple[Rule, ...]

    def join(self, truths: Iterable[Truth]) -> Truth:
        """True as soon as one part is true."""
        return some(truths)

    def parts(self) -> tuple[Rule, ...]:
        """The rules of which one must hold."""
        return self.rules


@dataclass(frozen=True)
class Not(Join):
    """A rule does not hold."""

    rule: Rule

    def join(self, truths: Iterable[Truth]) -> Truth:
        """The opposite of the part."""
        return negation(next(iter(truths)))

    def parts(self) -> tuple[Rule, ...]:
        """The rule that must not hold."""
        return (self.rule,)


@dataclass(frozen=True)
class AtLeast(Join):
    """At least `number` of several rules hold."""

    number: int
    rules: tuple[Rule, ...]

    def join(self, truths: Iterable[Truth]) -> Truth:
        """True when enough parts are true, false when too few can still be."""
        return at_least(self.number, truths)

    def parts(self) -> tuple[Rule, ...]:
        """The rules to count."""
        return self.rules


@dataclass(frozen=True)
class InYears(Join):
    """A rule holds in at least `at_least` of the `of` last years, the accounting one included."""

    at_least: int
    of: int
    rule: Rule

    def join(self, truths: Iterable[Truth]) -> Truth:
        """True when it holds in enough years; a year without data cannot be judged."""
        return at_least(self.at_least, truths)

    def parts_in(self, year: int) -> Iterator[tuple[Rule, int]]:
        """The rule in each of the years, the latest first."""
        return ((self.rule, one) for one in range(year, year - self.of, -1))

    def parts(self) -> tuple[Rule, ...]:
        """The rule that is asked about each year."""
        return (self.rule,)

    def reach(self) -> int:
        """The years of the rule itself and those it is moved back by."""
        return self.rule.reach() + self.of - 1


def true_leaves(rule: Rule, case: Case, year: int) -> Iterator[tuple[Predicate, int]]:
    """The predicates that make a true rule true; a negation has none to name."""
    yield from _leaves(rule, case, year, lambda truth: truth is True)


def unknown_leaves(rule: Rule, case: Case, year: int) -> Iterator[tuple[Predicate, int]]:
    """The predicates that keep a rule from being judged."""
    yield from _leaves(rule, case, year, lambda truth: truth is None)


def _leaves(
    rule: Rule, case: Case, year: int, wanted: Callable[[Truth], bool]
) -> Iterator[tuple[Predicate, int]]:
    if not wanted(rule.truth(case, year)):
        return
    if isinstance(rule, Predicate):
        yield rule, year
    elif not isinstance(rule, Not) or wanted(None):
        for part, when in rule.parts_in(year):
            yield from _leaves(part, case, when, wanted)
