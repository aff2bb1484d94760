"""Who hands over the work of others, and to whom."""

from __future__ import annotations

from typing import Any

from accounts.models import User
from core.web.refusals import Refusal
from schools.domain.roles import Right
from schools.models import Membership, Municipality
from schools.permissions import require

TO_ONESELF = "Выберите другого сотрудника: самому себе дела не передают."
NOT_HERE = "Дела принимает сотрудник этого же муниципалитета."
SIGN_IN_CLOSED = "У нового сотрудника закрыт вход. Сначала откройте его."


def require_hand_over(user: Any, municipality: Municipality) -> None:
    """Pass for administrators of the municipality: with the work they pass roles as well."""
    require(user, Right.MANAGE_PEOPLE, municipality=municipality)


def require_receiver(person: User, receiver: User, municipality: Municipality) -> None:
    """Pass for somebody else who has a role in the municipality and can sign in."""
    if receiver.pk == person.pk:
        raise Refusal(TO_ONESELF)
    here = Membership.objects.in_municipalities([municipality.pk])
    if not here.filter(user=receiver).exists():
        raise Refusal(NOT_HERE)
    if not receiver.is_active:
        raise Refusal(SIGN_IN_CLOSED)
