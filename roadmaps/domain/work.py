"""States of an assignment and the moves between them: the whole workflow in one table.

Pure. Who may make a move is said by the actor's part, not by a role; permissions map roles to
parts. «Просрочено» is no state: it follows from the date (see `querysets`).
"""

from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """Where an assignment stands (GLOSSARY: на проверке, принято, на доработку)."""

    ASSIGNED = "assigned"
    IN_PROGRESS = "in_progress"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"


STATUS_NAMES = {
    Status.ASSIGNED: "назначено",
    Status.IN_PROGRESS: "в работе",
    Status.SUBMITTED: "на проверке",
    Status.RETURNED: "возвращено",
    Status.ACCEPTED: "принято",
    Status.POSTPONED: "перенесено",
    Status.CANCELLED: "отменено",
}


class Part(StrEnum):
    """What a person is to one assignment."""

    DOER = "doer"
    REVIEWER = "reviewer"


class Move(StrEnum):
    """What can be done to an assignment."""

    START = "start"
    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    ACCEPT = "accept"
    RETURN = "return"
    REOPEN = "reopen"
    POSTPONE = "postpone"
    CANCEL = "cancel"
    RESTORE = "restore"


@dataclass(frozen=True, slots=True)
class Rule:
    """One move: from which states, to which, by whom, and whether it must be explained."""

    sources: frozenset[Status]
    target: Status
    part: Part
    needs_comment: bool = False


_OPEN = frozenset({Status.ASSIGNED, Status.IN_PROGRESS, Status.RETURNED, Status.POSTPONED})

RULES: dict[Move, Rule] = {
    Move.START: Rule(frozenset({Status.ASSIGNED}), Status.IN_PROGRESS, Part.DOER),
    Move.SUBMIT: Rule(_OPEN, Status.SUBMITTED, Part.DOER),
    Move.WITHDRAW: Rule(frozenset({Status.SUBMITTED}), Status.IN_PROGRESS, Part.DOER),
    Move.ACCEPT: Rule(frozenset({Status.SUBMITTED}), Status.ACCEPTED, Part.REVIEWER),
    Move.RETURN: Rule(
        frozenset({Status.SUBMITTED}), Status.RETURNED, Part.REVIEWER, needs_comment=True
    ),
    Move.REOPEN: Rule(
        frozenset({Status.ACCEPTED}), Status.RETURNED, Part.REVIEWER, needs_comment=True
    ),
    Move.POSTPONE: Rule(_OPEN, Status.POSTPONED, Part.REVIEWER, needs_comment=True),
    Move.CANCEL: Rule(_OPEN, Status.CANCELLED, Part.REVIEWER, needs_comment=True),
    Move.RESTORE: Rule(frozenset({Status.CANCELLED}), Status.ASSIGNED, Part.REVIEWER),
}

# The school or the office's doer owes work; the portal counts the days.
OPEN_STATUSES = _OPEN
# Nothing is owed any more.
CLOSED_STATUSES = frozenset({Status.ACCEPTED, Status.CANCELLED})


# How the history speaks of a move.
MOVE_NAMES = {
    Move.START: "взято в работу",
    Move.SUBMIT: "отправлено на проверку",
    Move.WITHDRAW: "отозвано с проверки",
    Move.ACCEPT: "принято",
    Move.RETURN: "возвращено на доработку",
    Move.REOPEN: "приёмка снята, возвращено на доработку",
    Move.POSTPONE: "срок перенесён",
    Move.CANCEL: "отменено",
    Move.RESTORE: "восстановлено",
}

# What is asked for where a move must be explained.
EXPLANATION_MISSING = {
    Move.RETURN: "Напишите, что исправить: без этого вернуть поручение нельзя.",
    Move.REOPEN: "Напишите, почему приёмка снята и что исправить.",
    Move.POSTPONE: "Напишите, почему срок перенесён.",
    Move.CANCEL: "Напишите, почему поручение не относится к исполнителю.",
}


def refusal(move: Move, status: Status) -> str:
    """Why `move` is impossible from `status`; empty where it is possible."""
    if status in RULES[move].sources:
        return ""
    return _REFUSALS_OF_MOVE.get(move, {}).get(status) or _REFUSALS[status]


_NOT_SUBMITTED = "Поручение ещё не отправлено на проверку."
_NOT_ACCEPTED = "Поручение ещё не принято."
_NOT_CANCELLED = "Поручение не отменено, восстанавливать нечего."
_ON_REVIEW = "Поручение на проверке: сначала примите его или верните."
_REFUSALS = {
    Status.ASSIGNED: _NOT_SUBMITTED,
    Status.IN_PROGRESS: _NOT_SUBMITTED,
    Status.SUBMITTED: "Поручение уже на проверке.",
    Status.RETURNED: "Поручение возвращено на доработку и ещё не отправлено снова.",
    Status.ACCEPTED: "Поручение уже принято.",
    Status.POSTPONED: "Срок поручения перенесён, оно ещё не отправлено на проверку.",
    Status.CANCELLED: "Поручение отменено.",
}
_REFUSALS_OF_MOVE: dict[Move, dict[Status, str]] = {
    Move.START: {
        Status.IN_PROGRESS: "Поручение уже в работе.",
        Status.RETURNED: "Поручение уже в работе: оно возвращено на доработку.",
        Status.POSTPONED: "Поручение уже в работе: его срок перенесён.",
    },
    Move.REOPEN: {
        **dict.fromkeys((Status.ASSIGNED, Status.IN_PROGRESS, Status.POSTPONED), _NOT_ACCEPTED),
        Status.SUBMITTED: "Поручение на проверке и ещё не принято.",
        Status.RETURNED: "Поручение уже возвращено на доработку.",
    },
    Move.POSTPONE: {Status.SUBMITTED: _ON_REVIEW},
    Move.CANCEL: {Status.SUBMITTED: _ON_REVIEW, Status.CANCELLED: "Поручение уже отменено."},
    Move.RESTORE: dict.fromkeys((status for status in Status), _NOT_CANCELLED),
}
