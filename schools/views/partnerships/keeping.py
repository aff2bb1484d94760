"""Entering a partnership, changing what is written of it, and its states."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import person_of
from core.office.errors import UnreadableFileError
from core.web.refusals import NotPossible, Refusal
from core.web.uploads import read_upload
from schools.actions import partnerships as actions
from schools.domain.partnerships import MOVE_NAMES, STATE_NAMES, Move
from schools.domain.roles import REFUSALS, Right
from schools.forms.partnerships import (
    AgreementForm,
    MoveForm,
    NoteForm,
    PartnershipForm,
    RulesForm,
)
from schools.models import Municipality, PartnershipRuleSet, School
from schools.partnership_slots import search_for
from schools.permissions import municipalities_with, require_somewhere
from schools.views.partnerships.found import form_page, kept_partnership, partnership_for

_METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(_METHODS)
def partnership_new(request: HttpRequest) -> HttpResponse:
    """Enter a partnership by hand; the address may name the school and the partner."""
    require_somewhere(request.user, Right.KEEP_PARTNERSHIPS)
    places = municipalities_with(request.user, Right.KEEP_PARTNERSHIPS)
    form = PartnershipForm(
        request.POST or None, municipalities=places, initial=_asked(request, places)
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.enter_partnership(
                school=form.cleaned_data["school"], facts=form.facts, by=person_of(request)
            )
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Партнёрство внесено как предложенное.")
            return redirect("partnership", made.pk)
    context = {"form": form, "search": search_for(request.user)}
    status = 422 if form.errors else 200
    return render(request, "schools/partnerships/new.html", context, status=status)


@require_http_methods(_METHODS)
def partnership_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what is written."""
    partnership = kept_partnership(request, pk)
    data = request.POST.copy() if request.method == "POST" else None
    form = PartnershipForm(
        data, municipalities=[partnership.school.municipality], partnership=partnership
    )
    if data is not None and form.is_valid():
        try:
            actions.change_partnership(
                partnership=partnership,
                facts=form.facts,
                seen=form.cleaned_data["seen"],
                by=person_of(request),
            )
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
            data["seen"] = form.initial["seen"]
        else:
            messages.success(request, "Сведения о партнёрстве сохранены.")
            return redirect("partnership", pk)
    return form_page(request, partnership, form, heading="Изменить партнёрство", button="Сохранить")


@require_http_methods(_METHODS)
def partnership_note(request: HttpRequest, pk: int) -> HttpResponse:
    """Write in words what has changed."""
    partnership = kept_partnership(request, pk)
    form = NoteForm(
        request.POST if request.method == "POST" else None,
        initial={"note": partnership.effect_note},
    )
    if request.method == "POST" and form.is_valid():
        actions.note_effect(
            partnership=partnership, note=form.cleaned_data["note"], by=person_of(request)
        )
        messages.success(request, "Запись сохранена.")
        return redirect("partnership", pk)
    return form_page(request, partnership, form, heading="Что изменилось", button="Сохранить")


@require_http_methods(_METHODS)
def partnership_agreement(request: HttpRequest, pk: int) -> HttpResponse:
    """Attach the agreement."""
    partnership = kept_partnership(request, pk)
    form = AgreementForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["document"]
        try:
            paper = actions.read_paper(read_upload(upload), upload.name or "")
            actions.attach_agreement(partnership=partnership, paper=paper, by=person_of(request))
        except UnreadableFileError as refusal:
            form.add_error("document", str(refusal))
        else:
            messages.success(request, f"Приложено соглашение «{paper.name}».")
            return redirect("partnership", pk)
    return form_page(request, partnership, form, heading="Соглашение", button="Приложить")


@require_http_methods(_METHODS)
def partnership_move(request: HttpRequest, pk: int, move: str) -> HttpResponse:
    """Agree, start, finish or stop on a day."""
    partnership = kept_partnership(request, pk)
    if move not in MOVE_NAMES:
        raise Http404
    kind = Move(move)
    form = MoveForm(request.POST or None, move=kind, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        try:
            moved = actions.move_partnership(
                partnership=partnership,
                move=kind,
                on=form.cleaned_data["on"],
                reason=form.cleaned_data.get("reason", ""),
                by=person_of(request),
            )
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Партнёрство {STATE_NAMES[moved.standing]}.")
            return redirect("partnership", pk)
    words = MOVE_NAMES[kind]
    return form_page(request, partnership, form, heading=f"{words} партнёрство", button=words)


@require_POST
def partnership_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo the last change of state."""
    partnership = partnership_for(request, pk)
    try:
        actions.take_move_back(
            partnership=partnership, seen=request.POST.get("seen", ""), by=person_of(request)
        )
    except NotPossible as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, "Последнее изменение состояния отменено.")
    return redirect("partnership", pk)


@require_http_methods(_METHODS)
def partnership_rules(request: HttpRequest) -> HttpResponse:
    """Limits of partners and weights of criteria in one's municipality."""
    municipality = _rules_place(request)
    kept = PartnershipRuleSet.objects.filter(municipality=municipality).first()
    form = RulesForm(
        request.POST or None, instance=kept or PartnershipRuleSet(municipality=municipality)
    )
    if request.method == "POST" and form.is_valid():
        actions.set_rules(municipality=municipality, rules=form.rules, by=person_of(request))
        messages.success(request, "Правила наставничества сохранены.")
        return redirect("partnerships")
    context = {"form": form, "municipality": municipality}
    status = 422 if form.errors else 200
    return render(request, "schools/partnerships/rules.html", context, status=status)


def _rules_place(request: HttpRequest) -> Municipality:
    """The municipality whose rules the person keeps; the first of several."""
    places = municipalities_with(request.user, Right.KEEP_PARTNERSHIPS)
    if not places:
        raise Refusal(REFUSALS[Right.KEEP_PARTNERSHIPS])
    return places[0]


def _asked(request: HttpRequest, places: list[Municipality]) -> dict[str, Any]:
    """Schools that the address names by their logins, as far as they are of these places."""
    asked = {name: request.GET.get(name, "") for name in ("school", "partner")}
    found = School.objects.filter(municipality__in=places, login__in=asked.values())
    keys = dict(found.values_list("login", "pk"))
    return {name: keys[login] for name, login in asked.items() if login in keys} | {
        "subjects": request.GET.getlist("subject")
    }
