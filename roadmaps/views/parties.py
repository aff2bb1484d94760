"""Responsible parties: the list, one of them, and its other names."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_tables2 import RequestConfig

from accounts.requests import person_of
from core.values.wording import quoted
from core.web.refusals import NotPossible
from roadmaps.actions.parties import PartyChanged, edit_party
from roadmaps.actions.synonyms import forget_synonym, learn_synonym
from roadmaps.forms.parties import PartyForm, SynonymForm
from roadmaps.models import Party, SynonymOrigin
from roadmaps.queries.parties import OfficeParties, parties_with_activities
from roadmaps.queries.party_pages import DOUBLES_SHOWN, doubles_among, synonyms_of
from roadmaps.tables.parties import PartyTable
from roadmaps.views.party_merging import party_of
from schools.domain.roles import Right
from schools.permissions import municipalities_with, require_somewhere

ROWS_A_PAGE = 50


@require_safe
def party_list(request: HttpRequest) -> HttpResponse:
    """Everybody whom the plans of the office name; those that look like one come first."""
    require_somewhere(request.user, Right.EDIT_ROADMAPS)
    municipalities = municipalities_with(request.user, Right.EDIT_ROADMAPS)
    parties = parties_with_activities(municipalities)
    table = PartyTable(parties)
    RequestConfig(request, paginate={"per_page": ROWS_A_PAGE}).configure(table)
    doubles = doubles_among(municipalities)
    context = {
        "table": table,
        "total": parties.count(),
        "doubles": doubles[:DOUBLES_SHOWN],
        "more_doubles": max(0, len(doubles) - DOUBLES_SHOWN),
    }
    return render(request, "roadmaps/parties.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def party(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct one party: its kind, whether it means every school, which person stands behind."""
    found = party_of(request, pk)
    form = PartyForm(request.POST or None, party=found)
    if request.method == "POST" and form.is_valid():
        expected = form.cleaned_data.pop("opened")
        try:
            edit_party(party=found, by=person_of(request), expected=expected, **form.cleaned_data)
        except PartyChanged as change:
            found.refresh_from_db()
            form = PartyForm({**request.POST.dict(), "opened": _opened(found)}, party=found)
            form.add_error(None, str(change))
        except NotPossible as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, "Ответственный сохранён.")
            return redirect("roadmaps:parties")
    return _party_page(request, found, form)


@require_POST
def add_synonym(request: HttpRequest, pk: int) -> HttpResponse:
    """Other words that mean this party too."""
    found = party_of(request, pk)
    form = SynonymForm(request.POST)
    if form.is_valid():
        words = form.cleaned_data["words"]
        try:
            learn_synonym(
                party=found, words=words, origin=SynonymOrigin.ADDED, by=person_of(request)
            )
        except NotPossible as refusal:
            form.add_error("words", str(refusal))
        else:
            messages.success(request, f"{quoted(words)} в планах — это {quoted(found.name)}.")
            return redirect("roadmaps:party", pk)
    return _party_page(request, found, PartyForm(party=found), form)


@require_POST
def remove_synonym(request: HttpRequest, pk: int, synonym_pk: int) -> HttpResponse:
    """Take other words back."""
    found = party_of(request, pk)
    synonym = get_object_or_404(found.synonyms.select_related("party__municipality"), pk=synonym_pk)
    forget_synonym(synonym=synonym, by=person_of(request))
    messages.success(request, f"{quoted(synonym.words)} больше не означает {quoted(found.name)}.")
    return redirect("roadmaps:party", pk)


def _opened(found: Party) -> str:
    return str(PartyForm(party=found)["opened"].value())


def _party_page(
    request: HttpRequest, found: Party, form: PartyForm, synonym_form: SynonymForm | None = None
) -> HttpResponse:
    office = OfficeParties(found.municipality)
    context = {
        "party": found,
        "form": form,
        "synonym_form": synonym_form or SynonymForm(),
        "synonyms": synonyms_of(found),
        "others": [one for one in office.by_id.values() if one.pk != found.pk],
    }
    is_wrong = bool(form.errors or (synonym_form and synonym_form.errors))
    return render(request, "roadmaps/party.html", context, status=422 if is_wrong else 200)
