"""Calculations of the list and groups that go by it."""

from datetime import date

import pytest

from assessments.models import ClassificationRun, Verdict
from roadmaps.actions.audience import set_audience
from roadmaps.models import Assignment, Party, PlanSchoolList
from roadmaps.queries.audience import (
    addressed_of,
    audience_mark,
)

PAST = date(2026, 9, 1)
AHEAD = date(2026, 11, 30)


def a_run(world, now, **categories) -> ClassificationRun:
    """A finished calculation: `school="low_results"`, schools of the cast by name."""
    from assessments.domain.criteria import shipped

    run = ClassificationRun.objects.create(
        municipality=world.office,
        academic_year=2025,
        input_digest="x",
        criteria=shipped("federal-30-2").snapshot(),
        finished_at=now,
    )
    for name, category in categories.items():
        Verdict.objects.create(
            run=run,
            school=getattr(world, name),
            category=category,
            reason="—",
            low_procedures=0,
            assessed_procedures=1,
            findings=[],
        )
    return run


@pytest.fixture
def listed_heads(world):
    """A group whose name means the list."""
    return Party.objects.create(
        municipality=world.office, name="Руководители ШНОР", kind="group", fans_out="schools"
    )


@pytest.fixture
def first_list(world, roadmap, now):
    """The plan goes by a list with school № 1 in it and № 2 at risk."""
    run = a_run(world, now, school="low_results", other_school="at_risk", branch="none")
    PlanSchoolList.objects.create(roadmap=roadmap, run=run)
    return run


def doers(activity) -> set[tuple[date | None, str]]:
    rows = Assignment.objects.filter(occurrence__activity=activity)
    return {(one.occurrence.due_on, str(one.school or one.party)) for one in rows}


def link_of(activity):
    return activity.party_links.select_related("party", "activity__roadmap__municipality").get()


def decide(activity, world, today, audience, **more):
    link = link_of(activity)
    return set_audience(
        link=link,
        by=world.coordinator,
        audience=audience,
        reason=more.pop("reason", "Так решил координатор"),
        seen=more.pop("seen", audience_mark(addressed_of(link))),
        today=today,
        **more,
    )
