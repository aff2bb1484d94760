"""«Отчёт о ходе реализации дорожной карты» from the plan and its assignments."""

from collections import defaultdict
from datetime import date

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
    return compose(_facts(roadmap_of(request)), request.office, request.day)


def choices(municipality: Municipality) -> list[Choice]:
    """Plans that are or were in force, the latest first."""
    plans = (
        Roadmap.objects.filter(municipality=municipality)
        .filter(published())
        .order_by("-first_year", "-pk")
    )
    return [
        Choice(Parameters(roadmap_id=plan.pk), f"{plan.title} ({plan.years})") for plan in plans
    ]


def _facts(roadmap: Roadmap) -> RoadmapFacts:
    duties = _duties(roadmap)
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


def _duties(roadmap: Roadmap) -> dict[int, list[Duty]]:
    kept = Count("evidence", filter=Q(evidence__removed_at__isnull=True))
    rows = (
        Assignment.objects.filter(occurrence__activity__roadmap=roadmap)
        .with_due()
        .annotate(documents=kept)
        .order_by("occurrence__due_on", "school__name", "party__name", "pk")
        .values_list(
            "occurrence__activity_id", "school__name", "party__name", "status",
            "due_on", "occurrence__due_on", "documents", "occurrence_id",
        )
    )  # fmt: skip
    duties: dict[int, list[Duty]] = defaultdict(list)
    activity_id: int
    due_on: date | None
    for activity_id, school, party, status, due_on, planned_on, documents, occasion in rows:
        duties[activity_id].append(
            Duty(
                doer=school or party,
                is_school=school is not None,
                status=Status(status),
                due_on=due_on,
                planned_on=planned_on,
                evidence=documents,
                occasion=occasion,
            )
        )
    return duties
