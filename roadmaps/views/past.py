"""A plan and one row of it «как было на дату», read-only."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from roadmaps.models import Activity, Edition, Roadmap
from roadmaps.queries.frozen_plans import frozen_plan, kept_parts
from roadmaps.queries.past import assignments_on, edition_on, work_on
from roadmaps.queries.plan_texts import texts_of
from roadmaps.views.plans import visible_roadmap


@require_safe
@gzip_page
def past(request: HttpRequest, pk: int) -> HttpResponse:
    """The text that was in force on a day, and where the work stood."""
    plan = visible_roadmap(request, pk)
    if plan.amends_id is not None:
        return redirect("roadmaps:past", plan.amends_id)
    day = _day(request.GET.get("on", ""))
    edition = edition_on(plan, day)
    context: dict[str, Any] = {"roadmap": plan, "day": day, "edition": edition}
    if edition is not None:
        kept = frozen_plan(edition.content, plan)
        parts = kept_parts(kept, work_on(request.user, plan, day), day)
        context |= {"plan": kept, "parts": parts, **texts_of(kept.parts)}
    return render(request, "roadmaps/past.html", context)


@require_safe
def past_activity(request: HttpRequest, roadmap_pk: int, pk: int) -> HttpResponse:
    """One row as the edition of a day had it, and where the work on it stood.

    The row may have left the plan since; `pk` is the key by which all editions know it.
    """
    plan = visible_roadmap(request, roadmap_pk)
    if plan.amends_id is not None:
        return redirect("roadmaps:past", plan.amends_id)
    day = _day(request.GET.get("on", ""))
    edition = edition_on(plan, day)
    row = _row_of(edition, plan, pk) if edition else None
    if row is None and not _is_known(plan, pk):
        raise Http404
    context: dict[str, Any] = {"roadmap": plan, "day": day, "edition": edition, "row": row}
    if row is not None:
        context["lines"] = assignments_on(request.user, pk, day)
    return render(request, "roadmaps/past_activity.html", context)


def _row_of(edition: Edition, plan: Roadmap, pk: int) -> Activity | None:
    kept = frozen_plan(edition.content, plan)
    return next((row for row in kept.activities if row.pk == pk), None)


def _is_known(plan: Roadmap, pk: int) -> bool:
    """Whether the plan has or had the row, on whichever day."""
    if Activity.with_excluded.filter(roadmap=plan, pk=pk).exists():
        return True
    contents = plan.editions.values_list("content", flat=True)
    return any(row["id"] == pk for content in contents for row in content["activities"])


def _day(text: str) -> date:
    """The day that was asked for; today for none, for no day at all and for one to come."""
    today = timezone.localdate()
    try:
        return min(date.fromisoformat(text), today)
    except ValueError:
        return today
