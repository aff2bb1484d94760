"""What a digest is made from and what it holds; rules of the office and wishes of the person."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class Kind(StrEnum):
    """What a reminder is about; the person chooses among them."""

    AHEAD = "ahead"
    OVERDUE = "overdue"
    RETURNED = "returned"
    DECIDED = "decided"
    REVIEW = "review"
    CURATED = "curated"


KIND_NAMES = {
    Kind.AHEAD: "подходит срок",
    Kind.OVERDUE: "срок прошёл",
    Kind.RETURNED: "поручение возвращено на доработку",
    Kind.DECIDED: "поручение принято, отменено или перенесено",
    Kind.REVIEW: "поручения ждут моей проверки, у меня просят другой срок",
    Kind.CURATED: "опаздывают школы, которые я курирую",
}


class Frequency(StrEnum):
    """How often a person wants letters."""

    DAILY = "daily"
    WEEKLY = "weekly"


@dataclass(frozen=True, slots=True)
class OfficeRules:
    """How an office reminds.

    `days_before` are the days ahead of a date (0 is the day itself), `weekday` that of the weekly
    reminder (0 is Monday). Where `is_overdue_kept`, nobody can refuse to hear of what is overdue.
    """

    days_before: tuple[int, ...] = (14, 7, 1, 0)
    weekday: int = 0
    is_overdue_kept: bool = False
    copies_curator: bool = True


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person wants: `is_stopped` means no letters at all."""

    frequency: Frequency = Frequency.DAILY
    kinds: frozenset[Kind] = frozenset(Kind)
    is_stopped: bool = False


@dataclass(frozen=True, slots=True)
class Terms:
    """What follows from the rules and the wish; without `kinds` no letter is written."""

    frequency: Frequency
    kinds: frozenset[Kind]


def terms_of(wish: Wish, rules: OfficeRules) -> Terms:
    """What the person gets: who has refused letters hears weekly of what is overdue, or nothing."""
    kept = frozenset({Kind.OVERDUE}) if rules.is_overdue_kept else frozenset()
    if wish.is_stopped:
        return Terms(Frequency.WEEKLY, kept)
    kinds = wish.kinds | kept
    return Terms(wish.frequency, kinds if rules.copies_curator else kinds - {Kind.CURATED})


@dataclass(frozen=True, slots=True)
class Task:
    """Open work of the person; `doer` is the school, or the party of the office, that owes it."""

    id: int
    doer: str
    title: str
    due_on: date


@dataclass(frozen=True, slots=True)
class News:
    """What others have decided about the person's work since the last digest, as it stands now."""

    id: int
    doer: str
    title: str
    words: str
    """«принято», «срок перенесён»."""
    by_name: str
    comment: str = ""
    due_on: date | None = None
    """The date by which it is owed, None where nothing is owed."""
    is_return: bool = False


@dataclass(frozen=True, slots=True)
class Submission:
    """Work that waits for the person's review; new since the last digest or not."""

    id: int
    doer: str
    title: str
    since: date
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class DateWish:
    """Somebody asks the person for another date; new since the last digest or not.

    `id` is the assignment's; `due_on` is the date that stands, None where none is known yet.
    """

    id: int
    doer: str
    title: str
    asked_at: datetime
    wished_on: date
    due_on: date | None
    reason: str
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class LateSchool:
    """A school of the person as curator: how much is overdue, since when, and the newest of it."""

    id: int
    name: str
    number: int
    oldest: date
    newest: date


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that a digest of one person could speak of."""

    tasks: tuple[Task, ...] = ()
    news: tuple[News, ...] = ()
    submissions: tuple[Submission, ...] = ()
    late_schools: tuple[LateSchool, ...] = ()
    date_wishes: tuple[DateWish, ...] = ()


@dataclass(frozen=True, slots=True)
class Digest:
    """What one letter says; every assignment of the person stands in it once."""

    today: date
    overdue: tuple[Task, ...] = ()
    due_today: tuple[Task, ...] = ()
    ahead: tuple[Task, ...] = ()
    returned: tuple[News, ...] = ()
    decided: tuple[News, ...] = ()
    submissions: tuple[Submission, ...] = ()
    late_schools: tuple[LateSchool, ...] = field(default=())
    date_wishes: tuple[DateWish, ...] = ()
