"""Sums of results over schools, made by the database, exact."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db.models import BigIntegerField, Count, F, Q, QuerySet, Sum
from django.db.models.functions import Cast, Round

from assessments.domain.marks import MARKS, MarkCounts
from assessments.domain.procedures import Work
from assessments.domain.reading.groups import SCORE_UNITS, Group, Printed, SchoolGroup
from assessments.domain.small_groups import LEAST_SCHOOLS
from assessments.models import ReferenceKind, ReferenceRow, ReferenceScope, Result
from assessments.queries.reading.asked import Asked

SCOPES = {ReferenceScope.REGION: "Регион", ReferenceScope.COUNTRY: "Россия"}
_MARK_COLUMNS = ("twos", "threes", "fours", "fives")
# Decimals are inexact in SQLite: the four digits become whole numbers before they are summed.
_UNITS = Cast(Round(F("mean_score") * SCORE_UNITS), BigIntegerField()) * F("participants")


def seen_results(asked: Asked) -> QuerySet[Result]:
    """Results that count and that the person sees."""
    return seen_facts(Result, asked)


def seen_facts(model: Any, asked: Asked) -> QuerySet[Any]:
    """Figures of a kind that count and that the person sees, of the chosen school or of all."""
    seen = model.objects.visible_to(asked.user).of_municipality(asked.municipality.pk)
    rows = seen.first_results().filter(participants__gt=0)
    return rows.filter(school=asked.school) if asked.school else rows


def of_work(rows: QuerySet[Any], asked: Asked, years: Collection[int]) -> QuerySet[Any]:
    """Rows of the work in the years."""
    work = asked.work
    return rows.filter(
        procedure=work.procedure, subject=work.subject, grade=work.grade, academic_year__in=years
    )


def groups_by(rows: QuerySet[Result], *keys: str) -> dict[tuple[Any, ...], Group]:
    """Sums of rows for each combination of the columns `keys`, in one query."""
    scored = Q(mean_score__isnull=False)
    judged = Q(below_minimum__isnull=False, twos__isnull=True)
    sums = (
        rows.order_by()
        .values(*keys)
        .annotate(
            schools=Count("school", distinct=True),
            people=Sum("participants"),
            judged=Sum("participants", filter=judged),
            below=Sum("below_minimum", filter=judged),
            scored=Sum("participants", filter=scored),
            units=Sum(_UNITS, filter=scored),
            high_known=Sum("participants", filter=Q(high_scorers__isnull=False)),
            high=Sum("high_scorers"),
            **{f"sum_{name}": Sum(name) for name in _MARK_COLUMNS},
        )
    )
    return {tuple(one[key] for key in keys): _group(one) for one in sums}


def school_groups(rows: QuerySet[Result]) -> list[SchoolGroup]:
    """One work in one year, school by school, by name."""
    named = groups_by(rows, "school__name", "school_id", "school__login", "recovered")
    ordered = sorted(named.items(), key=lambda one: one[0][:2])
    return [
        SchoolGroup(login, name, group, recovered) for (name, _, login, recovered), group in ordered
    ]


def whole_by_year(asked: Asked, years: Collection[int]) -> dict[int, Group]:
    """The municipality in each year; years of too few schools are left out for their sake.

    An office sees all its schools anyway.
    """
    rows = Result.objects.of_municipality(asked.municipality.pk).first_results()
    found = groups_by(of_work(rows, asked, years), "academic_year")
    return {
        year: group
        for (year,), group in found.items()
        if group.participants and (asked.sees_whole or group.schools >= LEAST_SCHOOLS)
    }


def printed_by_year(asked: Asked, years: Collection[int]) -> dict[int, list[Printed]]:
    """The region and the country as the office's files print them."""
    rows = references_of(asked, ReferenceKind.MARKS, years)
    return {year: printed for (_, year), printed in _printed(rows).items()}


def printed_by_work(
    user: Any, municipality_id: int, years: Collection[int]
) -> dict[tuple[Work, int], list[Printed]]:
    """The same of every work in the years."""
    rows = ReferenceRow.objects.visible_to(user).of_municipality(municipality_id)
    of_years = rows.filter(kind=ReferenceKind.MARKS, academic_year__in=years)
    return _printed(of_years.with_files())


def printed_scores(asked: Asked) -> dict[str, list[Fraction]]:
    """Shares of each primary score from 0 on in the region and the country, as files print them."""
    rows = references_of(asked, ReferenceKind.SCORES, [asked.academic_year])
    found = {row.scope: row.figures for row in rows.filter(scope__in=list(SCOPES))}
    return {
        title: [
            Fraction(Decimal(found[scope].get(str(score), 0)))
            for score in range(1 + max(map(int, found[scope])))
        ]
        for scope, title in SCOPES.items()
        if found.get(scope)
    }


def references_of(
    asked: Asked, kind: ReferenceKind, years: Collection[int]
) -> QuerySet[ReferenceRow]:
    """Rows to compare with that the office's files bring along, with their files."""
    work = asked.work
    rows = ReferenceRow.objects.visible_to(asked.user).of_municipality(asked.municipality.pk)
    return rows.filter(
        kind=kind, procedure=work.procedure, subject=work.subject, grade=work.grade,
        academic_year__in=years,
    ).with_files()  # fmt: skip


def _printed(rows: QuerySet[ReferenceRow]) -> dict[tuple[Work, int], list[Printed]]:
    wider = rows.filter(scope__in=list(SCOPES))
    found: dict[tuple[Work, int], list[Printed]] = {}
    for row in sorted(wider, key=lambda one: list(SCOPES).index(ReferenceScope(one.scope))):
        shares = _shares(row.figures)
        if shares is not None:
            title = SCOPES[ReferenceScope(row.scope)]
            one = Printed(title, row.participants, shares, row.results_import.file_name)
            found.setdefault((row.work, row.academic_year), []).append(one)
    return found


def _shares(figures: dict[str, str]) -> tuple[Fraction, Fraction, Fraction, Fraction] | None:
    found = [Fraction(Decimal(figures[str(mark)])) for mark in MARKS if str(mark) in figures]
    return (found[0], found[1], found[2], found[3]) if len(found) == len(MARKS) else None


def _group(sums: dict[str, Any]) -> Group:
    return Group(
        schools=sums["schools"],
        participants=sums["people"] or 0,
        marks=MarkCounts(*(sums[f"sum_{name}"] or 0 for name in _MARK_COLUMNS)),
        judged=sums["judged"] or 0,
        below=sums["below"] or 0,
        scored=sums["scored"] or 0,
        score_units=sums["units"] or 0,
        high_known=sums["high_known"] or 0,
        high=sums["high"] or 0,
    )
