"""States of a plan and the moves between them: the life of a plan in one table for each kind.

Pure. A plan of the office is moved by those who keep it. A plan of a school is kept by the school
and checked by others before its head approves it: its table says whose part a move is, permissions
map people to parts. What an amendment does to an approved plan is no state: the plan stays where
it is and gets another edition.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class PlanStatus(StrEnum):
    """Where a plan stands (GLOSSARY: проект, приказ об утверждении).

    Only plans of schools are on review or returned.
    """

    DRAFT = "draft"
    ON_REVIEW = "on_review"
    RETURNED = "returned"
    AGREED = "agreed"
    APPROVED = "approved"
    IN_FORCE = "in_force"
    CLOSED = "closed"


PLAN_STATUS_NAMES = {
    PlanStatus.DRAFT: "проект",
    PlanStatus.ON_REVIEW: "на проверке у куратора",
    PlanStatus.RETURNED: "возвращена",
    PlanStatus.AGREED: "согласована",
    PlanStatus.APPROVED: "утверждена",
    PlanStatus.IN_FORCE: "действует",
    PlanStatus.CLOSED: "завершена",
}

# Not approved yet: nobody works by the plan, and it is seen by those who keep or check it alone.
PROJECT_STATUSES = frozenset(
    {PlanStatus.DRAFT, PlanStatus.ON_REVIEW, PlanStatus.RETURNED, PlanStatus.AGREED}
)

# Where a plan of a school is in other hands, or agreed as it stands: its words rest.
RESTING_STATUSES = frozenset({PlanStatus.ON_REVIEW, PlanStatus.AGREED})

OFFICE_PATH = (
    PlanStatus.DRAFT,
    PlanStatus.AGREED,
    PlanStatus.APPROVED,
    PlanStatus.IN_FORCE,
    PlanStatus.CLOSED,
)
SCHOOL_PATH = tuple(PlanStatus)


class PlanPart(StrEnum):
    """What a person is to a plan: keeps it, or checks what a school keeps."""

    KEEPER = "keeper"
    CHECKER = "checker"


class PlanMove(StrEnum):
    """What can be done to a plan as a whole."""

    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    RETURN = "return"
    AGREE = "agree"
    REVISE = "revise"
    APPROVE = "approve"
    ENTER_FORCE = "enter_force"
    CLOSE = "close"
    REOPEN = "reopen"


PLAN_MOVE_NAMES = {
    PlanMove.SUBMIT: "план отправлен на проверку",
    PlanMove.WITHDRAW: "план отозван с проверки",
    PlanMove.RETURN: "план возвращён школе",
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
    part: PlanPart = PlanPart.KEEPER
    needs_comment: bool = False


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

SCHOOL_PLAN_RULES: dict[PlanMove, PlanRule] = {
    PlanMove.SUBMIT: PlanRule(
        {
            PlanStatus.DRAFT: PlanStatus.ON_REVIEW,
            PlanStatus.RETURNED: PlanStatus.ON_REVIEW,
        }
    ),
    PlanMove.WITHDRAW: PlanRule({PlanStatus.ON_REVIEW: PlanStatus.DRAFT}),
    PlanMove.RETURN: PlanRule(
        {PlanStatus.ON_REVIEW: PlanStatus.RETURNED}, part=PlanPart.CHECKER, needs_comment=True
    ),
    PlanMove.AGREE: PlanRule({PlanStatus.ON_REVIEW: PlanStatus.AGREED}, part=PlanPart.CHECKER),
    PlanMove.REVISE: PlanRule({PlanStatus.AGREED: PlanStatus.DRAFT}),
    PlanMove.APPROVE: PlanRule({PlanStatus.AGREED: PlanStatus.APPROVED}, needs_order=True),
    PlanMove.ENTER_FORCE: PlanRule({PlanStatus.APPROVED: PlanStatus.IN_FORCE}),
    PlanMove.CLOSE: PLAN_RULES[PlanMove.CLOSE],
    PlanMove.REOPEN: PLAN_RULES[PlanMove.REOPEN],
}


# Moves between a school and those who check its plan: each begins or ends a round.
CHECK_MOVES = frozenset({PlanMove.SUBMIT, PlanMove.WITHDRAW, PlanMove.RETURN, PlanMove.AGREE})


def rules_of(*, of_school: bool) -> Mapping[PlanMove, PlanRule]:
    """The table by which a plan lives."""
    return SCHOOL_PLAN_RULES if of_school else PLAN_RULES


# What `move` would lead to; people who press twice have it already.
_ALREADY = {
    PlanMove.SUBMIT: "План уже на проверке.",
    PlanMove.WITHDRAW: "План и так не на проверке.",
    PlanMove.RETURN: "План уже возвращён школе.",
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
_OFFICE_CHECKS_ITSELF = "План управления на проверку не отправляют: его согласует само управление."

_NOT_ON_REVIEW = "План не на проверке: решать о нём пока нечего."
_NOT_AGREED = "План ещё не согласован. Отправьте его на проверку куратору."
_ON_REVIEW = "План на проверке. Дождитесь решения или отзовите план."
_SCHOOL_FROZEN = "План уже утверждён приказом."
_FROZEN_STATUSES = (PlanStatus.APPROVED, PlanStatus.IN_FORCE)
_UNDONE = (PlanStatus.DRAFT, PlanStatus.RETURNED)
_BEFORE_FORCE = tuple(
    one for one in SCHOOL_PATH if one not in (PlanStatus.IN_FORCE, PlanStatus.CLOSED)
)
_SCHOOL_REFUSALS: dict[PlanMove, dict[PlanStatus, str]] = {
    PlanMove.SUBMIT: {
        PlanStatus.AGREED: "План уже согласован: утвердите его приказом.",
        **dict.fromkeys(_FROZEN_STATUSES, _SCHOOL_FROZEN),
    },
    PlanMove.WITHDRAW: {
        PlanStatus.RETURNED: "План уже возвращён школе.",
        PlanStatus.AGREED: "План уже согласован. Чтобы изменить его, верните его в проект.",
        **dict.fromkeys(_FROZEN_STATUSES, _SCHOOL_FROZEN),
    },
    PlanMove.RETURN: {
        **dict.fromkeys((PlanStatus.DRAFT, PlanStatus.AGREED), _NOT_ON_REVIEW),
        **dict.fromkeys(_FROZEN_STATUSES, _SCHOOL_FROZEN),
    },
    PlanMove.AGREE: {
        **dict.fromkeys(_UNDONE, _NOT_ON_REVIEW),
        **dict.fromkeys(_FROZEN_STATUSES, _SCHOOL_FROZEN),
    },
    PlanMove.REVISE: {
        PlanStatus.ON_REVIEW: _ON_REVIEW,
        PlanStatus.RETURNED: "План возвращён: его можно править.",
        **dict.fromkeys(_FROZEN_STATUSES, _APPROVED_STAYS),
    },
    PlanMove.APPROVE: {
        **dict.fromkeys(_UNDONE, _NOT_AGREED),
        PlanStatus.ON_REVIEW: _ON_REVIEW,
        PlanStatus.IN_FORCE: _ALREADY[PlanMove.APPROVE],
    },
    PlanMove.ENTER_FORCE: {
        **dict.fromkeys(_UNDONE, _NOT_AGREED),
        PlanStatus.ON_REVIEW: _ON_REVIEW,
        PlanStatus.AGREED: "План согласован. Утвердите его приказом директора.",
    },
    PlanMove.CLOSE: dict.fromkeys(_BEFORE_FORCE, _NOT_IN_FORCE),
    PlanMove.REOPEN: dict.fromkeys(_BEFORE_FORCE, _NOT_CLOSED),
}


def plan_refusal(
    move: PlanMove, status: PlanStatus, *, has_edition: bool = False, of_school: bool = False
) -> str:
    """Why `move` is impossible from `status`; empty where it is possible.

    A plan with an approved edition is not approved again as a whole, and its text does not become
    a project again: it is amended.
    """
    rules = rules_of(of_school=of_school)
    if move not in rules:
        return _OFFICE_CHECKS_ITSELF
    if status in rules[move].targets:
        is_again = move is PlanMove.APPROVE and has_edition
        return _ALREADY[move] if is_again else ""
    reached = set(rules[move].targets.values())
    if status is PlanStatus.CLOSED and move is not PlanMove.CLOSE:
        return _CLOSED
    refusals = _SCHOOL_REFUSALS if of_school else _REFUSALS
    return refusals.get(move, {}).get(status) or (_ALREADY[move] if status in reached else "")


def target_of(move: PlanMove, status: PlanStatus, *, of_school: bool = False) -> PlanStatus:
    """The state after `move`, which must be possible from `status`."""
    return rules_of(of_school=of_school)[move].targets[status]


def possible_moves(
    status: PlanStatus, *, has_edition: bool = False, of_school: bool = False
) -> tuple[PlanMove, ...]:
    """The moves that a person is offered, in the order of a plan's life."""
    return tuple(
        move
        for move in PlanMove
        if not plan_refusal(move, status, has_edition=has_edition, of_school=of_school)
    )
