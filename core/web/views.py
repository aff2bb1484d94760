"""Views that belong to every page: the version for people with poor sight."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from core.web.addresses import own_address
from core.web.display import COOKIE, SCHEMES, SIZES, Display, display_of

ONE_YEAR = 365 * 24 * 60 * 60


@login_not_required
@require_POST
def set_display(request: HttpRequest) -> HttpResponse:
    """Remember the chosen version in a cookie and go back to the page."""
    response = redirect(own_address(request, request.POST.get("next", "")) or "/")
    if request.POST.get("version") == "ordinary":
        response.delete_cookie(COOKIE)
        return response
    kept = display_of(request)
    size, scheme = request.POST.get("size", ""), request.POST.get("scheme", "")
    chosen = Display(
        is_accessible=True,
        size=size if size in SIZES else kept.size,
        scheme=scheme if scheme in SCHEMES else kept.scheme,
    )
    response.set_cookie(COOKIE, chosen.cookie, max_age=ONE_YEAR, samesite="Lax", httponly=True)
    return response
