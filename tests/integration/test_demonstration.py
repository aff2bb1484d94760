"""The demonstration's plan: what the executor's account finds to do."""

from __future__ import annotations

from datetime import date

import pytest

from roadmaps.actions.imports import confirm_import, draft_import
from roadmaps.models import Assignment
from roadmaps.queries.edition_comparison import compared_lines
from roadmaps.queries.editions import amendment_of
from roadmaps.queries.work import own_assignments
from schools.domain.roles import Role
from shnor_portal.demo import exam_plan, plan
from shnor_portal.demo.story import give_to_executor
from shnor_portal.demo.work import Workers
from tests.conftest import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def workers(world: World) -> Workers:
    """The people of the office, with the demonstration's plan in force."""
    draft = draft_import(
        municipality=world.office, by=world.coordinator, file_name=plan.FILE_NAME,
        content=plan.plan_document(2026, 2027),
    )  # fmt: skip
    confirm_import(plan_import=draft, by=world.coordinator)
    staff = {Role.COORDINATOR: world.coordinator, Role.EXECUTOR: world.executor}
    give_to_executor(world.office, staff)
    return Workers({}, world.coordinator, world.administrator)


def test_executor_owes_what_the_methodists_and_their_centre_owe(
    world: World, workers: Workers
) -> None:
    own = own_assignments(world.executor)
    assert {one.party.name for one in own} == {"Методический центр", "Методисты"}
    assert len(own) > 4


def test_nobody_judges_their_own_work(world: World, workers: Workers) -> None:
    for one in Assignment.objects.filter(school=None).select_related("party__user"):
        assert workers.doer(one) == (one.party.user or world.coordinator)
        assert workers.reviewer(one) != workers.doer(one)


@pytest.mark.parametrize("today", [date(2027, 2, 10), date(2027, 2, 16), date(2026, 11, 26)])
def test_second_plan_was_approved_amended_and_is_being_amended(world: World, today: date) -> None:
    roadmap = exam_plan.take_exam_plan(world.office, world.coordinator, today)
    exam_plan.amend(roadmap, world.coordinator, today)
    first, second = roadmap.editions.order_by("number")
    assert first.in_force_from < second.in_force_from <= today
    assert len(second.reasons) == 3
    assert first.scan.size > 0
    lines = compared_lines(first.content, second.content, second.reasons)
    assert [line.change_word for line in lines] == ["изменено", "добавлено", "исключено"]
    assert all(line.reason for line in lines)
    assert amendment_of(roadmap) is not None
