"""Criteria tried on the schools of municipalities: categories, years in the list, borders.

The rules are judged by the predicates of a calculation; only the order of the work differs.
A calculation takes a school and asks it all conditions; a trial takes a condition and asks all
schools, so that its answers can be kept while other conditions change.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import NamedTuple

from assessments.domain.classification import is_anything_known, reason_in
from assessments.domain.criteria.definitions import CategoryRule, Criteria, Plan
from assessments.domain.rules import Category
from assessments.domain.rules.cases import OWN_MUNICIPALITY, Case, Context, SchoolFacts
from assessments.domain.rules.expressions import Join, Predicate, Rule, Truth
from assessments.domain.rules.landscape import (
    NO_REFERENCES,
    Landscape,
    Reference,
    ReferenceKey,
)
from assessments.domain.way_out import distance_to_border
from assessments.domain.what_if.ledgers import Ledger, Territory, choice_of


class Tried(NamedTuple):
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
    `contexts` are by school, by year within. `places` name the populations that the schools belong
    to, and `company` holds the trials of the other municipalities where all of them are one.
    """

    ledger: Ledger
    criteria: Criteria
    academic_year: int
    population: Mapping[int, Sequence[int]]
    border: int = 0
    references: Mapping[ReferenceKey, Reference] = field(default_factory=lambda: NO_REFERENCES)
    contexts: Mapping[int, Mapping[int, Context]] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=lambda: OWN_MUNICIPALITY)
    company: Company | None = None

    def tried(self) -> dict[int, Tried]:
        """Every school of the accounting year."""
        plan = self.criteria.plan
        listed = self._listed_before(plan)
        rule = next((one.rule for one in plan.rules if one.category is Category.LOW_RESULTS), None)
        found = {}
        for school, category in self._held(self.academic_year).categories().items():
            years = tuple(listed.get(school, ()))
            if category is Category.LOW_RESULTS:
                years = (*years, self.academic_year)
            found[school] = Tried(category, years, self._distance(rule, school, category))
        return found

    def reason(self, school: int) -> str:
        """Why the school has its category, in the words of a calculation."""
        return reason_in(self.criteria.plan, self._held(self.academic_year).case(school))

    def _distance(self, rule: Rule | None, school: int, category: Category) -> int | None:
        if rule is None or not self.border or category is Category.NO_DATA:
            return None
        return distance_to_border(
            rule, self._held(self.academic_year).case(school),
            holds=category is Category.LOW_RESULTS, at_most=self.border,
        )  # fmt: skip

    def _listed_before(self, plan: Plan) -> dict[int, list[int]]:
        """Years before the accounting one in which a school is in the list."""
        rules = _rules_up_to_list(plan)
        found: dict[int, list[int]] = {}
        for year in sorted(self.population):
            if year != self.academic_year:
                for school, category in self._held(year).given(rules).items():
                    if category is Category.LOW_RESULTS:
                        found.setdefault(school, []).append(year)
        return found

    @cached_property
    def _years(self) -> dict[int, _Held]:
        return {}

    def held(self, year: int) -> _Held:
        """The schools of one accounting year, which may not know their population yet."""
        if year not in self._years:
            self._years[year] = _Held(self, year)
        return self._years[year]

    def _held(self, year: int) -> _Held:
        held = self.held(year)
        held.meet_population()
        return held


class Company:
    """Trials of one question in several municipalities whose schools are compared with each other.

    All of them have joined before the first is asked.
    """

    def __init__(self, territory: Territory) -> None:
        self._territory = territory
        self._trials: list[Trial] = []
        self._landscapes: dict[int, Landscape] = {}
        self._populations: dict[int, Hashable] = {}

    def join(self, trial: Trial) -> None:
        """Another municipality."""
        self._trials.append(trial)

    def population(self, year: int) -> Hashable:
        """What stands for all schools that worked in the accounting year."""
        if year not in self._populations:
            everybody = tuple(tuple(one.population[year]) for one in self._trials)
            self._populations[year] = self._territory.population(everybody)
        return self._populations[year]

    def landscape(self, year: int) -> Landscape:
        """What the conditions of the accounting year must know of all schools together."""
        if year not in self._landscapes:
            self._landscapes[year] = self._gathered([one.held(year) for one in self._trials], year)
        return self._landscapes[year]

    def _gathered(self, helds: Sequence[_Held], year: int) -> Landscape:
        found = Landscape()
        plan = self._trials[0].criteria.plan
        for leaf, back in plan.surveys:
            merged = partial(_merged, helds, leaf, year - back)
            if leaf.context_needs:
                found.include(merged())
            else:
                whom = (choice_of(plan.frame), year - back, self.population(year))
                found.include(self._territory.survey((leaf.gathers, *whom), merged))
        return found


