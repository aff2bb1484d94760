"""Appointing people to roles."""

from typing import Any

from django.db import transaction

from accounts.actions.audit import record
from accounts.models import User
from schools.domain.roles import ROLE_SCOPES, Role
from schools.models import Membership, Municipality, Region, School


@transaction.atomic
def appoint(
    *, user: User, role: Role, place: Region | Municipality | School, by: User | None
) -> Membership:
    """Give `user` a role in the place that belongs to it; the same role again changes nothing."""
    scope: dict[str, Any] = {ROLE_SCOPES[role].value: place}
    membership, created = Membership.objects.get_or_create(
        defaults={}, user=user, role=role.value, **scope
    )
    if created:
        summary = f"Назначена роль: {membership.get_role_display()}, {place}"
        record(by=by, action="appoint", subject=user, summary=summary)
    return membership
