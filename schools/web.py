"""What schools offer to pages of other parts: the menu line, the panel of one's roles."""

from datetime import date
from typing import Any

from core.web.panels import Panel
from schools.domain.roles import Right
from schools.models import Partnership, School
from schools.partnership_slots import search_for
from schools.permissions import is_only_school_head, may_anywhere, memberships_of
from schools.queries import role_lines
from schools.queries.partnerships import (
    headed_schools,
    next_step,
    open_partnerships_of,
    state_of,
)


def sees_schools(user: Any) -> bool:
    """Anybody with a role sees at least one school."""
    return bool(memberships_of(user))


def keeps_people(user: Any) -> bool:
    """Administrators alone."""
    return may_anywhere(user, {Right.MANAGE_PEOPLE})


def reads_journal(user: Any) -> bool:
    """Administrators alone."""
    return may_anywhere(user, {Right.READ_JOURNAL})


def schools_label(user: Any) -> str:
    """«Моя школа» for who is only a school head, «Школы» for the others."""
    return "Моя школа" if is_only_school_head(user) else "Школы"


def roles_panel(user: Any) -> list[Panel]:
    """One's own roles with their places."""
    return [Panel("Роли", "schools/roles_panel.html", {"roles": role_lines(user)})]


def partnerships_panel(user: Any, school: School, today: date) -> list[Panel]:
    """Who supports the school and whom it supports; nothing where there is nothing to do."""
    found = open_partnerships_of(user, [school])
    lines = [(one, _told(one, {school.pk}), *state_of(one)) for one in found]
    search = "" if school.closed_on else search_for(user, school)
    if not lines and not search:
        return []
    context = {"lines": lines, "school": school, "search": search}
    return [Panel("Наставничество", "schools/partnerships/_of_school.html", context)]


def home_panel(user: Any, today: date) -> list[Panel]:
    """The partnerships of the schools that the person heads, with what comes next."""
    own = headed_schools(user)
    if not own:
        return []
    keys = {school.pk for school in own}
    lines = [
        (one, _told(one, keys), next_step(one)) for one in open_partnerships_of(user, own)[:HOME]
    ]
    context = {"lines": lines}
    return [Panel("Наставничество", "schools/partnerships/_home.html", context)] if lines else []


HOME = 3


def _told(partnership: Partnership, own: set[int]) -> str:
    """«Школу поддерживает …» or «Школа поддерживает …», seen from one's own schools."""
    if partnership.school_id in own:
        return f"Поддерживает {partnership.partner_words}"
    if partnership.is_teacher:
        return f"{partnership.teacher_name} поддерживает: {partnership.school}"
    return f"Школа поддерживает: {partnership.school}"
