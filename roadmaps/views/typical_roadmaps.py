"""Typical roadmaps of the office: the list, keeping one from a plan, renaming, removing."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import person_of
from core.values.wording import quoted
from core.web.refusals import NotPossible
from roadmaps.actions.templates import remove_template, rename_template, save_as_template
from roadmaps.domain.new_year.years import without_years
from roadmaps.forms.new_year import TemplateForm, TemplateNameForm
from roadmaps.models import Roadmap
from roadmaps.permissions.plans import require_editor, require_templates
from roadmaps.queries.new_year.templates import template_lines
from roadmaps.views.plans import visible_roadmap


@require_safe
def templates(request: HttpRequest) -> HttpResponse:
    """All typical roadmaps that the person sees."""
    require_templates(request.user)
    lines = template_lines(request.user)
    context = {
        "lines": lines,
        "several_offices": len({line.roadmap.municipality_id for line in lines}) > 1,
    }
    return render(request, "roadmaps/typical/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def save(request: HttpRequest, pk: int) -> HttpResponse:
    """«Сохранить как типовую»: the name, then the typical roadmap."""
    plan = visible_roadmap(request, pk)
    require_editor(request.user, plan.municipality)
    if plan.is_without_work or plan.is_of_school:
        return redirect("roadmaps:roadmap", pk)
    form = TemplateForm(request.POST or None, initial={"title": without_years(plan.title)})
    if request.method == "POST" and form.is_valid():
        name, press = form.cleaned_data["title"], form.cleaned_data["press"]
        try:
            made = save_as_template(roadmap=plan, by=person_of(request), name=name, press=press)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Сохранена типовая дорожная карта {quoted(made.title)}.")
            return redirect("roadmaps:templates")
    context = {"roadmap": plan, "form": form}
    status = 422 if form.errors else 200
    return render(request, "roadmaps/typical/save.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def rename(request: HttpRequest, pk: int) -> HttpResponse:
    """Another name."""
    template = visible_template(request, pk)
    require_editor(request.user, template.municipality)
    opened = {"title": template.title, "seen": template.title}
    form = TemplateNameForm(request.POST or None, initial=opened)
    if request.method == "POST" and form.is_valid():
        name, seen = form.cleaned_data["title"], form.cleaned_data["seen"]
        try:
            rename_template(template=template, by=person_of(request), name=name, seen=seen)
        except NotPossible as refusal:
            form = TemplateNameForm({"title": name, "seen": template.title})
            form.add_error(None, f"{refusal} Сейчас: {quoted(template.title)}.")
        else:
            messages.success(request, f"Новое название: {quoted(name)}.")
            return redirect("roadmaps:templates")
    context = {"roadmap": template, "form": form}
    status = 422 if form.errors else 200
    return render(request, "roadmaps/typical/rename.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask once, then take it away."""
    template = visible_template(request, pk)
    require_editor(request.user, template.municipality)
    if request.method == "POST":
        remove_template(template=template, by=person_of(request))
        words = f"Типовая дорожная карта {quoted(template.title)} убрана."
        messages.success(request, f"{words} Планы, составленные по ней, остались.")
        return redirect("roadmaps:templates")
    plans = Roadmap.objects.plans().filter(carried_from=template).count()
    return render(request, "roadmaps/typical/remove.html", {"roadmap": template, "plans": plans})


def visible_template(request: HttpRequest, pk: int) -> Roadmap:
    """The typical roadmap where the person sees it."""
    visible = Roadmap.objects.templates(request.user)
    return get_object_or_404(visible.select_related("municipality__region"), pk=pk)
