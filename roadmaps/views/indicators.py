"""Target indicators of a plan: the table by years, one indicator, its words."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import person_of
from core.web.drawings import Drawing, drawing_of
from core.web.refusals import NotPossible
from roadmaps.actions.indicators.recording import value_mark
from roadmaps.actions.indicators.texts import (
    IndicatorWords,
    add_indicator,
    delete_indicator,
    edit_indicator,
)
from roadmaps.forms.indicators import PlanIndicatorForm, ReadingForm
from roadmaps.models import Indicator, Roadmap
from roadmaps.permissions.indicators import (
    refusal_of_actuals,
    refusal_of_target_change,
)
from roadmaps.permissions.plans import (
    is_of_office,
    refusal_to_arrange,
    refusal_to_edit,
    require_edit,
)
from roadmaps.queries.indicator_charts import chart_of
from roadmaps.queries.indicator_figures import OfferLine, measure_of, open_offers
from roadmaps.queries.indicator_history import history_of
from roadmaps.queries.indicators import (
    IndicatorView,
    columns_of,
    indicator_view,
    indicator_views,
    state_in_words,
)
from roadmaps.queries.new_year.preview import targets_to_write
from roadmaps.slots.downloads import indicator_files_of
from roadmaps.tabs import tabs_of
from roadmaps.views.plans import visible_roadmap


@require_safe
def indicators(request: HttpRequest, pk: int) -> HttpResponse:
    """All indicators of the plan by years: plan, fact, conclusion."""
    plan = visible_roadmap(request, pk)
    views = indicator_views(plan)
    may_take = not refusal_of_actuals(request.user, plan)
    refusal = refusal_to_edit(request.user, plan)
    offers = open_offers([one.indicator for one in views]) if may_take else {}
    context = {
        "roadmap": plan,
        "tabs": tabs_of(request.user, plan, "roadmaps:indicators"),
        "downloads": indicator_files_of(request.user, plan),
        "rows": [(view, offers.get(view.indicator.pk, ())) for view in views],
        "years": columns_of(views),
        "state": state_in_words(views),
        "refusal": refusal,
        "missing": [] if refusal else targets_to_write(plan),
        "is_office": is_of_office(request.user, plan),
    }
    return render(request, "roadmaps/indicators/list.html", context)


@require_safe
def indicator(request: HttpRequest, roadmap_pk: int, pk: int) -> HttpResponse:
    """One indicator: the chart, its years with reasons, how its target is read, its history."""
    found = visible_indicator(request, roadmap_pk, pk)
    return render(request, "roadmaps/indicators/indicator.html", page_of(request, found))


def page_of(request: HttpRequest, found: Indicator, **more: Any) -> dict[str, Any]:
    """What the page of an indicator shows."""
    view, plan = indicator_view(found), found.roadmap
    is_office = is_of_office(request.user, plan)
    return {
        "roadmap": plan,
        "tabs": tabs_of(request.user, plan, "roadmaps:indicators"),
        "view": view,
        "chart": chart_drawing(view),
        "reading_form": ReadingForm(choices=view.readings) if len(view.readings) > 1 else None,
        "refusal": refusal_to_edit(request.user, plan),
        "arrange_refusal": refusal_to_arrange(request.user, plan),
        "actual_refusal": refusal_of_actuals(request.user, plan),
        "target_refusal": refusal_of_target_change(request.user, plan),
        "is_office": is_office,
        "measure": measure_of(found),
        "offers": [] if refusal_of_actuals(request.user, plan) else offers_of(found),
        "history": history_of(found) if is_office else (),
        **more,
    }


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a new indicator into the plan."""
    plan = visible_roadmap(request, pk)
    require_edit(request.user, plan)
    form = PlanIndicatorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = add_indicator(roadmap=plan, by=person_of(request), words=form.words)
        messages.success(request, "Показатель добавлен.")
        return redirect("roadmaps:indicator", pk, made.pk)
    return _form_page(request, plan, form)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, roadmap_pk: int, pk: int) -> HttpResponse:
    """Change the plan's words of an indicator."""
    found = visible_indicator(request, roadmap_pk, pk)
    require_edit(request.user, found.roadmap)
    data = request.POST.copy() if request.method == "POST" else None
    form = PlanIndicatorForm(data, indicator=found)
    if data is not None and form.is_valid():
        try:
            edit_indicator(
                indicator=found,
                by=person_of(request),
                words=form.words,
                seen=form.cleaned_data["seen"],
            )
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
            data["seen"] = IndicatorWords.of(found).mark
            return _form_page(request, found.roadmap, form, found, now=indicator_view(found))
        messages.success(request, "Показатель изменён.")
        return redirect("roadmaps:indicator", roadmap_pk, pk)
    return _form_page(request, found.roadmap, form, found)


@require_POST
def delete(request: HttpRequest, roadmap_pk: int, pk: int) -> HttpResponse:
    """Take an indicator out of the plan."""
    found = visible_indicator(request, roadmap_pk, pk)
    try:
        delete_indicator(indicator=found, by=person_of(request))
    except NotPossible as refusal:
        messages.error(request, str(refusal))
        return redirect("roadmaps:indicator", roadmap_pk, pk)
    messages.success(request, f"Показатель «{found}» удалён из плана.")
    return redirect("roadmaps:indicators", roadmap_pk)


def offers_of(found: Indicator) -> list[tuple[OfferLine, str]]:
    """Computed figures that wait, each with the mark of the value that it would replace."""
    lines = open_offers([found]).get(found.pk, ())
    return [(line, value_mark(line.value)) for line in lines]


def visible_indicator(request: HttpRequest, roadmap_pk: int, pk: int) -> Indicator:
    """The indicator where the person sees its plan."""
    visible = Indicator.objects.visible_to(request.user).filter(roadmap=roadmap_pk)
    related = visible.select_related("roadmap__municipality__region", "roadmap__amends")
    return get_object_or_404(related, pk=pk)


def chart_drawing(view: IndicatorView) -> Drawing | None:
    """The chart of plan and fact; None where there is no line."""
    chart = chart_of(view)
    return None if chart is None else drawing_of(chart)


def _form_page(
    request: HttpRequest,
    plan: Roadmap,
    form: PlanIndicatorForm,
    found: Indicator | None = None,
    now: IndicatorView | None = None,
) -> HttpResponse:
    context = {"roadmap": plan, "form": form, "indicator": found, "now": now}
    status = 422 if form.errors else 200
    return render(request, "roadmaps/indicators/form.html", context, status=status)
