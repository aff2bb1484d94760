"""Roadmaps shaped for their pages: a fixed number of queries, however long the plan."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Max, Min, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from core.values.wording import DASH, counted
from roadmaps.domain.progress import (
    NO_WORK,
    WorkCounts,
    activity_standing,
    plan_in_words,
    schools_in_words,
)
from roadmaps.domain.standing import Standing
from roadmaps.domain.work import OPEN_STATUSES, Status
from roadmaps.models import Activity, ActivityParty, Assignment, Indicator, Party, Roadmap, Section
from roadmaps.queries.readings import ReadingView, period_of, view_of

_LIVE = ~Q(status=Status.CANCELLED.value)
_OPEN = Q(status__in=[status.value for status in OPEN_STATUSES])

SectionsWithDepth = tuple[tuple[Section, int], ...]


@dataclass(frozen=True, slots=True)
class RoadmapLine:
    """One roadmap in the list."""

    roadmap: Roadmap
    activities: int
    accepted: int
    total: int
    overdue: int

    @property
    def overdue_words(self) -> str:
        """«3 поручения»."""
        return counted(self.overdue, "поручение", "поручения", "поручений")


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One activity in the table of its plan."""

    activity: Activity
    reading: ReadingView
    url: str
    schools: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class PlanSection:
    """A section's heading, its depth from 1 and the rows right under it."""

    section: Section | None
    depth: int
    rows: tuple[PlanRow, ...]


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """A target indicator with its targets by the years that any indicator of the plan names."""

    indicator: Indicator
    targets: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PlanPage:
    """The table of a plan and what is said above it."""

    sections: tuple[PlanSection, ...]
    shown: int
    total: int
    sentence: str
    accepted: int
    owed: int

    @property
    def progress_words(self) -> str:
        """«Принято 30 из 120 поручений»."""
        owed = counted(self.owed, "поручения", "поручений", "поручений")
        return f"Принято {self.accepted} из {owed}"


def roadmap_lines(user: Any, today: date) -> list[RoadmapLine]:
    """The roadmaps that the person sees, current ones first."""
    roadmaps = (
        Roadmap.objects.visible_to(user)
        .select_related("municipality")
        .annotate(activity_count=Count("activities"))
        .order_by("-last_year", "-first_year", "title", "pk")
    )
    work = {
        row["plan"]: row
        for row in Assignment.objects.visible_to(user)
        .with_due()
        .order_by()
        .values(plan=F("occurrence__activity__roadmap"))
        .annotate(
            total=Count("pk", filter=_LIVE),
            accepted=Count("pk", filter=Q(status=Status.ACCEPTED.value)),
            overdue=Count("pk", filter=_OPEN & Q(due_on__lt=today)),
        )
    }
    nothing = {"total": 0, "accepted": 0, "overdue": 0}
    return [
        RoadmapLine(
            roadmap=roadmap,
            activities=roadmap.activity_count,
            **{name: work.get(roadmap.pk, nothing)[name] for name in nothing},
        )
        for roadmap in roadmaps
    ]


def plan_page(
    user: Any,
    roadmap: Roadmap,
    today: date,
    sections: SectionsWithDepth,
    chosen: Collection[int] | None = None,
) -> PlanPage:
    """The plan's table; only the activities with ids in `chosen` where it is given."""
    activities = list(roadmap.activities.order_by("position", "pk"))
    work = work_by_activity(user, roadmap, today)
    period, address = period_of(roadmap), reverse("roadmaps:roadmap", args=[roadmap.pk])
    rows: dict[int | None, list[PlanRow]] = {}
    for activity in activities:
        if chosen is not None and activity.pk not in chosen:
            continue
        counts = work.get(activity.pk, NO_WORK)
        rows.setdefault(activity.section_id, []).append(
            PlanRow(
                activity,
                view_of(activity, period),
                f"{address}activities/{activity.pk}/",
                schools_in_words(counts),
                activity_standing(counts, today),
            )
        )
    every = [work.get(activity.pk, NO_WORK) for activity in activities]
    return PlanPage(
        sections=_filled_sections(sections, rows),
        shown=sum(len(group) for group in rows.values()),
        total=len(activities),
        sentence=plan_in_words(every),
        accepted=sum(counts.accepted for counts in every),
        owed=sum(counts.total for counts in every),
    )


