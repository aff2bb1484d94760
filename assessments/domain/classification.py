"""The list of ШНОР as a pure function: results and criteria in, verdicts with findings out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assessments.domain import reasons
from assessments.domain.criteria.definitions import CategoryRule, Criteria, Plan
from assessments.domain.findings import Finding, assess
from assessments.domain.procedures import Work
from assessments.domain.results import Result
from assessments.domain.rules.cases import Case, SchoolFacts
from assessments.domain.rules.categories import Category
from assessments.domain.rules.expressions import PupilPredicate
from assessments.domain.rules.grounds import Comparison
from assessments.domain.rules.landscape import (
    NO_REFERENCES,
    Landscape,
    Reference,
    ReferenceKey,
)
from assessments.domain.rules.outlines import signs_of
from assessments.domain.way_out import WayOut, way_out

__all__ = [
    "Verdict", "WayOut", "category_in", "category_of", "classify",
    "classify_school", "is_anything_known", "observe_case", "observe_school", "reason_in", "survey",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was decided about one school, and why.

    `findings` are shares of low results of the accounting year, `comparisons` all other figures.
    `missing` are works of the criteria without participants this year, `unclear` those whose file
    does not tell how many results are low, `unjudged` what kept a category from being judged.
    `conditions` are the answers of all conditions of the rules (rules/outlines.py).
    """

    school: str
    category: Category
    reason: str
    findings: tuple[Finding, ...]
    missing: tuple[Work, ...]
    unclear: tuple[Work, ...]
    way_out: WayOut | None
    comparisons: tuple[Comparison, ...] = ()
    unjudged: tuple[str, ...] = ()
    conditions: str = ""


def classify(
    results: Iterable[Result],
    criteria: Criteria,
    *,
    academic_year: int,
    schools: Iterable[str] | None = None,
    references: Mapping[ReferenceKey, Reference] = NO_REFERENCES,
) -> list[Verdict]:
    """A verdict for each of `schools` (by default: each school of `results`), in their order.

    The schools are their own population: means and places are counted among them. Results of years
    that the criteria do not look at are ignored. Two results of one school, work and year are a
    ValueError: the caller decides which one counts.
    """
    by_school: dict[str, list[Result]] = defaultdict(list)
    for result in results:
        by_school[result.school].append(result)
    order = sorted(by_school) if schools is None else schools
    facts = [SchoolFacts(school, by_school.get(school, ())) for school in order]
    landscape = survey(facts, criteria, academic_year=academic_year, references=references)
    return [
        classify_school(one, criteria, academic_year=academic_year, landscape=landscape)
        for one in facts
    ]


def survey(
    schools: Iterable[SchoolFacts],
    criteria: Criteria,
    *,
    academic_year: int,
    references: Mapping[ReferenceKey, Reference] = NO_REFERENCES,
) -> Landscape:
    """The population's figures that the criteria need, gathered in one pass.

    Criteria that compare with no population are not read at all (`plan.needs_survey`).
    """
    landscape = Landscape(references)
    if criteria.plan.needs_survey:
        for facts in schools:
            observe_school(facts, criteria, landscape, academic_year=academic_year)
    return landscape


def observe_school(
    facts: SchoolFacts, criteria: Criteria, landscape: Landscape, *, academic_year: int
) -> None:
    """Add one school to the population's figures."""
    observe_case(Case(facts, criteria.plan.frame, academic_year), criteria.plan, landscape)


def observe_case(case: Case, plan: Plan, landscape: Landscape) -> None:
    """The same for a school whose works are counted already."""
    for leaf, back in plan.surveys:
        leaf.observe(case, case.year - back, landscape)


def classify_school(
    facts: SchoolFacts,
    criteria: Criteria,
    *,
    academic_year: int,
    landscape: Landscape | None = None,
) -> Verdict:
    """The verdict for one school: the first category whose rule is true of it."""
    plan = criteria.plan
    case = Case(facts, plan.frame, academic_year, landscape)
    counts = case.counts(academic_year)
    findings = _findings(plan, case)
    given = _given(plan, case)
    category = _category(given, plan, case)
    present = {count.work for count in counts}
    return Verdict(
        facts.school,
        category,
        _reason(given, category, plan, case, findings),
        findings,
        tuple(work for work in plan.frame.works if work not in present),
        tuple(count.work for count in counts if count.low is None and plan.counts_low),
        way_out(given.rule, case) if given and category is Category.LOW_RESULTS else None,
        _comparisons(plan, case),
        _unjudged(plan, case, category),
        signs_of(plan.conditions, case),
    )


def category_of(
    facts: SchoolFacts,
    criteria: Criteria,
    *,
    academic_year: int,
    landscape: Landscape | None = None,
) -> Category:
    """The category alone, without figures and words: for trying many criteria on many schools."""
    plan = criteria.plan
    return category_in(plan, Case(facts, plan.frame, academic_year, landscape))


def category_in(plan: Plan, case: Case) -> Category:
    """The same for a school whose works are counted already."""
    return _category(_given(plan, case), plan, case)


def reason_in(plan: Plan, case: Case) -> str:
    """Why the school has its category, in one sentence; without the figures of a verdict."""
    given = _given(plan, case)
    category = _category(given, plan, case)
    return _reason(given, category, plan, case, _findings(plan, case))


def _category(given: CategoryRule | None, plan: Plan, case: Case) -> Category:
    if given is not None:
        return given.category
    return Category.NONE if is_anything_known(plan, case) else Category.NO_DATA


def _reason(
    given: CategoryRule | None,
    category: Category,
    plan: Plan,
    case: Case,
    findings: Sequence[Finding],
) -> str:
    if given is not None:
        return reasons.given(given, plan, case)
    if category is Category.NO_DATA:
        return reasons.no_data(plan, case)
    return reasons.none(findings, plan, case)


def _findings(plan: Plan, case: Case) -> tuple[Finding, ...]:
    return tuple(
        finding
        for count in case.counts(case.year)
        if (finding := assess(count, case, plan)) is not None
    )


def _given(plan: Plan, case: Case) -> CategoryRule | None:
    return next((one for one in plan.rules if one.rule.truth(case, case.year)), None)


def is_anything_known(plan: Plan, case: Case) -> bool:
    """Whether any figure of the accounting year can be held against the criteria.

    Results of earlier years alone are no data of this one.
    """
    if plan.counts_low and any(one.low is not None for one in case.counts(case.year)):
        return True
    return any(
        leaf.is_known(case, case.year)
        for leaf in plan.predicates
        if not (isinstance(leaf, PupilPredicate) and leaf.is_by_pupils)
    )


def _comparisons(plan: Plan, case: Case) -> tuple[Comparison, ...]:
    return tuple(
        dict.fromkeys(
            comparison
            for leaf, back in plan.visits
            for comparison in leaf.compare(case, case.year - back)
        )
    )


def _unjudged(plan: Plan, case: Case, category: Category) -> tuple[str, ...]:
    """What was missing for the categories before the one that was given."""
    if category is Category.NO_DATA:
        return ()
    doubts: dict[str, None] = {}
    for one in plan.rules:
        if one.category is category:
            break
        doubts.update(dict.fromkeys(reasons.doubts_of(one.rule, case)))
    return tuple(doubts)
