"""What a calculation of the list reads: schools with their results, in batches of schools.

Memory holds one batch. Schools come in the order of their logins as Python compares them, which
no database's collation changes: the digest of the inputs depends on it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from assessments.domain.results import Result as ResultValue
from assessments.domain.rules.cases import SchoolFacts
from assessments.domain.rules.landscape import Reference, ReferenceKey
from assessments.domain.rules.values import MARK, SCORE
from assessments.models import ReferenceKind, ReferenceRow, ReferenceScope, Result
from assessments.queries.classification import VALUE_COLUMNS, schools_to_classify, value_of
from schools.models import Municipality, School

SCHOOLS_A_BATCH = 500
_MEASURES = {ReferenceKind.MARKS.value: MARK, ReferenceKind.SCORES.value: SCORE}


class RunInputs:
    """The inputs of one calculation; `years` is how many years its criteria look at."""

    def __init__(self, municipality: Municipality, academic_year: int, *, years: int) -> None:
        self.municipality = municipality
        self.academic_years = range(academic_year - years + 1, academic_year + 1)
        self.schools = sorted(
            schools_to_classify(municipality, academic_year), key=lambda school: school.login
        )

    def batches(self) -> Iterator[list[tuple[School, SchoolFacts]]]:
        """Schools with what they bring, some hundreds at a time."""
        for start in range(0, len(self.schools), SCHOOLS_A_BATCH):
            batch = self.schools[start : start + SCHOOLS_A_BATCH]
            results = self._results(batch)
            yield [
                (school, SchoolFacts(school.login, results.get(school.login, ())))
                for school in batch
            ]

    def facts(self) -> Iterator[SchoolFacts]:
        """The same school by school."""
        for batch in self.batches():
            for _, facts in batch:
                yield facts

    def references(self) -> dict[ReferenceKey, Reference]:
        """Means that loaded files give for the municipality, the region and the country."""
        rows = ReferenceRow.objects.filter(
            municipality=self.municipality, kind__in=_MEASURES,
            academic_year__in=self.academic_years,
        ).select_related("results_import")  # fmt: skip
        found = {}
        for row in rows:
            mean = _mean(row.figures)
            if mean is not None:
                key = ReferenceKey(
                    ReferenceScope(row.scope).value, row.academic_year, row.work,
                    _MEASURES[row.kind],
                )  # fmt: skip
                found[key] = Reference(mean, row.participants, row.results_import.file_name)
        return found

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
