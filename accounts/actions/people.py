"""Accounts of people, and the letters that let them in."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from allauth.account import app_settings
from allauth.account.utils import user_pk_to_url_str
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.actions.audit import record
from accounts.models import User

logger = logging.getLogger(__name__)

INVITED = "send invitation"

Absolute = Callable[[str], str]
"""Makes a full address of a path: `request.build_absolute_uri`."""


@dataclass(slots=True)
class Letter:
    """A letter that leaves when the transaction has been committed."""

    email: str
    is_lost: bool = False
    """Known after the commit: the mail server did not take it."""


@transaction.atomic
def create_person(
    *,
    email: str,
    full_name: str,
    by: User | None,
    password: str | None = None,
    municipality_id: int | None = None,
) -> User:
    """An account that can sign in; without `password` only after a reset by mail."""
    user = User.objects.create_user(email, password, full_name=full_name)
    record(
        by=by, action="create person", subject=user, summary="Учётная запись заведена",
        municipality_id=municipality_id,
    )  # fmt: skip
    return user


def find_or_create_person(
    *, email: str, full_name: str, by: User | None, municipality_id: int | None
) -> User:
    """The account of `email`, whose name stays as it is; a new one where there is none."""
    found = User.objects.filter(email=email.lower()).first()
    if found is not None:
        return found
    try:
        return create_person(
            email=email, full_name=full_name, by=by, municipality_id=municipality_id
        )
    except IntegrityError:
        # The same form, sent twice at the same moment.
        return User.objects.get(email=email.lower())


@transaction.atomic
def set_sign_in(*, user: User, is_open: bool, by: User, municipality_id: int) -> bool:
    """Let `user` sign in, or no longer; False where it was so already."""
    if not User.objects.filter(pk=user.pk, is_active=not is_open).update(is_active=is_open):
        return False
    user.is_active = is_open
    record(
        by=by,
        action="open sign-in" if is_open else "close sign-in",
        subject=user,
        summary="Вход открыт" if is_open else "Вход закрыт",
        municipality_id=municipality_id,
    )
    return True


@transaction.atomic
def send_invitation(*, user: User, by: User, municipality_id: int, absolute: Absolute) -> Letter:
    """A letter with a link to set a password, valid as long as one of «Забыли пароль?»."""
    record(
        by=by, action=INVITED, subject=user, summary="Отправлено письмо для входа",
        municipality_id=municipality_id,
    )  # fmt: skip
    return _after_commit(
        user,
        "Вход на портал поддержки школ",
        lambda: render_to_string(
            "accounts/letters/invitation.txt",
            {"user": user, "by": by, "link": absolute(_password_path(user))},
        ),
    )


def send_news_of_role(*, user: User, by: User, absolute: Absolute) -> Letter:
    """A letter to somebody who knows the portal already: there is one more role."""
    return _after_commit(
        user,
        "Новая роль на портале поддержки школ",
        lambda: render_to_string(
            "accounts/letters/new_role.txt",
            {"user": user, "by": by, "link": absolute(reverse("home"))},
        ),
    )


def _password_path(user: User) -> str:
    token = app_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(user)
    return reverse(
        "account_reset_password_from_key",
        kwargs={"uidb36": user_pk_to_url_str(user), "key": token},
    )


def _after_commit(user: User, subject: str, body: Callable[[], str]) -> Letter:
    letter = Letter(user.email)

    def send() -> None:
        try:
            EmailMessage(subject, body().strip(), to=[user.email]).send()
        except OSError:
            # Mail servers refuse and fall silent; what was decided stays, the letter goes again.
            logger.exception("letter to person %s was not taken", user.pk)
            letter.is_lost = True

    transaction.on_commit(send)
    return letter
