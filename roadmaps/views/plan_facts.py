"""What a plan as a whole says: title, goal, years with what moves by them, abbreviations."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from accounts.requests import person_of
from roadmaps.actions.calendars.moving import SeenOtherwise
from roadmaps.actions.editing.facts import edit_abbreviations, edit_facts, facts_of
from roadmaps.actions.meanwhile import ChangedMeanwhile
from roadmaps.forms.plan_texts import AbbreviationsForm, FactsForm, lines_of
from roadmaps.models import Roadmap
from roadmaps.queries.conflicts import (
    Conflict,
    conflict_in_plan,
    conflict_of_abbreviations,
)
from roadmaps.queries.plan_text_pages import abbreviation_lines
from roadmaps.queries.plan_years import preview_of_years
from roadmaps.views.plan_texts import editable_plan, to_texts

ACTIVITIES_SHOWN = 100


@require_http_methods(["GET", "HEAD", "POST"])
def facts(request: HttpRequest, pk: int) -> HttpResponse:
    """Title, goal and years; before dates move, the page shows which."""
    roadmap = editable_plan(request, pk)
    opened = facts_of(roadmap)
    form = FactsForm(request.POST or None, initial=opened, opened=opened)
    if request.method != "POST" or not form.is_valid() or "back" in request.POST:
        return _facts_page(request, roadmap, form)
    expected, values = form.cleaned_data["opened"], form.values()
    seen = request.POST.get("seen", "")
    try:
        change = edit_facts(
            roadmap=roadmap, values=values, expected=expected, by=person_of(request), seen=seen
        )
    except ChangedMeanwhile as change_by_other:
        current = change_by_other.current
        shown = FactsForm(initial=change_by_other.merged(values, expected), opened=current)
        step = {"plan": roadmap.pk}
        conflict = conflict_in_plan(roadmap, "facts", step, expected, current, values)
        return _facts_page(request, roadmap, shown, conflict, status=409)
    except SeenOtherwise as refusal:
        return _years_page(request, roadmap, values, str(refusal) if seen else "")
    messages.success(request, f"{change.summary}." if change else "Ничего не изменено.")
    return to_texts(roadmap, "facts")


@require_http_methods(["GET", "HEAD", "POST"])
def abbreviations(request: HttpRequest, pk: int) -> HttpResponse:
    """All abbreviations of the plan in one field."""
    roadmap = editable_plan(request, pk)
    form = _abbreviations_form(roadmap.abbreviations, roadmap.abbreviations, request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _abbreviations_page(request, roadmap, form)
    expected, values = form.cleaned_data["opened"], form.cleaned_data["lines"]
    try:
        change = edit_abbreviations(
            roadmap=roadmap, values=values, expected=expected, by=person_of(request)
        )
    except ChangedMeanwhile as change_by_other:
        current = change_by_other.current
        merged = change_by_other.merged_entries(values, expected)
        conflict = conflict_of_abbreviations(roadmap, expected, current, values)
        shown = _abbreviations_form(merged, current)
        return _abbreviations_page(request, roadmap, shown, conflict, status=409)
    messages.success(request, f"{change.summary}." if change else "Ничего не изменено.")
    return to_texts(roadmap, "abbreviations")


def _facts_page(
    request: HttpRequest,
    roadmap: Roadmap,
    form: FactsForm,
    conflict: Conflict | None = None,
    status: int = 0,
) -> HttpResponse:
    context = {"roadmap": roadmap, "form": form, "conflict": conflict}
    status = status or (422 if form.errors else 200)
    return render(request, "roadmaps/texts/facts.html", context, status=status)


def _years_page(
    request: HttpRequest, roadmap: Roadmap, values: dict[str, Any], warning: str
) -> HttpResponse:
    preview = preview_of_years(roadmap, values)
    kept = [
        (name, value)
        for name, value in request.POST.items()
        if name not in ("csrfmiddlewaretoken", "seen")
    ]
    context = {
        "roadmap": roadmap,
        "preview": preview,
        "shown": preview.activities[:ACTIVITIES_SHOWN],
        "more": max(len(preview.activities) - ACTIVITIES_SHOWN, 0),
        "kept": kept,
        "warning": warning,
    }
    return render(request, "roadmaps/texts/years.html", context, status=422 if warning else 200)


def _abbreviations_form(
    shown: dict[str, str], opened: dict[str, str], data: Any = None
) -> AbbreviationsForm:
    lines = lines_of(abbreviation_lines(shown))
    return AbbreviationsForm(data, initial={"lines": lines}, opened=opened)


def _abbreviations_page(
    request: HttpRequest,
    roadmap: Roadmap,
    form: AbbreviationsForm,
    conflict: Conflict | None = None,
    status: int = 0,
) -> HttpResponse:
    context = {"roadmap": roadmap, "form": form, "conflict": conflict}
    status = status or (422 if form.errors else 200)
    return render(request, "roadmaps/texts/abbreviations.html", context, status=status)
