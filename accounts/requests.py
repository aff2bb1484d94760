"""Who asks: the person behind a request that needed signing in."""

from typing import cast

from django.http import HttpRequest

from accounts.models import User


def person_of(request: HttpRequest) -> User:
    """The signed-in person; LoginRequiredMiddleware lets nobody else reach a view."""
    return cast(User, request.user)


def is_fragment(request: HttpRequest) -> bool:
    """Whether HTMX asks for a part of the page."""
    return request.headers.get("HX-Request") == "true"
