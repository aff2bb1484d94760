"""The comparison table of two editions, or of the plan and its open amendment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods

from accounts.requests import person_of
from roadmaps.actions.amending.reasons import give_reasons
from roadmaps.models import Edition, Roadmap
from roadmaps.permissions.plans import is_of_office, refusal_to_edit
from roadmaps.queries.edition_comparison import compared_lines
from roadmaps.queries.edition_content import content_of
from roadmaps.queries.editions import amendment_of, editions_of
from roadmaps.tabs import tabs_of
from roadmaps.views.plans import visible_roadmap

AMENDMENT = "amendment"
LONGEST_REASON = 2_000


@dataclass(frozen=True, slots=True)
class _Side:
    """One text of the comparison."""

    key: str
    words: str
    content: Mapping[str, Any]


@require_http_methods(["GET", "HEAD", "POST"])
@gzip_page
def comparison(request: HttpRequest, pk: int) -> HttpResponse:
    """«Действующая редакция | Предлагаемая редакция | Обоснование»."""
    plan = visible_roadmap(request, pk)
    copy = amendment_of(plan) if is_of_office(request.user, plan) else None
    if request.method == "POST":
        return _reasons(request, plan, copy)
    editions = editions_of(plan)
    newer = request.GET.get("new") or (AMENDMENT if copy else str(plan.edition_number))
    older = request.GET.get("old") or _before(plan, newer)
    new, old = _side(plan, copy, newer), _side(plan, None, older)
    reasons = _known_reasons(plan, copy, newer)
    refusal = refusal_to_edit(request.user, copy) if copy else ""
    context = {
        "roadmap": plan,
        "tabs": tabs_of(request.user, plan, "roadmaps:editions"),
        "old": old,
        "new": new,
        "lines": compared_lines(old.content, new.content, reasons),
        "editions": editions,
        "copy": copy,
        "may_explain": newer == AMENDMENT and copy is not None and not refusal,
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


def _side(plan: Roadmap, copy: Roadmap | None, key: str) -> _Side:
    if key == AMENDMENT:
        if copy is None:
            raise Http404
        return _Side(key, "Предлагаемая редакция", content_of(copy))
    edition = _edition(plan, key)
    return _Side(key, f"Редакция №\u00a0{edition.number}: {edition.order_words}", edition.content)


def _edition(plan: Roadmap, key: str) -> Edition:
    number = int(key) if key.isascii() and key.isdigit() and len(key) < 5 else 0
    found = plan.editions.filter(number=number).first()
    if found is None:
        raise Http404
    return found


def _before(plan: Roadmap, newer: str) -> str:
    """The edition before: the one in force for an amendment."""
    if newer == AMENDMENT:
        return str(plan.edition_number)
    return str(max(int(newer) - 1, 1)) if newer.isascii() and newer.isdigit() else "0"


def _known_reasons(plan: Roadmap, copy: Roadmap | None, newer: str) -> Mapping[str, str]:
    if newer == AMENDMENT and copy is not None:
        return dict(copy.reasons.values_list("subject", "text"))
    return _edition(plan, newer).reasons
