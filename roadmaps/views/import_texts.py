"""What an imported document says beside its activities: left out, taken back, corrected."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.requests import is_fragment, person_of
from core.values.wording import quoted
from core.web.refusals import NotPossible
from roadmaps.actions.import_texts import READ_MEANWHILE, correct_text, leave_text
from roadmaps.actions.meanwhile import ChangedMeanwhile
from roadmaps.domain.taking import CORRECTABLE, KINDS, as_it_stands, items_of
from roadmaps.forms.import_texts import form_of_text
from roadmaps.models import ImportState, PlanImport
from roadmaps.queries.conflicts import Conflict, conflict_of_text
from roadmaps.queries.import_texts import HEADINGS, text_lines
from roadmaps.views.import_review import editable_import

_TYPED = ("name", "text", "targets")
LEAVE = {"leave": True, "take": False}


@require_http_methods(["GET", "HEAD", "POST"])
def text(request: HttpRequest, pk: int, kind: str, number: int) -> HttpResponse:
    """One text: its form, its correction, or the decision to leave it out."""
    plan_import = editable_import(request, pk)
    decision = LEAVE.get(request.POST.get("decision", ""))
    if kind not in KINDS or number < 1 or (decision is None and kind not in CORRECTABLE):
        raise Http404
    if number > len(items_of(plan_import.draft, kind)):
        return _gone(request, plan_import)
    if request.method != "POST":
        is_closed = "closed" in request.GET and is_fragment(request)
        form = None if is_closed else _form(plan_import, kind, number)
        return _answer(request, plan_import, kind, number, form)
    if decision is None:
        return _correct(request, plan_import, kind, number)
    try:
        plan_import = leave_text(
            plan_import=plan_import,
            by=person_of(request),
            left_out=decision,
            seen=request.POST.get("seen", ""),
            **_named(request, kind, number),
        )
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    return _done(request, plan_import, kind, number)


def _correct(request: HttpRequest, plan_import: PlanImport, kind: str, number: int) -> HttpResponse:
    """Write the form; where somebody else wrote meanwhile, both versions come back."""
    form = _form(plan_import, kind, number, request.POST)
    if not form.is_valid():
        return _answer(request, plan_import, kind, number, form, status=422)
    expected, values = form.cleaned_data["opened"], form.values()
    try:
        plan_import = correct_text(
            plan_import=plan_import,
            by=person_of(request),
            values=values,
            expected=expected,
            **_named(request, kind, number),
        )
    except ChangedMeanwhile as change:
        merged = change.merged(values, expected)
        shown = form_of_text(kind, merged, opened=change.current)
        conflict = conflict_of_text(plan_import, kind, expected, change.current, values)
        # HTMX swaps 422 into the form's place, other refusals into the notices.
        status = 422 if is_fragment(request) else 409
        return _answer(request, plan_import, kind, number, shown, status=status, conflict=conflict)
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    return _done(request, plan_import, kind, number)


def _gone(request: HttpRequest, plan_import: PlanImport) -> HttpResponse:
    """Hand back what was typed into the form of a text that a new reading does not find."""
    typed = [request.POST[name].strip() for name in _TYPED if name in request.POST]
    # Where HTMX sends the form, it stays on the page with everything in it.
    if not any(typed) or is_fragment(request):
        raise Http404
    words = "; ".join(filter(None, typed))
    messages.error(request, f"{READ_MEANWHILE} Вы вписали: {quoted(words)}")
    return redirect("roadmaps:import_review", plan_import.pk)


def _done(request: HttpRequest, plan_import: PlanImport, kind: str, number: int) -> HttpResponse:
    if is_fragment(request):
        plan_import.refresh_from_db(fields=["text_decisions"])
        return _answer(request, plan_import, kind, number, None)
    address = reverse("roadmaps:import_review", args=[plan_import.pk])
    return redirect(f"{address}#text-{kind}-{number}")


def _named(request: HttpRequest, kind: str, number: int) -> dict[str, Any]:
    return {"kind": kind, "number": number, "mark": request.POST.get("mark", "")}


def _form(plan_import: PlanImport, kind: str, number: int, data: Any = None) -> Any:
    opened = as_it_stands(plan_import.draft, plan_import.text_decisions, kind, number - 1)
    return form_of_text(kind, opened, data, opened=opened)


def _answer(
    request: HttpRequest,
    plan_import: PlanImport,
    kind: str,
    number: int,
    form: Any,
    *,
    status: int = 200,
    conflict: Conflict | None = None,
) -> HttpResponse:
    """The text alone for HTMX, else a page with its form."""
    context = {
        "plan_import": plan_import,
        "line": text_lines(plan_import, kind)[number - 1],
        "form": form,
        "heading": HEADINGS[kind],
        "is_draft": plan_import.state == ImportState.DRAFT,
        "is_focused": True,
        "conflict": conflict,
    }
    whole = "roadmaps/import_text.html"
    template = "roadmaps/_import_text.html" if is_fragment(request) else whole
    return render(request, template, context, status=status)
