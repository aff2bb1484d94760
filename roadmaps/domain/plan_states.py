"""States of a plan and the moves between them: the life of a plan in one table.

Pure. Who may move a plan is one right (permissions); what an amendment does to an approved plan is
no state: the plan stays where it is and gets another edition.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class PlanStatus(StrEnum):
    """Where a plan stands (GLOSSARY: проект, приказ об утверждении)."""

    DRAFT = "draft"
    AGREED = "agreed"
    APPROVED = "approved"
    IN_FORCE = "in_force"
    CLOSED = "closed"


PLAN_STATUS_NAMES = {
    PlanStatus.DRAFT: "проект",
    PlanStatus.AGREED: "согласована",
    PlanStatus.APPROVED: "утверждена",
    PlanStatus.IN_FORCE: "действует",
    PlanStatus.CLOSED: "завершена",
}

# Schools see a plan from its approval on; before that it is the office's alone.
OFFICE_ONLY_STATUSES = frozenset({PlanStatus.DRAFT, PlanStatus.AGREED})


class PlanMove(StrEnum):
    """What can be done to a plan as a whole."""

    AGREE = "agree"
    REVISE = "revise"
    APPROVE = "approve"
    ENTER_FORCE = "enter_force"
    CLOSE = "close"
    REOPEN = "reopen"


PLAN_MOVE_NAMES = {
    PlanMove.AGREE: "план согласован",
    PlanMove.REVISE: "план возвращён в проект",
    PlanMove.APPROVE: "план утверждён приказом",
    PlanMove.ENTER_FORCE: "план введён в действие",
    PlanMove.CLOSE: "план завершён",
    PlanMove.REOPEN: "план возвращён в действие",
}


@dataclass(frozen=True, slots=True)
class PlanRule:
    """One move: the state that follows each state it is possible from, and what it asks for."""

    targets: Mapping[PlanStatus, PlanStatus]
    needs_order: bool = False


_TO_FORCE = (PlanStatus.DRAFT, PlanStatus.AGREED, PlanStatus.APPROVED)

PLAN_RULES: dict[PlanMove, PlanRule] = {
    PlanMove.AGREE: PlanRule({PlanStatus.DRAFT: PlanStatus.AGREED}),
    PlanMove.REVISE: PlanRule({PlanStatus.AGREED: PlanStatus.DRAFT}),
    PlanMove.APPROVE: PlanRule(
        {
            PlanStatus.DRAFT: PlanStatus.APPROVED,
            PlanStatus.AGREED: PlanStatus.APPROVED,
            # A plan that was put in force before its order was at hand.
            PlanStatus.IN_FORCE: PlanStatus.IN_FORCE,
        },
        needs_order=True,
    ),
    PlanMove.ENTER_FORCE: PlanRule(dict.fromkeys(_TO_FORCE, PlanStatus.IN_FORCE)),
    PlanMove.CLOSE: PlanRule({PlanStatus.IN_FORCE: PlanStatus.CLOSED}),
    PlanMove.REOPEN: PlanRule({PlanStatus.CLOSED: PlanStatus.IN_FORCE}),
}

# What `move` would lead to; people who press twice have it already.
_ALREADY = {
    PlanMove.AGREE: "План уже согласован.",
    PlanMove.REVISE: "План и так в проекте.",
    PlanMove.APPROVE: "План уже утверждён приказом. Чтобы изменить его, внесите изменение.",
    PlanMove.ENTER_FORCE: "План уже действует.",
    PlanMove.CLOSE: "План уже завершён.",
    PlanMove.REOPEN: "План и так действует.",
}
_CLOSED = "План завершён. Чтобы изменить его состояние, сначала верните его в действие."
_NOT_CLOSED = "План не завершён, возвращать его в действие незачем."
_NOT_IN_FORCE = "План ещё не действует, завершать нечего."
_APPROVED_STAYS = (
    "План утверждён приказом, в проект его не вернуть. Чтобы изменить план, внесите изменение."
)
_IN_FORCE_STAYS = "План действует, в проект его не вернуть. Изменить его можно и сейчас."
_REFUSALS: dict[PlanMove, dict[PlanStatus, str]] = {
    PlanMove.AGREE: {
        PlanStatus.APPROVED: "План уже утверждён, согласовывать его поздно.",
        PlanStatus.IN_FORCE: "План уже действует, согласовывать его поздно.",
    },
    PlanMove.REVISE: {
        PlanStatus.APPROVED: _APPROVED_STAYS,
        PlanStatus.IN_FORCE: _IN_FORCE_STAYS,
    },
    PlanMove.CLOSE: dict.fromkeys(_TO_FORCE, _NOT_IN_FORCE),
    PlanMove.REOPEN: dict.fromkeys(_TO_FORCE, _NOT_CLOSED),
}


def plan_refusal(move: PlanMove, status: PlanStatus, *, has_edition: bool = False) -> str:
    """Why `move` is impossible from `status`; empty where it is possible.

    A plan with an approved edition is not approved again as a whole, and its text does not become
    a project again: it is amended.
    """
    if status in PLAN_RULES[move].targets:
        is_again = move is PlanMove.APPROVE and has_edition
        return _ALREADY[move] if is_again else ""
    reached = set(PLAN_RULES[move].targets.values())
    if status is PlanStatus.CLOSED and move is not PlanMove.CLOSE:
        return _CLOSED
    return _REFUSALS.get(move, {}).get(status) or (_ALREADY[move] if status in reached else "")


def target_of(move: PlanMove, status: PlanStatus) -> PlanStatus:
    """The state after `move`, which must be possible from `status`."""
    return PLAN_RULES[move].targets[status]


def possible_moves(status: PlanStatus, *, has_edition: bool = False) -> tuple[PlanMove, ...]:
    """The moves that a person is offered, in the order of a plan's life."""
    return tuple(
        move for move in PlanMove if not plan_refusal(move, status, has_edition=has_edition)
    )
