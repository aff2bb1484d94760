"""The list of roadmaps, and one roadmap as a table."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from core.web.excel import excel_link
from roadmaps.domain.completeness import in_words
from roadmaps.filters.plans import PlanFilter
from roadmaps.models import Roadmap
from roadmaps.permissions.plans import (
    is_keeper,
    is_of_office,
    refusal_to_arrange,
    refusal_to_edit,
)
from roadmaps.queries.audience import list_standing
from roadmaps.queries.completeness import open_kinds
from roadmaps.queries.documents import documents_of
from roadmaps.queries.drafts import open_drafts
from roadmaps.queries.editions import amendment_of
from roadmaps.queries.new_year.ancestry import ancestry_of, last_day_if_near
from roadmaps.queries.plan_texts import plan_texts
from roadmaps.queries.plans import (
    PlanPage,
    parties_of,
    plan_page,
    roadmap_lines,
    schools_of,
    sections_with_depth,
)
from roadmaps.queries.saved_filters import saved_filters_of
from roadmaps.queries.school_plans import last_check_of, plans_in_words, school_plan_lines
from roadmaps.slots.downloads import Download, Downloads, downloads_of
from roadmaps.tabs import tabs_of
from schools.domain.roles import Right
from schools.models import School
from schools.permissions import has_right, may_anywhere
from schools.querysets import Scope

SCHOOLS_SHOWN = 5


@require_safe
def roadmap_list(request: HttpRequest) -> HttpResponse:
    """All roadmaps that the person sees."""
    lines = roadmap_lines(request.user, timezone.localdate())
    context = {
        "lines": lines,
        **_school_plans(request),
        "several_offices": len({line.roadmap.municipality_id for line in lines}) > 1,
        "drafts_waiting": open_drafts(request.user).filter(school=None).count(),
        "may_import": may_anywhere(request.user, [Right.EDIT_ROADMAPS]),
        "has_typical": bool(Scope.of(request.user).school_ids)
        and Roadmap.objects.templates(request.user).exists(),
    }
    return render(request, "roadmaps/list.html", context)


def _school_plans(request: HttpRequest) -> dict[str, Any]:
    """Plans of schools: a few in full, more in one sentence with a link to their page."""
    lines = school_plan_lines(request.user, timezone.localdate())
    few = len({line.school.pk for line in lines}) <= SCHOOLS_SHOWN
    return {"school_plans": lines if few else [], "plans_of_schools": plans_in_words(lines)}


@require_safe
@gzip_page
def roadmap(request: HttpRequest, pk: int) -> HttpResponse:
    """The plan as a table by sections."""
    plan = visible_roadmap(request, pk)
    chosen, page = filtered_plan(request, plan, timezone.localdate())
    said = chosen.words()
    is_office = is_of_office(request.user, plan)
    refusal = refusal_to_edit(request.user, plan)
    arrange_refusal = refusal_to_arrange(request.user, plan)
    context = {
        "roadmap": plan,
        "tabs": tabs_of(request.user, plan, "roadmaps:roadmap"),
        "page": page,
        "filter": chosen,
        "is_filtered": bool(said),
        "shown": f"Показано {page.shown} из {page.total}: {', '.join(said)}." if said else "",
        "links": _links(request, plan, chosen),
        "downloads": [*downloads_of(request.user, plan), _table_of_work(request, plan)],
        "refusal": refusal,
        "has_amendment": plan.is_frozen and is_office and amendment_of(plan) is not None,
        "arrange_refusal": arrange_refusal,
        "may_change_state": is_keeper(request.user, plan),
        "may_save_template": not plan.is_without_work
        and has_right(request.user, Right.EDIT_ROADMAPS, municipality=plan.municipality),
        "takes_partners": not plan.is_without_work
        and has_right(request.user, Right.KEEP_PARTNERSHIPS, municipality=plan.municipality),
        "last_check": last_check_of(plan) if plan.is_of_school else None,
        "is_office": is_office,
        "is_observed": plan.municipality_id not in Scope.of(request.user).office_ids,
        "own_schools": len(Scope.of(request.user).school_ids),
        "documents": documents_of(plan) if is_office else None,
        **_list_of_schools(plan, arrange_refusal),
        **_ancestry(request, plan),
        **questions_of(plan, arrange_refusal),
        **plan_texts(plan),
    }
    return render(request, "roadmaps/roadmap.html", context)


def _list_of_schools(plan: Roadmap, refusal: str) -> dict[str, Any]:
    """For who may decide: a newer list of schools, or activities that wait for the first one."""
    if refusal or plan.is_template:
        return {}
    standing = list_standing(plan)
    return {"list_offer": standing.offer, "waits_for_list": standing.waiting}


def _ancestry(request: HttpRequest, plan: Roadmap) -> dict[str, Any]:
    """What the plan goes on with, what goes on with it, and its last day where nothing does."""
    found = ancestry_of(request.user, plan)
    is_followed = bool(found.after) or plan.is_without_work or plan.is_project
    ends = None if is_followed else last_day_if_near(plan, timezone.localdate())
    return {"ancestry": found, "ends": ends}


def questions_of(plan: Roadmap, refusal: str) -> dict[str, Any]:
    """For who may answer: how many kinds of questions are open about the plan's completeness."""
    if refusal:
        return {}
    number = open_kinds(plan)
    return {"questions": number, "questions_words": in_words(number)}


