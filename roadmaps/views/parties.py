"""Responsible parties: the list and one of them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe
from django_tables2 import RequestConfig

from accounts.requests import person_of
from core.web.refusals import NotPossible
from roadmaps.actions.parties import edit_party
from roadmaps.forms.parties import PartyForm
from roadmaps.models import Party
from roadmaps.permissions.plans import require_editor
from roadmaps.queries.parties import parties_with_activities
from roadmaps.tables.parties import PartyTable
from schools.domain.roles import Right
from schools.permissions import municipalities_with, require_somewhere

ROWS_A_PAGE = 50


@require_safe
def party_list(request: HttpRequest) -> HttpResponse:
    """Everybody whom the plans of the office name."""
    require_somewhere(request.user, Right.EDIT_ROADMAPS)
    parties = parties_with_activities(municipalities_with(request.user, Right.EDIT_ROADMAPS))
    table = PartyTable(parties)
    RequestConfig(request, paginate={"per_page": ROWS_A_PAGE}).configure(table)
    return render(request, "roadmaps/parties.html", {"table": table, "total": parties.count()})


@require_http_methods(["GET", "HEAD", "POST"])
def party(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct one party: its kind, whether it means every school, which person stands behind."""
    visible = Party.objects.visible_to(request.user).select_related("municipality")
    found = get_object_or_404(visible, pk=pk)
    require_editor(request.user, found.municipality)
    form = PartyForm(request.POST or None, party=found)
    if request.method == "POST" and form.is_valid():
        try:
            edit_party(party=found, by=person_of(request), **form.cleaned_data)
        except NotPossible as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, "Ответственный сохранён.")
            return redirect("roadmaps:parties")
    context = {"party": found, "form": form}
    return render(request, "roadmaps/party.html", context, status=422 if form.errors else 200)
