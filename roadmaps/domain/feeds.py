"""What a calendar program is told of work: one entry a day by which something is due.

Pure. RFC 5545: an entry keeps its `uid` for ever, `sequence` grows with every change of the entry
and `modified_at` is the moment of the last one.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from core.values.wording import counted, long_date

PAST_DAYS = 180
"""How long a date stays in people's calendars after it has gone by."""
_DONE = "✓"


@dataclass(frozen=True, slots=True)
class Entry:
    """One whole day in a calendar. `path` is the page in the portal, without the host."""

    uid: str
    title: str
    day: date
    lines: tuple[str, ...]
    path: str
    plan: str
    modified_at: datetime
    sequence: int
    is_cancelled: bool = False

    @property
    def until(self) -> date:
        """The day after: the end of a whole day is exclusive in iCalendar."""
        return self.day + timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Feed:
    """A calendar as a program subscribes to it."""

    name: str
    entries: tuple[Entry, ...]


def first_day(today: date) -> date:
    """The earliest date that a calendar still shows."""
    return today - timedelta(days=PAST_DAYS)


def own_title(name: str, doer: str, *, is_done: bool) -> str:
    """«1.1 Самодиагностика»; with the school where there are several, with a tick when done."""
    words = f"{name} — {doer}" if doer else name
    return f"{_DONE} {words}" if is_done else words


def watched_title(name: str, left: int, total: int) -> str:
    """«1.1 Самодиагностика: не выполнено 12 из 30»; with a tick when nothing is left."""
    if not left:
        return f"{_DONE} {name}"
    return f"{name}: не выполнено {left} из {total}" if total > 1 else name


def period_words(starts_on: date | None, due_on: date) -> str:
    """«С 1 октября 2026 по 31 октября 2026», or the last day alone."""
    if starts_on is None or starts_on >= due_on:
        return f"Срок: {long_date(due_on)}"
    return f"С {long_date(starts_on)} по {long_date(due_on)}"


def share_words(left: int, total: int) -> str:
    """«30 поручений, не выполнено 12»."""
    said = counted(total, "поручение", "поручения", "поручений")
    return f"{said}, не выполнено {left}" if left else f"{said}, всё выполнено"
