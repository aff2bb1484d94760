"""Schools of a municipality as matching needs them."""

from __future__ import annotations

from core.ordering import NaturalKey
from schools.domain.matching import KnownSchool
from schools.models import Municipality, School


def schools_to_match(municipality: Municipality) -> list[School]:
    """Schools and branches with what files call them, in the order people list them."""
    schools = School.objects.filter(municipality=municipality)
    return list(
        schools.prefetch_related("aliases", "written_names").order_by(NaturalKey("name"), "pk")
    )


def known_school(school: School) -> KnownSchool:
    """What a row of a file may call a school of `schools_to_match`."""
    written = tuple(name.written for name in school.written_names.all())
    return KnownSchool(
        key=school.pk,
        login=school.login,
        names=(school.name, school.full_name, *written),
        aliases=(*(alias.login for alias in school.aliases.all()), *written),
        codes=(
            *filter(None, (school.oge_code, school.ege_code)),
            *(text for text in written if text.isdigit()),
        ),
    )
