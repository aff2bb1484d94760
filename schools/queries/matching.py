"""Schools of a municipality as matching needs them."""

from __future__ import annotations

from schools.domain.matching import KnownSchool
from schools.models import School


def known_school(school: School) -> KnownSchool:
    """What a row of a file may call the school; `aliases` are read beforehand by the caller."""
    return KnownSchool(
        key=school.pk,
        login=school.login,
        names=(school.name, school.full_name),
        aliases=tuple(alias.login for alias in school.aliases.all()),
        codes=tuple(filter(None, (school.oge_code, school.ege_code))),
    )
