"""The table of results: rows, totals, and what there is to filter by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db.models import Case, Count, ExpressionWrapper, F, FloatField, Q, QuerySet, Sum, When
from django.db.models.functions import Coalesce, NullIf

from assessments.domain import measures
from assessments.domain.marks import MarkCounts
from assessments.domain.results import Attempt
from assessments.models import Result
from assessments.querysets import FactQuerySet

MARK_COLUMNS = ("twos", "threes", "fours", "fives")
ORDER = ("-academic_year", "school__name", "grade", "procedure", "subject", "pk")


@dataclass(frozen=True, slots=True)
class Measures:
    """What is computed from one row or from a sum of rows; None where it cannot be."""

    pass_rate: Fraction | None = None
    quality_rate: Fraction | None = None
    sou: Fraction | None = None
    mean_mark: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over all filtered rows; measures are weighted by participants."""

    rows: int
    schools: int
    participants: int
    marks: MarkCounts | None
    measures: Measures
    mean_score: Fraction | None
    recovered: int
    has_scores: bool


def result_list(user: Any) -> FactQuerySet:
    """Results of every attempt that the person sees, with columns to order by."""
    return (
        Result.objects.visible_to(user)
        .select_related("school")
        .annotate(
            pass_order=_ratio(F("participants") - Coalesce("twos", "below_minimum")),
            quality_order=_ratio(F("fours") + F("fives")),
            sou_order=_ratio(
                100 * F("fives") + 64 * F("fours") + 36 * F("threes") + 16 * F("twos")
            ),
            mean_order=_ratio(5 * F("fives") + 4 * F("fours") + 3 * F("threes") + 2 * F("twos")),
        )
        .order_by(*ORDER)
    )


def count_attempts(results: QuerySet[Result]) -> dict[Attempt, int]:
    """How many results of each attempt there are; one query."""
    counts = results.order_by().values_list("attempt").annotate(number=Count("pk"))
    return {Attempt(attempt): number for attempt, number in counts}


def measures_of(result: Result) -> Measures:
    """Measures of one row; the 100-point scale has a pass rate only."""
    if result.marks is not None:
        return of_marks(result.marks)
    if result.below_minimum is None:
        return Measures()
    passed = result.participants - result.below_minimum
    return Measures(pass_rate=measures.share(passed, result.participants))


def of_marks(marks: MarkCounts) -> Measures:
    """All measures of counts of marks."""
    return Measures(
        measures.pass_rate(marks), measures.quality_rate(marks), measures.sou(marks),
        measures.mean_mark(marks),
    )  # fmt: skip


def totals_of(results: QuerySet[Result]) -> Totals:
    """Sums over the whole filter, not over the page."""
    weighted = ExpressionWrapper(F("mean_score") * F("participants"), output_field=FloatField())
    scored = Q(mean_score__isnull=False)
    judged = Q(below_minimum__isnull=False, twos__isnull=True)
    sums = results.order_by().aggregate(
        rows=Count("pk"),
        schools=Count("school", distinct=True),
        people=Sum("participants"),
        marked=Count("pk", filter=Q(twos__isnull=False)),
        scored=Sum("participants", filter=scored),
        judged=Sum("participants", filter=judged),
        below=Sum("below_minimum", filter=judged),
        subjects=Count("subject", distinct=True, filter=scored),
        procedures=Count("procedure", distinct=True, filter=scored),
        grades=Count("grade", distinct=True, filter=scored),
        scores=Sum(weighted),
        from_percents=Count("pk", filter=Q(recovered=True)),
        **{f"sum_{name}": Sum(name) for name in MARK_COLUMNS},
    )
    marks = MarkCounts(*(sums[f"sum_{name}"] or 0 for name in MARK_COLUMNS))
    of_all = of_marks(marks) if sums["marked"] else Measures()
    low = marks.twos + (sums["below"] or 0)
    whole = marks.total + (sums["judged"] or 0)
    # Scores of one exam say nothing beside those of another.
    is_one_exam = sums["subjects"] == sums["procedures"] == sums["grades"] == 1
    return Totals(
        rows=sums["rows"],
        schools=sums["schools"],
        participants=sums["people"] or 0,
        marks=marks if sums["marked"] else None,
        measures=replace(of_all, pass_rate=measures.share(whole - low, whole)),
        mean_score=Fraction(Decimal(str(sums["scores"]))) / sums["scored"]
        if sums["scored"] and is_one_exam
        else None,
        recovered=sums["from_percents"],
        has_scores=sums["marked"] < sums["rows"],
    )


def export_rows(results: FactQuerySet) -> Iterator[tuple[Any, ...]]:
    """All rows of a filter as plain values, for a workbook; measures rounded to two digits."""
    for result in results.select_related("school").with_files().iterator(chunk_size=1000):
        found = measures_of(result)
        shares = (found.pass_rate, found.quality_rate, found.sou, found.mean_mark)
        yield (
            result.school.name, result.school.login, result.get_procedure_display(),
            result.subject, result.grade, result.academic_year, result.get_attempt_display(),
            result.participants,
            result.twos, result.threes, result.fours, result.fives,
            *(None if share is None else measures.rounded(share, 2) for share in shares),
            result.mean_score, result.below_minimum, result.below_entry_minimum,
            result.high_scorers, result.recovered,
            result.results_import.file_name, result.sheet, result.cell,
        )  # fmt: skip


def _ratio(numerator: Any) -> Case:
    """For ordering only; what people read is computed exactly."""
    share = ExpressionWrapper(
        numerator * 1.0 / NullIf(F("participants"), 0), output_field=FloatField()
    )
    return Case(When(participants__gt=0, then=share), output_field=FloatField())
