"""The history of criteria: every version under a key, and what was calculated by it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from assessments.domain.criteria import SHIPPED
from assessments.models import CriteriaSet
from assessments.permissions import require_sight_of_criteria
from assessments.queries.criteria_history import Version, version_that_ships, versions_of


@require_safe
def criteria_history(request: HttpRequest, pk: int) -> HttpResponse:
    """Versions of own or common criteria."""
    seen = CriteriaSet.objects.visible_to(request.user).select_related("municipality")
    stored = get_object_or_404(seen, pk=pk)
    return _page(request, versions_of(request.user, stored), stored)


@require_safe
def criteria_shipped_history(request: HttpRequest, key: str) -> HttpResponse:
    """What was calculated by a set that ships."""
    require_sight_of_criteria(request.user)
    if key not in SHIPPED:
        raise Http404
    return _page(request, version_that_ships(request.user, SHIPPED[key]), None)


def _page(
    request: HttpRequest, versions: list[Version], stored: CriteriaSet | None
) -> HttpResponse:
    places = {use.run.place for one in versions for use in one.uses}
    context = {
        "versions": versions,
        "newest": versions[0].criteria,
        "stored": stored,
        "several": len(places) > 1,
    }
    return render(request, "assessments/criteria/history.html", context)
