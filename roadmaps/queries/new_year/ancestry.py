"""Where plans and their rows come from, and where they go on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from roadmaps.domain.deadlines.values import PlanPeriod
from roadmaps.models import Activity, PlanCalendar, Roadmap

_NEAR = timedelta(days=120)


@dataclass(frozen=True, slots=True)
class Ancestry:
    """The plan that this one was made of, as far as the person sees it, and those after it."""

    before: Roadmap | None
    after: tuple[Roadmap, ...]


def ancestry_of(user: Any, roadmap: Roadmap) -> Ancestry:
    """Where a plan comes from and where it goes on; two queries."""
    before = None
    if roadmap.carried_from_id is not None:
        before = Roadmap.objects.open_to(user).filter(pk=roadmap.carried_from_id).first()
    after = Roadmap.objects.visible_to(user).filter(carried_from=roadmap)
    return Ancestry(before, tuple(after.order_by("first_year", "pk")))


@dataclass(frozen=True, slots=True)
class RowAncestry:
    """The row of an earlier plan that this one goes on with, and those that go on with it."""

    before: Activity | None
    after: tuple[Activity, ...]


def row_ancestry_of(user: Any, activity: Activity) -> RowAncestry:
    """Rows of earlier and later years that the person sees; two queries at most."""
    seen = Activity.with_excluded.visible_to(user).select_related("roadmap")
    before = None
    if activity.carried_from_id is not None:
        before = seen.filter(pk=activity.carried_from_id).first()
    after = seen.filter(carried_from=activity).order_by("roadmap__first_year", "pk")
    return RowAncestry(before, tuple(after))


def last_day_if_near(roadmap: Roadmap, today: date) -> date | None:
    """The last day of a plan that is over or will be within four months; None before that."""
    is_school_year = roadmap.calendar == PlanCalendar.SCHOOL_YEAR
    end = PlanPeriod(roadmap.first_year, roadmap.last_year, is_school_year).end
    return end if today >= end - _NEAR else None