def _table_of_work(request: HttpRequest, plan: Roadmap) -> Downloads:
    """What this page shows, by its filter."""
    _, url = excel_link(request, "roadmaps:plan_workbook", plan.pk)
    return Downloads("Таблица исполнения", (Download("Excel", url),))


def _links(request: HttpRequest, plan: Roadmap, chosen: PlanFilter) -> list[tuple[str, str]]:
    """Under the filters: those that are kept, keeping this one, changing its rows at once."""
    kept = saved_filters_of(request.user, plan, may_edit=False)
    query = f"?{urlencode(chosen.kept())}" if chosen.kept() else ""
    links = [(line.saved.name, line.url) for line in kept]
    if query or kept:
        words = "Сохранить отбор" if query else "Все отборы"
        links.append((words, reverse("roadmaps:saved_filters", args=[plan.pk]) + query))
    if not refusal_to_edit(request.user, plan):
        words = "Изменить эти строки сразу" if query else "Изменить несколько строк сразу"
        links.append((words, reverse("roadmaps:bulk", args=[plan.pk]) + query))
    if not refusal_to_arrange(request.user, plan):
        links.append(("Когда выполнено", reverse("roadmaps:done_when", args=[plan.pk]) + query))
    return links


def filter_of(request: HttpRequest, plan: Roadmap, today: date) -> PlanFilter:
    """The filter of the plan's table that the address asks for."""
    return PlanFilter(
        request.GET,
        queryset=plan.activities.all(),
        roadmap=plan,
        user=request.user,
        today=today,
        sections=sections_with_depth(plan),
        parties=parties_of(plan),
        schools=_schools_of(request, plan),
        is_office=is_of_office(request.user, plan),
    )


def _schools_of(request: HttpRequest, plan: Roadmap) -> tuple[School, ...]:
    """Between which schools the table can be narrowed."""
    if plan.is_of_school or not is_of_office(request.user, plan):
        return ()
    return schools_of(plan)


def filtered_plan(request: HttpRequest, plan: Roadmap, today: date) -> tuple[PlanFilter, PlanPage]:
    """The filter that the address asks for and the plan's table by it."""
    chosen = filter_of(request, plan, today)
    is_office = is_of_office(request.user, plan)
    ids = chosen.chosen_ids()
    sections = tuple(chosen.sections)
    return chosen, plan_page(request.user, plan, today, sections, ids, is_office=is_office)


def visible_roadmap(request: HttpRequest, pk: int) -> Roadmap:
    """The plan, or the working copy of an amendment, where the person sees it."""
    visible = Roadmap.objects.open_to(request.user)
    return get_object_or_404(
        visible.select_related("municipality__region", "school", "amends"), pk=pk
    )
