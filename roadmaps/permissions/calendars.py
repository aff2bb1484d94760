"""Who changes the calendars of an office: those who edit its plans."""

from __future__ import annotations

from typing import Any

from core.web.refusals import Refusal, reason_against
from schools.domain.roles import Right
from schools.models import Municipality
from schools.permissions import has_right

KEPT_BY_OFFICE = "Календарь ведёт координатор или администратор муниципалитета."


def require_calendar_editor(user: Any, municipality: Municipality) -> None:
    """Pass for who enters and moves events, school years and days of the office."""
    if not has_right(user, Right.EDIT_ROADMAPS, municipality=municipality):
        raise Refusal(KEPT_BY_OFFICE)


def refusal_to_edit_calendar(user: Any, municipality: Municipality) -> str:
    """The sentence beside what the person may not do; empty where they may."""
    return reason_against(require_calendar_editor, user, municipality)
