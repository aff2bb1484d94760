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


def refusal(move: Move, status: Status) -> str:
    """Why `move` is impossible from `status`; empty where it is possible."""
    if status in RULES[move].sources:
        return ""
    return _REFUSALS.get(status, "")


_REFUSALS = {
    Status.ASSIGNED: "Поручение ещё не сдано на проверку.",
    Status.IN_PROGRESS: "Поручение ещё не сдано на проверку.",
    Status.SUBMITTED: "Поручение уже на проверке.",
    Status.RETURNED: "Поручение возвращено на доработку и ещё не сдано снова.",
    Status.ACCEPTED: "Поручение уже принято.",
    Status.POSTPONED: "Срок поручения перенесён, оно ещё не сдано.",
    Status.CANCELLED: "Поручение отменено.",
}
