"""Two orders of items in one: what only one version has, put where it stood among the others."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence

from roadmaps.domain.comparison.values import Item

# A place in the main order: the position that something stands at, before (-1) or after (1) it.
Place = tuple[int, int]
BEFORE_ALL: Place = (-1, 1)


def in_order(places: Mapping[int, int]) -> set[int]:
    """The most keys whose values rise with them: what stayed in its order while the rest moved."""
    tails: list[int] = []
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for key in sorted(places):
        length = bisect_left(tails, places[key])
        before[key] = ends[length - 1] if length else None
        tails[length : length + 1] = [places[key]]
        ends[length : length + 1] = [key]
    kept: set[int] = set()
    last = ends[-1] if ends else None
    while last is not None:
        kept.add(last)
        last = before[last]
    return kept


def places_among(
    items: Sequence[Item], partners: Mapping[int, int], staying: Collection[int]
) -> dict[int, Place]:
    """Where the items without a partner in the main order belong in it.

    `partners` gives the position in the main order of those positions of `items` that have one;
    `staying` are those that stand there in their old order. An item comes after what it followed
    in its own section, else before what followed it there, else after whatever stood before it.
    """
    found: dict[int, Place] = {}
    for at in range(len(items)):
        if at not in partners:
            found[at] = _place(at, items, partners, staying, found)
    return found


def _place(
    at: int,
    items: Sequence[Item],
    partners: Mapping[int, int],
    staying: Collection[int],
    found: Mapping[int, Place],
) -> Place:
    section = items[at].within
    for other in range(at - 1, -1, -1):
        if items[other].within != section:
            continue
        if other in found:
            return found[other]
        if other in staying:
            return partners[other], 1
    for other in range(at + 1, len(items)):
        if other in staying and items[other].within == section:
            return partners[other], -1
    for other in range(at - 1, -1, -1):
        if other in found:
            return found[other]
        if other in staying:
            return partners[other], 1
    return BEFORE_ALL
