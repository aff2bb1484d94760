"""What a calculation of the list reads: schools with their results, in batches of schools.

Memory holds one batch. Schools come in the order of their logins as Python compares them, which
no database's collation changes: the digest of the inputs depends on it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from functools import cached_property

from assessments.domain.criteria.definitions import Plan
from assessments.domain.results import Result as ResultValue
from assessments.domain.rules.cases import Context, SchoolFacts
from assessments.domain.rules.landscape import Reference, ReferenceKey
from assessments.domain.rules.values import MARK, SCORE
from assessments.models import ReferenceKind, ReferenceRow, ReferenceScope, Result
from assessments.queries.classification import VALUE_COLUMNS, schools_to_classify, value_of
from assessments.queries.objectivity import flags_of_years
from schools.models import Municipality, School

SCHOOLS_A_BATCH = 500
_MEASURES = {ReferenceKind.MARKS.value: MARK, ReferenceKind.SCORES.value: SCORE}


class RunInputs:
    """The inputs of one calculation, as far as the rules of its criteria look at them."""

    def __init__(self, municipality: Municipality, academic_year: int, plan: Plan) -> None:
        years = plan.frame.years
        self.municipality = municipality
        self.needs_context = plan.needs_context
        self.academic_years = range(academic_year - years + 1, academic_year + 1)
        self.schools = sorted(
            schools_to_classify(municipality, academic_year), key=lambda school: school.login
        )

    def batches(self) -> Iterator[list[tuple[School, SchoolFacts]]]:
        """Schools with what they bring, some hundreds at a time."""
        for start in range(0, len(self.schools), SCHOOLS_A_BATCH):
            batch = self.schools[start : start + SCHOOLS_A_BATCH]
            results = self._results(batch)
            contexts = (
                contexts_of(batch, self.academic_years, self._bias) if self.needs_context else {}
            )
            yield [
                (
                    school,
                    SchoolFacts(
                        school.login,
                        results.get(school.login, ()),
                        contexts.get(school.login, {}),
                    ),
                )
                for school in batch
            ]

    def facts(self) -> Iterator[SchoolFacts]:
        """The same school by school."""
        for batch in self.batches():
            for _, facts in batch:
                yield facts

    def references(self) -> dict[ReferenceKey, Reference]:
        """Means that loaded files give for the municipality, the region and the country."""
        pk = self.municipality.pk
        return references_of([pk], self.academic_years).get(pk, {})

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
    def _bias(self) -> dict[tuple[str, int], bool]:
        """Of all schools at once: some signs are found only by comparing them."""
        return flags_of_years(self.municipality, self.academic_years)


def references_of(
    municipality_ids: Collection[int], academic_years: Collection[int]
) -> dict[int, dict[ReferenceKey, Reference]]:
    """Means that the files of each municipality give, in one query."""
    rows = ReferenceRow.objects.filter(
        municipality__in=municipality_ids, kind__in=_MEASURES, academic_year__in=academic_years,
    ).select_related("results_import")  # fmt: skip
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


def contexts_of(
    schools: Iterable[School],
    academic_years: Iterable[int],
    bias: Mapping[tuple[str, int], bool],
) -> dict[str, dict[int, Context]]:
    """Kinds of school from the requisites, signs of bias as lists tell and figures show."""
    years = list(academic_years)
    return {
        school.login: {
            year: Context(flags=_flags(school, is_biased=bias.get((school.login, year))))
            for year in years
        }
        for school in schools
    }


def _flags(school: School, *, is_biased: bool | None) -> dict[str, bool]:
    """The flags that are known."""
    said = {
        "correctional": school.is_correctional, "evening": school.is_evening,
        "closed": school.is_closed_type, "penal": school.is_penal,
        "boarding": school.is_boarding, "bias": is_biased,
    }  # fmt: skip
    return {name: value for name, value in said.items() if value is not None}


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
