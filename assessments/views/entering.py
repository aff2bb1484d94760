"""What pages of typed figures and their templates ask first: whose figures, of which years."""

from __future__ import annotations

from typing import Any

from core.web.refusals import Refusal
from schools.domain.roles import REFUSALS, Right
from schools.models import Municipality
from schools.permissions import municipalities_with
from schools.queries.schools import this_year

YEARS_OFFERED = 6


def offices_and_years(user: Any) -> tuple[list[Municipality], list[int]]:
    """Municipalities whose results the person loads, and the school years, this one first.

    Raises Refusal where there is no such municipality.
    """
    municipalities = municipalities_with(user, Right.IMPORT_RESULTS)
    if not municipalities:
        raise Refusal(REFUSALS[Right.IMPORT_RESULTS])
    newest = this_year()
    return municipalities, list(range(newest, newest - YEARS_OFFERED, -1))
