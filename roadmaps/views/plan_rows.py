"""The plan's table under the hands of a person: a cell, a row, its place. Pages and fragments."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.requests import is_fragment, person_of
from core.web.refusals import NotPossible
from roadmaps.actions.editing.cells import CELLS, edit_cell
from roadmaps.actions.editing.order import NO_PLACE
from roadmaps.actions.editing.rows import move_row
from roadmaps.actions.editing.writing import refusal_to_delete, values_of
from roadmaps.actions.meanwhile import ChangedMeanwhile
from roadmaps.domain.outline import NoSuchPlace, Target, read_target
from roadmaps.forms.cells import CellForm
from roadmaps.models import Activity, PlanChange
from roadmaps.permissions.plans import require_edit
from roadmaps.queries.conflicts import conflict_of_activity
from roadmaps.queries.outlines import row_places
from roadmaps.queries.plans import PlanPart, plan_row


@require_POST
def cell(request: HttpRequest, roadmap_pk: int, pk: int) -> HttpResponse:
    """Write one cell; the row comes back, or both versions where two people wrote it.

    Without a place in the table (no scripts) there is the row's form.
    """
    activity = visible_activity(request, roadmap_pk, pk)
    require_edit(request.user, activity.roadmap)
    field = request.POST.get("field", "")
    if field not in CELLS:
        raise Http404
    form = CellForm(request.POST, field=field)
    if not form.is_valid():
        return refused(request, form.refusal)
    value, expected = form.cleaned_data["value"], form.cleaned_data["expected"]
    try:
        change = edit_cell(
            activity=activity, field=field, value=value, expected=expected, by=person_of(request)
        )
    except ChangedMeanwhile as meanwhile:
        mine = {**values_of(activity), field: value}
        conflict = conflict_of_activity(
            activity, [field], {**mine, field: expected}, meanwhile.current, mine
        )
        context = {"conflict": conflict, "theirs": meanwhile.current[field], "mine": value}
        return render(request, "roadmaps/_cell_conflict.html", context, status=409)
    except NotPossible as refusal:
        return refused(request, str(refusal))
    return row_answer(request, activity, change, "Так уже записано в плане.")


@require_safe
def row(request: HttpRequest, roadmap_pk: int, pk: int) -> HttpResponse:
    """«Строка…»: where it stands and where it can go; for the table, the row as it is now."""
    activity = visible_activity(request, roadmap_pk, pk)
    require_edit(request.user, activity.roadmap)
    if is_fragment(request):
        return row_answer(request, activity, None, "")
    context = {
        "roadmap": activity.roadmap,
        "activity": activity,
        "places": row_places(activity),
        "delete_refusal": refusal_to_delete(activity),
    }
    return render(request, "roadmaps/row.html", context)


@require_POST
def move(request: HttpRequest, roadmap_pk: int, pk: int) -> HttpResponse:
    """Move a row to a place of the plan."""
    activity = visible_activity(request, roadmap_pk, pk)
    require_edit(request.user, activity.roadmap)
    try:
        change = move_row(activity=activity, target=sent_target(request), by=person_of(request))
    except NotPossible as refusal:
        return refused(request, str(refusal), "roadmaps:activity_row", roadmap_pk, pk)
    return row_answer(request, activity, change, "Строка уже стоит там.")


def visible_activity(
    request: HttpRequest, roadmap_pk: int, pk: int, rows: Any = Activity.objects
) -> Activity:
    """The row, where the person sees its plan."""
    visible = rows.visible_to(request.user).filter(roadmap=roadmap_pk)
    related = visible.select_related("roadmap__municipality__region", "section", "excluded_by")
    return get_object_or_404(related, pk=pk)


def sent_target(request: HttpRequest) -> Target:
    """The place that a form names; NotPossible where it is none."""
    try:
        return read_target(request.POST.get("target", ""))
    except NoSuchPlace:
        raise NotPossible(NO_PLACE) from None


def row_answer(
    request: HttpRequest, activity: Activity, change: PlanChange | None, otherwise: str
) -> HttpResponse:
    """The row as it is now and what was done, for the table; without scripts, the plan's page."""
    if not is_fragment(request):
        messages.success(request, f"{change.summary}." if change else otherwise)
        return redirect(row_address(activity))
    fresh = Activity.objects.select_related("roadmap__municipality").get(pk=activity.pk)
    today = timezone.localdate()
    context = {
        "roadmap": fresh.roadmap,
        "parts": [PlanPart(None, 0, [plan_row(request.user, fresh, today, is_office=True)])],
        "is_office": True,
        "change": change,
        "otherwise": otherwise,
    }
    return render(request, "roadmaps/_row_answer.html", context)


def row_address(activity: Activity) -> str:
    """Where the row stands in its plan."""
    return f"{reverse('roadmaps:roadmap', args=[activity.roadmap_id])}#activity-{activity.pk}"


def way_back(request: HttpRequest, activity: Activity) -> str:
    """The row in its plan where the address says that the person came from there, else its page."""
    if request.GET.get("back") == "plan":
        return row_address(activity)
    return reverse("roadmaps:activity", args=[activity.roadmap_id, activity.pk])


def said_answer(request: HttpRequest, change: PlanChange | None, otherwise: str) -> HttpResponse:
    """What was done, for the table, where no row is to be drawn."""
    context = {"change": change, "otherwise": otherwise}
    return render(request, "roadmaps/_said.html", context)


def refused(request: HttpRequest, sentence: str, back: str = "", *args: Any) -> HttpResponse:
    """The sentence for the table; without scripts, above the page that the person came from."""
    if is_fragment(request) or not back:
        return render(request, "roadmaps/_refused.html", {"sentence": sentence}, status=422)
    messages.error(request, sentence)
    return redirect(back, *args)
