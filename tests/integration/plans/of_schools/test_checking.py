"""A plan of one school is checked by its curator, round by round, and approved by its head."""

from __future__ import annotations

import pytest

from accounts.models import OutgoingLetter, User
from core.web.refusals import NotPossible, Refusal
from roadmaps.actions import plan_checks as checking
from roadmaps.actions.activities import add_activity
from roadmaps.actions.editions import approve_plan
from roadmaps.actions.plans import move_plan
from roadmaps.actions.school_plans import start_school_plan
from roadmaps.domain.plan_states import PlanMove
from roadmaps.permissions.plans import refusal_to_edit
from roadmaps.queries.school_plans import checks_waiting_for
from schools.models import Membership
from tests.integration.plans.conftest import TODAY
from tests.integration.plans.of_schools.conftest import ORDER, VALUES, agreed, now, submitted

pytestmark = pytest.mark.django_db


def test_check_goes_round_by_round_with_letters_to_the_other_side(world, plan):
    submitted(world, plan)
    assert list(OutgoingLetter.objects.values_list("to", flat=True)) == [world.curator.pk]
    checking.return_plan(
        roadmap=plan, by=world.curator, at=now(), seen=1, comment="Нет мероприятий для родителей."
    )
    plan.refresh_from_db()
    assert plan.status == "returned"
    letter = OutgoingLetter.objects.get(to=world.head)
    assert "Нет мероприятий для родителей." in letter.body
    submitted(world, plan)
    checking.agree_plan(roadmap=plan, by=world.coordinator, at=now(), seen=2)
    plan.refresh_from_db()
    rounds = list(plan.checks.order_by("round").values_list("result", "decided_by_name"))
    assert plan.status == "agreed"
    assert rounds == [("returned", "curator"), ("agreed", "coordinator")]


def test_coordinator_is_written_to_where_the_school_has_no_curator(world, plan):
    Membership.objects.filter(role="curator").delete()
    submitted(world, plan)
    assert list(OutgoingLetter.objects.values_list("to", flat=True)) == [world.coordinator.pk]


def test_second_click_of_each_step_changes_nothing(world, plan):
    for _ in range(2):
        submitted(world, plan)
    for _ in range(2):
        checking.agree_plan(roadmap=plan, by=world.curator, at=now(), seen=1)
    assert plan.checks.count() == 1
    assert OutgoingLetter.objects.count() == 2


def test_plan_is_returned_with_words_and_handed_in_with_rows_only(world, plan):
    submitted(world, plan)
    with pytest.raises(NotPossible, match="что исправить"):
        checking.return_plan(roadmap=plan, by=world.curator, at=now(), seen=1, comment=" ")
    plan.refresh_from_db()
    assert plan.status == "on_review"
    empty = start_school_plan(school=world.school, by=world.head, **{**VALUES, "title": "Пустая"})
    with pytest.raises(NotPossible, match="нет мероприятий"):
        checking.submit_plan(roadmap=empty, by=world.head, at=now())


def test_nobody_decides_about_the_plan_of_their_own_school(world, plan):
    Membership.objects.create(user=world.head, role="coordinator", municipality=world.office)
    head = User.objects.get(pk=world.head.pk)
    checking.submit_plan(roadmap=plan, by=head, at=now())
    with pytest.raises(Refusal, match="своей школы"):
        checking.agree_plan(roadmap=plan, by=head, at=now(), seen=1)
    assert not checks_waiting_for(head).exists()


def test_who_only_looks_on_decides_nothing(world, plan):
    submitted(world, plan)
    for name in ("executor", "observer", "other_head", "stranger"):
        with pytest.raises(Refusal):
            checking.agree_plan(roadmap=plan, by=getattr(world, name), at=now(), seen=1)
    assert checks_waiting_for(world.curator).count() == 1
    assert checks_waiting_for(world.coordinator).count() == 1
    assert checks_waiting_for(world.stranger).count() == 0


def test_decision_about_an_earlier_round_is_refused(world, plan):
    submitted(world, plan)
    checking.withdraw_plan(roadmap=plan, by=world.head, at=now())
    submitted(world, plan)
    with pytest.raises(NotPossible, match="отправила план заново"):
        checking.agree_plan(roadmap=plan, by=world.curator, at=now(), seen=1)
    plan.refresh_from_db()
    assert plan.status == "on_review"


