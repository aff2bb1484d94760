"""A change of a plan of one school goes through the same check."""

from __future__ import annotations

from datetime import date

import pytest

from accounts.models import OutgoingLetter
from core.web.refusals import NotPossible
from roadmaps.actions import plan_checks as checking
from roadmaps.actions.amending.approving import approve_amendment
from roadmaps.actions.amending.opening import discard_amendment, open_amendment
from roadmaps.actions.editing.cells import edit_cell
from roadmaps.actions.editions import Order, approve_plan
from roadmaps.actions.plans import move_plan
from roadmaps.domain.plan_states import PlanMove
from roadmaps.models import Roadmap
from roadmaps.permissions.plans import refusal_to_edit
from roadmaps.queries.school_plans import checks_waiting_for
from tests.integration.plans.conftest import TODAY
from tests.integration.plans.of_schools.conftest import ORDER, agreed, now, submitted

pytestmark = pytest.mark.django_db


@pytest.fixture
def amendment(world, in_force) -> Roadmap:
    """A working copy of the plan in force with another document."""
    copy = open_amendment(roadmap=in_force, by=world.head)
    row = copy.activities.select_related("roadmap__municipality").get()
    edit_cell(
        activity=row, field="deliverable", value="Протокол", expected="Справка", by=world.head
    )
    return copy


def approve_copy(world, copy):
    return approve_amendment(
        roadmap=copy.amends, amendment_id=copy.pk, by=world.head, today=TODAY,
        order=Order("13-ОД", date(2026, 10, 20), date(2026, 10, 20)),
    )  # fmt: skip


def test_amendment_is_approved_after_the_curator_has_agreed(world, in_force, amendment):
    with pytest.raises(NotPossible, match="ещё не согласовано"):
        approve_copy(world, amendment)
    submitted(world, amendment)
    with pytest.raises(NotPossible, match="на проверке"):
        approve_copy(world, amendment)
    with pytest.raises(NotPossible, match="отзовите"):
        discard_amendment(roadmap=in_force, amendment_id=amendment.pk, by=world.head)
    amendment.refresh_from_db()
    assert "на проверке" in refusal_to_edit(world.head, amendment)
    waiting = checks_waiting_for(world.curator).get()
    assert (waiting.roadmap, waiting.is_of_amendment) == (amendment, True)
    checking.return_plan(
        roadmap=amendment, by=world.curator, at=now(), seen=1, comment="Нужна справка."
    )
    assert "Изменение дорожной карты" in OutgoingLetter.objects.filter(to=world.head).last().body
    submitted(world, amendment)
    checking.agree_plan(roadmap=amendment, by=world.curator, at=now(), seen=2)
    edition = approve_copy(world, amendment)
    in_force.refresh_from_db()
    assert (edition.number, in_force.status) == (2, "in_force")
    assert in_force.activities.get().deliverable == "Протокол"
    rounds = list(in_force.checks.order_by("round").values_list("round", "result"))
    assert rounds == [(1, "agreed"), (2, "returned"), (3, "agreed")]


def test_agreed_amendment_goes_back_to_be_changed_and_is_agreed_again(world, in_force, amendment):
    agreed(world, amendment)
    move_plan(roadmap=amendment, by=world.head, move=PlanMove.REVISE)
    amendment.refresh_from_db()
    assert refusal_to_edit(world.head, amendment) == ""
    with pytest.raises(NotPossible, match="ещё не согласовано"):
        approve_copy(world, amendment)


def test_amendment_that_changes_nothing_is_not_handed_in(world, in_force):
    copy = open_amendment(roadmap=in_force, by=world.head)
    with pytest.raises(NotPossible, match="нет отличий"):
        submitted(world, copy)


def test_amendment_of_the_offices_plan_is_not_checked(world, roadmap, today):
    approve_plan(roadmap=roadmap, by=world.coordinator, order=ORDER, today=TODAY)
    copy = open_amendment(roadmap=roadmap, by=world.coordinator)
    with pytest.raises(NotPossible):
        checking.submit_plan(roadmap=copy, by=world.coordinator, at=now())
    with pytest.raises(NotPossible):
        move_plan(roadmap=copy, by=world.coordinator, move=PlanMove.REVISE)


def test_pages_lead_an_amendment_through_its_check(client, world, in_force, amendment):
    address = f"/roadmaps/{amendment.pk}/state/"
    client.force_login(world.head)
    assert "Отправить на проверку" in client.get(f"/roadmaps/{amendment.pk}/").content.decode()
    editions = client.get(f"/roadmaps/{in_force.pk}/editions/").content.decode()
    assert "Отправить на проверку" in editions
    assert "Утвердить приказом" not in editions
    assert "Кто отмечает выполнение" not in client.get(address).content.decode()
    client.post(address, {"move": "submit", "note": ""})
    client.force_login(world.curator)
    assert "Изменение карты" in client.get("/review/plans/").content.decode()
    page = client.get(address).content.decode()
    assert f"/roadmaps/{in_force.pk}/editions/comparison/" in page
    client.post(address, {"move": "agree", "round": "1", "comment": ""})
    client.force_login(world.head)
    assert "Изменение дорожной карты школы согласовано" in client.get("/").content.decode()
    page = client.get(address).content.decode()
    assert f"/roadmaps/{in_force.pk}/amendment/approve/" in page
    client.force_login(world.other_head)
    assert client.get(address).status_code == 404
