"""A plan that was approved for a later day, and that day."""

from __future__ import annotations

from datetime import date

import pytest

from accounts.models import AuditEvent
from roadmaps.actions.editions import Order, approve_plan
from roadmaps.actions.imports import confirm_import
from roadmaps.actions.plans import move_plan, start_due_plans
from roadmaps.domain.plan_states import PlanMove
from roadmaps.models import Assignment, Roadmap
from tests.integration.plans.conftest import TODAY

pytestmark = pytest.mark.django_db


def test_approved_plan_waits_for_its_day(world, draft, today):
    plan_import = draft()
    plan_import.is_approved = False
    plan_import.save()
    plan = confirm_import(plan_import=plan_import, by=world.coordinator)
    later = Order("420", date(2026, 9, 1), date(2027, 1, 1))
    approve_plan(roadmap=plan, by=world.coordinator, order=later)
    plan.refresh_from_db()
    assert (plan.status, plan.in_force_from) == ("approved", date(2027, 1, 1))
    assert plan in Roadmap.objects.visible_to(world.head)
    move_plan(roadmap=plan, by=world.coordinator, move=PlanMove.ENTER_FORCE)
    plan.refresh_from_db()
    assert (plan.status, plan.in_force_from) == ("in_force", TODAY)


def test_plan_starts_by_itself_on_its_day_and_once(world, draft, today):
    plan_import = draft()
    plan_import.is_approved = False
    plan_import.save()
    plan = confirm_import(plan_import=plan_import, by=world.coordinator)
    approve_plan(
        roadmap=plan, by=world.coordinator, order=Order("420", date(2026, 9, 1), date(2026, 11, 2))
    )
    assert not Assignment.objects.visible_to(world.head).in_force().exists()
    assert start_due_plans(today=date(2026, 11, 1)) == 0
    assert start_due_plans(today=date(2026, 11, 2)) == 1
    assert start_due_plans(today=date(2026, 11, 2)) == 0
    plan.refresh_from_db()
    assert (plan.status, plan.in_force_from) == ("in_force", date(2026, 11, 2))
    event = AuditEvent.objects.get(action="enter force plan")
    assert (event.actor_id, event.actor_name) == (None, "Портал")
    assert event.municipality_id == world.office.pk
    owed = Assignment.objects.visible_to(world.head).in_force()
    assert "Самодиагностика ресурсов школы" in {one.occurrence.activity.title for one in owed}
