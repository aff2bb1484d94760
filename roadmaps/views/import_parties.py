"""The review of an imported plan: whom each of its responsible parties means."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.requests import person_of
from core.values.wording import quoted
from core.web.ids import read_id
from core.web.refusals import NotPossible
from roadmaps.actions.party_decisions import decide_party, undecide_party
from roadmaps.models import Party, PlanImport
from roadmaps.permissions.plans import require_keeper
from roadmaps.queries.parties import OfficeParties

LONGEST_WORDS = 300
NEW, UNDECIDED = "new", "undecided"


@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """One party of the draft, in all its rows: somebody known, somebody new, or not decided."""
    imported = PlanImport.objects.visible_to(request.user).select_related("municipality")
    plan_import = get_object_or_404(imported, pk=pk)
    require_keeper(request.user, plan_import)
    words = request.POST.get("words", "").replace("\x00", "")[:LONGEST_WORDS].strip()
    if words:
        try:
            _decide(request, plan_import, words)
        except NotPossible as refusal:
            messages.error(request, str(refusal))
    return redirect(_place(request, plan_import))


def _decide(request: HttpRequest, plan_import: PlanImport, words: str) -> None:
    by = person_of(request)
    chosen, seen = request.POST.get("party", ""), request.POST.get("seen")
    if chosen == UNDECIDED:
        undecide_party(plan_import=plan_import, by=by, words=words, seen=seen)
        return
    party = None if chosen == NEW else _party(request, plan_import, chosen)
    decide_party(plan_import=plan_import, by=by, words=words, party=party, seen=seen)
    whom = f"это {quoted(party.name)}" if party else "новый ответственный"
    messages.success(request, f"{quoted(words)} — {whom}. Решено для всех строк плана.")


def _party(request: HttpRequest, plan_import: PlanImport, chosen: str) -> Party:
    """By the button of a proposed one, or by the name that was typed."""
    mine = Party.objects.visible_to(request.user).filter(municipality=plan_import.municipality)
    if chosen:
        return get_object_or_404(mine, pk=read_id(chosen))
    name = request.POST.get("name", "").replace("\x00", "")[:LONGEST_WORDS]
    party = OfficeParties(plan_import.municipality).named(name)
    if party is None:
        raise NotPossible(
            f"Ответственного {quoted(name.strip())} нет в списке. Выберите из подсказки."
        )
    return party


def _place(request: HttpRequest, plan_import: PlanImport) -> str:
    """The review at the row where the decision was made, else at the list of parties."""
    address = reverse("roadmaps:import_review", args=[plan_import.pk])
    order = "?order=document" if request.POST.get("order") == "document" else ""
    row = read_id(request.POST.get("row"))
    return f"{address}{order}#{f'row-{row}' if row else 'parties'}"
