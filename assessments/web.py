"""What results and the list offer to pages of other parts: menu lines, panels of a school."""

from __future__ import annotations

from datetime import date
from typing import Any

from assessments.queries.classification import latest_verdict
from assessments.queries.verdicts import SIGNS
from core.web.panels import Panel
from schools.domain.roles import Role
from schools.models import School
from schools.permissions import memberships_of, roles_of


def sees_results(user: Any) -> bool:
    """Anybody with a role sees the results of at least one school."""
    return bool(memberships_of(user))


def results_label(user: Any) -> str:
    """The office reads results of its schools, a head those of the own school."""
    return "Результаты школы" if _is_head_only(user) else "Результаты"


def runs_label(user: Any) -> str:
    """The office calculates a list, a head wants to know why."""
    return "Почему в перечне" if _is_head_only(user) else "Перечень ШНОР"


def verdict_panel(user: Any, school: School, today: date) -> list[Panel]:
    """The newest verdict on the school's page."""
    verdict = latest_verdict(user, school)
    if verdict is None:
        return []
    context = {"verdict": verdict, "sign": SIGNS[verdict.standing]}
    return [Panel("Перечень ШНОР", "assessments/verdict_panel.html", context)]


def _is_head_only(user: Any) -> bool:
    return roles_of(user) == {Role.SCHOOL_HEAD}
