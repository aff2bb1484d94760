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
from core.values.wording import quoted
from core.web.refusals import NotPossible, reason_against
from roadmaps.actions import plan_checks as actions
from roadmaps.actions.plans import move_plan
from roadmaps.actions.school_plans import set_acceptance
from roadmaps.domain.plan_states import (
    CHECK_MOVES,
    PLAN_MOVE_NAMES,
    PLAN_STATUS_NAMES,
    PROJECT_STATUSES,
    SCHOOL_PATH,
    SCHOOL_PLAN_RULES,
    PlanMove,
    PlanPart,
    PlanStatus,
    possible_moves,
)
from roadmaps.forms.school_plans import DecisionForm, SubmitForm
from roadmaps.models import PlanCheck, Roadmap
from roadmaps.permissions.plans import is_keeper, require_checker, require_plan_checking
from roadmaps.queries.school_plans import checks_waiting_for, last_check_of
from roadmaps.tabs import review_tabs

ROWS_A_PAGE = 50
OF_AMENDMENT = {PlanStatus.RETURNED: "возвращено", PlanStatus.AGREED: "согласовано"}
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
    refused = ""
    if request.method == "POST":
        try:
            if _carried_out(request, plan, submit, decision):
                return redirect("roadmaps:state", plan.pk)
        except NotPossible as refusal:
            refused = str(refusal)
        plan.refresh_from_db(fields=["status"])
    is_checker = not reason_against(require_checker, request.user, plan)
    moves, last = _moves(request, plan, is_checker=is_checker), last_check_of(plan)
    if refused == actions.COMMENT_MISSING:
        decision.add_error("comment", refused)
    elif refused:
        messages.error(request, f"{refused}{_unsent(request, moves)}")
    context = {
        "roadmap": plan,
        "steps": _steps(plan),
        "moves": moves,
        "submit_form": submit if request.method == "POST" else SubmitForm(),
        "decision_form": _decision_form(decision, last),
        "checks": list(plan.checks.order_by("-round")),
        "last": last,
        "is_checker": is_checker,
    }
    code = 422 if refused or decision.errors or submit.errors else 200
    return render(request, "roadmaps/school_plans/state.html", context, status=code)


def _steps(plan: Roadmap) -> list[tuple[str, bool]]:
    """The way of the plan, or of an amendment to its order, with the place where it stands."""
    names = PLAN_STATUS_NAMES | (OF_AMENDMENT if plan.is_amendment else {})
    return [
        (names[one], one == plan.status)
        for one in SCHOOL_PATH
        if one in PROJECT_STATUSES or not plan.is_amendment
        if one is not PlanStatus.RETURNED or one == plan.status
    ]


def _decision_form(decision: DecisionForm, last: PlanCheck | None) -> DecisionForm:
    """The form of the round that the page shows; what was typed into a refused one stays."""
    shown = last.round if last else None
    if not decision.is_bound:
        return DecisionForm(initial={"round": shown})
    data = dict(decision.data.items())
    data["round"] = shown
    decision.data = data
    return decision


def _unsent(request: HttpRequest, moves: list[PlanMove]) -> str:
    """What was typed into a form that the page does not show any more."""
    typed = (request.POST.get("comment") or request.POST.get("note") or "").strip()
    if not typed or PlanMove.AGREE in moves or PlanMove.SUBMIT in moves:
        return ""
    return f" Вы написали: {quoted(typed)}"


def _moves(request: HttpRequest, plan: Roadmap, *, is_checker: bool) -> list[PlanMove]:
    """What the person can do now in their part."""
    possible = possible_moves(PlanStatus(plan.status), has_edition=plan.is_frozen, of_school=True)
    mine = PlanPart.CHECKER if is_checker else PlanPart.KEEPER
    may = is_checker or is_keeper(request.user, plan)
    return [one for one in possible if may and SCHOOL_PLAN_RULES[one].part is mine]


def _carried_out(
    request: HttpRequest, plan: Roadmap, submit: SubmitForm, decision: DecisionForm
) -> bool:
    """Do what the button says; False where the form comes back."""
    if request.POST.get("acceptance") in ACCEPTANCE and not plan.is_amendment:
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
