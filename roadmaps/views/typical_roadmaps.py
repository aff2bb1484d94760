"""Typical roadmaps of the office: the list, keeping one, opening it to schools, renaming."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import person_of
from core.values.wording import quoted
from core.web.ids import read_id
from core.web.refusals import NotPossible
from roadmaps.actions.templates import (
    remove_template,
    rename_template,
    save_as_template,
    set_for_schools,
)
from roadmaps.forms.new_year import TemplateForm, TemplateNameForm
from roadmaps.models import Roadmap
from roadmaps.permissions.plans import require_editor, require_templates
from roadmaps.queries.new_year.impersonal import texts_taken_out, title_of_template
from roadmaps.queries.new_year.templates import schools_for_templates, template_lines
from roadmaps.views.plans import visible_roadmap


@require_safe
def templates(request: HttpRequest) -> HttpResponse:
    """All typical roadmaps that the person sees; `?school=` says for which school."""
    require_templates(request.user)
    lines = template_lines(request.user)
    schools = schools_for_templates(request.user)
    asked = read_id(request.GET.get("school"))
    chosen = next((one for one in schools if one.pk == asked), schools[0] if schools else None)
    context = {
        "lines": lines,
        "is_office": any(line.is_office for line in lines) or not schools,
        "schools": schools,
        "chosen": chosen,
        "several_offices": len({line.roadmap.municipality_id for line in lines}) > 1,
    }
    return render(request, "roadmaps/typical/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def save(request: HttpRequest, pk: int) -> HttpResponse:
    """«Сохранить как типовую»: the name, then the typical roadmap."""
    plan = visible_roadmap(request, pk)
    require_editor(request.user, plan.municipality)
    if plan.is_without_work:
        return redirect("roadmaps:roadmap", pk)
    initial = {"title": title_of_template(plan), "for_schools": plan.is_of_school}
    form = TemplateForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        name, press = form.cleaned_data["title"], form.cleaned_data["press"]
        try:
            made = save_as_template(
                roadmap=plan, by=person_of(request), name=name, press=press,
                for_schools=form.cleaned_data["for_schools"],
            )  # fmt: skip
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Сохранена типовая дорожная карта {quoted(made.title)}.")
            return redirect("roadmaps:templates")
    taken_out = texts_taken_out(plan) if plan.is_of_school else []
    context = {"roadmap": plan, "form": form, "taken_out": taken_out}
    status = 422 if form.errors else 200
    return render(request, "roadmaps/typical/save.html", context, status=status)


@require_POST
def for_schools(request: HttpRequest, pk: int) -> HttpResponse:
    """Open it to schools, or close it to them again."""
    template = visible_template(request, pk)
    require_editor(request.user, template.municipality)
    is_open = request.POST.get("for_schools") == "yes"
    try:
        set_for_schools(template=template, by=person_of(request), for_schools=is_open)
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    else:
        who = "видят школы" if is_open else "видит только управление"
        messages.success(request, f"{quoted(template.title)}: теперь типовую {who}.")
    return redirect("roadmaps:templates")


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
