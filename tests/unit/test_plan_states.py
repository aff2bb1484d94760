"""The life of a plan: every state against every move."""

from pathlib import Path

import pytest

from roadmaps.domain import plan_diagram
from roadmaps.domain.plan_states import (
    PLAN_MOVE_NAMES,
    PLAN_RULES,
    PLAN_STATUS_NAMES,
    PlanMove,
    PlanStatus,
    plan_refusal,
    possible_moves,
    target_of,
)

ALLOWED = {
    PlanMove.AGREE: {"draft": "agreed"},
    PlanMove.REVISE: {"agreed": "draft"},
    PlanMove.APPROVE: {"draft": "approved", "agreed": "approved", "in_force": "in_force"},
    PlanMove.ENTER_FORCE: {"draft": "in_force", "agreed": "in_force", "approved": "in_force"},
    PlanMove.CLOSE: {"in_force": "closed"},
    PlanMove.REOPEN: {"closed": "in_force"},
}


@pytest.mark.parametrize("move", PlanMove)
@pytest.mark.parametrize("status", PlanStatus)
def test_move_is_possible_or_refused_with_a_sentence(move, status):
    reason = plan_refusal(move, status)
    assert (reason == "") == (status.value in ALLOWED[move])
    assert reason == "" or reason.endswith(".")
    if not reason:
        assert target_of(move, status) == ALLOWED[move][status.value]


@pytest.mark.parametrize("status", PlanStatus)
def test_plan_with_an_edition_is_never_approved_as_a_whole_again(status):
    assert plan_refusal(PlanMove.APPROVE, status, has_edition=True).endswith(".")
    assert PlanMove.APPROVE not in possible_moves(status, has_edition=True)


def test_only_an_approval_asks_for_an_order():
    assert [move for move, rule in PLAN_RULES.items() if rule.needs_order] == [PlanMove.APPROVE]


def test_every_state_and_move_has_a_rule_and_a_name():
    assert set(PLAN_RULES) == set(PLAN_MOVE_NAMES) == set(PlanMove)
    assert set(PLAN_STATUS_NAMES) == set(PlanStatus)


def test_every_state_is_reached_from_a_project():
    reached = {PlanStatus.DRAFT}
    for _ in PlanStatus:
        reached |= {
            target_of(move, status) for status in reached for move in possible_moves(status)
        }
    assert reached == set(PlanStatus)


def test_drawn_states_are_not_stale():
    drawn = (Path(__file__).resolve().parents[2] / plan_diagram.PATH).read_text(encoding="utf-8")
    assert drawn == plan_diagram.document(), "run manage.py draw_plan_states"
