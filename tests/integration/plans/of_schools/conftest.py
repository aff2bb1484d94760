"""A plan of one school in its first steps."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from roadmaps.actions import plan_checks as checking
from roadmaps.actions.activities import add_activity
from roadmaps.actions.editions import Order, approve_plan
from roadmaps.actions.school_plans import start_school_plan
from roadmaps.models import Assignment, Roadmap
from tests.integration.plans.conftest import TODAY

ORDER = Order("12-ОД", date(2026, 10, 1), date(2026, 10, 1))
VALUES = {
    "title": "Дорожная карта школы № 1",
    "first_year": 2026,
    "last_year": 2027,
    "calendar": "calendar",
}


def now():
    return timezone.now()


@pytest.fixture
def plan(world, today) -> Roadmap:
    """A project of the school at home with one activity of its own."""
    made = start_school_plan(school=world.school, by=world.head, **VALUES)
    add_activity(
        roadmap=made,
        by=world.head,
        number="1",
        title="Взаимопосещение уроков",
        deadline_text="20 декабря 2026 года",
        responsible_text="Заместитель директора по УВР, учителя математики",
        deliverable="Справка",
    )
    return made


def submitted(world, plan) -> Roadmap:
    return checking.submit_plan(roadmap=plan, by=world.head, at=now())


def agreed(world, plan) -> Roadmap:
    submitted(world, plan)
    return checking.agree_plan(roadmap=plan, by=world.curator, at=now(), seen=1)


@pytest.fixture
def in_force(world, plan) -> Roadmap:
    agreed(world, plan)
    approve_plan(roadmap=plan, by=world.head, order=ORDER, today=TODAY)
    plan.refresh_from_db()
    return plan


def the_work(plan) -> Assignment:
    related = Assignment.objects.select_related(
        "occurrence__activity__roadmap__municipality", "school", "party"
    )
    return related.get(occurrence__activity__roadmap=plan)
