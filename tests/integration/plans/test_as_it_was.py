"""A plan and its rows «как было на дату»: reached from their pages, the same cost at any length."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from roadmaps.actions.activities import delete_activity
from roadmaps.actions.amending.opening import open_amendment
from roadmaps.actions.editing.cells import edit_cell
from roadmaps.actions.editions import approve_plan
from roadmaps.actions.imports import confirm_import
from tests.integration.plans.amending.conftest import FIRST, approve, begin
from tests.integration.plans.conftest import plan_document

pytestmark = pytest.mark.django_db
STANDING_PLAN = True


@pytest.fixture
def plan(world, roadmap):
    """The small plan, approved on 1 September."""
    approve_plan(roadmap=roadmap, by=world.coordinator, order=FIRST)
    roadmap.refresh_from_db()
    return roadmap


def of_row(plan, activity, day: str) -> str:
    return f"/roadmaps/{plan.pk}/activities/{activity.pk}/past/?on={day}"


def test_row_is_shown_with_its_words_and_its_work_of_that_day(client, world, plan) -> None:
    activity = plan.activities.get(number="1.1")
    begin(world, activity)
    copy = open_amendment(roadmap=plan, by=world.coordinator)
    proposed = copy.activities.get(number="1.1")
    edit_cell(
        activity=proposed, field="title", value="Новое название", expected=proposed.title,
        by=world.coordinator,
    )  # fmt: skip
    approve(world, plan, copy)
    client.force_login(world.coordinator)
    before = client.get(of_row(plan, activity, "2026-10-19")).text
    assert "Самодиагностика ресурсов школы" in before
    assert "Новое название" not in before
    assert "принято" not in before
    after = client.get(of_row(plan, activity, "2026-10-20")).text
    assert "Новое название" in after
    assert "принято" in after
    assert "ещё не было" in client.get(of_row(plan, activity, "2026-08-31")).text


def test_row_that_has_left_the_plan_is_still_found_on_its_days(client, world, plan) -> None:
    gone = plan.activities.get(number="1.2")
    copy = open_amendment(roadmap=plan, by=world.coordinator)
    delete_activity(activity=copy.activities.get(number="1.2"), by=world.coordinator)
    approve(world, plan, copy)
    client.force_login(world.coordinator)
    assert "Разбор итогов года" in client.get(of_row(plan, gone, "2026-10-19")).text
    assert "мероприятия не было" in client.get(of_row(plan, gone, "2026-10-20")).text
    other = f"/roadmaps/{plan.pk}/activities/999999/past/"
    assert client.get(other).status_code == 404


def test_a_head_sees_the_work_of_the_own_school_only(client, world, plan) -> None:
    activity = plan.activities.get(number="1.1")
    client.force_login(world.head)
    page = client.get(of_row(plan, activity, "2026-10-20"))
    doers = {line.doer for line in page.context["lines"]}
    assert str(world.school) in doers
    assert str(world.other_school) not in doers


def test_pages_of_an_approved_plan_offer_a_day(client, world, plan) -> None:
    activity = plan.activities.get(number="1.1")
    client.force_login(world.coordinator)
    page = client.get(f"/roadmaps/{plan.pk}/").text
    assert f'action="/roadmaps/{plan.pk}/past/"' in page
    page = client.get(f"/roadmaps/{plan.pk}/activities/{activity.pk}/").text
    assert f'action="/roadmaps/{plan.pk}/activities/{activity.pk}/past/"' in page
    day = f"/roadmaps/{plan.pk}/past/?on=2026-10-20"
    assert f'href="{of_row(plan, activity, "2026-10-20")}"' in client.get(day).text


def test_a_plan_without_an_order_has_no_past_to_offer(client, world, roadmap) -> None:
    client.force_login(world.coordinator)
    assert "Как было на дату" not in client.get(f"/roadmaps/{roadmap.pk}/").text


def test_edition_leads_nowhere_that_is_not_there(client, world, plan) -> None:
    client.force_login(world.coordinator)
    assert 'href="activities/' not in client.get(f"/roadmaps/{plan.pk}/editions/1/").text


def test_longer_plans_ask_no_more_of_the_database(
    client, world, draft, today, count_queries: Callable[..., int]
) -> None:
    client.force_login(world.coordinator)
    costs = []
    for number in (3, 30):
        rows = [
            (str(row), f"Мероприятие {row}", "май 2027", "Руководители ОО", "Справка")
            for row in range(1, number + 1)
        ]
        plan = confirm_import(
            plan_import=draft(plan_document(rows, f"План на 2026–2027 годы, {number}")),
            by=world.coordinator,
        )
        approve_plan(roadmap=plan, by=world.coordinator, order=FIRST)
        plan.refresh_from_db()
        copy = open_amendment(roadmap=plan, by=world.coordinator)
        for one in copy.activities.all():
            one.title += ", изменено"
            one.save()
        address = f"/roadmaps/{plan.pk}"
        row = plan.activities.first()
        pages = (
            f"{address}/past/", f"{address}/editions/", f"{address}/editions/1/",
            f"{address}/editions/comparison/", of_row(plan, row, date(2026, 10, 20).isoformat()),
        )  # fmt: skip
        costs.append([count_queries(lambda page=page: client.get(page)) for page in pages])
    few, many = costs
    assert many == few
