"""What people decided about rows of a plan, carried over when its document is read anew.

A row is the same where its place in the document is the same; of several in one place the one with
the same number and title, else the next.
"""

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

UNSEEN, ACCEPTED, DROPPED = "unseen", "accepted", "dropped"


@dataclass(frozen=True, slots=True)
class RowName:
    """What tells a row from others: its place in the document, its number, its title as read."""

    place: Hashable
    number: str
    title: str


@dataclass(frozen=True, slots=True)
class Decided:
    """A row as the document said it, as it stands, and what was decided about it."""

    read: Mapping[str, str]
    standing: Mapping[str, str]
    choice: str
    state: str

    @property
    def corrected(self) -> frozenset[str]:
        """The values that a person wrote in place of the document's."""
        return frozenset(name for name in self.read if self.standing[name] != self.read[name])

    @property
    def is_touched(self) -> bool:
        """Whether a person has done anything with the row."""
        return bool(self.corrected or self.choice or self.state != UNSEEN)


@dataclass(frozen=True, slots=True)
class Carried:
    """The row after the new reading; `is_again` says that its acceptance was for other words."""

    standing: Mapping[str, str]
    choice: str
    state: str
    is_again: bool
    is_choice_lost: bool


def matched(before: Sequence[RowName], after: Sequence[RowName]) -> dict[int, int]:
    """The places of old rows by the places of the new rows that they go on as."""
    waiting: dict[Hashable, list[int]] = defaultdict(list)
    for place, name in enumerate(before):
        waiting[name.place].append(place)
    found: dict[int, int] = {}
    for is_same in (_is_same_row, _is_any_row):
        for place, name in enumerate(after):
            candidates = waiting[name.place]
            chosen = next((old for old in candidates if is_same(before[old], name)), None)
            if place not in found and chosen is not None:
                candidates.remove(chosen)
                found[place] = chosen
    return found


def carried(old: Decided, read: Mapping[str, str]) -> Carried:
    """The old row's decisions upon what is read of it now.

    What a person wrote stands. A row that was accepted is to be looked at again only where words
    that were accepted as read are others now.
    """
    corrected = old.corrected
    standing = {
        name: old.standing[name] if name in corrected else text for name, text in read.items()
    }
    changed = any(
        old.read[name] and read[name] != old.read[name] for name in read if name not in corrected
    )
    is_again = old.state == ACCEPTED and changed
    is_choice_lost = bool(old.choice) and (
        standing.get("deadline_text") != old.standing.get("deadline_text")
    )
    return Carried(
        standing=standing,
        choice="" if is_choice_lost else old.choice,
        state=UNSEEN if is_again else old.state,
        is_again=is_again,
        is_choice_lost=is_choice_lost,
    )


def _is_same_row(one: RowName, other: RowName) -> bool:
    return (one.number, one.title) == (other.number, other.title)


def _is_any_row(one: RowName, other: RowName) -> bool:
    return one.place == other.place
