"""Drafting a list, changing it with reasons, and the order that approves or cancels it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import person_of
from assessments.actions.lists import (
    approve_list,
    cancel_list,
    discard_list,
    draft_list,
    set_details,
    set_entry,
)
from assessments.domain.rules import Category
from assessments.forms.lists import CancelForm, DetailsForm, EntryForm, ListOrderForm
from assessments.models import ApprovedList, ClassificationRun, ListEntry, Verdict
from assessments.permissions import require_draft, require_in_force
from assessments.queries.list_drafts import grounds_of, mark_of, mark_of_school
from assessments.queries.lists import overview_of
from assessments.views.lists import visible_list
from core.web.ids import read_id
from core.web.refusals import NotPossible

_FORM_METHODS = ["GET", "HEAD", "POST"]


@require_POST
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a draft of the calculation; its page follows."""
    runs = ClassificationRun.objects.visible_to(request.user).select_related("municipality")
    run = get_object_or_404(runs, pk=pk)
    return _drafted(request, run, "assessments:run", pk)


@require_POST
def amend(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a draft that will replace this list, by the same calculation."""
    approved = visible_list(request, pk)
    require_in_force(request.user, approved)
    return _drafted(request, approved.run, "assessments:list", pk)


@require_http_methods(_FORM_METHODS)
def change_entry(request: HttpRequest, pk: int) -> HttpResponse:
    """Say of one school whether the draft names it, and why."""
    approved = visible_list(request, pk)
    require_draft(request.user, approved)
    chosen = read_id(request.GET.get("school"))
    entry = ListEntry.objects.filter(approved_list=approved, school=chosen).first()
    initial = {
        "school": chosen or None,
        "category": entry.category if entry else None,
        "reason": entry.decision if entry else "",
    }
    form = EntryForm(request.POST or None, approved_list=approved, initial=initial)

    def save(said: dict[str, Any]) -> str:
        set_entry(
            approved_list=approved, school=said["school"], category=Category(said["category"]),
            reason=said["reason"], by=person_of(request), seen=request.POST.get("seen", ""),
        )  # fmt: skip
        return f"Решение записано: {said['school']}."

    verdict = Verdict.objects.filter(run=approved.run_id, school=chosen).first()
    more = {
        "verdict": verdict,
        "grounds": grounds_of(verdict) if chosen else "",
        "seen": lambda: mark_of_school(approved, chosen),
    }
    return _answer(request, approved, form, save, "assessments/lists/entry.html", more)


@require_http_methods(_FORM_METHODS)
def change_details(request: HttpRequest, pk: int) -> HttpResponse:
    """The target of reduction and the letter of the region."""
    approved = visible_list(request, pk)
    require_draft(request.user, approved)
    initial = {
        "target": approved.target,
        "letter_number": approved.letter_number,
        "letter_date": approved.letter_date,
    }
    form = DetailsForm(request.POST or None, initial=initial)

    def save(said: dict[str, Any]) -> str:
        set_details(approved_list=approved, by=person_of(request), **said)
        return "Реквизиты проекта сохранены."

    return _answer(request, approved, form, save, "assessments/lists/details.html")


@require_http_methods(_FORM_METHODS)
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter the order: the list is frozen and counts from then on."""
    approved = visible_list(request, pk)
    if request.method != "POST":
        require_draft(request.user, approved)
    form = ListOrderForm(request.POST or None)

    def save(said: dict[str, Any]) -> str:
        seen = request.POST.get("seen", "")
        approve_list(approved_list=approved, by=person_of(request), seen=seen, **said)
        return "Перечень утверждён приказом. Менять его больше нельзя, можно заменить новым."

    more = {"overview": overview_of(request.user, approved), "seen": lambda: mark_of(approved)}
    return _answer(request, approved, form, save, "assessments/lists/approve.html", more)


@require_http_methods(_FORM_METHODS)
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """End the list in force, with a reason."""
    approved = visible_list(request, pk)
    require_in_force(request.user, approved)
    form = CancelForm(request.POST or None)

    def save(said: dict[str, Any]) -> str:
        cancel_list(approved_list=approved, by=person_of(request), **said)
        return "Перечень отменён."

    return _answer(request, approved, form, save, "assessments/lists/cancel.html")


@require_http_methods(_FORM_METHODS)
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask once, then delete the draft."""
    approved = visible_list(request, pk)
    require_draft(request.user, approved)
    if request.method == "POST":
        discard_list(approved_list=approved, by=person_of(request))
        messages.success(request, "Проект перечня удалён.")
        return redirect("assessments:lists")
    return render(request, "assessments/lists/discard.html", {"list": approved})


def _drafted(request: HttpRequest, run: ClassificationRun, back: str, pk: int) -> HttpResponse:
    try:
        made = draft_list(run=run, by=person_of(request))
    except NotPossible as refusal:
        messages.warning(request, str(refusal))
        return redirect(back, pk)
    return redirect("assessments:list", made.pk)


def _answer(
    request: HttpRequest,
    approved: ApprovedList,
    form: forms.Form,
    save: Callable[[dict[str, Any]], str],
    template: str,
    more: dict[str, Any] | None = None,
) -> HttpResponse:
    """The form, again with its errors, or the page of the list once it is saved."""
    if request.method == "POST" and form.is_valid():
        try:
            said = save(form.cleaned_data)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, said)
            return redirect("assessments:list", approved.pk)
    context = {"form": form, "list": approved, **(more or {})}
    return render(request, template, context, status=422 if form.errors else 200)
