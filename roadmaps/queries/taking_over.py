"""What of the office's plans concerns a school: rows that it may take over into its own plan."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from roadmaps.domain.work import CLOSED_STATUSES
from roadmaps.models import Activity, Assignment, Roadmap, RoadmapStatus
from roadmaps.querysets.plans import published


@dataclass(frozen=True, slots=True)
class OfferedPlan:
    """One plan of the office with its rows that the school owes work for."""

    roadmap: Roadmap
    activities: tuple[Activity, ...]


def rows_to_take(roadmap: Roadmap) -> list[Activity]:
    """Rows of the office's living plans that ask work of the plan's school, in their order.

    Only of plans with a year in common; those that the plan has taken over, or that the school has
    done already, are left out.
    """
    owed = Assignment.objects.filter(
        occurrence__activity=OuterRef("pk"), school=roadmap.school_id
    ).exclude(status__in=[status.value for status in CLOSED_STATUSES])
    plans = (
        Roadmap.objects.plans()
        .of_office()
        .filter(published(), municipality=roadmap.municipality_id)
        .filter(first_year__lte=roadmap.last_year, last_year__gte=roadmap.first_year)
        .exclude(status=RoadmapStatus.CLOSED)
    )
    taken = roadmap.activities.filter(taken_from__isnull=False).values("taken_from")
    found = Activity.objects.filter(Exists(owed), roadmap__in=plans).exclude(pk__in=taken)
    return list(found.select_related("roadmap", "section").order_by("roadmap", "position", "pk"))


def offers_to_take(roadmap: Roadmap) -> list[OfferedPlan]:
    """The same by plans."""
    by_plan: dict[int, list[Activity]] = {}
    for one in rows_to_take(roadmap):
        by_plan.setdefault(one.roadmap_id, []).append(one)
    return [OfferedPlan(rows[0].roadmap, tuple(rows)) for rows in by_plan.values()]
