"""«Приложение к приказу»: a whole roadmap in the office's own columns."""

from collections import defaultdict

from django.db.models import Count

from reports.builders.request import Choice, Request
from reports.builders.roadmaps import roadmap_of
from reports.domain.document import Document
from reports.domain.kinds import NothingToReport, Parameters
from reports.domain.plan_annex import compose
from reports.domain.plan_facts import (
    PlanActivity,
    PlanFacts,
    PlanIndicator,
    PlanPartner,
    PlanSection,
    PlanTable,
)
from roadmaps import models
from roadmaps.domain.plan_tables import TEXT_OF_ROLE
from schools.models import Municipality


def title(request: Request) -> str:
    """The plan's own title; NothingToReport for a plan that is absent or empty."""
    roadmap = roadmap_of(request)
    if not roadmap.activities.exists():
        raise NothingToReport(
            "В дорожной карте нет мероприятий. Добавьте их и составьте приложение снова."
        )
    return roadmap.title


def build(request: Request) -> Document:
    """The annex as the plan stands now."""
    title(request)
    return compose(plan_facts(roadmap_of(request)), request.office, request.day)


def choices(municipality: Municipality) -> list[Choice]:
    """Every plan with activities, projects too: they are sent to be signed; the latest first.

    Plans of schools are taken from their own pages.
    """
    plans = (
        models.Roadmap.objects.plans()
        .of_office()
        .filter(municipality=municipality)
        .annotate(rows=Count("activities"))
        .filter(rows__gt=0)
        .order_by("-first_year", "-pk")
    )
    return [
        Choice(Parameters(roadmap_id=plan.pk), f"{plan.title} ({plan.years})") for plan in plans
    ]


def plan_facts(roadmap: models.Roadmap) -> PlanFacts:
    """Everything that the annex says, in a fixed number of queries."""
    return PlanFacts(
        title=roadmap.title,
        school=str(roadmap.school or ""),
        first_year=roadmap.first_year,
        last_year=roadmap.last_year,
        school_years=roadmap.calendar == models.PlanCalendar.SCHOOL_YEAR,
        is_approved=not roadmap.is_project,
        order_number=roadmap.order_number,
        order_date=roadmap.order_date,
        goal=roadmap.goal,
        objectives=tuple(roadmap.objectives.order_by("position").values_list("text", flat=True)),
        passport=tuple(roadmap.passport.order_by("position").values_list("name", "text")),
        sections=tuple(
            PlanSection(*row)
            for row in roadmap.sections.order_by("position", "pk").values_list(
                "pk", "parent_id", "number", "title", "kind"
            )
        ),
        tables=_tables(roadmap),
        indicators=tuple(map(_indicator, roadmap.indicators.order_by("position", "pk"))),
        year_tasks=tuple(
            roadmap.year_tasks.order_by("position").values_list("direction", "year", "text")
        ),
        partners=tuple(
            PlanPartner(*row)
            for row in roadmap.partnerships.order_by("position").values_list(
                "school", "partner", "partner_kind", "scope"
            )
        ),
    )


def _tables(roadmap: models.Roadmap) -> tuple[PlanTable, ...]:
    """The office's tables; rows of a kind that has none get one in the portal's columns."""
    activities = list(roadmap.activities.order_by("position", "pk"))
    tables = {table.pk: table for table in roadmap.tables.order_by("position")}
    beside: dict[tuple[str, int | None], int] = {}
    for one in activities:
        if one.table_id is not None:
            beside.setdefault((one.kind, one.section_id), one.table_id)
    of_kind = {table.kind: table.pk for table in reversed(tables.values())}
    rows: dict[tuple[str, int | None], list[models.Activity]] = defaultdict(list)
    for activity in activities:
        # The activity's table, else that of its section, else the first of its kind.
        near = beside.get((activity.kind, activity.section_id), of_kind.get(activity.kind))
        rows[activity.kind, activity.table_id or near].append(activity)
    return tuple(
        PlanTable(
            kind,
            tables[pk].caption if pk is not None else "",
            tables[pk].columns if pk is not None else (),
            tuple(map(_activity, found)),
        )
        for (kind, pk), found in rows.items()
    )


def _activity(activity: models.Activity) -> PlanActivity:
    return PlanActivity(
        section=activity.section_id,
        texts={field: getattr(activity, field) for field in TEXT_OF_ROLE.values()},
        extra=tuple((cell["heading"], cell["text"]) for cell in activity.extra),
    )


def _indicator(indicator: models.Indicator) -> PlanIndicator:
    baseline = (indicator.baseline_year, indicator.baseline_value)
    return PlanIndicator(
        name=indicator.name,
        unit=indicator.unit,
        comparator=indicator.comparator,
        baseline=baseline if indicator.baseline_value else None,
        targets=tuple((int(y) if y else None, v) for y, v in indicator.targets.items()),
        relative_to=indicator.relative_to or None,
    )
