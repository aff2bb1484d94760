"""The life of a plan: agreed, approved by an order, put in force, closed, brought back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.requests import person_of
from core.web.refusals import NotPossible
from roadmaps.actions.editions import approve_plan
from roadmaps.actions.plans import move_plan
from roadmaps.domain.plan_states import (
    OFFICE_PATH,
    PLAN_MOVE_NAMES,
    PLAN_STATUS_NAMES,
    PlanMove,
    PlanStatus,
    possible_moves,
)
from roadmaps.forms.editions import ApprovalForm, ForceForm
from roadmaps.models import Roadmap
from roadmaps.permissions.plans import require_keeper
from roadmaps.views.plan_checks import school_plan_state
from roadmaps.views.plans import questions_of, visible_roadmap


@require_http_methods(["GET", "HEAD", "POST"])
def state(request: HttpRequest, pk: int) -> HttpResponse:
    """Where the plan stands and what can be done now."""
    plan = visible_roadmap(request, pk)
    if plan.amends_id is not None and not plan.is_of_school:
        require_keeper(request.user, plan)
        return redirect("roadmaps:editions", plan.amends_id)
    if plan.is_of_school:
        return school_plan_state(request, plan)
    require_keeper(request.user, plan)
    if plan.is_template:
        return redirect("roadmaps:roadmap", pk)
    form = ForceForm(request.POST or None, initial=_known_order(plan))
    if request.method == "POST" and form.is_valid():
        name = request.POST.get("move", "")
        if name in {move.value for move in PlanMove}:
            _move(request, plan, PlanMove(name), form)
        return redirect("roadmaps:roadmap", pk)
    status = PlanStatus(plan.status)
    context = {
        "roadmap": plan,
        "form": form,
        "steps": [(PLAN_STATUS_NAMES[one], one is status) for one in OFFICE_PATH],
        "moves": possible_moves(status, has_edition=plan.is_frozen),
        **questions_of(plan, ""),
        "asks_for_order": PlanMove.ENTER_FORCE in possible_moves(status) and not plan.is_frozen,
    }
    return render(request, "roadmaps/state.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """The order that approves the plan; from then on its text is frozen."""
    plan = visible_roadmap(request, pk)
    require_keeper(request.user, plan)
    initial = {**_known_order(plan), "in_force_from": plan.in_force_from}
    form = ApprovalForm(request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            edition = approve_plan(roadmap=plan, by=person_of(request), order=form.order)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            words = f"План утверждён: {edition.order_words} Текст изменят только новым приказом."
            messages.success(request, words)
            return redirect("roadmaps:editions", pk)
    context = {"roadmap": plan, "form": form}
    status = 422 if form.errors else 200
    return render(request, "roadmaps/approve.html", context, status=status)


def _move(request: HttpRequest, plan: Roadmap, move: PlanMove, form: ForceForm) -> None:
    try:
        move_plan(roadmap=plan, by=person_of(request), move=move, **form.cleaned_data)
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{PLAN_MOVE_NAMES[move].capitalize()}.")


def _known_order(plan: Roadmap) -> dict[str, object]:
    return {"order_number": plan.order_number, "order_date": plan.order_date}
