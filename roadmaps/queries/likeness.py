"""Which living roadmap an uploaded plan is probably a changed edition of."""

from __future__ import annotations

from collections import Counter, defaultdict

from core.values.typography import plain
from roadmaps.models import Activity, PlanImport, Roadmap, RoadmapStatus

# Of the rows of the shorter of two plans, how many per cent must be the same.
ALIKE_PERCENT = 50


def roadmap_like(plan_import: PlanImport) -> Roadmap | None:
    """The roadmap of the office, or of the school, that the draft is most like; None where none is.

    Alike are plans of years in common with half of their rows the same, and plans of the same
    title or the same order. Closed roadmaps are no longer changed. In two queries.
    """
    living = (
        Roadmap.objects.plans()
        .filter(municipality=plan_import.municipality, school=plan_import.school)
        .exclude(status=RoadmapStatus.CLOSED)
    )
    roadmaps = [one for one in living.order_by("-pk") if _has_years_of(one, plan_import)]
    titles: dict[int, Counter[str]] = defaultdict(Counter)
    rows = Activity.objects.filter(roadmap__in=roadmaps).values_list("roadmap", "title")
    for roadmap_id, title in rows:
        titles[roadmap_id][plain(title)] += 1
    own = Counter(plain(one["title"]) for one in plan_import.draft["activities"])
    percents = {one: _percent(own, titles[one.pk]) for one in roadmaps}
    alike = [
        one for one in roadmaps if percents[one] >= ALIKE_PERCENT or _has_name_of(one, plan_import)
    ]
    return max(alike, key=lambda one: (percents[one], one.pk), default=None)


def _percent(one: Counter[str], other: Counter[str]) -> int:
    fewer = min(one.total(), other.total())
    return 100 * (one & other).total() // fewer if fewer else 0


def _has_years_of(roadmap: Roadmap, plan_import: PlanImport) -> bool:
    """Whether they share a year; a plan of unknown years may be of any."""
    first, last = plan_import.first_year, plan_import.last_year
    if first is None or last is None:
        return True
    return roadmap.first_year <= last and first <= roadmap.last_year


def _has_name_of(roadmap: Roadmap, plan_import: PlanImport) -> bool:
    has_title = plain(plan_import.title) and plain(roadmap.title) == plain(plan_import.title)
    order = (plan_import.order_number, plan_import.order_date)
    has_order = all(order) and (roadmap.order_number, roadmap.order_date) == order
    return bool(has_title or has_order)
