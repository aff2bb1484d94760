"""The comparison table of two editions, or of the plan and its open amendment."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods

from accounts.requests import person_of
from roadmaps.actions.amending.reasons import give_reasons
from roadmaps.models import Roadmap
from roadmaps.permissions.plans import is_of_office, refusal_to_edit
from roadmaps.queries.edition_comparison import AMENDMENT, compared_editions
from roadmaps.queries.editions import amendment_of, editions_of
from roadmaps.slots.downloads import comparisons_of
from roadmaps.tabs import tabs_of
from roadmaps.views.plans import visible_roadmap

LONGEST_REASON = 2_000


@require_http_methods(["GET", "HEAD", "POST"])
@gzip_page
def comparison(request: HttpRequest, pk: int) -> HttpResponse:
    """«Действующая редакция | Предлагаемая редакция | Обоснование»."""
    plan = visible_roadmap(request, pk)
    copy = amendment_of(plan) if is_of_office(request.user, plan) else None
    if request.method == "POST":
        return _reasons(request, plan, copy)
    found = compared_editions(
        plan, copy, old=request.GET.get("old", ""), new=request.GET.get("new", "")
    )
    if found is None:
        raise Http404
    refusal = refusal_to_edit(request.user, copy) if copy else ""
    context = {
        "roadmap": plan,
        "tabs": tabs_of(request.user, plan, "roadmaps:editions"),
        "old": found.old,
        "new": found.new,
        "lines": found.lines,
        "editions": editions_of(plan),
        "files": comparisons_of(request.user, plan, found.old.key, found.new.key),
        "copy": copy,
        "may_explain": found.new.key == AMENDMENT and copy is not None and not refusal,
    }
    return render(request, "roadmaps/edition_comparison.html", context)


def _reasons(request: HttpRequest, plan: Roadmap, copy: Roadmap | None) -> HttpResponse:
    if copy is None:
        raise Http404
    prefix = "reason "
    sent = {
        name.removeprefix(prefix)[:60]: str(text).replace("\x00", "").strip()[:LONGEST_REASON]
        for name, text in request.POST.items()
        if name.startswith(prefix)
    }
    give_reasons(amendment=copy, by=person_of(request), reasons=sent)
    messages.success(request, "Обоснования сохранены.")
    return redirect("roadmaps:edition_comparison", plan.pk)
