"""From state to state, and back by one move."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction

from accounts.models import User
from core.web.refusals import NotPossible
from schools.actions.partnerships.locking import held, hold_places, require_room, told
from schools.domain.partnerships import (
    LOADING,
    MOVES,
    STATE_NAMES,
    Move,
    PartnershipState,
    refusal_of,
)
from schools.domain.roles import Right
from schools.models import Partnership
from schools.permissions import require

REASON_MISSING = "Напишите, почему партнёрство прекращено: это увидят обе школы."
NOTHING_TO_TAKE_BACK = "Отменять нечего: состояние партнёрства с тех пор уже изменили."
TAKEN = "Пока партнёрство было окончено, для этой пары внесли новое. Работайте с ним."
BEFORE_BEGINNING = "Окончание раньше начала партнёрства. Проверьте дату."
AFTER_AGREED = "Начало позже окончания по соглашению. Сначала измените срок."
_ENDS = frozenset({PartnershipState.FINISHED, PartnershipState.STOPPED})


@transaction.atomic
def move_partnership(
    *, partnership: Partnership, move: Move, on: date, by: User, reason: str = ""
) -> Partnership:
    """Agree on it, start, finish or stop it on a day.

    Raises NotPossible where the state does not allow it, the partner has no room, or stopping has
    no reason.
    """
    require(by, Right.KEEP_PARTNERSHIPS, municipality=partnership.school.municipality)
    hold_places(partnership.school.municipality)
    now = held(partnership)
    refusal = refusal_of(move, now.standing)
    if refusal:
        raise NotPossible(refusal)
    before, after = now.standing, MOVES[move][1]
    now.state, now.state_before = after.value, before.value
    _date(now, move, on, " ".join(reason.split()))
    if after in LOADING:
        require_room(now)
    now.save()
    told(
        now,
        by=by,
        action="move partnership",
        summary=f"Партнёрство: {STATE_NAMES[after]}",
        changes={
            "Состояние": (STATE_NAMES[before], STATE_NAMES[after]),
            **({"Почему": ("", now.end_reason)} if now.end_reason else {}),
        },
    )
    return now


@transaction.atomic
def take_move_back(*, partnership: Partnership, seen: str, by: User) -> Partnership:
    """Undo the last move; `seen` is the state that the person saw.

    Raises NotPossible where the state is another by now, the partner has no room any more, or the
    pair has a new partnership.
    """
    require(by, Right.KEEP_PARTNERSHIPS, municipality=partnership.school.municipality)
    hold_places(partnership.school.municipality)
    now = held(partnership)
    if not now.state_before or now.state != seen:
        raise NotPossible(NOTHING_TO_TAKE_BACK)
    before, reason = now.standing, now.end_reason
    now.state, now.state_before = now.state_before, ""
    now.ended_on, now.end_reason = None, ""
    if now.standing in LOADING and before not in LOADING:
        require_room(now)
    try:
        with transaction.atomic():
            now.save()
    except IntegrityError as error:
        raise NotPossible(TAKEN) from error
    told(
        now,
        by=by,
        action="take back move",
        summary=f"Отменено: {STATE_NAMES[before]}. Снова {STATE_NAMES[now.standing]}",
        changes={"Почему": (reason, "")} if reason else {},
    )
    return now


def _date(partnership: Partnership, move: Move, on: date, reason: str) -> None:
    """The days that belong to the new state, and the reason of an end."""
    if move is Move.START:
        partnership.since = on
        if partnership.until and partnership.until < on:
            raise NotPossible(AFTER_AGREED)
    if partnership.standing not in _ENDS:
        return
    if partnership.since and on < partnership.since:
        raise NotPossible(BEFORE_BEGINNING)
    partnership.ended_on = on
    if move is Move.STOP:
        if not reason:
            raise NotPossible(REASON_MISSING)
        partnership.end_reason = reason[:500]
