"""Appointing people to roles, taking roles away, opening and closing the sign-in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.actions.audit import record
from accounts.actions.people import (
    INVITED,
    Absolute,
    Letter,
    find_or_create_person,
    send_invitation,
    send_news_of_role,
    set_sign_in,
)
from accounts.models import AuditEvent, User
from core.web.refusals import NotPossible
from schools.domain.roles import ROLE_NAMES, ROLE_SCOPES, Role
from schools.models import Membership, Municipality, Region, School
from schools.permissions import (
    municipality_of,
    require_appointment,
    require_dismissal,
    require_letter,
    require_person,
    require_sign_in_control,
)

JUST_SENT = "Письмо отправлено меньше минуты назад. Подождите минуту и отправьте ещё раз."
_PAUSE = timedelta(minutes=1)

Place = Municipality | School


@dataclass(frozen=True, slots=True)
class Appointment:
    """Who was appointed to what; `letter` is None where nothing was new."""

    user: User
    given: list[Membership]
    letter: Letter | None


@transaction.atomic
def appoint(
    *, user: User, role: Role, place: Region | Municipality | School, by: User | None
) -> Membership:
    """Give `user` a role in the place that belongs to it; the same role again changes nothing."""
    membership, _ = _appoint(user, role, place, by)
    return membership


@transaction.atomic
def add_person(
    *,
    email: str,
    full_name: str,
    role: Role,
    places: Sequence[Place],
    by: User,
    absolute: Absolute,
) -> Appointment:
    """Give the owner of `email` a role in each of `places`; a new account where there is none.

    A known account keeps its name. Raises Refusal where `by` may not appoint there.
    """
    _require_appointments(by, role, places)
    first = _municipality(places[0]).pk
    user = find_or_create_person(email=email, full_name=full_name, by=by, municipality_id=first)
    given = _appoint_to(user, role, places, by)
    return Appointment(user, given, _letter(user, given, by, first, absolute))


@transaction.atomic
def give_role(*, user: User, role: Role, places: Sequence[Place], by: User) -> list[Membership]:
    """One more role for somebody of the office's people; answers with what was new."""
    _require_appointments(by, role, places)
    return _appoint_to(user, role, places, by)


@transaction.atomic
def dismiss(*, membership: Membership, by: User) -> None:
    """Take one role away; Refusal says why not."""
    municipality = municipality_of(membership)
    if municipality is not None:
        _lock(municipality.pk)
    require_dismissal(by, membership)
    deleted, _ = Membership.objects.filter(pk=membership.pk).delete()
    if deleted:
        place = membership.school or municipality
        record(
            by=by,
            action="dismiss",
            subject=membership.user,
            summary=f"Снята роль: {membership.get_role_display()}, {place}",
            municipality_id=municipality.pk if municipality else None,
        )


@transaction.atomic
def switch_sign_in(*, user: User, is_open: bool, by: User) -> bool:
    """Open or close the sign-in of one of the office's people; False where it was so already."""
    municipality = require_person(by, user)
    _lock(municipality.pk)
    require_sign_in_control(by, user)
    return set_sign_in(user=user, is_open=is_open, by=by, municipality_id=municipality.pk)


@transaction.atomic
def invite_again(*, user: User, by: User, absolute: Absolute) -> Letter:
    """The letter with a link to set a password once more; NotPossible within a minute."""
    require_letter(by, user)
    municipality = require_person(by, user)
    _lock(municipality.pk)
    sent = AuditEvent.objects.about(User._meta.label_lower, user.pk).filter(action=INVITED)
    if sent.filter(at__gt=timezone.now() - _PAUSE).exists():
        raise NotPossible(JUST_SENT)
    return send_invitation(user=user, by=by, municipality_id=municipality.pk, absolute=absolute)


def _lock(municipality_id: int) -> None:
    """Decisions about a municipality's administrators follow one another."""
    Municipality.objects.select_for_update().get(pk=municipality_id)


def _municipality(place: Region | Place) -> Any:
    return place.municipality if isinstance(place, School) else place


def _require_appointments(by: User, role: Role, places: Sequence[Place]) -> None:
    for place in places:
        require_appointment(by, role, _municipality(place))


def _appoint_to(user: User, role: Role, places: Sequence[Place], by: User) -> list[Membership]:
    found = [_appoint(user, role, place, by) for place in places]
    return [membership for membership, is_new in found if is_new]


def _appoint(
    user: User, role: Role, place: Region | Place, by: User | None
) -> tuple[Membership, bool]:
    scope: dict[str, Any] = {ROLE_SCOPES[role].value: place}
    membership, is_new = Membership.objects.get_or_create(
        defaults={}, user=user, role=role.value, **scope
    )
    if is_new:
        record(
            by=by,
            action="appoint",
            subject=user,
            summary=f"Назначена роль: {ROLE_NAMES[role]}, {place}",
            municipality_id=None if isinstance(place, Region) else _municipality(place).pk,
        )
    return membership, is_new


def _letter(
    user: User, given: list[Membership], by: User, municipality_id: int, absolute: Absolute
) -> Letter | None:
    """A link to set a password for who has never come in, plain news for who knows the way."""
    if not given or not user.is_active:
        return None
    if user.last_login is not None:
        return send_news_of_role(user=user, by=by, absolute=absolute)
    return send_invitation(user=user, by=by, municipality_id=municipality_id, absolute=absolute)
