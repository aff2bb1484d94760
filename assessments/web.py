"""What results and the list offer to pages of other parts: menu lines, panels of a school."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse

from assessments.permissions import may_see_criteria, may_try
from assessments.queries.classification import latest_verdict
from assessments.queries.lists import standing_of
from assessments.queries.school_types import type_of
from assessments.queries.standings import lists_of_places, standings_of
from assessments.queries.verdicts import SIGNS
from core.web.panels import Panel
from schools.domain.roles import Role
from schools.models import School
from schools.permissions import memberships_of, roles_of
from schools.queries.partnerships import headed_schools
from schools.querysets import is_owner


def sees_results(user: Any) -> bool:
    """Anybody with a role sees the results of at least one school."""
    return bool(memberships_of(user))


def sees_runs(user: Any) -> bool:
    """The same people, and the owner, who calculates for regions and the country."""
    return sees_results(user) or is_owner(user)


def results_label(user: Any) -> str:
    """The office reads results of its schools, a head those of the own school."""
    return "Результаты школы" if _is_head_only(user) else "Результаты"


def runs_label(user: Any) -> str:
    """The office calculates a list, a head wants to know why."""
    return "Почему в перечне" if _is_head_only(user) else "Перечень ШНОР"


def verdict_panel(user: Any, school: School, today: date) -> list[Panel]:
    """The newest verdict and what the list in force says, on the school's page."""
    verdict, standing = latest_verdict(user, school), standing_of(user, school)
    if verdict is None and standing is None:
        return []
    sign = SIGNS[verdict.standing] if verdict else ""
    context = {"verdict": verdict, "sign": sign, "standing": standing}
    return [Panel("Перечень ШНОР", "assessments/verdict_panel.html", context)]


def head_standing(user: Any, today: date) -> list[Panel]:
    """What the list in force says of the schools that the person heads, and what comes next."""
    schools = headed_schools(user)
    lines = standings_of(user, schools) if schools else []
    context = {"lines": lines, "named": len(schools) > 1}
    return [Panel("Перечень ШНОР", "assessments/lists/_home.html", context)] if lines else []


def lists_in_force(user: Any, today: date) -> list[Panel]:
    """For observers of a region: the lists of its municipalities with their sums."""
    if Role.OBSERVER not in roles_of(user):
        return []
    lines = lists_of_places(user)
    made = [line.approved for line in lines if line.approved is not None]
    if not made:
        return []
    counts = ("listed", "first", "again", "left")
    total = {name: sum(getattr(one, name) for one in made) for name in counts}
    context = {"lines": lines, "total": total if len(lines) > 1 else None}
    return [Panel("Перечни ШНОР", "assessments/lists/_home_places.html", context)]


def list_tabs(path: str, user: Any) -> list[dict[str, Any]]:
    """«Перечень ШНОР»: what was calculated, what orders approved, what could be, by what rules."""
    pages = [("Расчёты", "assessments:runs"), ("Утверждённые перечни", "assessments:lists")]
    if may_try(user):
        pages.append(("Что, если…", "assessments:what_if"))
    if may_see_criteria(user):
        pages.append(("Критерии", "assessments:criteria"))
    return [
        {"label": label, "url": reverse(route), "is_current": path == reverse(route)}
        for label, route in pages
    ]


def type_panel(user: Any, school: School, today: date) -> list[Panel]:
    """What the school is by context and results together, where both are known."""
    verdict = latest_verdict(user, school)
    found = None if verdict is None else type_of(school, verdict)
    if found is None:
        return []
    context = {"words": found.full_words, "line": found.line, "run": found.run}
    return [Panel("Тип школы", "assessments/type_panel.html", context)]


def _is_head_only(user: Any) -> bool:
    return roles_of(user) == {Role.SCHOOL_HEAD}
