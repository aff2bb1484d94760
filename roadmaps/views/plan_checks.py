"""Checking plans of schools: what waits, the page of one plan's state with its rounds."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.requests import person_of
from core.web.refusals import NotPossible, reason_against
from roadmaps.actions import plan_checks as actions
from roadmaps.actions.plans import move_plan
from roadmaps.actions.school_plans import set_acceptance
from roadmaps.domain.plan_states import (
    CHECK_MOVES,
    PLAN_MOVE_NAMES,
    PLAN_STATUS_NAMES,
    SCHOOL_PATH,
    SCHOOL_PLAN_RULES,
    PlanMove,
    PlanPart,
    PlanStatus,
    possible_moves,
)
from roadmaps.forms.school_plans import DecisionForm, SubmitForm
from roadmaps.models import Roadmap
from roadmaps.permissions.plans import is_keeper, require_checker, require_plan_checking
from roadmaps.queries.school_plans import checks_waiting_for, last_check_of
from roadmaps.tabs import review_tabs

ROWS_A_PAGE = 50
ACCEPTANCE = {"curator": True, "school": False}


@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """Plans of schools that wait for the person's decision, oldest first."""
    require_plan_checking(request.user)
    found = checks_waiting_for(request.user)
    page = Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "total": page.paginator.count,
        "tabs": review_tabs("roadmaps:plan_checks", request.user),
    }
    return render(request, "roadmaps/school_plans/waiting.html", context)


def school_plan_state(request: HttpRequest, plan: Roadmap) -> HttpResponse:
    """Where a school's plan stands: for who keeps it, who checks it and who looks on."""
    submit, decision = SubmitForm(request.POST or None), DecisionForm(request.POST or None)
    if request.method == "POST":
        try:
            if _carried_out(request, plan, submit, decision):
                return redirect("roadmaps:state", plan.pk)
        except NotPossible as refusal:
            is_remark = str(refusal) == actions.COMMENT_MISSING
            decision.add_error("comment" if is_remark else None, str(refusal))
    last = last_check_of(plan)
    status, is_checker = (
        PlanStatus(plan.status),
        not reason_against(require_checker, request.user, plan),
    )
    possible = possible_moves(status, has_edition=plan.is_frozen, of_school=True)
    mine = PlanPart.CHECKER if is_checker else PlanPart.KEEPER
    may = is_checker or is_keeper(request.user, plan)
    context = {
        "roadmap": plan,
        "steps": [
            (PLAN_STATUS_NAMES[one], one is status)
            for one in SCHOOL_PATH
            if one is not PlanStatus.RETURNED or one is status
        ],
        "moves": [one for one in possible if may and SCHOOL_PLAN_RULES[one].part is mine],
        "submit_form": submit if request.method == "POST" else SubmitForm(),
        "decision_form": decision
        if decision.errors
        else DecisionForm(initial={"round": last.round if last else None}),
        "checks": list(plan.checks.order_by("-round")),
        "last": last,
        "is_checker": is_checker,
    }
    code = 422 if decision.errors or submit.errors else 200
    return render(request, "roadmaps/school_plans/state.html", context, status=code)


def _carried_out(
    request: HttpRequest, plan: Roadmap, submit: SubmitForm, decision: DecisionForm
) -> bool:
    """Do what the button says; False where the form comes back."""
    if request.POST.get("acceptance") in ACCEPTANCE:
        checks = ACCEPTANCE[request.POST["acceptance"]]
        set_acceptance(roadmap=plan, by=person_of(request), checks_work=checks)
        messages.success(request, "Сохранено, кто отмечает выполнение.")
        return True
    name = request.POST.get("move", "")
    if name not in {move.value for move in PlanMove}:
        return True
    move, form = PlanMove(name), submit if name == PlanMove.SUBMIT else decision
    if not form.is_valid():
        return False
    _move(request, plan, move, form.cleaned_data)
    messages.success(request, f"{PLAN_MOVE_NAMES[move].capitalize()}.")
    return True


def _move(request: HttpRequest, plan: Roadmap, move: PlanMove, said: dict[str, Any]) -> None:
    who: dict[str, Any] = {"roadmap": plan, "by": person_of(request)}
    if move not in CHECK_MOVES:
        move_plan(**who, move=move)
        return
    who["at"] = timezone.now()
    if move is PlanMove.SUBMIT:
        actions.submit_plan(**who, note=said["note"])
    elif move is PlanMove.WITHDRAW:
        actions.withdraw_plan(**who)
    else:
        decide = actions.agree_plan if move is PlanMove.AGREE else actions.return_plan
        decide(**who, seen=said["round"], comment=said["comment"])