def test_words_rest_while_the_plan_is_on_review_or_agreed(world, plan):
    submitted(world, plan)
    plan.refresh_from_db()
    assert "отзовите" in refusal_to_edit(world.head, plan)
    with pytest.raises(Refusal):
        add_activity(roadmap=plan, by=world.head, title="Ещё одно")
    checking.agree_plan(roadmap=plan, by=world.curator, at=now(), seen=1)
    plan.refresh_from_db()
    assert "согласуют снова" in refusal_to_edit(world.head, plan)
    move_plan(roadmap=plan, by=world.head, move=PlanMove.REVISE)
    plan.refresh_from_db()
    assert refusal_to_edit(world.head, plan) == ""


def test_plan_comes_in_force_by_the_heads_order_after_it_was_agreed(world, plan):
    with pytest.raises(NotPossible, match="ещё не согласован"):
        approve_plan(roadmap=plan, by=world.head, order=ORDER, today=TODAY)
    with pytest.raises(NotPossible):
        move_plan(roadmap=plan, by=world.head, move=PlanMove.ENTER_FORCE)
    agreed(world, plan)
    with pytest.raises(Refusal):
        approve_plan(roadmap=plan, by=world.coordinator, order=ORDER, today=TODAY)
    approve_plan(roadmap=plan, by=world.head, order=ORDER, today=TODAY)
    plan.refresh_from_db()
    assert (plan.status, plan.order_number, plan.edition_number) == ("in_force", "12-ОД", 1)


def test_head_hands_in_and_curator_decides_on_one_page(client, world, plan):
    address = f"/roadmaps/{plan.pk}/state/"
    client.force_login(world.head)
    assert client.post(address, {"move": "submit", "note": "Готово"}).status_code == 302
    client.force_login(world.curator)
    assert "Готово" in client.get("/review/plans/").content.decode()
    refused = client.post(address, {"move": "return", "round": "1", "comment": ""})
    assert refused.status_code == 422
    assert "Напишите, что исправить" in refused.content.decode()
    answer = client.post(address, {"move": "return", "round": "1", "comment": "Нет сроков"})
    assert answer.status_code == 302
    client.force_login(world.head)
    assert "Нет сроков" in client.get(f"/roadmaps/{plan.pk}/").content.decode()
    assert "возвращена с замечаниями" in client.get("/").content.decode()
    plan.refresh_from_db()
    assert plan.status == "returned"


def test_second_checker_reads_who_was_quicker_and_gets_the_remarks_back(client, world, plan):
    submitted(world, plan)
    address = f"/roadmaps/{plan.pk}/state/"
    checking.return_plan(
        roadmap=plan, by=world.curator, at=now(), seen=1, comment="Нет ответственных"
    )
    client.force_login(world.coordinator)
    mine = {"move": "return", "round": "1", "comment": "Нет сроков"}
    answer = client.post(address, mine)
    assert answer.status_code == 422
    assert str(world.curator) in answer.text
    assert "Ваши замечания школе не отправлены. Вы написали: «Нет сроков»" in answer.text
    assert plan.checks.get().comment == "Нет ответственных"
    agree = client.post(address, {**mine, "move": "agree"})
    assert agree.status_code == 422
    assert "Вы написали: «Нет сроков»" in agree.text


def test_remarks_stay_in_the_form_and_go_with_the_round_that_is_shown(client, world, plan):
    submitted(world, plan)
    checking.withdraw_plan(roadmap=plan, by=world.head, at=now())
    submitted(world, plan)
    client.force_login(world.curator)
    mine = {"move": "return", "round": "1", "comment": "Нет сроков"}
    answer = client.post(f"/roadmaps/{plan.pk}/state/", mine)
    assert "школа отправила план заново" in answer.text
    assert "Нет сроков</textarea>" in answer.text
    shown = answer.context["decision_form"]["round"].value()
    client.post(f"/roadmaps/{plan.pk}/state/", {**mine, "round": shown})
    plan.refresh_from_db()
    assert plan.status == "returned"


def test_head_reads_why_a_plan_without_rows_is_not_handed_in(client, world, today):
    empty = start_school_plan(school=world.school, by=world.head, **VALUES)
    client.force_login(world.head)
    answer = client.post(f"/roadmaps/{empty.pk}/state/", {"move": "submit", "note": "Готово"})
    assert answer.status_code == 422
    assert checking.NO_ROWS in answer.text
