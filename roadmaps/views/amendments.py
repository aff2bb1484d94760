"""Amendments of an approved plan: opened, approved by an order, or discarded."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import person_of
from core.web.ids import read_id
from core.web.refusals import NotPossible
from roadmaps.actions.amending.approving import approve_amendment, refusal_to_approve
from roadmaps.actions.amending.opening import discard_amendment, open_amendment
from roadmaps.forms.editions import ApprovalForm
from roadmaps.models import Roadmap
from roadmaps.permissions.plans import require_arrange
from roadmaps.queries.editions import amendment_of
from roadmaps.views.plans import visible_roadmap

ENDED = "Это изменение уже утверждено или отменено."


@require_POST
def amend(request: HttpRequest, pk: int) -> HttpResponse:
    """«Внести изменение»: the working copy, new or the one that is open."""
    plan = visible_roadmap(request, pk)
    try:
        copy = open_amendment(roadmap=plan, by=person_of(request))
    except NotPossible as refusal:
        messages.error(request, str(refusal))
        return redirect("roadmaps:editions", pk)
    return redirect("roadmaps:roadmap", copy.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """The order that approves the open amendment."""
    plan = visible_roadmap(request, pk)
    require_arrange(request.user, plan)
    form = ApprovalForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            edition = approve_amendment(
                roadmap=plan, amendment_id=_meant(request), by=person_of(request), order=form.order
            )
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            words = f"Изменения внесены: {edition.order_words}"
            messages.success(request, f"{words} Действует редакция №\u00a0{edition.number}.")
            return redirect("roadmaps:editions", pk)
    copy = amendment_of(plan)
    if copy is None:
        return _ended(request, plan)
    context = {
        "roadmap": plan,
        "copy": copy,
        "form": form,
        "refusal": refusal_to_approve(plan, copy),
        "number": plan.edition_number + 1,
    }
    status = 422 if form.errors else 200
    return render(request, "roadmaps/amendment_approve.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask once, then put the open amendment away."""
    plan = visible_roadmap(request, pk)
    require_arrange(request.user, plan)
    if request.method == "POST":
        try:
            discard_amendment(roadmap=plan, amendment_id=_meant(request), by=person_of(request))
        except NotPossible as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "Изменение отменено, план остался прежним.")
        return redirect("roadmaps:editions", pk)
    copy = amendment_of(plan)
    if copy is None:
        return _ended(request, plan)
    return render(request, "roadmaps/amendment_discard.html", {"roadmap": plan, "copy": copy})


def _meant(request: HttpRequest) -> int:
    """The amendment that the form was opened on."""
    return read_id(request.POST.get("amendment"))


def _ended(request: HttpRequest, plan: Roadmap) -> HttpResponse:
    messages.info(request, ENDED)
    return redirect("roadmaps:editions", plan.pk)
