"""«Партнёры по плану»: those whom a plan names, taken over into the register of partnerships."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.requests import person_of
from core.values.wording import counted
from roadmaps.actions.plan_partners import take_partners
from roadmaps.forms.plan_partners import PartnerLineForm, line_forms, ticked
from roadmaps.models import Roadmap
from roadmaps.queries.plan_partners import plan_partners
from roadmaps.views.plans import visible_roadmap
from schools.domain.roles import Right
from schools.permissions import require

NOTHING = "Ничего не отмечено. Отметьте хотя бы одного партнёра."

GONE = "Часть отмеченных записей из плана тем временем удалили, они не внесены."


@require_http_methods(["GET", "HEAD", "POST"])
def partners(request: HttpRequest, pk: int) -> HttpResponse:
    """Which school and which partner each line means and what there is already; then entering."""
    roadmap = visible_roadmap(request, pk)
    require(request.user, Right.KEEP_PARTNERSHIPS, municipality=roadmap.municipality)
    if roadmap.is_without_work:
        return redirect("roadmaps:roadmap", pk)
    if request.method == "POST":
        return _take(request, roadmap)
    return _page(request, roadmap, line_forms(plan_partners(roadmap)))


def _take(request: HttpRequest, roadmap: Roadmap) -> HttpResponse:
    """Enter what is ticked; what cannot be entered comes back with its reason."""
    forms = line_forms(plan_partners(roadmap), request.POST)
    # Every form is asked, so that each shows its own errors.
    wrong = [form for form in forms if not form.is_valid()]
    if wrong:
        return _page(request, roadmap, forms, status=422)
    choices = [choice for form in forms if (choice := form.choice) is not None]
    if ticked(request.POST) > len(choices):
        messages.warning(request, GONE)
    elif not choices:
        messages.warning(request, NOTHING)
    if not choices:
        return redirect("roadmaps:partners", roadmap.pk)
    taken = take_partners(roadmap=roadmap, choices=choices, by=person_of(request))
    if taken.made:
        number = counted(len(taken.made), "партнёрство", "партнёрства", "партнёрств")
        messages.success(request, f"Предложено: {number}. Дальше их согласуют в наставничестве.")
    if not taken.refused:
        return redirect("roadmaps:partners", roadmap.pk)
    entered = {choice.key for choice in choices} - taken.refused.keys()
    left = [form for form in forms if form.line.item.pk not in entered]
    for form in left:
        reason = taken.refused.get(form.line.item.pk)
        if reason:
            form.add_error(None, reason)
    return _page(request, roadmap, left, status=422)


def _page(
    request: HttpRequest, roadmap: Roadmap, forms: list[PartnerLineForm], *, status: int = 200
) -> HttpResponse:
    lines = plan_partners(roadmap).lines
    context = {
        "roadmap": roadmap,
        "forms": forms,
        "there": [line for line in lines if line.twin is not None],
    }
    return render(request, "roadmaps/partners.html", context, status=status)
