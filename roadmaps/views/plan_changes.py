"""«Изменения»: what people did to a plan, and taking it back."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.requests import is_fragment, person_of
from core.web.refusals import NotPossible
from roadmaps.actions.editing.undoing import undo_change
from roadmaps.models import PlanChange
from roadmaps.permissions.plans import refusal_to_edit, require_office
from roadmaps.queries.plan_changes import change_lines, changes_of
from roadmaps.tabs import tabs_of
from roadmaps.views.plan_rows import refused, said_answer
from roadmaps.views.plans import visible_roadmap

PAGE = 50


@require_safe
def changes(request: HttpRequest, pk: int) -> HttpResponse:
    """The changes of a plan, newest first."""
    plan = visible_roadmap(request, pk)
    require_office(request.user, plan)
    page = Paginator(changes_of(plan), PAGE).get_page(request.GET.get("page"))
    context = {
        "roadmap": plan,
        "tabs": tabs_of(request.user, plan, "roadmaps:changes"),
        "page": page,
        "lines": change_lines(page),
        "refusal": refusal_to_edit(request.user, plan),
    }
    return render(request, "roadmaps/changes.html", context)


@require_POST
def undo(request: HttpRequest, pk: int, change_pk: int) -> HttpResponse:
    """Take one change back, or say why that cannot be; then the page that the form came from."""
    plan = visible_roadmap(request, pk)
    back = "roadmaps:texts" if request.POST.get("back") == "texts" else "roadmaps:changes"
    require_office(request.user, plan)
    visible = PlanChange.objects.visible_to(request.user).filter(roadmap=plan)
    change = get_object_or_404(visible.select_related("roadmap__municipality"), pk=change_pk)
    try:
        done = undo_change(change=change, by=person_of(request))
    except NotPossible as refusal:
        return refused(request, str(refusal), back, pk)
    if is_fragment(request):
        return said_answer(request, done, "")
    messages.success(request, f"{done.summary}.")
    return redirect(back, pk)
