"""Single lines of the rules of a draft: changed, joined, negated, removed, added."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from assessments.domain.criteria import CriteriaError
from assessments.domain.criteria.editing import (
    PREDICATE_TITLES,
    Json,
    extended,
    grouped,
    negated,
    node_at,
    outline,
    predicate_node,
    removed,
    replaced,
)
from assessments.forms.criteria_lines import (
    ChooseCategoryForm,
    ChoosePredicateForm,
    GroupForm,
    PredicateForm,
)
from assessments.models import CriteriaSet
from assessments.permissions import require_criteria_draft
from assessments.views.criteria import mistakes_of

CHANGES = ("GET", "HEAD", "POST")


@require_http_methods(CHANGES)
def criteria_line(request: HttpRequest, pk: int, path: str) -> HttpResponse:
    """One line: its values, how it is joined, its opposite, its end."""
    stored = _draft(request, pk)
    node = _node(request, stored, path)
    if node is None:
        return redirect("assessments:criteria_set", pk)
    name = next(iter(node))
    change = request.POST.get("change", "")
    values = None
    if name in PREDICATE_TITLES:
        sent = request.POST if change == "values" else None
        values = PredicateForm(sent, predicate=name, criteria=stored.criteria, said=node[name])
    group = GroupForm(
        request.POST if change == "group" else None, node=node, criteria=stored.criteria
    )
    mistakes: list[str] = []
    if request.method == "POST":
        make = _change(change, path, name, values, group)
        if make is not None:
            mistakes = _mistakes(request, stored, make)
            if not mistakes:
                return redirect("assessments:criteria_set", pk)
    line = next(
        one for one in outline(stored.criteria) if one.path == path
    )  # fmt: skip
    context = {
        "stored": stored, "path": path, "words": line.words,
        "category": stored.criteria.words.heading(line.category) if line.category else "",
        "predicate_form": values,
        "group_form": group, "choose_form": ChoosePredicateForm(), "mistakes": mistakes,
    }  # fmt: skip
    status = 422 if request.method == "POST" else 200
    return render(request, "assessments/criteria/line.html", context, status=status)


@require_http_methods(CHANGES)
def criteria_add(request: HttpRequest, pk: int, path: str) -> HttpResponse:
    """A condition beside or under a line; the address says which (`predicate=share`)."""
    stored = _draft(request, pk)
    if _node(request, stored, path) is None:
        return redirect("assessments:criteria_set", pk)

    def make(part: Json) -> list[Json]:
        return replaced(stored.rules["categories"], path, lambda node: extended(node, part))

    return _with_predicate(request, stored, make)


@require_http_methods(CHANGES)
def criteria_category(request: HttpRequest, pk: int) -> HttpResponse:
    """A category after the others: which one, its first condition, then its values."""
    stored = _draft(request, pk)
    asked = ChooseCategoryForm(request.GET or None, criteria=stored.criteria)
    if not asked.is_valid():
        return _page(request, stored, asked, "Добавить категорию", "get")
    category = asked.cleaned_data["category"]

    def make(part: Json) -> list[Json]:
        return [*stored.rules["categories"], {"category": category, "rule": part}]

    return _with_predicate(request, stored, make)


def _with_predicate(
    request: HttpRequest, stored: CriteriaSet, make: Callable[[Json], list[Json]]
) -> HttpResponse:
    name = request.GET.get("predicate", "")
    if name not in PREDICATE_TITLES:
        raise Http404
    form = PredicateForm(request.POST or None, predicate=name, criteria=stored.criteria)
    if request.method == "POST" and form.is_valid():
        mistakes = _mistakes(
            request, stored, lambda _: make(predicate_node(name, form.cleaned_data))
        )
        if not mistakes:
            return redirect("assessments:criteria_set", stored.pk)
        for mistake in mistakes:
            form.add_error(None, mistake)
    return _page(request, stored, form, f"Условие: {PREDICATE_TITLES[name]}", "post")


def _page(
    request: HttpRequest, stored: CriteriaSet, form: forms.Form, title: str, method: str
) -> HttpResponse:
    context = {"form": form, "title": title, "stored": stored, "method": method}
    status = 422 if request.method == "POST" else 200
    return render(request, "assessments/criteria/form.html", context, status=status)


def _change(
    change: str, path: str, name: str, values: PredicateForm | None, group: GroupForm
) -> Callable[[list[Json]], list[Json]] | None:
    """What the button asks of the categories; None where the form has mistakes."""
    if change == "remove":
        return lambda categories: removed(categories, path)
    if change == "negate":
        return lambda categories: replaced(categories, path, negated)
    if change == "group" and group.is_valid():
        said = group.cleaned_data
        return lambda categories: replaced(
            categories, path,
            lambda node: grouped(node, said["how"], said["number"] or 1, said["of"] or 1),
        )  # fmt: skip
    if change == "values" and values is not None and values.is_valid():
        typed: dict[str, Any] = values.cleaned_data
        return lambda categories: replaced(categories, path, lambda _: predicate_node(name, typed))
    return None


def _mistakes(
    request: HttpRequest, stored: CriteriaSet, make: Callable[[list[Json]], list[Json]]
) -> list[str]:
    """Save the changed categories; what is wrong with them, in sentences."""
    try:
        categories = make(stored.rules["categories"])
    except CriteriaError as error:
        return [str(error)]
    return mistakes_of(request, stored, {"categories": categories})


def _draft(request: HttpRequest, pk: int) -> CriteriaSet:
    seen = CriteriaSet.objects.visible_to(request.user).select_related("municipality")
    stored = get_object_or_404(seen, pk=pk)
    require_criteria_draft(request.user, stored)
    return stored


def _node(request: HttpRequest, stored: CriteriaSet, path: str) -> Json | None:
    """The line; where others have taken it away meanwhile, None after a word about it."""
    try:
        return node_at(stored.rules["categories"], path)
    except CriteriaError as error:
        messages.warning(request, str(error))
        return None
