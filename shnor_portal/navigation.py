"""What the header and the menu show to this person."""

from typing import Any

from django.http import HttpRequest


def context(request: HttpRequest) -> dict[str, Any]:
    """Template context of every page."""
    return {}
