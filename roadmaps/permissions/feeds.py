"""Who has a calendar in the phone, and of what."""

from typing import Any

from core.web.refusals import Refusal
from roadmaps.permissions.work import reviews_work
from schools.domain.roles import Role
from schools.models import School
from schools.permissions import roles_of

NO_DATES = (
    "Календарь в телефоне получают те, у кого есть поручения или проверка. По вашим ролям их не "
    "бывает."
)
NOT_THIS_SCHOOL = "Календарь этой школы вам не открыт."
_DOERS = frozenset({Role.EXECUTOR, Role.SCHOOL_HEAD})


def has_dates(user: Any) -> bool:
    """Whether the person's roles bring dates at all."""
    return reviews_work(user) or bool(roles_of(user) & _DOERS)


def require_dates(user: Any) -> None:
    """Pass for who owes or reviews work."""
    if not has_dates(user):
        raise Refusal(NO_DATES)


def sees_school(user: Any, school: School) -> bool:
    """Whether the person may see the work of `school` now."""
    return bool(School.objects.visible_to(user).filter(pk=school.pk).exists())
