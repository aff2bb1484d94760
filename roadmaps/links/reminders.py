"""Addresses that letters carry: the page of one's choice, and the way out that needs no sign-in."""

from typing import Any

from django.core.signing import BadSignature, Signer
from django.urls import reverse

_SIGNER = Signer(salt="reminders", sep=".")


def settings_path() -> str:
    """Where a person chooses what to hear of."""
    return reverse("roadmaps:my_letters")


def stop_path(user: Any) -> str:
    """The way out of the letters of one person: works without signing in, opens nothing else."""
    return reverse("roadmaps:stop_letters", args=[_SIGNER.sign(str(user.pk))])


def person_of_token(token: str) -> int | None:
    """The id of the person whom a link was given to; None where the link is not ours."""
    try:
        return int(_SIGNER.unsign(token))
    except (BadSignature, ValueError):
        return None
