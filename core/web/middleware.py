"""Headers and refusals that every page shares."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url

from core.web.errors import request_too_large

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


class ContentSecurityPolicyMiddleware:
    """Everything comes from the portal itself: no inline scripts or styles, no other host."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add the header unless the view has set its own."""
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        return response


class RequestSizeMiddleware:
    """Refuses a request that no form of the portal can need before its body is read."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response
        self.limit = settings.UPLOAD_LIMIT_MB * FILES_PER_REQUEST * MEGABYTE

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer 413 by the declared length; single files are judged by their forms."""
        declared = request.META.get("CONTENT_LENGTH") or "0"
        if declared.isdigit() and int(declared) > self.limit:
            return request_too_large(request)
        return self.get_response(request)


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
