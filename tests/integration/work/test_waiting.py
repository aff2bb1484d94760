"""The figure of the menu: all that waits for a person, whatever it is, and nobody else's."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from accounts.models import User
from roadmaps.actions.date_requests import ask_for_date
from roadmaps.models import PlanCheck, Roadmap
from roadmaps.queries.waiting import number_waiting_for
from schools.models import Membership

pytestmark = pytest.mark.django_db


def number_for(person: Any) -> int:
    """As the next request of the person counts."""
    return number_waiting_for(User.objects.get(pk=person.pk))


@pytest.fixture
def three(world, make_assignment, now) -> int:
    """Work that was handed in, another date asked for, a plan of the school for its check."""
    make_assignment(status="submitted", submitted_by=world.head)
    owed = make_assignment()
    ask_for_date(
        assignment=owed, wished_on=date(2026, 11, 20), reason="Ремонт", by=world.head, at=now
    )
    plan = Roadmap.objects.create(
        municipality=world.office, school=world.school, title="План школы", status="on_review",
        first_year=2026, last_year=2026,
    )  # fmt: skip
    PlanCheck.objects.create(roadmap=plan, round=1, submitted_at=now, submitted_by=world.head)
    return 3


def test_work_dates_and_plans_are_counted_together(world, three) -> None:
    found = {name: number_for(person) for name, person in world.people.items()}
    waited_for = {name: number for name, number in found.items() if number}
    assert waited_for == dict.fromkeys(("administrator", "coordinator", "curator"), three)


def test_figure_follows_the_work_and_the_roles_of_the_person(world, make_assignment, three) -> None:
    assert number_for(world.curator) == three
    make_assignment(status="submitted", submitted_by=world.head)
    assert number_for(world.curator) == three + 1
    make_assignment(school=world.other_school, status="submitted", submitted_by=world.other_head)
    assert number_for(world.curator) == three + 1
    Membership.objects.create(user=world.curator, role="curator", school=world.other_school)
    assert number_for(world.curator) == three + 2
    Membership.objects.filter(user=world.curator, school=world.school).delete()
    assert number_for(world.curator) == 1
