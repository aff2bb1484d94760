"""Accounts of people."""

from django.db import transaction

from accounts.actions.audit import record
from accounts.models import User


@transaction.atomic
def create_person(
    *, email: str, full_name: str, by: User | None, password: str | None = None
) -> User:
    """An account that can sign in; without `password` only after a reset by mail."""
    user = User.objects.create_user(email, password, full_name=full_name)
    record(by=by, action="create person", subject=user, summary="Учётная запись заведена")
    return user
