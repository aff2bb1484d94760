"""What a calculation of the list reads: schools with their results, in batches of schools.

Memory holds one batch. Schools come in the order of their logins as Python compares them, which
no database's collation changes: the digest of the inputs depends on it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from django.db.models import Count, Max

from assessments.domain.criteria.definitions import Plan
from assessments.domain.results import Result as ResultValue
from assessments.domain.results import Source
from assessments.domain.rules.cases import (
    COUNTRY,
    INDEX,
    MUNICIPALITY,
    OWN_MUNICIPALITY,
    REGION,
    Context,
    SchoolFacts,
)
from assessments.domain.rules.figures import MEASURED
from assessments.domain.rules.landscape import Reference, ReferenceKey
from assessments.domain.rules.values import MARK, SCORE
from assessments.models import (
    ImportState,
    ReferenceKind,
    ReferenceRow,
    ReferenceScope,
    Result,
    ResultsImport,
    RunPlace,
)
from assessments.queries.classification import VALUE_COLUMNS, schools_of, value_of
from assessments.queries.objectivity import flags_of_years
from schools.models import Municipality, School
from schools.queries.context import KnownMeasure, measures_of_years
from schools.queries.context_index import KnownIndex, indexes_of_years

SCHOOLS_A_BATCH = 500
DECIDED_FIGURES = (ImportState.CONFIRMED, ImportState.WITHDRAWN)
"""States of files that have changed figures."""
BIAS = "bias"
_BIAS = Source("списки и расчёт признаков необъективности", "", "")
_REQUISITES = Source("реквизиты школы", "", "")
_MEASURES = {ReferenceKind.MARKS.value: MARK, ReferenceKind.SCORES.value: SCORE}


class Indexed(NamedTuple):
    """A school of a calculation before it is read: all of them are in memory at once."""

    login: str
    pk: int
    municipality_id: int


@dataclass(frozen=True, slots=True)
class Batch:
    """Some hundreds of schools with what they bring.

    `references` are the means that the files of each municipality give, where several are asked.
    """

    lines: list[tuple[School, SchoolFacts]]
    references: Mapping[int, Mapping[ReferenceKey, Reference]]


class RunInputs:
    """The inputs of one calculation, as far as the rules of its criteria look at them."""

    def __init__(self, place: RunPlace, academic_year: int, plan: Plan) -> None:
        years = plan.frame.years
        self.place = place
        self.context_needs = plan.context_needs
        self.needs_references = plan.needs_survey
        self.academic_years = range(academic_year - years + 1, academic_year + 1)
        columns = schools_of(place, academic_year).values_list("login", "pk", "municipality_id")
        self.schools = sorted(Indexed(*row) for row in columns.iterator())

    def batches(self) -> Iterator[Batch]:
        """Schools with what they bring, some hundreds at a time."""
        for start in range(0, len(self.schools), SCHOOLS_A_BATCH):
            yield self._batch(self.schools[start : start + SCHOOLS_A_BATCH])

    def facts(self) -> Iterator[SchoolFacts]:
        """The same school by school."""
        for batch in self.batches():
            for _, facts in batch.lines:
                yield facts

    def _batch(self, index: Sequence[Indexed]) -> Batch:
        known = School.objects.in_bulk([one.pk for one in index])
        schools = [known[one.pk] for one in index if one.pk in known]
        results = self._results(schools)
        contexts = self._conditions.contexts(schools) if self.context_needs else {}
        lines = [
            (
                school,
                SchoolFacts(
                    school.login,
                    results.get(school.login, ()),
                    contexts.get(school.login, {}),
                    self._populations[school.municipality_id],
                ),
            )
            for school in schools
        ]
        return Batch(lines, self._references_of(schools))

    def references(self) -> dict[ReferenceKey, Reference]:
        """Means that loaded files give for the municipality, the region and the country.

        Empty where several municipalities are asked: each batch has those of its own.
        """
        place = self.place.municipality
        if place is None or not self.needs_references:
            return {}
        return references_of([place.pk], self.academic_years).get(place.pk, {})

    def _references_of(
        self, schools: Iterable[School]
    ) -> Mapping[int, Mapping[ReferenceKey, Reference]]:
        if not (self.place.is_wide and self.needs_references):
            return {}
        asked = {school.municipality_id for school in schools}
        return references_of(asked, self.academic_years)

    def _results(self, batch: list[School]) -> dict[str, list[ResultValue]]:
        rows = (
            Result.objects.filter(school__in=batch, academic_year__in=self.academic_years)
            .first_results()
            .order_by("school_id", "academic_year", "procedure", "subject", "grade")
            .values_list(*VALUE_COLUMNS)
        )
        found: dict[str, list[ResultValue]] = defaultdict(list)
        for row in rows.iterator():
            value = value_of(*row)
            found[value.school].append(value)
        return found

    @cached_property
    def _populations(self) -> Mapping[int, Mapping[str, str]]:
        """By municipality, whom its schools are compared with at each level.

        In a calculation of one municipality there is no other level: the region is not known.
        """
        if not self.place.is_wide:
            return defaultdict(lambda: OWN_MUNICIPALITY)
        codes = Municipality.objects.filter(self.place.municipalities())
        country = {COUNTRY: ""} if self.place.level == COUNTRY else {}
        return {
            pk: {MUNICIPALITY: code, REGION: region, **country}
            for pk, code, region in codes.values_list("pk", "code", "region__code")
        }

    @cached_property
    def _conditions(self) -> Conditions:
        """Of all schools at once: indexes and some signs are found only by comparing them."""
        return conditions_of(
            list(Municipality.objects.filter(self.place.municipalities())),
            self.academic_years, self.context_needs,
        )  # fmt: skip


def figures_stamp(place: RunPlace) -> tuple[int, datetime | None]:
    """What a decision on any file of the place changes: their number, the moment of the last."""
    decided = ResultsImport.objects.filter(
        place.municipalities("municipality"), state__in=DECIDED_FIGURES
    )
    found = decided.aggregate(number=Count("pk"), last=Max("decided_at"))
    return found["number"], found["last"]


def references_of(
    municipality_ids: Collection[int], academic_years: Collection[int]
) -> dict[int, dict[ReferenceKey, Reference]]:
    """Means that the files of each municipality give, in one query."""
    rows = ReferenceRow.objects.filter(
        municipality__in=municipality_ids, kind__in=_MEASURES, academic_year__in=academic_years,
    ).with_files()  # fmt: skip
    found: dict[int, dict[ReferenceKey, Reference]] = defaultdict(dict)
    for row in rows:
        mean = _mean(row.figures)
        if mean is not None:
            key = ReferenceKey(
                ReferenceScope(row.scope).value, row.academic_year, row.work, _MEASURES[row.kind]
            )
            found[row.municipality_id][key] = Reference(
                mean, row.participants, row.results_import.file_name
            )
    return found


@dataclass(frozen=True)
class Conditions:
    """The conditions of schools in some years, as far as rules look at them.

    `needs` are names of flags and fields, and `INDEX`. Signs of bias are by login and year, indexes
    by the school's id and year; both have been found by comparing all schools of a municipality.
    `measures` are single context data by the school's id and year.
    """

    academic_years: Collection[int]
    needs: frozenset[str]
    bias: Mapping[tuple[str, int], bool]
    indexes: Mapping[tuple[int, int], KnownIndex]
    measures: Mapping[tuple[int, int], Mapping[str, KnownMeasure]]

    def contexts(self, schools: Iterable[School]) -> dict[str, dict[int, Context]]:
        """By login and year; what is not known is absent."""
        return {
            school.login: {year: self._context(school, year) for year in self.academic_years}
            for school in schools
        }

    def _context(self, school: School, year: int) -> Context:
        flags = self._flags(school, year)
        sources = {name: _BIAS if name == BIAS else _REQUISITES for name in flags}
        measures = self.measures.get((school.pk, year), {})
        sources.update({key: _source(one.files) for key, one in measures.items()})
        figures = {key: one.value for key, one in measures.items()}
        known = self.indexes.get((school.pk, year))
        if known is None:
            return Context(None, flags, sources, {}, figures)
        if known.value is None:
            return Context(None, flags, sources, {INDEX: known.gap}, figures)
        source = Source("; ".join(known.files), known.weights, "")
        return Context(known.value, flags, {**sources, INDEX: source}, {}, figures)

    def _flags(self, school: School, year: int) -> dict[str, bool]:
        said = {
            "correctional": school.is_correctional, "evening": school.is_evening,
            "closed": school.is_closed_type, "penal": school.is_penal,
            "boarding": school.is_boarding, BIAS: self.bias.get((school.login, year)),
        }  # fmt: skip
        return {
            name: value for name, value in said.items() if value is not None and name in self.needs
        }


def conditions_of(
    municipalities: Collection[Municipality],
    academic_years: Collection[int],
    needs: frozenset[str],
) -> Conditions:
    """What the rules need, read once for all schools; what they do not look at is not read."""
    bias: dict[tuple[str, int], bool] = {}
    if BIAS in needs:
        for place in municipalities:
            bias |= flags_of_years(place, academic_years)
    indexes = {}
    if INDEX in needs:
        indexes = indexes_of_years([place.pk for place in municipalities], academic_years)
    measures = {}
    fields = needs & MEASURED.keys()
    if fields:
        places = [place.pk for place in municipalities]
        measures = measures_of_years(places, academic_years, fields)
    return Conditions(academic_years, needs, bias, indexes, measures)


def _source(files: Collection[str]) -> Source:
    return Source("; ".join(files), "", "")


def _mean(figures: dict[str, str]) -> Fraction | None:
    """Mean of the columns that are numbers, weighted by their percentages."""
    pairs = []
    for column, percent in figures.items():
        if column.isdecimal():
            try:
                pairs.append((int(column), Fraction(Decimal(str(percent).replace(",", ".")))))
            except InvalidOperation:
                return None
    total = sum((share for _, share in pairs), Fraction(0))
    return sum((value * share for value, share in pairs), Fraction(0)) / total if total else None
