"""The life of a plan: every state against every move."""

from pathlib import Path

import pytest

from roadmaps.domain import plan_diagram
from roadmaps.domain.plan_states import (
    OFFICE_PATH,
    PLAN_MOVE_NAMES,
    PLAN_RULES,
    PLAN_STATUS_NAMES,
    SCHOOL_PATH,
    SCHOOL_PLAN_RULES,
    PlanMove,
    PlanPart,
    PlanStatus,
    plan_refusal,
    possible_moves,
    target_of,
)

OFFICE = {
    PlanMove.AGREE: {"draft": "agreed"},
    PlanMove.REVISE: {"agreed": "draft"},
    PlanMove.APPROVE: {"draft": "approved", "agreed": "approved", "in_force": "in_force"},
    PlanMove.ENTER_FORCE: {"draft": "in_force", "agreed": "in_force", "approved": "in_force"},
    PlanMove.CLOSE: {"in_force": "closed"},
    PlanMove.REOPEN: {"closed": "in_force"},
}
SCHOOL = {
    PlanMove.SUBMIT: {"draft": "on_review", "returned": "on_review"},
    PlanMove.WITHDRAW: {"on_review": "draft"},
    PlanMove.RETURN: {"on_review": "returned"},
    PlanMove.AGREE: {"on_review": "agreed"},
    PlanMove.REVISE: {"agreed": "draft"},
    PlanMove.APPROVE: {"agreed": "approved"},
    PlanMove.ENTER_FORCE: {"approved": "in_force"},
    PlanMove.CLOSE: {"in_force": "closed"},
    PlanMove.REOPEN: {"closed": "in_force"},
}


PLACES = [(False, OFFICE, status) for status in OFFICE_PATH]
PLACES += [(True, SCHOOL, status) for status in SCHOOL_PATH]


@pytest.mark.parametrize("move", PlanMove)
@pytest.mark.parametrize(("of_school", "allowed", "status"), PLACES)
def test_move_is_possible_or_refused_with_a_sentence(of_school, allowed, status, move):
    reason = plan_refusal(move, status, of_school=of_school)
    assert (reason == "") == (status.value in allowed.get(move, {}))
    assert reason == "" or reason.endswith(".")
    if not reason:
        assert target_of(move, status, of_school=of_school) == allowed[move][status.value]


@pytest.mark.parametrize(("of_school", "allowed", "status"), PLACES)
def test_plan_with_an_edition_is_never_approved_as_a_whole_again(of_school, allowed, status):
    reason = plan_refusal(PlanMove.APPROVE, status, has_edition=True, of_school=of_school)
    assert reason.endswith(".")
    moves = possible_moves(status, has_edition=True, of_school=of_school)
    assert PlanMove.APPROVE not in moves


@pytest.mark.parametrize("rules", [PLAN_RULES, SCHOOL_PLAN_RULES])
def test_only_an_approval_asks_for_an_order(rules):
    assert [move for move, rule in rules.items() if rule.needs_order] == [PlanMove.APPROVE]


def test_others_than_the_school_agree_its_plan_or_return_it_with_a_reason():
    judged = {move for move, rule in SCHOOL_PLAN_RULES.items() if rule.part is PlanPart.CHECKER}
    assert judged == {PlanMove.AGREE, PlanMove.RETURN}
    explained = [move for move, rule in SCHOOL_PLAN_RULES.items() if rule.needs_comment]
    assert explained == [PlanMove.RETURN]


def test_plan_of_a_school_comes_in_force_by_way_of_a_check_and_an_order_only():
    ways = {
        source: target
        for rule in SCHOOL_PLAN_RULES.values()
        for source, target in rule.targets.items()
        if target in (PlanStatus.AGREED, PlanStatus.APPROVED, PlanStatus.IN_FORCE)
    }
    assert ways == {
        PlanStatus.ON_REVIEW: PlanStatus.AGREED,
        PlanStatus.AGREED: PlanStatus.APPROVED,
        PlanStatus.APPROVED: PlanStatus.IN_FORCE,
        PlanStatus.CLOSED: PlanStatus.IN_FORCE,
    }


def test_every_state_and_move_has_a_rule_and_a_name():
    assert set(SCHOOL_PLAN_RULES) == set(PLAN_MOVE_NAMES) == set(PlanMove)
    assert set(PLAN_RULES) < set(PlanMove)
    assert set(PLAN_STATUS_NAMES) == set(PlanStatus)


@pytest.mark.parametrize(("of_school", "path"), [(False, OFFICE_PATH), (True, SCHOOL_PATH)])
def test_every_state_is_reached_from_a_project(of_school, path):
    reached = {PlanStatus.DRAFT}
    for _ in PlanStatus:
        reached |= {
            target_of(move, status, of_school=of_school)
            for status in reached
            for move in possible_moves(status, of_school=of_school)
        }
    assert reached == set(path)


def test_drawn_states_are_not_stale():
    drawn = (Path(__file__).resolve().parents[2] / plan_diagram.PATH).read_text(encoding="utf-8")
    assert drawn == plan_diagram.document(), "run manage.py draw_plan_states"
