"""Bringing a changed document to a living roadmap: upload, comparison, application."""

from __future__ import annotations

import json

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods

from accounts.requests import person_of
from core.office.errors import UnreadableFileError
from core.web.refusals import NotPossible
from core.web.uploads import read_upload
from roadmaps.actions.imports import draft_import, refusal_to_confirm
from roadmaps.actions.reimport import DifferenceChanged, apply_difference
from roadmaps.forms.plans import UploadForm
from roadmaps.models import ImportState, PlanImport, Roadmap
from roadmaps.permissions.plans import refusal_to_edit, require_edit, require_keeper
from roadmaps.queries.difference import Difference, from_json
from roadmaps.queries.difference_lines import compared
from roadmaps.views.plans import visible_roadmap


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose the changed document of one roadmap."""
    roadmap = visible_roadmap(request, pk)
    require_edit(request.user, roadmap)
    form = UploadForm(
        request.POST or None, request.FILES or None, municipalities=[roadmap.municipality]
    )
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            plan_import = draft_import(
                municipality=roadmap.municipality,
                by=person_of(request),
                file_name=file.name,
                content=read_upload(file),
                updates=roadmap,
            )
        except UnreadableFileError as error:
            form.add_error("file", str(error))
        else:
            return redirect("roadmaps:import_review", plan_import.pk)
    context = {"form": form, "roadmap": roadmap}
    status = 422 if form.errors else 200
    return render(request, "roadmaps/reimport_upload.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@gzip_page
def comparison(request: HttpRequest, pk: int) -> HttpResponse:
    """What the document says otherwise than the roadmap; afterwards, what of it was applied."""
    plan_import = _import(request, pk)
    if plan_import.state == ImportState.APPLIED and plan_import.difference is not None:
        if request.method == "POST":
            messages.info(request, "Изменения из этого файла уже применены, ниже — какие.")
            return redirect("roadmaps:import_comparison", pk)
        return _page(request, plan_import, from_json(plan_import.difference))
    if plan_import.state != ImportState.DRAFT or plan_import.updates is None:
        return redirect("roadmaps:import_review", pk)
    if request.method == "POST":
        return _apply(request, plan_import)
    difference = compared(plan_import, plan_import.updates).difference
    if request.GET.get("ticks") in ("all", "none"):
        difference = difference.all_ticked(is_ticked=request.GET["ticks"] == "all")
    return _page(request, plan_import, difference)


def _apply(request: HttpRequest, plan_import: PlanImport) -> HttpResponse:
    keys, shown = set(request.POST.getlist("take")), _shown(request)
    try:
        applied = apply_difference(
            plan_import=plan_import, by=person_of(request), keys=keys, shown=shown
        )
    except DifferenceChanged as change:
        return _page(request, plan_import, change.difference, has_changed=True, status=409)
    except NotPossible as refusal:
        messages.error(request, str(refusal))
        return redirect("roadmaps:import_comparison", plan_import.pk)
    words = from_json(applied.difference or {}).applied_words
    messages.success(request, f"Изменения применены: {words}.")
    return redirect("roadmaps:import_comparison", plan_import.pk)


def _shown(request: HttpRequest) -> dict[str, str]:
    """What the page had shown when it was ticked; nothing where the form came mutilated."""
    try:
        shown = json.loads(request.POST.get("shown", ""))
    except ValueError:
        return {}
    return shown if isinstance(shown, dict) else {}


def _import(request: HttpRequest, pk: int) -> PlanImport:
    related = ("municipality__region", "updates__municipality__region", "roadmap")
    imported = PlanImport.objects.visible_to(request.user).select_related(*related)
    plan_import = get_object_or_404(imported, pk=pk)
    require_keeper(request.user, plan_import)
    return plan_import


def _page(
    request: HttpRequest,
    plan_import: PlanImport,
    difference: Difference,
    *,
    has_changed: bool = False,
    status: int = 200,
) -> HttpResponse:
    is_draft = plan_import.state == ImportState.DRAFT
    roadmap = (plan_import.updates if is_draft else plan_import.roadmap) or plan_import.updates
    context = {
        "plan_import": plan_import,
        "roadmap": roadmap,
        "difference": difference,
        "shown": json.dumps(difference.digests, ensure_ascii=False),
        "is_draft": is_draft,
        "has_changed": has_changed,
        "refusal": _refusal(request, plan_import, roadmap) if is_draft else "",
    }
    return render(request, "roadmaps/comparison.html", context, status=status)


def _refusal(request: HttpRequest, plan_import: PlanImport, roadmap: Roadmap | None) -> str:
    """Why nothing can be applied now; empty where it can."""
    of_plan = refusal_to_edit(request.user, roadmap) if roadmap else ""
    return of_plan or refusal_to_confirm(plan_import)
