"""Other criteria tried on many schools at once: categories, years in the list, border schools.

The engine is the one of a calculation (`category_in`, `classify_school`); only the reading of the
figures is saved. A `Ledger` keeps the results of a municipality, and counts them once for all
criteria that look at the same works.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from assessments.domain.classification import Verdict, category_in, classify_school, observe_case
from assessments.domain.criteria.definitions import CategoryRule, Criteria, Plan
from assessments.domain.procedures import Work
from assessments.domain.results import Result
from assessments.domain.rules import Category
from assessments.domain.rules.cases import Case, Context, Count, Frame, SchoolFacts
from assessments.domain.rules.landscape import (
    NO_REFERENCES,
    Landscape,
    Reference,
    ReferenceKey,
)
from assessments.domain.rules.selections import Selection
from assessments.domain.way_out import distance_to_border

KEPT_CHOICES = 4
"""Choices of works whose counted results a ledger keeps at once."""

Counts = dict[int, list[Count]]
"""Counted works of one year by school."""


class Ledger:
    """First results of the schools of one municipality, by year and school."""

    def __init__(self, results: Iterable[tuple[int, Result]]) -> None:
        self._numbers: dict[Work, int] = {}
        self._years: dict[int, dict[int, list[tuple[int, Result]]]] = {}
        self._counted: OrderedDict[tuple[Selection, int], dict[int, Counts]] = OrderedDict()
        self.size = 0
        for school, result in results:
            number = self._numbers.setdefault(result.work, len(self._numbers))
            schools = self._years.setdefault(result.academic_year, {})
            schools.setdefault(school, []).append((number, result))
            self.size += 1

    @property
    def years(self) -> frozenset[int]:
        """Academic years with any result."""
        return frozenset(self._years)

    def results_of(self, school: int) -> list[Result]:
        """Everything that is known of one school."""
        return [result for schools in self._years.values() for _, result in schools.get(school, ())]

    def counts(self, frame: Frame, year: int) -> Counts:
        """What `frame` counts in `year`, in the order in which a calculation counts it."""
        key = (frame.selection, frame.russian_minimum)
        by_year = self._counted.pop(key, None)
        if by_year is None:
            by_year = {}
        self._counted[key] = by_year
        while len(self._counted) > KEPT_CHOICES:
            self._counted.popitem(last=False)
        if year not in by_year:
            by_year[year] = self._count(frame, year)
        return by_year[year]

    def _count(self, frame: Frame, year: int) -> Counts:
        places = self._places(frame)
        minimum = frame.russian_minimum
        found = {}
        for school, rows in self._years.get(year, {}).items():
            kept = [
                (place, Count(result.work, result.participants,
                              result.low(ege_russian_minimum=minimum), result))
                for number, result in rows
                if result.participants and (place := places[number]) is not None
            ]  # fmt: skip
            kept.sort(key=_first)
            found[school] = [count for _, count in kept]
        return found

    def _places(self, frame: Frame) -> list[int | None]:
        """By number of a work: where it stands among those that count."""
        known = [
            (place, work.procedure, work.subject, work.grade, number)
            for work, number in self._numbers.items()
            if (place := frame.place(work)) is not None
        ]
        places: list[int | None] = [None] * len(self._numbers)
        for place, (*_, number) in enumerate(sorted(known)):
            places[number] = place
        return places


def _first(pair: tuple[int, Count]) -> int:
    return pair[0]


@dataclass(frozen=True, slots=True)
class Tried:
    """What the tried criteria say of one school.

    `listed_in` are the years in which it is in the list, the accounting year included, the
    earliest first. `distance` is how many pupils are between it and the other side of the border
    of the list; None where more than was asked for.
    """

    category: Category
    listed_in: tuple[int, ...]
    distance: int | None


@dataclass(frozen=True)
class Trial:
    """Criteria tried on the schools of one municipality.

    `population` are the schools that worked, by academic year: the accounting year and those
    before it to look back at. `border` is how many pupils away from the border are looked for.
    `contexts` are by school, by year within.
    """

    ledger: Ledger
    criteria: Criteria
    academic_year: int
    population: Mapping[int, Sequence[int]]
    border: int = 0
    references: Mapping[ReferenceKey, Reference] = field(default_factory=lambda: NO_REFERENCES)
    contexts: Mapping[int, Mapping[int, Context]] = field(default_factory=dict)

    def tried(self) -> dict[int, Tried]:
        """Every school of the accounting year."""
        plan = self.criteria.plan
        listed = self._listed_before(plan)
        rule = next((one for one in plan.rules if one.category is Category.LOW_RESULTS), None)
        found = {}
        for school, case in self._cases(self.academic_year):
            category = category_in(plan, case)
            is_listed = category is Category.LOW_RESULTS
            years = listed.get(school, ())
            found[school] = Tried(
                category,
                (*years, self.academic_year) if is_listed else tuple(years),
                None if rule is None else self._distance(rule, case, category),
            )
        return found

    def verdict(self, school: int) -> Verdict:
        """The whole verdict with its reason, as a calculation gives it."""
        facts = SchoolFacts(
            str(school), self.ledger.results_of(school), self.contexts.get(school, {})
        )
        return classify_school(
            facts, self.criteria, academic_year=self.academic_year,
            landscape=self._surveyed(self.academic_year),
        )  # fmt: skip

    def _distance(self, rule: CategoryRule, case: Case, category: Category) -> int | None:
        if not self.border or category is Category.NO_DATA:
            return None
        return distance_to_border(
            rule.rule, case, holds=category is Category.LOW_RESULTS, at_most=self.border
        )

    def _listed_before(self, plan: Plan) -> dict[int, list[int]]:
        """Years before the accounting one in which a school is in the list."""
        rules = _rules_up_to_list(plan)
        found: dict[int, list[int]] = {}
        for year in sorted(self.population):
            if year == self.academic_year or not rules:
                continue
            for school, case in self._cases(year):
                given = next((one for one in rules if one.rule.truth(case, year)), None)
                if given is not None and given.category is Category.LOW_RESULTS:
                    found.setdefault(school, []).append(year)
        return found

    def _cases(self, year: int) -> Iterator[tuple[int, Case]]:
        landscape = self._surveyed(year)
        for school, case in self._bare_cases(year):
            case.landscape = landscape
            yield school, case

    @cached_property
    def _landscapes(self) -> dict[int, Landscape]:
        return {}

    def _surveyed(self, year: int) -> Landscape:
        """The figures of the schools of `year` that the criteria compare with, gathered once."""
        landscape = self._landscapes.get(year)
        if landscape is None:
            landscape = self._landscapes[year] = Landscape(self.references)
            if self.criteria.plan.needs_survey:
                for _, case in self._bare_cases(year):
                    observe_case(case, self.criteria.plan, landscape)
        return landscape

    def _bare_cases(self, year: int) -> Iterator[tuple[int, Case]]:
        frame = self.criteria.plan.frame
        looked_at = range(year, year - frame.years, -1)
        counted = [(one, self.ledger.counts(frame, one)) for one in looked_at]
        nothing: list[Count] = []
        for school in self.population[year]:
            facts = SchoolFacts("", (), self.contexts.get(school, {}))
            counts = {one: by_school.get(school, nothing) for one, by_school in counted}
            yield school, Case.of_counts(facts, frame, year, counts)


def _rules_up_to_list(plan: Plan) -> Collection[CategoryRule]:
    """The rules that decide whether a school is in the list: those that come first, and its own."""
    places = [place for place, one in enumerate(plan.rules) if one.category is Category.LOW_RESULTS]
    return plan.rules[: places[-1] + 1] if places else ()
