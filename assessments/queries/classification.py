"""Reads for the list of ШНОР: inputs of a run, runs, verdicts."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache, reduce
from operator import or_
from typing import Any

from django.db.models import (
    Case,
    Count,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)

from assessments.domain.criteria import Criteria
from assessments.domain.marks import MarkCounts
from assessments.domain.procedures import Procedure, Work
from assessments.domain.results import Result as ResultValue
from assessments.domain.results import Source
from assessments.domain.rules import Category
from assessments.domain.rules.cases import COUNTRY
from assessments.domain.rules.categories import GIVEN
from assessments.domain.rules.wording import described
from assessments.models import ApprovedList, ClassificationRun, Result, RunPlace, Verdict
from schools.models import ContextValue, Municipality, School

OWN_READ = 500
"""Verdicts read for those who see single schools: more than a curator has in all years."""
VALUE_COLUMNS = (
    "school__login", "procedure", "subject", "grade", "academic_year", "participants",
    "twos", "threes", "fours", "fives", "below_minimum", "below_entry_minimum", "mean_score",
    "high_scorers", "recovered", "results_import__file_name", "sheet", "cell",
    "results_import_id",
)  # fmt: skip


def schools_to_classify(municipality: Municipality, academic_year: int) -> list[School]:
    """Schools and branches that worked in the academic year, in the order people list them."""
    return list(schools_of(RunPlace(municipality), academic_year).order_by("name", "pk"))


def schools_of(place: RunPlace, academic_year: int) -> QuerySet[School]:
    """Schools and branches of a place that worked in the academic year."""
    here = School.objects.filter(place.municipalities("municipality"))
    return here.worked_in(academic_year)


def academic_years_with_results(municipality_ids: list[int]) -> list[int]:
    """Years for which there is anything, the latest first."""
    return _years_of(Result.objects.filter(school__municipality__in=municipality_ids))


def years_with_results_at(place: RunPlace) -> list[int]:
    """The same for the schools of a municipality, a region or the country."""
    return _years_of(Result.objects.filter(place.municipalities("school__municipality")))


def years_to_run(places: Sequence[RunPlace]) -> list[int]:
    """Years for which there is anything in any of the places.

    Those with results come first, the latest of them first; then those with context data alone,
    which some criteria look at.
    """
    if not places:
        return []
    here = reduce(or_, (place.municipalities("school__municipality") for place in places))
    if any(place.level == COUNTRY for place in places):
        here = Q()
    with_results = _years_of(Result.objects.filter(here))
    others = _years_of(ContextValue.objects.filter(here))
    return [*with_results, *(year for year in others if year not in with_results)]


def _years_of(rows: QuerySet[Any]) -> list[int]:
    return list(rows.order_by("-academic_year").values_list("academic_year", flat=True).distinct())


def rules_in_words(criteria: Criteria) -> list[tuple[str, str]]:
    """Each category of the criteria with its rule in words."""
    titles = criteria.words.titles
    return [(titles[one.category], described(one.rule)) for one in criteria.plan.rules]


def run_list(user: Any) -> QuerySet[ClassificationRun]:
    """Runs, newest first, with the numbers of schools in the list, at risk, in any category.

    Those who see single schools only get the numbers of those schools.
    """
    seen = Verdict.objects.visible_to(user).values("pk")
    return (
        ClassificationRun.objects.visible_to(user)
        .select_related("municipality", "region", "requested_by")
        .annotate(
            schools=Count("verdicts", filter=Q(verdicts__in=seen)),
            listed=Count(
                "verdicts",
                filter=Q(verdicts__category=Category.LOW_RESULTS, verdicts__in=seen),
            ),
            at_risk=Count(
                "verdicts", filter=Q(verdicts__category=Category.AT_RISK, verdicts__in=seen)
            ),
            given=Count("verdicts", filter=Q(verdicts__category__in=GIVEN, verdicts__in=seen)),
        )
        .order_by("-requested_at", "-pk")
    )


def latest_run(
    municipality: Municipality | int, academic_year: int | None = None
) -> ClassificationRun | None:
    """The newest finished run that makes the municipality's list, of a given year or of any."""
    runs = ClassificationRun.objects.of_the_list().filter(municipality=municipality)
    if academic_year is not None:
        runs = runs.filter(academic_year=academic_year)
    return runs.order_by("-academic_year", "-finished_at", "-pk").first()


