"""Whom reminders concern, and who sets them."""

from typing import Any

from core.web.refusals import Refusal
from roadmaps.domain.reminders.values import Kind
from roadmaps.permissions.work import reviews_work
from schools.domain.roles import Right, Role
from schools.models import Municipality
from schools.permissions import memberships_of, municipality_of, require, roles_of

NOTHING_TO_REMIND = (
    "Напоминания получают те, у кого есть поручения или проверка. По вашим ролям их не бывает."
)
_DOERS = frozenset({Role.ADMINISTRATOR, Role.COORDINATOR, Role.EXECUTOR, Role.SCHOOL_HEAD})


def kinds_for(user: Any) -> list[Kind]:
    """What the person's roles can bring into a letter."""
    roles = roles_of(user)
    kinds = []
    if roles & _DOERS:
        kinds += [Kind.AHEAD, Kind.OVERDUE, Kind.RETURNED, Kind.DECIDED]
    if reviews_work(user):
        kinds.append(Kind.REVIEW)
    if Role.CURATOR in roles:
        kinds.append(Kind.CURATED)
    return kinds


def office_of(user: Any) -> Municipality | None:
    """Whose rules the person's letters follow: the office of the first role."""
    for membership in memberships_of(user):
        if membership.role != Role.OBSERVER:
            return municipality_of(membership)
    return None


def require_letters(user: Any) -> Municipality:
    """The office that writes to the person; Refusal where none does."""
    office = office_of(user)
    if office is None:
        raise Refusal(NOTHING_TO_REMIND)
    return office


def require_setting(user: Any, municipality: Municipality) -> None:
    """Pass for who sets how the office reminds."""
    require(user, Right.SET_REMINDERS, municipality=municipality)