def sections_with_depth(roadmap: Roadmap) -> SectionsWithDepth:
    """Sections in the order of the plan with their depth; the outermost have 1."""
    depths: dict[int | None, int] = {None: 0}
    ordered = []
    for section in roadmap.sections.order_by("position", "pk"):
        depths[section.pk] = depths.get(section.parent_id, 0) + 1
        ordered.append((section, depths[section.pk]))
    return tuple(ordered)


def parties_of(roadmap: Roadmap) -> tuple[Party, ...]:
    """Everybody who answers for something in the plan, by name."""
    links = ActivityParty.objects.filter(activity__roadmap=roadmap)
    return tuple(Party.objects.filter(pk__in=links.values("party")).order_by("name", "pk"))


def indicator_lines(roadmap: Roadmap) -> tuple[IndicatorLine, ...]:
    """The plan's indicators; a year without a target has «—»."""
    indicators = list(roadmap.indicators.order_by("position", "pk"))
    years = sorted({year for indicator in indicators for year in indicator.targets})
    return tuple(
        IndicatorLine(
            indicator, tuple((year, indicator.targets.get(year) or DASH) for year in years)
        )
        for indicator in indicators
    )


def work_by_activity(user: Any, roadmap: Roadmap, today: date) -> dict[int, WorkCounts]:
    """Counts of the assignments that the person sees, by activity."""
    assignments = Assignment.objects.visible_to(user).filter(occurrence__activity__roadmap=roadmap)
    return {row.pop("activity"): _counts(row) for row in _counted(assignments, today)}


def work_of(user: Any, activity: Activity, today: date) -> WorkCounts:
    """The same for one activity."""
    assignments = Assignment.objects.visible_to(user).filter(occurrence__activity=activity)
    for row in _counted(assignments, today):
        del row["activity"]
        return _counts(row)
    return NO_WORK


def _counted(assignments: QuerySet[Assignment], today: date) -> Iterable[dict[str, Any]]:
    return (
        assignments.with_due()  # type: ignore[attr-defined]
        .order_by()
        .values(activity=F("occurrence__activity"))
        .annotate(
            total=Count("pk", filter=_LIVE),
            accepted=Count("pk", filter=Q(status=Status.ACCEPTED.value)),
            submitted=Count("pk", filter=Q(status=Status.SUBMITTED.value)),
            returned=Count("pk", filter=Q(status=Status.RETURNED.value)),
            overdue=Count("pk", filter=_OPEN & Q(due_on__lt=today)),
            undated=Count("pk", filter=_OPEN & Q(due_on__isnull=True)),
            schools=Count("school", filter=_LIVE, distinct=True),
            dates=Count("occurrence", filter=_LIVE, distinct=True),
            oldest_overdue=Min("due_on", filter=_OPEN & Q(due_on__lt=today)),
            next_due=Min("due_on", filter=_OPEN & Q(due_on__gte=today)),
            accepted_at=Max("accepted_at"),
        )
    )


def _counts(row: dict[str, Any]) -> WorkCounts:
    accepted_at = row.pop("accepted_at")
    accepted_on = timezone.localdate(accepted_at) if accepted_at else None
    return WorkCounts(**row, accepted_on=accepted_on)


def _filled_sections(
    ordered: SectionsWithDepth, rows: dict[int | None, list[PlanRow]]
) -> tuple[PlanSection, ...]:
    """Sections that hold rows, themselves or in their parts; rows without a section come first."""
    parents = {section.pk: section.parent_id for section, _ in ordered}
    shown: set[int] = set()
    for section_id in rows:
        current = section_id
        while current is not None and current not in shown:
            shown.add(current)
            current = parents.get(current)
    filled = [
        PlanSection(section, depth, tuple(rows.get(section.pk, ())))
        for section, depth in ordered
        if section.pk in shown
    ]
    if None in rows:
        filled.insert(0, PlanSection(None, 0, tuple(rows[None])))
    return tuple(filled)
