"""Reads of schools and of people, shaped for their pages."""

from schools.queries.people import (
    RoleLine,
    colleagues_of,
    letter_not_taken,
    letters_kept_by,
    people_kept_by,
    role_lines,
    role_words,
    roles_kept_by,
    standing_of,
    standing_of_letter,
)
from schools.queries.schools import (
    contexts_of,
    people_of,
    profile_years,
    requisites_of,
    risks_of,
    school_list,
    school_of,
    sees_several_municipalities,
    this_year,
)

__all__ = [
    "RoleLine",
    "colleagues_of",
    "contexts_of",
    "letter_not_taken",
    "letters_kept_by",
    "people_kept_by",
    "people_of",
    "profile_years",
    "requisites_of",
    "risks_of",
    "role_lines",
    "role_words",
    "roles_kept_by",
    "school_list",
    "school_of",
    "sees_several_municipalities",
    "standing_of",
    "standing_of_letter",
    "this_year",
]
