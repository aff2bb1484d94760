"""How an assignment stands today, in a word and a sign: the state and the date together.

Pure; the day is an argument. The signs are those of the portal's pages (core.web.signs).
"""

from dataclasses import dataclass
from datetime import date

from core.values.wording import days_until
from roadmaps.domain.work import OPEN_STATUSES, STATUS_NAMES, Status

AWAITS_DATE = "ждёт даты"
BEFORE_START = "срок до начала плана"

_SIGNS = {
    Status.ASSIGNED: "ahead",
    Status.IN_PROGRESS: "active",
    Status.SUBMITTED: "review",
    Status.RETURNED: "returned",
    Status.ACCEPTED: "done",
    Status.POSTPONED: "off",
    Status.CANCELLED: "off",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """`word` is the state or the delay; `detail` is what the date adds, empty where nothing."""

    sign: str
    word: str
    detail: str = ""
    is_overdue: bool = False


def is_overdue(status: Status, due_on: date | None, today: date) -> bool:
    """Owed, and its day is behind us; on the day itself nothing is late yet."""
    return status in OPEN_STATUSES and due_on is not None and due_on < today


def standing(
    status: Status, due_on: date | None, today: date, *, has_begun: bool = True
) -> Standing:
    """The state of an assignment as its row shows it.

    What is only assigned is described by its date («через 8 дней»); other open states keep their
    word, and the date stands beside it. Lateness comes first everywhere; nothing is late by a
    plan that has not begun.
    """
    if status not in OPEN_STATUSES:
        return Standing(_SIGNS[status], STATUS_NAMES[status])
    when = AWAITS_DATE if due_on is None else days_until(due_on, today)
    if is_overdue(status, due_on, today):
        if not has_begun:
            return Standing("off", BEFORE_START)
        detail = "" if status == Status.ASSIGNED else STATUS_NAMES[status]
        return Standing("overdue", when, detail, is_overdue=True)
    if status == Status.ASSIGNED:
        return Standing(_SIGNS[status], when)
    return Standing(_SIGNS[status], STATUS_NAMES[status], when)
