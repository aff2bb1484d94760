"""«Отчёт о ходе реализации дорожной карты» from the plan and its assignments."""

from collections import defaultdict
from datetime import date
from typing import Any

from django.db.models import Count, Q

from reports.builders.request import Choice, Request
from reports.builders.roadmaps import roadmap_of
from reports.domain.document import Document
from reports.domain.kinds import NothingToReport, Parameters
from reports.domain.plan_names import of_roadmap
from reports.domain.progress_facts import ActivityFacts, Duty, RoadmapFacts, SectionFacts
from reports.domain.roadmap_progress import compose
from roadmaps.domain.work import Status
from roadmaps.models import Activity, Assignment, Roadmap, Section
from roadmaps.queries.clocks import clocks_by_assignment
from roadmaps.queries.shared_work import work_shown_in
from roadmaps.querysets.plans import published
from schools.models import Municipality

NO_SECTION = "Мероприятия без раздела"


def title(request: Request) -> str:
    """The report's name; NothingToReport for a plan that is absent, a draft or empty."""
    roadmap = roadmap_of(request)
    if roadmap.is_project:
        raise NothingToReport(
            "Дорожная карта ещё проект, поручений по ней нет. Введите её в действие и составьте "
            "отчёт снова."
        )
    if not roadmap.activities.exists():
        raise NothingToReport(
            "В дорожной карте нет мероприятий. Добавьте их и составьте отчёт снова."
        )
    return f"Отчёт о ходе реализации {of_roadmap(roadmap.title)}"


def build(request: Request) -> Document:
    """The document as of the request's day."""
    title(request)
    return compose(_facts(roadmap_of(request), request.day), request.office, request.day)


def choices(municipality: Municipality) -> list[Choice]:
    """The office's plans that are or were in force, the latest first."""
    plans = (
        Roadmap.objects.of_office()
        .filter(municipality=municipality)
        .filter(published())
        .order_by("-first_year", "-pk")
    )
    return [
        Choice(Parameters(roadmap_id=plan.pk), f"{plan.title} ({plan.years})") for plan in plans
    ]


def _facts(roadmap: Roadmap, day: date) -> RoadmapFacts:
    duties = _duties(roadmap, day)
    by_section: dict[int | None, list[ActivityFacts]] = defaultdict(list)
    for activity in Activity.objects.filter(roadmap=roadmap).order_by("position", "pk"):
        facts = ActivityFacts(
            activity.number,
            activity.title,
            activity.deadline_text,
            tuple(duties[activity.pk]),
            activity.roll_up,
        )
        by_section[activity.section_id].append(facts)
    sections = [
        SectionFacts(str(section), tuple(by_section[section.pk]))
        for section in Section.objects.filter(roadmap=roadmap).order_by("position", "pk")
        if by_section[section.pk]
    ]
    if by_section[None]:
        sections.append(SectionFacts(NO_SECTION, tuple(by_section[None])))
    return RoadmapFacts(
        title=roadmap.title,
        years=roadmap.years,
        order_number=roadmap.order_number,
        order_date=roadmap.order_date,
        sections=tuple(sections),
    )


def _duties(roadmap: Roadmap, day: date) -> dict[int, list[Duty]]:
    rows = list(_assignments(roadmap))
    clocks = clocks_by_assignment(rows, day)
    duties: dict[int, list[Duty]] = defaultdict(list)
    for row in rows:
        waited = clocks[row.pk]
        duties[row.row].append(
            Duty(
                doer=(row.school or row.party).name,
                is_school=row.school_id is not None,
                status=Status(row.status),
                due_on=row.due_on,
                planned_on=row.occurrence.due_on,
                evidence=row.documents,
                occasion=row.occurrence_id,
                moves=row.moves,
                returns=row.returns,
                waited_for_doer=waited.doer,
                waited_for_office=waited.office,
            )
        )
    return duties


def _assignments(roadmap: Roadmap) -> Any:
    kept = Count("evidence", filter=Q(evidence__removed_at__isnull=True))
    return (
        work_shown_in(Assignment.objects.all(), roadmap)
        .select_related("occurrence__activity__roadmap", "school", "party")
        .with_due()
        .with_moves()
        .with_returns()
        .annotate(documents=kept)
        .order_by("occurrence__due_on", "school__name", "party__name", "pk")
    )
