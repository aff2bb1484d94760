"""The types of schools: their context from below, their results from a list (DOMAIN.md 2.1)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from assessments.domain.rules import Category
from assessments.domain.verdict_data import is_share
from assessments.models import ClassificationRun, Verdict
from schools.domain.context.types import (
    TYPE_NAMES,
    TYPE_WORDS,
    Results,
    SchoolType,
    Typing,
    school_type,
)
from schools.models import School
from schools.queries.context_index import IndexLine, index_lines, rules_of


@dataclass(frozen=True, slots=True)
class TypeOfSchool:
    """The type with what it rests on."""

    type: SchoolType
    line: IndexLine
    run: ClassificationRun

    @property
    def words(self) -> str:
        """«резильентная»."""
        return TYPE_WORDS[self.type]

    @property
    def full_words(self) -> str:
        """«резильентная: неблагоприятные условия без низких результатов»."""
        return TYPE_NAMES[self.type]

    @property
    def grounds(self) -> str:
        """«индекс −0,35, нижняя треть»."""
        return f"индекс {self.line.value}, {self.line.part}"


def type_of(school: School, verdict: Verdict) -> TypeOfSchool | None:
    """The type by the verdict's year; None where the context or the results are not known."""
    return types_of_run(verdict.run).get(school.pk)


def types_of_run(run: ClassificationRun) -> dict[int, TypeOfSchool]:
    """By school: the verdicts of the run with the context data of its year as they stand now.

    A run is never edited, context data come in later: types stand beside it and are no part of it.
    A school whose context or results are not known is absent, and all are beside a run by
    auxiliary criteria, which says nothing of low results.
    """
    if run.municipality is None or not run.makes_list:
        return {}
    rules = rules_of(run.municipality)
    lines = [
        one for one in index_lines(run.municipality, run.academic_year, rules)
        if one.index.value is not None
    ]  # fmt: skip
    if not lines:
        return {}
    results = _results_of(run, in_order=rules.typing is Typing.PISA)
    found = {}
    for line in lines:
        kind = school_type(
            context_below=line.index.below, parts=rules.parts, typing=rules.typing,
            results=results.get(line.school.pk),
        )  # fmt: skip
        if kind is not None:
            found[line.school.pk] = TypeOfSchool(kind, line, run)
    return found


def tally_of_types(
    types: Mapping[int, TypeOfSchool], schools: Collection[int]
) -> list[tuple[str, int]]:
    """How many of these schools have each type, and how many none; empty where nobody has one."""
    count = Counter(types[pk].type for pk in schools if pk in types)
    if not count:
        return []
    unknown = len(schools) - count.total()
    return [*((TYPE_WORDS[one], count[one]) for one in SchoolType), ("тип неизвестен", unknown)]


def _results_of(run: ClassificationRun, *, in_order: bool) -> dict[int, Results]:
    """Results by school; `in_order` by the share of low ones over all procedures, which orders."""
    verdicts = Verdict.objects.filter(run=run).exclude(category=Category.NO_DATA)
    if not in_order:
        rows = verdicts.values_list("school", "category")
        return {school: Results(said == Category.LOW_RESULTS) for school, said in rows}
    found = list(verdicts.values_list("school", "category", "findings"))
    shares = {school: _share(findings) for school, _, findings in found}
    known = [share for share in shares.values() if share is not None]
    return {
        school: Results(said == Category.LOW_RESULTS, _below(shares[school], known))
        for school, said, _ in found
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
