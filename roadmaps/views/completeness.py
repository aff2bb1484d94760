"""«Чего не хватает плану»: questions, their places, and the answer «так и задумано»."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import person_of
from core.web.ids import read_id
from core.web.refusals import NotPossible
from roadmaps.actions.completeness import ask_again, intend
from roadmaps.domain.completeness import Gap, in_words
from roadmaps.forms.completeness import IntendedForm
from roadmaps.models import Roadmap
from roadmaps.permissions.plans import (
    refusal_to_arrange,
    refusal_to_edit,
    require_arrange,
    require_office,
)
from roadmaps.queries.completeness import question_groups
from roadmaps.tabs import tabs_of
from roadmaps.views.plans import visible_roadmap


@require_http_methods(["GET", "HEAD", "POST"])
def completeness(request: HttpRequest, pk: int) -> HttpResponse:
    """The questions by kinds; those that are ticked are answered with a reason."""
    plan = visible_roadmap(request, pk)
    require_office(request.user, plan)
    if request.method == "POST":
        require_arrange(request.user, plan)
        form = IntendedForm(request.POST)
        refusal = "" if form.is_valid() else _first_error(form)
        if not refusal:
            refusal = _answer(request, plan, form)
        if not refusal:
            messages.success(request, "Ответ сохранён, больше портал об этом не спросит.")
            return redirect("roadmaps:completeness", pk)
        return _page(request, plan, refusal, status=422)
    return _page(request, plan)


@require_POST
def again(request: HttpRequest, pk: int, answer_pk: int) -> HttpResponse:
    """Ask a question again that was answered."""
    plan = visible_roadmap(request, pk)
    require_arrange(request.user, plan)
    ask_again(roadmap=plan, by=person_of(request), answer_id=answer_pk)
    messages.success(request, "Вопрос снова открыт.")
    return redirect("roadmaps:completeness", pk)


def _answer(request: HttpRequest, plan: Roadmap, form: IntendedForm) -> str:
    """The refusal, empty where it was written."""
    try:
        intend(
            roadmap=plan,
            by=person_of(request),
            gap=Gap(form.cleaned_data["gap"]),
            subjects={read_id(one) for one in request.POST.getlist("subject")},
            reason=form.cleaned_data["reason"],
        )
    except NotPossible as refusal:
        return str(refusal)
    return ""


def _first_error(form: IntendedForm) -> str:
    return next(str(errors[0]) for errors in form.errors.values())


def _page(
    request: HttpRequest, plan: Roadmap, refusal: str = "", status: int = 200
) -> HttpResponse:
    is_editable = not refusal_to_edit(request.user, plan)
    groups = question_groups(plan, is_editable=is_editable)
    context = {
        "roadmap": plan,
        "tabs": tabs_of(request.user, plan, "roadmaps:roadmap"),
        "groups": groups,
        "state": in_words(sum(bool(one.lines) for one in groups)),
        "may_answer": not refusal_to_arrange(request.user, plan),
        "refusal": refusal,
        "asked": request.POST.get("gap", ""),
        "ticked": set(request.POST.getlist("subject")),
        "reason": request.POST.get("reason", ""),
    }
    return render(request, "roadmaps/completeness.html", context, status=status)
