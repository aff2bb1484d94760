"""Two clocks of an assignment: how long it waited for its doer, and how long for the office.

Pure: computed from the moves, never stored. Whose turn it is follows from the table of states: an
open state waits for the doer, a submitted one for the office, a closed one for nobody.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from core.values.wording import counted
from roadmaps.domain.work import OPEN_STATUSES, RULES, Move, Status

DayCount = Callable[[date, date], int]
"""Working days from the first to the last day, both included."""


class Turn(StrEnum):
    """Whose turn it is."""

    DOER = "doer"
    OFFICE = "office"


@dataclass(frozen=True, slots=True)
class Clocks:
    """Working days that were spent waiting for each side, and whose turn it is now."""

    doer: int
    office: int
    turn: Turn | None


def clocks_of(
    moves: Iterable[tuple[Move, date]], begins_on: date | None, today: date, count: DayCount
) -> Clocks:
    """Read both clocks on `today`. `moves` stand in their order.

    The doer's clock runs from `begins_on`, or from the first move where that came earlier or
    nothing says when the work begins. The day of a move belongs to the side that made it.
    """
    spent = {Turn.DOER: 0, Turn.OFFICE: 0}
    turn: Turn | None = Turn.DOER
    since = begins_on
    for move, day in moves:
        if turn is not None and since is not None:
            spent[turn] += _working_days(since, day, count)
        since, turn = day, _turn_after(move)
    if turn is not None and since is not None:
        spent[turn] += _working_days(since, today, count)
    return Clocks(spent[Turn.DOER], spent[Turn.OFFICE], turn)


def clock_words(clocks: Clocks, *, is_school: bool) -> str:
    """«ждали школу 5 рабочих дней, управление 12»; empty before anybody has waited."""
    sides = [("школу" if is_school else "исполнителя", clocks.doer), ("управление", clocks.office)]
    said = [
        f"{name} {counted(days, 'рабочий день', 'рабочих дня', 'рабочих дней')}"
        for name, days in sides
        if days
    ]
    return f"ждали {', '.join(said)}" if said else ""


def _working_days(since: date, until: date, count: DayCount) -> int:
    return count(since + timedelta(days=1), until) if until > since else 0


def _turn_after(move: Move) -> Turn | None:
    target = RULES[move].target
    if target == Status.SUBMITTED:
        return Turn.OFFICE
    return Turn.DOER if target in OPEN_STATUSES else None
