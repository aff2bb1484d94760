"""Two parties that are one: the question before they are merged, and the word that they are two."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import person_of
from core.values.wording import quoted
from core.web.ids import read_id
from core.web.refusals import NotPossible
from roadmaps.actions.merging_parties import keep_apart, merge_parties, refusal_to_merge
from roadmaps.models import Party
from roadmaps.permissions.plans import require_editor
from roadmaps.queries.parties import OfficeParties
from roadmaps.queries.party_pages import merger_of

LONGEST_NAME = 300


@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask once in words what a merger moves; then do it."""
    party = party_of(request, pk)
    into = _other(request, party)
    if into is None:
        messages.error(request, "Выберите из подсказки, с кем объединить.")
        return redirect("roadmaps:party", pk)
    if request.method == "POST":
        name = party.name
        try:
            merge_parties(party=party, into=into, by=person_of(request))
        except NotPossible as refusal:
            messages.error(request, str(refusal))
            return redirect("roadmaps:party", pk)
        messages.success(request, f"{quoted(name)} теперь {quoted(into.name)}.")
        return redirect("roadmaps:party", into.pk)
    context = {
        "party": party,
        "into": into,
        "merger": merger_of(party, into),
        "refusal": refusal_to_merge(party, into),
    }
    return render(request, "roadmaps/party_merge.html", context)


@require_POST
def apart(request: HttpRequest, pk: int) -> HttpResponse:
    """Two that look alike are two: do not ask again."""
    party = party_of(request, pk)
    other = _other(request, party)
    if other is not None:
        try:
            keep_apart(party=party, other=other, by=person_of(request))
        except NotPossible as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(
                request, f"{quoted(party.name)} и {quoted(other.name)} — разные ответственные."
            )
    return redirect("roadmaps:parties")


def party_of(request: HttpRequest, pk: int) -> Party:
    """The party that the person may change; 404 and 403 as everywhere."""
    visible = Party.objects.visible_to(request.user).select_related("municipality", "user")
    found = get_object_or_404(visible, pk=pk)
    require_editor(request.user, found.municipality)
    return found


def _other(request: HttpRequest, party: Party) -> Party | None:
    """The second party, by its key or by the name that was typed."""
    asked = request.POST if request.method == "POST" else request.GET
    if "into" in asked:
        mine = Party.objects.visible_to(request.user).filter(municipality=party.municipality)
        related = mine.select_related("municipality", "user")
        return get_object_or_404(related, pk=read_id(asked["into"]))
    name = asked.get("name", "").replace("\x00", "")[:LONGEST_NAME]
    return OfficeParties(party.municipality).named(name)