def _merged(helds: Iterable[_Held], leaf: Predicate, year: int) -> Landscape:
    found = Landscape()
    for held in helds:
        found.merge(held.surveyed(leaf, year))
    return found


class _Held:
    """The schools of one accounting year held against the criteria, condition by condition."""

    def __init__(self, trial: Trial, year: int) -> None:
        self.year = year
        self.schools = trial.population[year]
        self._ledger = trial.ledger
        self._plan = trial.criteria.plan
        self._references = trial.references
        self._contexts = trial.contexts
        self._places = trial.places
        self._company = trial.company
        self._landscape = Landscape(trial.references)
        self._cases: dict[int, Case] = {}
        self._answers: dict[tuple[Predicate, int], dict[int, Truth]] = {}
        looked_at = range(year, year - self._plan.frame.years, -1)
        self._counted = [(one, self._ledger.counts(self._plan.frame, one)) for one in looked_at]
        self._has_met = not self._plan.surveys

    def meet_population(self) -> None:
        """Let the schools know whom they are compared with; once."""
        if self._has_met:
            return
        self._has_met = True
        if self._company is not None:
            self._landscape.adopt(self._company.landscape(self.year))
            return
        for leaf, back in self._plan.surveys:
            self._landscape.include(self.surveyed(leaf, self.year - back))

    def categories(self) -> dict[int, Category]:
        """The category of every school."""
        given = self.given(self._plan.rules)
        return {
            school: given[school] if school in given else self._without_rule(school)
            for school in self.schools
        }

    def given(self, rules: Iterable[CategoryRule]) -> dict[int, Category]:
        """The schools of which one of the rules is true, and what the first such rule gives."""
        found: dict[int, Category] = {}
        left = self.schools
        for one in rules:
            truths = self._truths(one.rule, self.year, left)
            found |= {school: one.category for school, it in zip(left, truths, strict=True) if it}
            left = [school for school, it in zip(left, truths, strict=True) if not it]
        return found

    def case(self, school: int) -> Case:
        """One school; made once."""
        found = self._cases.get(school)
        if found is None:
            facts = SchoolFacts(str(school), (), self._contexts.get(school, {}), self._places)
            counts = {one: by_school.get(school, ()) for one, by_school in self._counted}
            found = Case(facts, self._plan.frame, self.year, self._landscape, counts)
            self._cases[school] = found
        return found

    def _without_rule(self, school: int) -> Category:
        is_known = is_anything_known(self._plan, self.case(school))
        return Category.NONE if is_known else Category.NO_DATA

    def _truths(self, rule: Rule, year: int, schools: Sequence[int]) -> list[Truth]:
        """What a rule says of each of the schools."""
        match rule:
            case Predicate():
                return self._judged(rule, year, schools)
            case Join():
                parts = [self._truths(part, when, schools) for part, when in rule.parts_in(year)]
                return [rule.join(truths) for truths in zip(*parts, strict=True)]
            case _:
                raise TypeError(rule)

    def _judged(self, leaf: Predicate, year: int, schools: Sequence[int]) -> list[Truth]:
        known = self._known(leaf, year)
        for school in schools:
            if school not in known:
                known[school] = leaf.judge(self.case(school), year)
        return [known[school] for school in schools]

    def _known(self, leaf: Predicate, year: int) -> dict[int, Truth]:
        """What the condition has said before; conditions of schools' context begin anew."""
        if leaf.context_needs:
            return self._answers.setdefault((leaf, year), {})
        return self._ledger.answers((leaf, *self._depends_on(leaf, year)))

    def surveyed(self, leaf: Predicate, year: int) -> Landscape:
        """What the condition must know of these schools."""
        if leaf.context_needs:
            return self._survey(leaf, year)
        whom = (tuple(self.schools), tuple(self._places.items()))
        key = (leaf.gathers, choice_of(self._plan.frame), year, *whom)
        return self._ledger.survey(key, partial(self._survey, leaf, year))

    def _survey(self, leaf: Predicate, year: int) -> Landscape:
        found = Landscape()
        for school in self.schools:
            leaf.observe(self.case(school), year, found)
        return found

    def _depends_on(self, leaf: Predicate, year: int) -> tuple[Hashable, ...]:
        """Beside results: the works that count, the year, and whom a school is compared with."""
        whom = None if leaf.gathers is None else self._compared_with
        return (choice_of(self._plan.frame), year, whom)

    @cached_property
    def _compared_with(self) -> Hashable:
        references = frozenset(self._references.items())
        if self._company is not None:
            return (self._company.population(self.year), references)
        return (tuple(self.schools), references)


def _rules_up_to_list(plan: Plan) -> Sequence[CategoryRule]:
    """The rules that decide whether a school is in the list: those that come first, and its own."""
    places = [place for place, one in enumerate(plan.rules) if one.category is Category.LOW_RESULTS]
    return plan.rules[: places[-1] + 1] if places else ()
