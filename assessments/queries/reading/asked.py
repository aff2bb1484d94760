"""What a page of results is asked for, and what there is to ask for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from assessments.domain.procedures import Procedure, Work
from assessments.domain.reading.groups import Measure
from schools.models import Municipality, School
from schools.querysets import Scope

_ORDER = {procedure: place for place, procedure in enumerate(Procedure)}
Covered = dict[int, list[Work]]
"""Works by the academic years in which there are figures of them, the latest year first."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A municipality, a work in a year, perhaps one school; `years` are those with figures."""

    user: Any
    municipality: Municipality
    academic_year: int
    work: Work
    years: tuple[int, ...]
    school: School | None = None
    measure: Measure = Measure.LOW

    @property
    def sees_whole(self) -> bool:
        """Whether the person sees every school of the municipality."""
        return sees_whole(self.user, self.municipality)


def sees_whole(user: Any, municipality: Municipality) -> bool:
    """Whether the person sees every school of the municipality."""
    scope = Scope.of(user)
    return municipality.pk in scope.office_ids or municipality.region_id in scope.region_ids


def places_of(user: Any) -> list[Municipality]:
    """Municipalities of whose schools the person sees any, by name."""
    found = Municipality.objects.visible_to(user).select_related("region")
    return list(found.order_by("name", "pk"))


def covered_by(user: Any, municipality: Municipality, models: Iterable[Any]) -> Covered:
    """Works and years of which the person sees figures of any of the kinds, one query a kind."""
    found: dict[int, set[Work]] = {}
    for model in models:
        rows = (
            model.objects.visible_to(user)
            .of_municipality(municipality.pk)
            .first_results()
            .order_by()
            .values_list("academic_year", "procedure", "subject", "grade")
            .distinct()
        )
        for year, procedure, subject, grade in rows:
            found.setdefault(year, set()).add(Work(Procedure(procedure), subject, grade))
    return {year: sorted(found[year], key=_place) for year in sorted(found, reverse=True)}


def schools_of(user: Any, municipality: Municipality) -> Any:
    """Schools of the municipality that the person sees, by name."""
    seen = School.objects.visible_to(user).filter(municipality=municipality)
    return seen.order_by("name", "pk")


def _place(work: Work) -> tuple[int, int, str]:
    return (_ORDER[work.procedure], work.grade, work.subject)
