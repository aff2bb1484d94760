"""The type of a school: its context from below, its results from the newest list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from assessments.domain.rules import Category
from assessments.domain.verdict_data import is_share
from assessments.models import ClassificationRun, Verdict
from schools.domain.context.types import Results, SchoolType, school_type
from schools.models import School
from schools.queries.context_index import IndexLine, index_lines, rules_of


@dataclass(frozen=True, slots=True)
class TypeOfSchool:
    """The type with what it rests on."""

    type: SchoolType
    line: IndexLine
    run: ClassificationRun


def type_of(school: School, verdict: Verdict) -> TypeOfSchool | None:
    """The type by the verdict's year; None where the context or the results are not known."""
    run = verdict.run
    rules = rules_of(school.municipality)
    lines = index_lines(school.municipality, run.academic_year, rules)
    line = next((one for one in lines if one.school.pk == school.pk), None)
    if line is None or line.index.value is None:
        return None
    verdicts = list(Verdict.objects.filter(run=run).only("school_id", "category", "findings"))
    found = school_type(
        context_below=line.index.below,
        parts=rules.parts,
        results=results_of(verdicts).get(school.pk),
        typing=rules.typing,
    )
    return None if found is None else TypeOfSchool(found, line, run)


def results_of(verdicts: Sequence[Verdict]) -> dict[int, Results]:
    """Results by school: the share of low ones over all procedures orders the schools."""
    category = {one.school_id: one.category for one in verdicts if one.category != Category.NO_DATA}
    shares = {one.school_id: _share(one.findings) for one in verdicts}
    known = [share for share in shares.values() if share is not None]
    return {
        school: Results(said == Category.LOW_RESULTS, _below(shares[school], known))
        for school, said in category.items()
    }


def _share(findings: list[dict[str, Any]]) -> Fraction | None:
    rows = [one for one in findings if is_share(one) and one["participants"]]
    people = sum(one["participants"] for one in rows)
    return Fraction(sum(one["low"] for one in rows), people) if people else None


def _below(share: Fraction | None, known: list[Fraction]) -> Fraction | None:
    """The share of schools that have a larger share of low results."""
    if share is None:
        return None
    return Fraction(sum(other > share for other in known), len(known))
