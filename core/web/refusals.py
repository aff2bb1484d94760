"""Refusals that speak: one sentence is the rule, the error page and the disabled button's hint."""

from collections.abc import Callable
from typing import ParamSpec

from django.core.exceptions import PermissionDenied

P = ParamSpec("P")


class Refusal(PermissionDenied):
    """The person sees the object but may not do this to it now; the message says why.

    Django answers with status 403 and the portal's page shows the sentence.
    """


class NotPossible(Exception):
    """The action cannot be carried out as asked; the message says what to do instead."""


def reason_against(check: Callable[P, object], *args: P.args, **kwargs: P.kwargs) -> str:
    """The sentence with which `check` refuses, or an empty string where it allows."""
    try:
        check(*args, **kwargs)
    except Refusal as refusal:
        return str(refusal)
    return ""
