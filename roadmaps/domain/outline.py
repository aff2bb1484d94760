"""The order of a plan: rows under the headings of their sections, and what moving does to it.

Sections are given in the order of the plan, a section before the ones it holds; rows in theirs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeVar

RowT = TypeVar("RowT")

SectionInPlan = tuple[int, int | None]
"""A section's id and that of the section it stands in."""
RowInPlan = tuple[int, int | None]
"""A row's id and that of its section."""
OUTSIDE = 0
"""How a place names «вне разделов»."""


@dataclass(slots=True)
class Part(Generic[RowT]):
    """A section's heading and the rows right under it; None where rows stand in no section."""

    section: int | None
    rows: list[RowT] = field(default_factory=list)


class Side(StrEnum):
    """Where something goes: beside another, or into a section before or after what it holds."""

    BEFORE = "before"
    AFTER = "after"
    START = "start"
    END = "end"


@dataclass(frozen=True, slots=True)
class Target:
    """A place in the plan: `id` is a row's or a section's for BEFORE and AFTER, else a section's.

    `str()` gives the form that pages send, `read_target` reads it.
    """

    side: Side
    id: int

    def __str__(self) -> str:
        return f"{self.side}:{self.id}"


_INTO = (Side.START, Side.END)


class NoSuchPlace(Exception):
    """The place is not in the plan (any more), or is inside what is to be moved."""


def read_target(text: str) -> Target:
    """The place that «before:12» names; NoSuchPlace for anything else."""
    side, _, number = text.partition(":")
    if side not in set(Side) or not (number.isascii() and number.isdigit() and len(number) < 19):
        raise NoSuchPlace(text)
    return Target(Side(side), int(number))


def laid_out(
    sections: Sequence[SectionInPlan],
    rows: Iterable[tuple[RowT, int | None]],
    *,
    with_empty: bool = True,
) -> list[Part[RowT]]:
    """The rows in the order of the plan under the headings of their sections.

    A heading comes with its ancestors' headings before it; `with_empty` also gives sections that
    hold nothing. Rows that stand in no section have a part of their own.
    """
    layout: _Layout[RowT] = _Layout(sections, with_empty=with_empty)
    for row, section in rows:
        layout.add(row, section)
    return layout.finished()


class _Layout(Generic[RowT]):
    """Lays rows under headings, each heading once unless the plan itself comes back to it."""

    def __init__(self, sections: Sequence[SectionInPlan], *, with_empty: bool) -> None:
        self._parents = dict(sections)
        self._waiting = [section for section, _ in sections] if with_empty else []
        self._parts: list[Part[RowT]] = []
        self._headed: set[int] = set()

    def add(self, row: RowT, section: int | None) -> None:
        """The next row of the plan."""
        if not self._parts or self._parts[-1].section != section:
            self._head(section)
        self._parts[-1].rows.append(row)

    def finished(self) -> list[Part[RowT]]:
        """All parts, empty sections at the end included where they are wanted."""
        self._head_waiting(len(self._waiting))
        return self._parts

    def _head(self, section: int | None) -> None:
        if section is None:
            self._parts.append(Part(None))
            return
        if section in self._waiting:
            self._head_waiting(self._waiting.index(section))
        for ancestor in self._missing_ancestors(section):
            self._append(ancestor)
        self._append(section)

    def _head_waiting(self, number: int) -> None:
        for section in self._waiting[:number]:
            if section not in self._headed:
                self._append(section)
        del self._waiting[:number]

    def _missing_ancestors(self, section: int) -> list[int]:
        missing: list[int] = []
        parent = self._parents[section]
        while parent is not None and parent not in self._headed:
            missing.insert(0, parent)
            parent = self._parents[parent]
        return missing

    def _append(self, section: int) -> None:
        self._headed.add(section)
        self._parts.append(Part(section))


def rows_of(parts: Iterable[Part[int]]) -> list[RowInPlan]:
    """The rows of all parts in order."""
    return [(row, part.section) for part in parts for row in part.rows]


def neighbours(rows: Sequence[RowInPlan], row: int) -> tuple[int | None, int | None]:
    """The rows above and below one; None at the ends of the plan."""
    ids = [one for one, _ in rows]
    index = ids.index(row)
    below = ids[index + 1] if index + 1 < len(ids) else None
    return (ids[index - 1] if index else None), below


def section_at(parts: list[Part[int]], target: Target) -> int | None:
    """The section in which `target` lies; NoSuchPlace where there is none."""
    return next(part.section for part in with_row_at(parts, -1, target) if -1 in part.rows)


def with_row_at(parts: list[Part[int]], row: int, target: Target) -> list[Part[int]]:
    """The parts with `row`, known to them or new, at `target`; NoSuchPlace where there is none."""
    rest = [Part(part.section, [one for one in part.rows if one != row]) for part in parts]
    if target.side in (Side.BEFORE, Side.AFTER):
        place = next((part for part in rest if target.id in part.rows), None)
        if place is None:
            raise NoSuchPlace(str(target))
        index = place.rows.index(target.id) + (target.side is Side.AFTER)
    else:
        place = _part_of(rest, target)
        index = 0 if target.side is Side.START else len(place.rows)
    place.rows.insert(index, row)
    return rest


