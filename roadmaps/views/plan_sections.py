"""The sections of a plan: one page for what can be done to a section, one for a new one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import is_fragment, person_of
from core.web.ids import read_id
from core.web.refusals import NotPossible
from roadmaps.actions.editing.sections import (
    add_section,
    delete_section,
    edit_section,
    move_section,
    places_for,
)
from roadmaps.domain.outline import OUTSIDE, NoSuchPlace, Side, Target, read_target
from roadmaps.forms.sections import PlaceForm, SectionForm, opened_section
from roadmaps.models import PlanChange, Section
from roadmaps.permissions.plans import require_edit
from roadmaps.queries.outlines import section_choices, section_words
from roadmaps.views.plan_rows import refused, said_answer, sent_target
from roadmaps.views.plans import visible_roadmap


@require_http_methods(["GET", "HEAD", "POST"])
def section(request: HttpRequest, roadmap_pk: int, pk: int) -> HttpResponse:
    """«Раздел…»: its name, its place, new ones beside it, deleting it."""
    one = _section(request, roadmap_pk, pk)
    form = SectionForm(request.POST or None, initial=opened_section(one))
    if request.method == "POST" and form.is_valid():
        expected = form.cleaned_data.pop("opened")
        try:
            edit_section(section=one, expected=expected, by=person_of(request), **form.cleaned_data)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
            one.refresh_from_db()
            form.data = {**request.POST.dict(), "opened": opened_section(one)["opened"]}
        else:
            messages.success(request, "Раздел сохранён.")
            return _to_plan(one.roadmap_id, pk)
    among = places_for(one)
    context = {
        "roadmap": one.roadmap,
        "section": one,
        "form": form,
        "places": _places(one, among),
        "rows": one.activities.count(),
        "rows_to": section_choices(one.roadmap, Side.END, among=among),
        "after": str(Target(Side.AFTER, pk)),
        "inside": str(Target(Side.END, pk)),
    }
    status = 422 if form.errors else 200
    return render(request, "roadmaps/section.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, roadmap_pk: int) -> HttpResponse:
    """A new section at the place that the address names, by default the last."""
    roadmap = visible_roadmap(request, roadmap_pk)
    require_edit(request.user, roadmap)
    target = _target(request)
    form = SectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("number", "title", "kind")}
        try:
            made = add_section(roadmap=roadmap, target=target, by=person_of(request), **values)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Раздел добавлен.")
            return _to_plan(roadmap_pk, made.pk)
    beside = roadmap.sections.filter(pk=target.id).first()
    context = {
        "roadmap": roadmap,
        "form": form,
        "beside": section_words(beside) if beside else "",
        "is_inside": target.side in (Side.START, Side.END),
    }
    return render(request, "roadmaps/section_add.html", context, status=422 if form.errors else 200)


@require_POST
def move(request: HttpRequest, roadmap_pk: int, pk: int) -> HttpResponse:
    """Move a section with all that it holds."""
    one = _section(request, roadmap_pk, pk)
    try:
        change = move_section(section=one, target=sent_target(request), by=person_of(request))
    except NotPossible as refusal:
        return refused(request, str(refusal), "roadmaps:section", roadmap_pk, pk)
    return _answer(request, roadmap_pk, change, "Раздел уже стоит там.", pk)


@require_POST
def delete(request: HttpRequest, roadmap_pk: int, pk: int) -> HttpResponse:
    """Delete a heading; its rows go where the person says."""
    one = _section(request, roadmap_pk, pk)
    sent = request.POST.get("rows_to", "")
    try:
        rows_to = read_target(sent).id if sent else None
        change = delete_section(section=one, rows_to=rows_to, by=person_of(request))
    except (NotPossible, NoSuchPlace) as refusal:
        words = str(refusal) if isinstance(refusal, NotPossible) else "Выберите раздел из списка."
        return refused(request, words, "roadmaps:section", roadmap_pk, pk)
    return _answer(request, roadmap_pk, change, "", None)


def _section(request: HttpRequest, roadmap_pk: int, pk: int) -> Section:
    visible = Section.objects.visible_to(request.user).filter(roadmap=roadmap_pk)
    one = get_object_or_404(visible.select_related("roadmap__municipality__region"), pk=pk)
    require_edit(request.user, one.roadmap)
    return one


def _places(one: Section, among: list[int]) -> PlaceForm:
    """Beside each other section, or inside it."""
    roadmap = one.roadmap
    choices = []
    for side, words in ((Side.BEFORE, "перед: "), (Side.AFTER, "после: "), (Side.END, "внутрь: ")):
        for choice in section_choices(roadmap, side, among=among):
            if not choice.value.endswith(f":{OUTSIDE}"):
                choices.append(type(choice)(choice.value, words + choice.words.strip()))
    return PlaceForm(places=choices, label="Переместить раздел")


def _target(request: HttpRequest) -> Target:
    """The place that the form or the address names; the last of the outermost level."""
    sent = request.POST.get("target") or request.GET.get("target", "")
    try:
        return read_target(sent)
    except NoSuchPlace:
        return Target(Side.END, read_id(None))


def _answer(
    request: HttpRequest, roadmap_pk: int, change: PlanChange | None, otherwise: str, pk: int | None
) -> HttpResponse:
    if is_fragment(request):
        return said_answer(request, change, otherwise)
    messages.success(request, f"{change.summary}." if change else otherwise)
    return _to_plan(roadmap_pk, pk)


def _to_plan(roadmap_pk: int, section_pk: int | None) -> HttpResponse:
    place = f"#section-{section_pk}" if section_pk else ""
    return redirect(reverse("roadmaps:roadmap", args=[roadmap_pk]) + place)
