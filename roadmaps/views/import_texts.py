"""What an imported document says beside its activities: left out, taken back, corrected."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.requests import is_fragment, person_of
from core.web.refusals import NotPossible
from roadmaps.actions.import_texts import correct_text, leave_text
from roadmaps.domain.taking import CORRECTABLE, KINDS, corrected, items_of
from roadmaps.forms.import_texts import form_of_text
from roadmaps.models import ImportState, PlanImport
from roadmaps.queries.import_texts import HEADINGS, text_lines
from roadmaps.views.import_review import editable_import

LEAVE = {"leave": True, "take": False}


@require_http_methods(["GET", "HEAD", "POST"])
def text(request: HttpRequest, pk: int, kind: str, number: int) -> HttpResponse:
    """One text: its form, its correction, or the decision to leave it out."""
    plan_import = editable_import(request, pk)
    if kind not in KINDS or not 0 < number <= len(items_of(plan_import.draft, kind)):
        raise Http404
    decision = LEAVE.get(request.POST.get("decision", ""))
    if decision is None and kind not in CORRECTABLE:
        raise Http404
    if request.method != "POST":
        is_closed = "closed" in request.GET and is_fragment(request)
        form = None if is_closed else _form(plan_import, kind, number)
        return _answer(request, plan_import, kind, number, form)
    try:
        if decision is None:
            form = _form(plan_import, kind, number, request.POST)
            if not form.is_valid():
                return _answer(request, plan_import, kind, number, form, status=422)
            plan_import = correct_text(
                plan_import=plan_import,
                by=person_of(request),
                values=form.values(),
                **_named(request, kind, number),
            )
        else:
            plan_import = leave_text(
                plan_import=plan_import,
                by=person_of(request),
                left_out=decision,
                **_named(request, kind, number),
            )
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    if is_fragment(request):
        return _answer(request, plan_import, kind, number, None)
    address = reverse("roadmaps:import_review", args=[pk])
    return redirect(f"{address}#text-{kind}-{number}")


def _named(request: HttpRequest, kind: str, number: int) -> dict[str, Any]:
    return {"kind": kind, "number": number, "mark": request.POST.get("mark", "")}


def _form(plan_import: PlanImport, kind: str, number: int, data: Any = None) -> Any:
    item = items_of(plan_import.draft, kind)[number - 1]
    values = corrected(plan_import.text_decisions, kind, number - 1)
    return form_of_text(kind, {**item, **values}, data)


def _answer(
    request: HttpRequest,
    plan_import: PlanImport,
    kind: str,
    number: int,
    form: Any,
    *,
    status: int = 200,
) -> HttpResponse:
    """The text alone for HTMX, else a page with its form."""
    context = {
        "plan_import": plan_import,
        "line": text_lines(plan_import, kind)[number - 1],
        "form": form,
        "heading": HEADINGS[kind],
        "is_draft": plan_import.state == ImportState.DRAFT,
        "is_focused": True,
    }
    whole = "roadmaps/import_text.html"
    template = "roadmaps/_import_text.html" if is_fragment(request) else whole
    return render(request, template, context, status=status)
