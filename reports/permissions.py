"""Who may have reports made."""

from __future__ import annotations

from typing import Any

from schools.domain.roles import Right
from schools.models import Municipality
from schools.permissions import may_anywhere, municipalities_with, require


def require_maker(user: Any, municipality: Municipality) -> None:
    """Pass for the office's administrators and coordinators."""
    require(user, Right.MAKE_REPORTS, municipality=municipality)


def may_make_anywhere(user: Any) -> bool:
    """Whether to offer the forms."""
    return bool(municipalities_with(user, Right.MAKE_REPORTS))


def sees_reports(user: Any) -> bool:
    """Whether the person has a list of reports at all."""
    return may_anywhere(user, [Right.READ_REPORTS, Right.MAKE_REPORTS])