def verdicts_of(user: Any, run: ClassificationRun) -> QuerySet[Verdict]:
    """Verdicts of a run that the person sees: the list first, then at risk, by name."""
    return (
        run.verdicts.visible_to(user)
        .select_related("school__municipality")
        .defer("findings", "missing", "unclear", "unjudged", "conditions", "way_out")
        .order_by(_severity(), "school__name", "school_id")
    )


def verdict_of(user: Any, run_id: int, login: str) -> QuerySet[Verdict]:
    """The verdict of a run on a school, where the person sees both."""
    return (
        Verdict.objects.visible_to(user)
        .filter(run__in=ClassificationRun.objects.visible_to(user))
        .filter(run=run_id, school__login=login)
        .select_related("school__municipality__region", "run__municipality__region", "run__region")
    )


def other_years(user: Any, verdict: Verdict) -> list[Verdict]:
    """The verdict on the same school that counts in each other year, the latest year first.

    Years of the list beside a verdict of the list, else years by the same criteria at its place.
    """
    seen = Verdict.objects.visible_to(user)
    rows = (
        (seen.of_the_list() if verdict.run.makes_list else seen.by_same_criteria(verdict.run))
        .filter(school=verdict.school)
        .exclude(run__academic_year=verdict.run.academic_year)
        .select_related("run")
        .defer("findings", "missing", "unclear")
    )
    newest: dict[int, Verdict] = {}
    for row in that_count_first(rows):
        newest.setdefault(row.run.academic_year, row)
    return list(newest.values())


def latest_verdict(user: Any, school: School) -> Verdict | None:
    """The verdict that counts in the newest year on a school that the person sees."""
    seen = Verdict.objects.visible_to(user).of_the_list().filter(school=school)
    return that_count_first(seen.select_related("run", "school")).first()


def own_verdicts(user: Any) -> list[Verdict]:
    """The verdict that counts in the newest year on each school that the person sees."""
    seen = Verdict.objects.visible_to(user).of_the_list().select_related("school", "run")
    newest: dict[int, Verdict] = {}
    for verdict in that_count_first(seen.defer("findings", "missing", "unclear"))[:OWN_READ]:
        newest.setdefault(verdict.school_id, verdict)
    return list(newest.values())


def that_count_first(verdicts: QuerySet[Verdict]) -> QuerySet[Verdict]:
    """The newest year first; within a year the calculation that its list in force rests on.

    An office calculates again under other conditions to see what comes of it: that changes
    nothing for a school until an order approves it.
    """
    approved = ApprovedList.objects.in_force().filter(run=OuterRef("run"))
    return verdicts.annotate(is_approved=Exists(approved)).order_by(
        "-run__academic_year", "-is_approved", "-run__finished_at", "-run_id"
    )


def _severity() -> Case:
    order = (
        Category.LOW_RESULTS, Category.AT_RISK, Category.ADVERSE_CONDITIONS, Category.HIGH_RESULTS,
        Category.NO_DATA, Category.NONE,
    )  # fmt: skip
    whens = [When(category=category, then=Value(place)) for place, category in enumerate(order)]
    return Case(*whens, output_field=IntegerField())


def value_of(*row: Any) -> ResultValue:
    """A row of VALUE_COLUMNS as a value of the domain."""
    (login, procedure, subject, grade, year, participants, twos, threes, fours, fives, below,
     entry, mean, high, recovered, file, sheet, cell, document) = row  # fmt: skip
    return ResultValue(
        school=login,
        work=_work(procedure, subject, grade),
        academic_year=year,
        participants=participants,
        marks=None if twos is None else MarkCounts(twos, threes, fours, fives),
        below_minimum=below,
        below_entry_minimum=entry,
        mean_score=mean,
        high_scorers=high,
        recovered=recovered,
        source=Source(file, sheet, cell, document),
    )


@lru_cache(maxsize=4096)
def _work(procedure: str, subject: str, grade: int) -> Work:
    """One object for each work: thousands of schools bring the same few dozen."""
    return Work(Procedure(procedure), subject, grade)
