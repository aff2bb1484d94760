"""The comparison table of two editions, or of the plan and its open amendment."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods

from accounts.requests import person_of
from core.values.wording import quoted
from roadmaps.actions.amending.reasons import give_reasons
from roadmaps.actions.meanwhile import ChangedMeanwhile
from roadmaps.models import Roadmap
from roadmaps.permissions.plans import is_of_office, refusal_to_edit
from roadmaps.queries.edition_comparison import AMENDMENT, compared_editions
from roadmaps.queries.editions import amendment_of, editions_of
from roadmaps.slots.downloads import comparisons_of
from roadmaps.tabs import tabs_of
from roadmaps.views.plans import visible_roadmap

APPROVE = "approve"
LONGEST_REASON = 2_000
CHANGED = (
    "Пока страница была открыта, эти обоснования изменил другой человек: {now}. Ваши слова "
    "остались в полях: проверьте и сохраните снова."
)


@require_http_methods(["GET", "HEAD", "POST"])
@gzip_page
def comparison(request: HttpRequest, pk: int) -> HttpResponse:
    """«Действующая редакция | Предлагаемая редакция | Обоснование»."""
    plan = visible_roadmap(request, pk)
    copy = amendment_of(plan) if is_of_office(request.user, plan) else None
    if request.method == "POST":
        return _reasons(request, plan, copy)
    return _page(request, plan, copy)


def _page(
    request: HttpRequest,
    plan: Roadmap,
    copy: Roadmap | None,
    typed: Mapping[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The table; `typed` are reasons that could not be written."""
    found = compared_editions(
        plan, copy, old=request.GET.get("old", ""), new=request.GET.get("new", "")
    )
    if found is None:
        raise Http404
    refusal = refusal_to_edit(request.user, copy) if copy else ""
    shown = typed or {}
    context = {
        "roadmap": plan,
        "tabs": tabs_of(request.user, plan, "roadmaps:editions"),
        "old": found.old,
        "new": found.new,
        "lines": [replace(one, reason=shown.get(one.subject, one.reason)) for one in found.lines],
        "opened": json.dumps({one.subject: one.reason for one in found.lines if one.reason}),
        "editions": editions_of(plan),
        "files": comparisons_of(request.user, plan, found.old.key, found.new.key),
        "copy": copy,
        "may_explain": found.new.key == AMENDMENT and copy is not None and not refusal,
    }
    return render(request, "roadmaps/edition_comparison.html", context, status=status)


def _reasons(request: HttpRequest, plan: Roadmap, copy: Roadmap | None) -> HttpResponse:
    if copy is None:
        raise Http404
    prefix = "reason "
    sent = {
        name.removeprefix(prefix)[:60]: _cleaned(text)
        for name, text in request.POST.items()
        if name.startswith(prefix)
    }
    opened = _opened(request)
    try:
        give_reasons(amendment=copy, by=person_of(request), reasons=sent, opened=opened)
    except ChangedMeanwhile as change:
        now = ", ".join(quoted(change.current.get(one, "")) for one in sorted(change.fields))
        messages.error(request, CHANGED.format(now=now))
        typed = {one: text for one, text in sent.items() if text != opened.get(one, "")}
        return _page(request, plan, copy, typed, status=409)
    if request.POST.get("next") == APPROVE:
        return redirect("roadmaps:amendment_approve", plan.pk)
    messages.success(request, "Обоснования сохранены.")
    return redirect("roadmaps:edition_comparison", plan.pk)


def _opened(request: HttpRequest) -> dict[str, str]:
    """The reasons that the form was opened on."""
    try:
        opened = json.loads(request.POST.get("opened", ""))
    except ValueError:
        return {}
    return {one: _cleaned(text) for one, text in opened.items()} if isinstance(opened, dict) else {}


def _cleaned(text: object) -> str:
    """Line ends as the plan has them."""
    return str(text).replace("\x00", "").replace("\r\n", "\n").strip()[:LONGEST_REASON]
