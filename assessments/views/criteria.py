"""Criteria: those that ship, the common ones, own versions, and editing of a draft."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import person_of
from assessments.actions import criteria as actions
from assessments.domain.criteria import (
    SETTINGS,
    SHIPPED,
    Criteria,
    CriteriaError,
    DefinitionError,
)
from assessments.domain.criteria.differences import Difference, differences
from assessments.domain.criteria.editing import outline
from assessments.domain.criteria.sense import contradictions
from assessments.forms.criteria import (
    CopyForm,
    DetailsForm,
    ParametersForm,
    PurposeForm,
    RulesForm,
    WorksForm,
    details_of,
)
from assessments.models import CriteriaSet
from assessments.permissions import (
    is_owner,
    require_criteria,
    require_criteria_draft,
    require_making_criteria,
    require_sight_of_criteria,
)
from assessments.queries.criteria import base_of_version, key_for_copy, source_of
from assessments.web import list_tabs
from core.web.refusals import NotPossible, reason_against
from schools.domain.roles import Right
from schools.permissions import municipalities_with, offices_of

CHANGES = ("GET", "HEAD", "POST")


@require_safe
def criteria_list(request: HttpRequest) -> HttpResponse:
    """Own versions, the newest first, the common ones, and what ships."""
    require_sight_of_criteria(request.user)
    seen = CriteriaSet.objects.visible_to(request.user).select_related("municipality")
    stored = list(seen.order_by("municipality__name", "key", "-version"))
    own = [one for one in stored if not one.is_common]
    context = {
        "own": own,
        "common": [one for one in stored if one.is_common],
        "shipped": SHIPPED.values(),
        "tabs": list_tabs(request.path, request.user),
        "several": len({one.municipality_id for one in own}) > 1,
        "is_of_office": bool(offices_of(request.user)),
        "is_owner": is_owner(request.user),
    }
    return render(request, "assessments/criteria/list.html", context)


@require_safe
def criteria_shipped(request: HttpRequest, key: str) -> HttpResponse:
    """A set that ships: its rules, and the form of an own copy."""
    require_sight_of_criteria(request.user)
    if key not in SHIPPED:
        raise Http404
    return render(request, "assessments/criteria/set.html", _context(request, SHIPPED[key], None))


@require_safe
def criteria_set(request: HttpRequest, pk: int) -> HttpResponse:
    """One own version: its rules, what it changes, and what can be done with it."""
    stored = stored_criteria(request, pk)
    return render(
        request, "assessments/criteria/set.html", _context(request, stored.criteria, stored)
    )


@require_http_methods(CHANGES)
def criteria_copy(request: HttpRequest) -> HttpResponse:
    """A draft by a shipped set (`from=KEY`) or an own version (`from=ID`)."""
    require_sight_of_criteria(request.user)
    source = _source(request)
    require_making_criteria(request.user)
    form = copy_form(request, source)
    if request.method == "POST":
        made = saved_copy(request, form, source)
        if made is not None:
            return redirect("assessments:criteria_set", made.pk)
    is_common = not municipalities_with(request.user, Right.EDIT_CRITERIA)
    whose = "Общая версия" if is_common else "Своя версия"
    return form_page(request, form, f"{whose}: {source.name}", None)


def copy_form(request: HttpRequest, source: Criteria) -> CopyForm:
    """The form of a draft by `source`."""
    places = municipalities_with(request.user, Right.EDIT_CRITERIA)
    for_all = is_owner(request.user)
    key = key_for_copy(source.key, is_owner=for_all)
    name = f"{source.name} (свои)" if source.key in SHIPPED else source.name
    return CopyForm(
        request.POST or None, municipalities=places, for_all=for_all,
        initial={"name": name, "key": key},
    )  # fmt: skip


def saved_copy(request: HttpRequest, form: CopyForm, source: Criteria) -> CriteriaSet | None:
    """The draft that the form asks for; None where there is something to correct in it."""
    if not form.is_valid():
        return None
    try:
        return actions.draft_criteria(**form.cleaned_data, criteria=source, by=person_of(request))
    except (NotPossible, CriteriaError) as error:
        form.add_error(None, str(error))
        return None


@require_http_methods(CHANGES)
def criteria_details(request: HttpRequest, pk: int) -> HttpResponse:
    """Name, order and years of a draft."""
    stored = _draft(request, pk)
    form = DetailsForm(request.POST or None, initial=details_of(stored))
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_details(
                stored=stored, details=form.details, by=person_of(request), seen=seen_in(request)
            )
        except NotPossible as error:
            form.add_error(None, str(error))
        else:
            return redirect("assessments:criteria_set", pk)
    return form_page(request, form, "Название и приказ", stored)


@require_http_methods(CHANGES)
def criteria_parameters(request: HttpRequest, pk: int) -> HttpResponse:
    """Values of the parameters of a draft."""
    stored = _draft(request, pk)
    form = ParametersForm(request.POST or None, criteria=stored.criteria)
    if request.method == "POST" and form.is_valid():
        rules = {"parameters": form.cleaned_data["parameters"]}
        if _is_saved(request, stored, rules, form):
            return redirect("assessments:criteria_set", pk)
        if seen_in(request) not in ("", stored.mark):
            form.tell_what_stands()
    return form_page(request, form, "Параметры", stored)


@require_http_methods(CHANGES)
def criteria_purpose(request: HttpRequest, pk: int) -> HttpResponse:
    """Whether a draft makes the list, and what it calls its categories where it does not."""
    stored = _draft(request, pk)
    sent = request.POST if request.method == "POST" else None
    form = PurposeForm(sent, criteria=stored.criteria)
    if (
        request.method == "POST"
        and form.is_valid()
        and _is_saved(request, stored, form.rules, form)
    ):
        return redirect("assessments:criteria_set", pk)
    return form_page(request, form, "Назначение и слова", stored)


@require_http_methods(CHANGES)
def criteria_works(request: HttpRequest, pk: int) -> HttpResponse:
    """The works that a draft looks at, by checkboxes."""
    stored = _draft(request, pk)
    sent = request.POST if request.method == "POST" else None
    form = WorksForm(sent, criteria=stored.criteria)
    if request.method == "POST" and form.is_valid():
        rules = form.rules
        is_saved = not rules or _is_saved(request, stored, rules, form)
        if is_saved:
            return redirect("assessments:criteria_set", pk)
    return form_page(request, form, "Учитываемые процедуры", stored)


@require_http_methods(CHANGES)
def criteria_rules(request: HttpRequest, pk: int) -> HttpResponse:
    """The rules of a draft as JSON."""
    stored = _draft(request, pk)
    text = json.dumps(stored.rules, ensure_ascii=False, indent=1)
    form = RulesForm(request.POST or None, initial={"rules": text})
    if (
        request.method == "POST"
        and form.is_valid()
        and _is_saved(request, stored, form.cleaned_data["rules"], form)
    ):
        return redirect("assessments:criteria_set", pk)
    return form_page(request, form, "Правила в JSON", stored)


def stored_criteria(request: HttpRequest, pk: int) -> CriteriaSet:
    """The version, if the person sees it."""
    seen = CriteriaSet.objects.visible_to(request.user).select_related("municipality")
    return get_object_or_404(seen, pk=pk)


def _draft(request: HttpRequest, pk: int) -> CriteriaSet:
    stored = stored_criteria(request, pk)
    require_criteria_draft(request.user, stored)
    return stored


def _source(request: HttpRequest) -> Criteria:
    source = request.GET.get("from", "")
    if source in SHIPPED:
        return SHIPPED[source]
    if not (source.isascii() and source.isdecimal() and len(source) < 10):
        raise Http404
    return stored_criteria(request, int(source)).criteria


def _is_saved(
    request: HttpRequest, stored: CriteriaSet, rules: dict[str, Any], form: forms.Form
) -> bool:
    """Save rules; what is wrong with them stands in the form."""
    foreign = sorted(set(rules) - set(actions.RULES))
    if foreign:
        said = ", ".join(f"«{one[:60]}»" for one in foreign[:5])
        form.add_error(None, f"Здесь не бывает: {said}. Есть: {', '.join(actions.RULES)}.")
        return False
    mistakes = mistakes_of(request, stored, rules)
    for mistake in mistakes:
        form.add_error(None, mistake)
    return not mistakes


def mistakes_of(request: HttpRequest, stored: CriteriaSet, rules: dict[str, Any]) -> list[str]:
    """Save rules of a draft; what is wrong with them, in sentences."""
    try:
        actions.change_rules(
            stored=stored, rules=rules, by=person_of(request), seen=seen_in(request)
        )
    except DefinitionError as error:
        return error.sentences()
    except NotPossible as error:
        return [str(error)]
    return []


def seen_in(request: HttpRequest) -> str:
    """The mark of the draft that the page showed."""
    return request.POST.get("seen", "")


def _context(
    request: HttpRequest, criteria: Criteria, stored: CriteriaSet | None
) -> dict[str, Any]:
    user = request.user
    refusal_to_copy = reason_against(require_making_criteria, user)
    refusal = (
        refusal_to_copy if stored is None
        else reason_against(require_criteria, user, stored.municipality)
    )  # fmt: skip
    may_change = not refusal and stored is not None and stored.is_draft
    return {
        "criteria": criteria,
        "stored": stored,
        "may_change": may_change,
        "may_withdraw": not refusal and stored is not None and stored.state == "published",
        "may_copy": not refusal_to_copy and not may_change,
        "refusal": refusal,
        "source": stored.pk if stored else criteria.key,
        "made_by": source_of(stored) if stored else None,
        "lines": [
            (line, criteria.words.heading(line.category) if line.category else "")
            for line in outline(criteria)
        ],
        "parameters": [
            (SETTINGS[name].title, SETTINGS[name].shown(value))
            for name, value in criteria.parameters.items()
        ],
        "works": criteria.works_by_name(),
        "differences": differences_of(stored) if stored else [],
        "wrong": contradictions(criteria) if may_change else [],
    }


def differences_of(stored: CriteriaSet) -> list[Difference]:
    """What the version changes against the one before it, or what it was copied from."""
    base = base_of_version(stored)
    return differences(base, stored.criteria) if base else []


def form_page(
    request: HttpRequest, form: forms.Form, title: str, stored: CriteriaSet | None
) -> HttpResponse:
    """A page of one form of criteria."""
    context = {"form": form, "title": title, "stored": stored}
    return render(
        request, "assessments/criteria/form.html", context, status=422 if form.errors else 200
    )
