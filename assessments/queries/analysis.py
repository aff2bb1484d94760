"""Reads for analytical reports: the results of one procedure over several years."""

from __future__ import annotations

from collections.abc import Collection

from assessments.domain.procedures import Procedure
from assessments.domain.results import Result as ResultValue
from assessments.models import Result
from schools.models import Municipality


def years_of(municipality: Municipality, procedure: Procedure) -> list[int]:
    """Academic years with results of the procedure, the latest first."""
    return list(
        Result.objects.of_municipality(municipality.pk)
        .filter(procedure=procedure)
        .order_by("-academic_year")
        .values_list("academic_year", flat=True)
        .distinct()
    )


def results_of(
    municipality: Municipality, procedure: Procedure | None, years: Collection[int]
) -> list[ResultValue]:
    """Results of the procedure, or of all, in the given years as values; schools by logins."""
    of_procedure = {} if procedure is None else {"procedure": procedure}
    rows = (
        Result.objects.of_municipality(municipality.pk)
        .first_results()
        .filter(academic_year__in=years, **of_procedure)
        .select_related("school")
        .order_by("academic_year", "subject", "grade", "school__name", "school_id")
    )
    return [
        ResultValue(
            school=row.school.login,
            work=row.work,
            academic_year=row.academic_year,
            participants=row.participants,
            marks=row.marks,
            recovered=row.recovered,
        )
        for row in rows
    ]
