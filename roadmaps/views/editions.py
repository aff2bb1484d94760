"""The approved editions of a plan: the list, one text, the order's scan."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import person_of
from core.web.refusals import NotPossible, reason_against
from roadmaps.actions.order_scans import attach_scan
from roadmaps.forms.editions import ScanForm
from roadmaps.models import Edition
from roadmaps.permissions.plans import is_of_office, refusal_to_arrange, require_keeper
from roadmaps.queries.editions import amendment_of, changes_in_words, editions_of
from roadmaps.queries.frozen_plans import frozen_plan, kept_parts
from roadmaps.queries.plan_texts import texts_of
from roadmaps.tabs import tabs_of
from roadmaps.views.plans import visible_roadmap


@require_safe
def editions(request: HttpRequest, pk: int) -> HttpResponse:
    """All editions with their orders."""
    plan = visible_roadmap(request, pk)
    if plan.amends_id is not None:
        return redirect("roadmaps:editions", plan.amends_id)
    is_office = is_of_office(request.user, plan)
    copy = amendment_of(plan) if is_office else None
    context = {
        "roadmap": plan,
        "tabs": tabs_of(request.user, plan, "roadmaps:editions"),
        "editions": editions_of(plan),
        "copy": copy,
        "changes": changes_in_words(plan, copy) if copy else "",
        "is_office": is_office,
        "may_move": not reason_against(require_keeper, request.user, plan),
        "refusal": refusal_to_arrange(request.user, plan),
    }
    return render(request, "roadmaps/editions.html", context)


@require_safe
@gzip_page
def edition(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """The text of one edition, as approved."""
    kept = _edition(request, pk, number)
    plan = frozen_plan(kept.content, kept.roadmap)
    context = {
        "roadmap": kept.roadmap,
        "edition": kept,
        "plan": plan,
        "parts": kept_parts(plan, {}, timezone.localdate()),
        "rows": len(plan.activities),
        **texts_of(plan.parts),
    }
    return render(request, "roadmaps/edition.html", context)


@require_safe
def order(request: HttpRequest, pk: int, number: int) -> FileResponse:
    """The scanned order under its own name, to be saved and never shown by the browser."""
    kept = _edition(request, pk, number, has_scan=True)
    return FileResponse(
        kept.scan.open("rb"),
        as_attachment=True,
        filename=kept.scan_name,
        content_type=kept.scan_type,
        headers={
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "Cache-Control": "private, no-store",
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def scan(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Attach the scan of an order that was not at hand at the approval."""
    kept = _edition(request, pk, number)
    require_keeper(request.user, kept.roadmap)
    form = ScanForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            attach_scan(edition=kept, by=person_of(request), scan=form.cleaned_data["scan"])
        except NotPossible as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "Скан приказа приложен.")
        return redirect("roadmaps:editions", pk)
    context = {"roadmap": kept.roadmap, "edition": kept, "form": form}
    status = 422 if form.errors else 200
    return render(request, "roadmaps/order_scan.html", context, status=status)


def _edition(request: HttpRequest, pk: int, number: int, *, has_scan: bool = False) -> Edition:
    visible = Edition.objects.visible_to(request.user).filter(roadmap=pk, number=number)
    if has_scan:
        visible = visible.exclude(scan="")
    return get_object_or_404(visible.select_related("roadmap__municipality__region"))
