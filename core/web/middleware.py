"""Headers and refusals that every page shares."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.shortcuts import resolve_url

from core.web.addresses import page_before
from core.web.errors import (
    request_not_understood,
    request_too_large,
    session_ended,
    wrong_method,
)
from core.web.uploads import InMemoryUploads, wants_uploads_in_memory

Respond = Callable[[HttpRequest], HttpResponse]

POLICY = "; ".join(
    (
        "default-src 'self'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
MEGABYTE = 1024 * 1024
FILES_PER_REQUEST = 5
NUL = "\x00"


class ContentSecurityPolicyMiddleware:
    """Everything comes from the portal itself: no inline scripts or styles, no other host."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add the header unless the view has set its own."""
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        return response


class ImpossibleRequestMiddleware:
    """Refuses a request that no page of the portal can send before its body is read."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response
        self.limit = settings.UPLOAD_LIMIT_MB * FILES_PER_REQUEST * MEGABYTE

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer 400 to NUL in the address, 413 by the declared length.

        Single files are judged by their forms.
        """
        if NUL in request.path_info:
            # Forms refuse it, addresses do not; PostgreSQL raises where SQLite finds nothing.
            return request_not_understood(request)
        declared = request.META.get("CONTENT_LENGTH") or "0"
        if declared.isdigit() and int(declared) > self.limit:
            return request_too_large(request)
        return self.get_response(request)


class UploadsInMemoryMiddleware:
    """Keeps files for marked views off the disk; stands before whatever reads the body."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing to do before the view is known."""
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view_func: Callable[..., HttpResponseBase],
        view_args: tuple[Any, ...],
        view_kwargs: dict[str, Any],
    ) -> None:
        """Choose the handler of files."""
        if wants_uploads_in_memory(view_func):
            request.upload_handlers = [InMemoryUploads(request)]


class FragmentRedirectMiddleware:
    """Sends the whole window to the sign-in page when a fragment's session has ended."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Turn a redirect to the sign-in page into HX-Redirect for HTMX."""
        response = self.get_response(request)
        is_fragment = request.headers.get("HX-Request") == "true"
        location = response.headers.get("Location", "")
        if is_fragment and location.startswith(resolve_url(settings.LOGIN_URL)):
            return HttpResponse(status=204, headers={"HX-Redirect": location.partition("?")[0]})
        return response


class SignInMiddleware(LoginRequiredMiddleware):
    """Every page asks for signing in; what an ended session could not write is handed back."""

    def process_view(
        self,
        request: HttpRequest,
        view_func: Callable[..., HttpResponseBase],
        view_args: tuple[Any, ...],
        view_kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        """The sign-in page for who reads; for who sends, the texts that they have typed.

        After signing in they come back to the form: the address of the form's button shows nothing.
        """
        refused = super().process_view(request, view_func, view_args, view_kwargs)
        if refused is None or request.method in ("GET", "HEAD"):
            return refused
        way_back = urlencode({REDIRECT_FIELD_NAME: page_before(request) or "/"})
        return session_ended(request, f"{resolve_url(settings.LOGIN_URL)}?{way_back}")


class WrongMethodMiddleware:
    """Says in words what Django answers with an empty page: 405."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Fill the page; its headers stay."""
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content:
            return wrong_method(request, response)
        return response
