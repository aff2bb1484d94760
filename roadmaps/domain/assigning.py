"""How the assignments of an activity follow its parties, schools and dates; nothing is lost.

Pure: what should be and what is go in, what to add, to take away and to leave comes out.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Owed:
    """One assignment that should exist; exactly one of `school_id` and `party_id` is set."""

    occurrence_id: int
    school_id: int | None = None
    party_id: int | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """An assignment that exists; untouched means that nobody did or said anything about it."""

    id: int
    owed: Owed
    due_on: date | None
    is_untouched: bool


@dataclass(frozen=True, slots=True)
class Changes:
    """What to do: new assignments, ids of those that go, and of those that stay unasked for."""

    added: frozenset[Owed] = frozenset()
    removed: frozenset[int] = frozenset()
    staying: frozenset[int] = frozenset()


def changes(
    *,
    wanted: Collection[Owed],
    given: Iterable[Given],
    due: dict[int, date | None],
    today: date,
    keeps_late: bool,
) -> Changes:
    """How the given assignments become the wanted ones; `due` are the dates of occurrences.

    A school that comes to a date which is behind and was given out already owes nothing for it.
    What nobody asks for any more goes where it is untouched; with `keeps_late` a school's
    untouched work stays where its date is behind: it was owed then, and that is its history.
    """
    present = list(given)
    known = {one.owed for one in present}
    given_out = {one.owed.occurrence_id for one in present if one.owed.school_id is not None}
    asked = frozenset(wanted)
    late_for = {
        one
        for one in asked
        if one.school_id is not None
        and one.occurrence_id in given_out
        and _is_behind(due.get(one.occurrence_id), today)
    }
    unasked = [one for one in present if one.owed not in asked]
    removed = {
        one.id
        for one in unasked
        if one.is_untouched
        and not (keeps_late and one.owed.school_id is not None and _is_behind(one.due_on, today))
    }
    return Changes(
        added=asked - known - late_for,
        removed=frozenset(removed),
        staying=frozenset(one.id for one in unasked) - removed,
    )


def _is_behind(due_on: date | None, today: date) -> bool:
    return due_on is not None and due_on < today
