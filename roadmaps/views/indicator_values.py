"""Forms about one year of an indicator, and about how its target is read."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import person_of
from core.web.refusals import NotPossible
from roadmaps.actions.indicators.recording import value_mark
from roadmaps.actions.indicators.values import (
    change_target,
    choose_reading,
    remove_actual,
    set_actual,
)
from roadmaps.forms.indicators import ActualForm, TargetForm
from roadmaps.forms.plan_years import EARLIEST_YEAR, LATEST_YEAR
from roadmaps.models import Indicator
from roadmaps.permissions.indicators import require_actuals, require_target_change
from roadmaps.queries.indicators import YearView, indicator_view, year_view
from roadmaps.views.indicators import visible_indicator

ACTUAL = "roadmaps/indicators/actual.html"
TARGET = "roadmaps/indicators/target.html"


@require_http_methods(["GET", "HEAD", "POST"])
def actual(request: HttpRequest, roadmap_pk: int, pk: int, year: int) -> HttpResponse:
    """Enter what was reached in a year."""
    found, seen = _year(request, roadmap_pk, pk, year)
    require_actuals(request.user, found.roadmap)
    data = request.POST.copy() if request.method == "POST" else None
    form = ActualForm(data, year=seen, unit=found.unit, mark=value_mark(seen.value))
    if data is not None and form.is_valid():
        said = form.cleaned_data
        try:
            set_actual(
                indicator=found,
                year=year,
                by=person_of(request),
                actual=said["actual"],
                reference=said.get("reference"),
                source=said["source"],
                note=said["note"],
                seen=said["seen"],
            )
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
            data["seen"] = value_mark(seen.value)
        else:
            messages.success(request, f"Факт за {year}\u00a0год внесён.")
            return redirect("roadmaps:indicator", roadmap_pk, pk)
    return _page(request, ACTUAL, found, seen, form)


@require_POST
def remove(request: HttpRequest, roadmap_pk: int, pk: int, year: int) -> HttpResponse:
    """Take the value of a year away."""
    found, _ = _year(request, roadmap_pk, pk, year)
    seen = request.POST.get("seen", "")
    try:
        remove_actual(indicator=found, year=year, by=person_of(request), seen=seen)
    except NotPossible as refusal:
        messages.error(request, str(refusal))
        return redirect("roadmaps:indicator_actual", roadmap_pk, pk, year)
    messages.success(request, f"Факт за {year}\u00a0год удалён: данных нет.")
    return redirect("roadmaps:indicator", roadmap_pk, pk)


@require_http_methods(["GET", "HEAD", "POST"])
def target(request: HttpRequest, roadmap_pk: int, pk: int, year: int) -> HttpResponse:
    """Set another target for a year; the earlier ones are kept."""
    found, seen = _year(request, roadmap_pk, pk, year)
    require_target_change(request.user, found.roadmap)
    form = TargetForm(request.POST or None, needs_order=found.roadmap.is_frozen)
    if request.method == "POST" and form.is_valid():
        try:
            change_target(indicator=found, year=year, by=person_of(request), **form.cleaned_data)
        except NotPossible as refusal:
            form.add_error("target", str(refusal))
        else:
            messages.success(request, f"Цель на {year}\u00a0год изменена, прежняя сохранена.")
            return redirect("roadmaps:indicator", roadmap_pk, pk)
    return _page(request, TARGET, found, seen, form)


@require_POST
def reading(request: HttpRequest, roadmap_pk: int, pk: int) -> HttpResponse:
    """Say how the target's words are meant."""
    found = visible_indicator(request, roadmap_pk, pk)
    try:
        choose_reading(indicator=found, by=person_of(request), key=request.POST.get("reading", ""))
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Прочтение цели сохранено, слова плана остались как были.")
    return redirect("roadmaps:indicator", roadmap_pk, pk)


def _year(request: HttpRequest, roadmap_pk: int, pk: int, year: int) -> tuple[Indicator, YearView]:
    found = visible_indicator(request, roadmap_pk, pk)
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise Http404
    return found, year_view(found, year)


def _page(
    request: HttpRequest, template: str, found: Indicator, seen: YearView, form: Any
) -> HttpResponse:
    context = {
        "roadmap": found.roadmap,
        "indicator": found,
        "view": indicator_view(found),
        "year": seen,
        "form": form,
        "mark": value_mark(seen.value),
    }
    status = 422 if form.errors else 200
    return render(request, template, context, status=status)
