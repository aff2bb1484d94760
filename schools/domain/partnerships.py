"""Partnerships «школа – школа», «учитель – школа»: states, moves between them, rules of an office.

The terms are those of GLOSSARY «сетевое взаимодействие, наставничество».
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from core.values.wording import NBSP, counted


class PartnershipState(StrEnum):
    """How far a partnership is."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    ACTIVE = "active"
    FINISHED = "finished"
    STOPPED = "stopped"


STATE_NAMES = {
    PartnershipState.PROPOSED: "предложено",
    PartnershipState.AGREED: "согласовано",
    PartnershipState.ACTIVE: "действует",
    PartnershipState.FINISHED: "завершено",
    PartnershipState.STOPPED: "прекращено",
}
OPEN = frozenset({PartnershipState.PROPOSED, PartnershipState.AGREED, PartnershipState.ACTIVE})
"""States of a partnership that goes on."""
LOADING = frozenset({PartnershipState.AGREED, PartnershipState.ACTIVE})
"""States in which it counts against the limit of a partner: a proposal binds nobody."""


class Move(StrEnum):
    """What people do to the state of a partnership."""

    AGREE = "agree"
    START = "start"
    FINISH = "finish"
    STOP = "stop"


MOVES = {
    Move.AGREE: (frozenset({PartnershipState.PROPOSED}), PartnershipState.AGREED),
    Move.START: (
        frozenset({PartnershipState.PROPOSED, PartnershipState.AGREED}),
        PartnershipState.ACTIVE,
    ),
    Move.FINISH: (frozenset({PartnershipState.ACTIVE}), PartnershipState.FINISHED),
    Move.STOP: (OPEN, PartnershipState.STOPPED),
}
MOVE_NAMES = {
    Move.AGREE: "Согласовать",
    Move.START: "Начать",
    Move.FINISH: "Завершить",
    Move.STOP: "Прекратить",
}


def moves_from(state: PartnershipState) -> list[Move]:
    """What may be done next, in the order in which people are offered it."""
    return [move for move, (states, _) in MOVES.items() if state in states]


def refusal_of(move: Move, state: PartnershipState) -> str:
    """Why `move` is not possible from `state`; empty where it is."""
    states, _ = MOVES[move]
    if state in states:
        return ""
    return (
        f"Сейчас партнёрство в состоянии «{STATE_NAMES[state]}», «{MOVE_NAMES[move]}» к нему не "
        "подходит. Обновите страницу и посмотрите, что изменилось."
    )


@dataclass(frozen=True, slots=True)
class PartnershipRules:
    """What an office sets: how many schools a partner supports at a time, what weighs how much.

    Weights are whole numbers from 0 to 10; they say how much each criterion counts when partners
    are proposed. No source fixes them: the defaults are the portal's own, the office changes them.
    """

    school_limit: int = 2
    teacher_limit: int = 1
    strength: int = 5
    pupils: int = 2
    distance: int = 2
    kind: int = 1
    context: int = 1
    load: int = 1


MOST_WEIGHT = 10
MOST_LIMIT = 20


def limit_of(rules: PartnershipRules, *, is_teacher: bool) -> int:
    """How many schools such a partner supports at a time."""
    return rules.teacher_limit if is_teacher else rules.school_limit


def overload(partner: str, supported: int, limit: int) -> str:
    """Why one more school is too much for the partner; empty where there is room.

    `supported` counts the schools that it supports already, without the one in question.
    """
    if supported < limit:
        return ""
    schools = counted(supported, "школу", "школы", "школ")
    return (
        f"{partner}: сейчас поддерживает {schools} при пределе {limit}. Выберите другого "
        "наставника или измените предел в правилах наставничества."
    )


def subjects_as_text(subjects: Iterable[str]) -> str:
    """Subjects as they are kept: each once, in one order, «Математика; Физика»."""
    return "; ".join(sorted({subject.strip() for subject in subjects} - {""}))


def subjects_from_text(text: str) -> tuple[str, ...]:
    """The subjects that `subjects_as_text` wrote."""
    return tuple(filter(None, text.split("; ")))


def number_and_date(number: str, day: str) -> str:
    """«№ 5 от 12.09.2025», «№ 5», «от 12.09.2025», or nothing."""
    return " ".join(
        part for part in (f"№{NBSP}{number}" if number else "", f"от {day}" if day else "") if part
    )
