"""What cannot be taken back asks once: criteria come into force, are withdrawn, a draft goes."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.requests import person_of
from assessments.actions import criteria as actions
from assessments.domain.criteria.sense import contradictions
from assessments.models import CriteriaSet
from assessments.permissions import require_criteria_draft, require_criteria_in_force
from assessments.queries.criteria import others_in_force
from assessments.views.criteria import differences_of, seen_in, stored_criteria
from core.web.refusals import NotPossible

CHANGES = ("GET", "HEAD", "POST")


@require_http_methods(CHANGES)
def criteria_publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a draft into force, after saying what that changes."""
    stored = stored_criteria(request, pk)
    require_criteria_draft(request.user, stored)
    if request.method != "POST":
        context = {
            "others": others_in_force(stored),
            "differences": differences_of(stored),
            "wrong": contradictions(stored.criteria),
        }
        return _asked(request, stored, "assessments/criteria/publish.html", context)
    try:
        actions.publish_criteria(stored=stored, by=person_of(request), seen=seen_in(request))
    except NotPossible as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"Версия {stored.version} введена в действие.")
    return redirect("assessments:criteria_set", pk)


@require_http_methods(CHANGES)
def criteria_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a version out of force."""
    stored = stored_criteria(request, pk)
    require_criteria_in_force(request.user, stored)
    if request.method != "POST":
        return _asked(
            request,
            stored,
            "assessments/criteria/withdraw.html",
            {"others": others_in_force(stored)},
        )
    actions.withdraw_criteria(stored=stored, by=person_of(request))
    messages.success(request, f"Версия {stored.version} отозвана.")
    return redirect("assessments:criteria_set", pk)


@require_http_methods(CHANGES)
def criteria_discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a draft."""
    stored = stored_criteria(request, pk)
    require_criteria_draft(request.user, stored)
    if request.method != "POST":
        return _asked(request, stored, "assessments/criteria/discard.html", {})
    actions.discard_criteria(stored=stored, by=person_of(request))
    messages.success(request, f"Проект «{stored.name}», версия {stored.version}, удалён.")
    return redirect("assessments:criteria")


def _asked(
    request: HttpRequest, stored: CriteriaSet, template: str, context: dict[str, Any]
) -> HttpResponse:
    context = {"stored": stored, "criteria": stored.criteria, **context}
    return render(request, template, context)
