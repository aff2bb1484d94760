"""A plan «как было на дату», read-only."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from roadmaps.queries.frozen_plans import frozen_plan, kept_parts
from roadmaps.queries.past import edition_on, work_on
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


def _day(text: str) -> date:
    """The day that was asked for; today for none, for no day at all and for one to come."""
    today = timezone.localdate()
    try:
        return min(date.fromisoformat(text), today)
    except ValueError:
        return today
