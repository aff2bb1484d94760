"""Addresses of the portal: those that a browser sends, and full ones for letters and feeds."""

from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def own_address(request: HttpRequest, address: str) -> str:
    """Path and query of `address` where it leads into the portal itself, else an empty string."""
    is_ours = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return urlunsplit(("", "", *urlsplit(address)[2:4], "")) if is_ours else ""


def page_before(request: HttpRequest) -> str:
    """The portal's page from which the request was sent; empty where that is not known."""
    return own_address(request, request.headers.get("Referer", ""))


def absolute(path: str) -> str:
    """The full address of a path, for what is read outside the portal and without a request."""
    return settings.PORTAL_ADDRESS.rstrip("/") + path
