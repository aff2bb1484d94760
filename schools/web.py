"""What schools offer to pages of other parts: the menu line, the panel of one's roles."""

from typing import Any

from core.web.panels import Panel
from schools.domain.roles import Right
from schools.permissions import is_only_school_head, may_anywhere, memberships_of
from schools.queries import role_lines


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
