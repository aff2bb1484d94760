"""How an indicator is computed from the results, and the computed figures that wait."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import person_of
from assessments.domain.measure_wording import proposed_measure
from assessments.domain.subjects import ALL
from assessments.queries.named_measures import subjects_with_results
from core.values.wording import NBSP, counted
from core.web.refusals import NotPossible
from roadmaps.actions.indicators.computing import (
    choose_measure,
    compute_actual,
    decline_offer,
    drop_measure,
    measure_mark,
    refresh_offers,
)
from roadmaps.forms.indicators import MeasureForm
from roadmaps.permissions.indicators import require_actuals
from roadmaps.queries.indicator_figures import academic_year_of, measure_of
from roadmaps.views.indicators import visible_indicator


@require_http_methods(["GET", "HEAD", "POST"])
def measure(request: HttpRequest, roadmap_pk: int, pk: int) -> HttpResponse:
    """Say which measure of the results the indicator is; its words make the first proposal."""
    found = visible_indicator(request, roadmap_pk, pk)
    require_actuals(request.user, found.roadmap)
    held = measure_of(found)
    proposal = None if held else proposed_measure(found.name, found.unit)
    choice = held.measure_choice if held else proposal.choice if proposal else None
    data = request.POST.copy() if request.method == "POST" else None
    form = MeasureForm(
        data,
        choice=choice,
        subjects=subjects_with_results(found.roadmap.municipality_id) or ALL,
        unit=found.unit,
        mark=measure_mark(held),
        is_of_school=found.roadmap.school_id is not None,
    )
    if data is not None and form.is_valid():
        try:
            choose_measure(
                indicator=found,
                by=person_of(request),
                choice=form.choice,
                seen=form.cleaned_data["seen"],
            )
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
            data["seen"] = measure_mark(held)
        else:
            messages.success(request, "Способ расчёта сохранён.")
            return redirect("roadmaps:indicator", roadmap_pk, pk)
    context = {
        "roadmap": found.roadmap,
        "indicator": found,
        "form": form,
        "held": held,
        "proposal": proposal,
        "academic_year": academic_year_of(found.roadmap.last_year),
    }
    status = 422 if form.errors else 200
    return render(request, "roadmaps/indicators/measure.html", context, status=status)


@require_POST
def drop(request: HttpRequest, roadmap_pk: int, pk: int) -> HttpResponse:
    """Compute the indicator no more."""
    found = visible_indicator(request, roadmap_pk, pk)
    drop_measure(indicator=found, by=person_of(request))
    messages.success(request, "Портал больше не считает показатель. Принятые значения остались.")
    return redirect("roadmaps:indicator", roadmap_pk, pk)


@require_POST
def refresh(request: HttpRequest, roadmap_pk: int, pk: int) -> HttpResponse:
    """Compute again now."""
    found = visible_indicator(request, roadmap_pk, pk)
    try:
        news = refresh_offers(indicator=found, by=person_of(request))
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    else:
        said = counted(news, "новое значение", "новых значения", "новых значений")
        messages.success(request, f"Посчитано: {said}." if news else "Посчитано: нового нет.")
    return redirect("roadmaps:indicator", roadmap_pk, pk)


@require_POST
def take(request: HttpRequest, roadmap_pk: int, pk: int, year: int) -> HttpResponse:
    """Take the computed figure of a year as the actual."""
    found = visible_indicator(request, roadmap_pk, pk)
    by = person_of(request)
    try:
        compute_actual(
            indicator=found,
            year=year,
            by=by,
            digest=request.POST.get("digest", ""),
            seen=request.POST.get("seen", ""),
        )
    except NotPossible as refusal:
        messages.error(request, str(refusal))
        if measure_of(found):
            refresh_offers(indicator=found, by=by)
    else:
        messages.success(request, f"Посчитанное значение принято: факт за {year}{NBSP}год.")
    return redirect("roadmaps:indicator", roadmap_pk, pk)


@require_POST
def decline(request: HttpRequest, roadmap_pk: int, pk: int, year: int) -> HttpResponse:
    """Leave the computed figure of a year out."""
    found = visible_indicator(request, roadmap_pk, pk)
    decline_offer(
        indicator=found,
        year=year,
        by=person_of(request),
        digest=request.POST.get("digest", ""),
    )
    messages.success(
        request, "Посчитанное не принято. Портал предложит снова, если изменятся данные."
    )
    return redirect("roadmaps:indicator", roadmap_pk, pk)