def _part_of(parts: list[Part[int]], target: Target) -> Part[int]:
    section = None if target.id == OUTSIDE else target.id
    held = [part for part in parts if part.section == section]
    if held:
        return held[0] if target.side is Side.START else held[-1]
    if section is not None:
        raise NoSuchPlace(str(target))
    parts.append(Part(None))
    return parts[-1]


def steps_of(parts: list[Part[int]], row: int) -> tuple[Target | None, Target | None]:
    """Where the row comes when it goes up or down by one line of the table; None at its ends.

    A heading counts as a line: over it the row passes into the section before, under it into
    the next.
    """
    at = next(index for index, part in enumerate(parts) if row in part.rows)
    rows = parts[at].rows
    index = rows.index(row)
    up = Target(Side.BEFORE, rows[index - 1]) if index else _beside(parts, at - 1, Side.END)
    if index + 1 < len(rows):
        return up, Target(Side.AFTER, rows[index + 1])
    return up, _beside(parts, at + 1, Side.START)


def _beside(parts: list[Part[int]], at: int, side: Side) -> Target | None:
    """The end or the start of another part: beside its row, or in a section without rows."""
    if not 0 <= at < len(parts):
        return None
    part = parts[at]
    if part.rows:
        if side is Side.END:
            return Target(Side.AFTER, part.rows[-1])
        return Target(Side.BEFORE, part.rows[0])
    return Target(side, part.section or OUTSIDE)


def inside(sections: Sequence[SectionInPlan], section: int | None) -> set[int]:
    """The section and everything it holds."""
    held = {section}
    for one, parent in sections:
        if parent in held:
            held.add(one)
    return {one for one in held if one is not None}


def in_tree_order(sections: Iterable[SectionInPlan]) -> list[SectionInPlan]:
    """Each section right before those it holds, brothers in the order given."""
    children: dict[int | None, list[int]] = {}
    for section, parent in sections:
        children.setdefault(parent, []).append(section)
    ordered: list[SectionInPlan] = []

    def walk(parent: int | None) -> None:
        for section in children.get(parent, ()):
            ordered.append((section, parent))
            walk(section)

    walk(None)
    return ordered


def section_place(
    sections: Sequence[SectionInPlan], section: int, target: Target
) -> tuple[int | None, int | None]:
    """The parent and the brother after which `section`, known or new, comes at `target`.

    No brother means the first place. NoSuchPlace where the target is not in the plan or is held
    by the section itself.
    """
    held = inside(sections, section)
    rest = [one for one in in_tree_order(sections) if one[0] not in held]
    parents = dict(rest)
    if target.id not in parents and not (target.id == OUTSIDE and target.side in _INTO):
        raise NoSuchPlace(str(target))
    parent = (target.id or None) if target.side in _INTO else parents[target.id]
    brothers = [one for one, above in rest if above == parent]
    if target.side is Side.START:
        return parent, None
    if target.side is Side.END:
        return parent, (brothers[-1] if brothers else None)
    index = brothers.index(target.id) + (target.side is Side.AFTER)
    return parent, (brothers[index - 1] if index else None)


def place_of_section(
    sections: Sequence[SectionInPlan], section: int
) -> tuple[int | None, int | None]:
    """The parent of a section and the brother before it."""
    parent = dict(sections)[section]
    brothers = [one for one, above in sections if above == parent]
    index = brothers.index(section)
    return parent, (brothers[index - 1] if index else None)


def with_section_at(
    sections: Sequence[SectionInPlan],
    rows: Sequence[RowInPlan],
    section: int,
    parent: int | None,
    after: int | None,
) -> tuple[list[SectionInPlan], list[RowInPlan]]:
    """Sections and rows with `section` put under `parent` after a brother, rows in it included.

    A brother that is gone stands for the last one.
    """
    rest = [one for one in sections if one[0] != section]
    brothers = [one for one, above in rest if above == parent]
    if after is None:
        index = next((i for i, (one, _) in enumerate(rest) if one in brothers), len(rest))
    else:
        last = after if after in brothers else (brothers[-1] if brothers else None)
        index = next((i + 1 for i, (one, _) in enumerate(rest) if one == last), len(rest))
    ordered = in_tree_order([*rest[:index], (section, parent), *rest[index:]])
    return ordered, _rows_follow(ordered, rows, inside(ordered, section))


def _rows_follow(
    sections: Sequence[SectionInPlan], rows: Sequence[RowInPlan], moved: set[int]
) -> list[RowInPlan]:
    """The rows of the `moved` sections taken together to where their headings are now."""
    block = [row for row in rows if row[1] in moved]
    rest = [row for row in rows if row[1] not in moved]
    ids = [one for one, _ in sections]
    first = min(ids.index(one) for one in moved)
    before = set(ids[:first])
    index = max((i + 1 for i, (_, held) in enumerate(rest) if held in before), default=0)
    if not index:
        index = next((i for i, (_, held) in enumerate(rest) if held is not None), len(rest))
    return [*rest[:index], *block, *rest[index:]]
