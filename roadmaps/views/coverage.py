"""The coverage map of a plan, and the links of one risk factor or indicator."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import person_of
from core.web.ids import read_id
from roadmaps.actions.links import link_activities, set_goals
from roadmaps.models import Indicator, Roadmap
from roadmaps.permissions.indicators import refusal_to_link, require_links
from roadmaps.permissions.plans import require_office
from roadmaps.queries.coverage import (
    FACTORS,
    candidates_for,
    coverage_of,
    goal_choices,
    years_of_risks,
)
from roadmaps.tabs import tabs_of
from roadmaps.views.plans import visible_roadmap
from schools.domain.risks import RISK_NAMES, RiskFactor
from schools.queries import this_year


@require_safe
def coverage(request: HttpRequest, pk: int) -> HttpResponse:
    """Risks without an activity, indicators nobody works on, activities that answer to nothing."""
    plan = visible_roadmap(request, pk)
    require_office(request.user, plan)
    years = years_of_risks(plan)
    asked = request.GET.get("year", "")
    year = next((one for one in years if str(one) == asked), this_year())
    context = {
        "roadmap": plan,
        "tabs": tabs_of(request.user, plan, "roadmaps:coverage"),
        "map": coverage_of(plan, year),
        "year": year,
        "years": [one for one in dict.fromkeys([this_year(), *years]) if one != year],
        "may_link": not refusal_to_link(request.user, plan),
    }
    return render(request, "roadmaps/indicators/coverage.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def links(request: HttpRequest, roadmap_pk: int, kind: str, number: int) -> HttpResponse:
    """Say which activities answer to a risk factor or work on an indicator."""
    plan = visible_roadmap(request, roadmap_pk)
    require_links(request.user, plan)
    goal = _goal(plan, kind, number)
    if request.method == "POST":
        shown = {read_id(one) for one in request.POST.getlist("shown")}
        ticked = {read_id(one) for one in request.POST.getlist("link")}
        link_activities(
            roadmap=plan, goal=goal, by=person_of(request), link=ticked, unlink=shown - ticked
        )
        messages.success(request, "Связи сохранены.")
        return redirect("roadmaps:coverage", roadmap_pk)
    context = {
        "roadmap": plan,
        "name": goal.name if isinstance(goal, Indicator) else RISK_NAMES[goal],
        "is_risk": not isinstance(goal, Indicator),
        "candidates": candidates_for(plan, goal),
    }
    return render(request, "roadmaps/indicators/links.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def goals(request: HttpRequest, roadmap_pk: int, pk: int) -> HttpResponse:
    """Say which risks and indicators one activity answers to."""
    plan = visible_roadmap(request, roadmap_pk)
    require_links(request.user, plan)
    activity = get_object_or_404(plan.activities.select_related("section"), pk=pk)
    activity.roadmap = plan
    choices = goal_choices(activity)
    if request.method == "POST":
        ticked, shown = set(request.POST.getlist("goal")), set(request.POST.getlist("shown"))
        set_goals(
            activity=activity,
            by=person_of(request),
            goals=[one.goal for one in choices if one.value in ticked],
            shown=[one.goal for one in choices if one.value in shown],
        )
        messages.success(request, "Связи мероприятия сохранены.")
        return redirect("roadmaps:activity", roadmap_pk, pk)
    context = {
        "roadmap": plan,
        "activity": activity,
        "indicators": [one for one in choices if not one.is_risk],
        "risks": [one for one in choices if one.is_risk],
    }
    return render(request, "roadmaps/indicators/goals.html", context)


def _goal(plan: Roadmap, kind: str, number: int) -> Indicator | RiskFactor:
    """An indicator of the plan by its id, a risk factor by its number in the federal list."""
    if kind == "indicator":
        return get_object_or_404(plan.indicators, pk=number)
    if kind != "risk" or not 1 <= number <= len(FACTORS):
        raise Http404
    return FACTORS[number - 1]
