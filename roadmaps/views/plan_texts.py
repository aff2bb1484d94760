"""«Сведения и тексты плана»: what a plan says beside its rows, changed by those who keep it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import person_of
from core.web.refusals import NotPossible
from roadmaps.actions.editing.texts import add_text, delete_text, edit_text, move_text
from roadmaps.actions.meanwhile import ChangedMeanwhile
from roadmaps.forms.plan_texts import FORMS, WHOLE, WordsForm
from roadmaps.models import PlanChange, Roadmap
from roadmaps.permissions.plans import require_edit
from roadmaps.queries.conflicts import conflict_in_plan
from roadmaps.queries.labels import HEADINGS
from roadmaps.queries.plan_changes import last_of_texts
from roadmaps.queries.plan_lists import PLAN_LISTS, PlanList
from roadmaps.queries.plan_text_pages import abbreviation_lines, text_lists
from roadmaps.views.plan_rows import sent_target
from roadmaps.views.plans import visible_roadmap


@require_safe
def texts(request: HttpRequest, pk: int) -> HttpResponse:
    """All texts of the plan, each with what can be done to it."""
    roadmap = editable_plan(request, pk)
    context = {
        "roadmap": roadmap,
        "lists": text_lists(roadmap),
        "abbreviations": abbreviation_lines(roadmap.abbreviations),
        "last": last_of_texts(roadmap),
    }
    return render(request, "roadmaps/texts/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, roadmap_pk: int, kind: str) -> HttpResponse:
    """A new text of one list."""
    roadmap, of = editable_plan(request, roadmap_pk), _list(kind)
    form = FORMS[kind](request.POST or None, opened={})
    if request.method == "POST" and form.is_valid():
        pk = add_text(roadmap=roadmap, kind=kind, values=form.values(), by=person_of(request))
        messages.success(request, f"Добавлена {of.item}.")
        return to_texts(roadmap, f"{kind}-{pk}")
    return _form_page(request, roadmap, of, form)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, roadmap_pk: int, kind: str, pk: int) -> HttpResponse:
    """One text; what another person wrote meanwhile is shown, never overwritten unseen."""
    roadmap, of = editable_plan(request, roadmap_pk), _list(kind)
    one = of.of(roadmap).filter(pk=pk).first()
    if one is None and request.method != "POST":
        raise Http404
    opened = of.values_of(one) if one else {}
    form = FORMS[kind](request.POST or None, initial=opened, opened=opened)
    if request.method != "POST" or not form.is_valid():
        return _form_page(request, roadmap, of, form, pk=pk)
    expected, values = form.cleaned_data["opened"], form.values()
    asked: dict[str, Any] = {"roadmap": roadmap, "kind": kind, "pk": pk, "by": person_of(request)}
    try:
        change = edit_text(**asked, values=values, expected=expected, whole=form.is_whole)
    except ChangedMeanwhile as change_by_other:
        current = change_by_other.current
        merged = {**change_by_other.merged(values, expected), WHOLE: form.is_whole}
        shown = FORMS[kind](initial=merged, opened=current)
        step = {"list": kind, "text": pk}
        conflict = conflict_in_plan(roadmap, kind, step, expected, current, values)
        return _form_page(request, roadmap, of, shown, pk=pk, conflict=conflict, status=409)
    except NotPossible as refusal:
        form.add_error(None, str(refusal))
        return _form_page(request, roadmap, of, form)
    _say(request, change, "Ничего не изменено.")
    return to_texts(roadmap, f"{kind}-{pk}")


@require_POST
def move(request: HttpRequest, roadmap_pk: int, kind: str, pk: int) -> HttpResponse:
    """Move a text, or all tasks of a direction, beside another."""
    roadmap, _ = editable_plan(request, roadmap_pk), _list(kind)
    try:
        target = sent_target(request)
        change = move_text(roadmap=roadmap, kind=kind, pk=pk, target=target, by=person_of(request))
    except NotPossible as refusal:
        messages.error(request, str(refusal))
        return to_texts(roadmap, kind)
    _say(request, change, "Текст уже стоит там.")
    return to_texts(roadmap, f"{kind}-{pk}")


@require_POST
def delete(request: HttpRequest, roadmap_pk: int, kind: str, pk: int) -> HttpResponse:
    """Take a text out of the plan."""
    roadmap, _ = editable_plan(request, roadmap_pk), _list(kind)
    seen = request.POST.get("seen", "")
    try:
        change = delete_text(roadmap=roadmap, kind=kind, pk=pk, seen=seen, by=person_of(request))
    except NotPossible as refusal:
        messages.error(request, str(refusal))
        return to_texts(roadmap, f"{kind}-{pk}")
    _say(request, change, "Этого текста в плане уже нет.")
    return to_texts(roadmap, kind)


def editable_plan(request: HttpRequest, pk: int) -> Roadmap:
    """The plan whose words the person may change now; Refusal where not."""
    roadmap = visible_roadmap(request, pk)
    require_edit(request.user, roadmap)
    return roadmap


def to_texts(roadmap: Roadmap, anchor: str) -> HttpResponse:
    """Back to the place of the page."""
    return redirect(f"{reverse('roadmaps:texts', args=[roadmap.pk])}#{anchor}")


def _list(kind: str) -> PlanList:
    if kind not in PLAN_LISTS:
        raise Http404
    return PLAN_LISTS[kind]


def _say(request: HttpRequest, change: PlanChange | None, otherwise: str) -> None:
    messages.success(request, f"{change.summary}." if change else otherwise)


def _form_page(
    request: HttpRequest,
    roadmap: Roadmap,
    of: PlanList,
    form: WordsForm,
    *,
    status: int = 0,
    **more: Any,
) -> HttpResponse:
    context = {
        "roadmap": roadmap,
        "form": form,
        "kind": of.name,
        "item": of.item,
        "added": of.added,
        "list_heading": HEADINGS[of.name],
        **more,
    }
    status = status or (422 if form.errors else 200)
    return render(request, "roadmaps/texts/form.html", context, status=status)
