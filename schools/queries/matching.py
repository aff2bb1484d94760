"""Schools of a municipality as matching needs them."""

from __future__ import annotations

from core.ordering import NaturalKey
from schools.domain.matching import KnownSchool
from schools.models import Municipality, School


def schools_to_match(municipality: Municipality) -> list[School]:
    """Schools and branches with their aliases, in the order people list them."""
    schools = School.objects.filter(municipality=municipality).prefetch_related("aliases")
    return list(schools.order_by(NaturalKey("name"), "pk"))


def known_school(school: School) -> KnownSchool:
    """What a row of a file may call the school; `aliases` are read beforehand by the caller."""
    return KnownSchool(
        key=school.pk,
        login=school.login,
        names=(school.name, school.full_name),
        aliases=tuple(alias.login for alias in school.aliases.all()),
        codes=tuple(filter(None, (school.oge_code, school.ege_code))),
    )
