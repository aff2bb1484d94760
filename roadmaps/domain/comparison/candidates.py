"""Which items are worth a closer look beside each other: not each beside each."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from core.values.typography import plain
from roadmaps.domain.comparison.likeness import Vocabulary, stems
from roadmaps.domain.comparison.values import Item

MOST = 12
NEAREST = 50


def worth_a_look(
    old: Sequence[Item],
    new: Sequence[Item],
    old_places: Sequence[int],
    new_places: Sequence[int],
    words: Vocabulary,
) -> Iterator[tuple[int, int]]:
    """Of each old item those MOST new ones that share the most telling words with it, and those
    of its number; only items at the given places. A word that stands nearly everywhere brings
    only the NEAREST on each side.
    """
    by_stem: dict[str, list[int]] = defaultdict(list)
    by_number: dict[str, list[int]] = defaultdict(list)
    for new_at in new_places:
        by_number[plain(new[new_at].number)].append(new_at)
        for stem in stems(new[new_at].title):
            by_stem[stem].append(new_at)
    for old_at in old_places:
        shared: Counter[int] = Counter()
        for stem in stems(old[old_at].title):
            for new_at in _nearest(by_stem.get(stem, ()), old_at):
                shared[new_at] += words.weight(stem)
        number = plain(old[old_at].number)
        namesakes = _nearest(by_number[number], old_at)[:MOST] if number else ()
        for new_at in {*_most(shared, old_at), *namesakes}:
            yield old_at, new_at


def _nearest(places: Sequence[int], at: int) -> Sequence[int]:
    middle = bisect_left(places, at)
    return places[max(0, middle - NEAREST) : middle + NEAREST]


def _most(shared: Counter[int], at: int) -> list[int]:
    ordered = sorted(shared, key=lambda other: (-shared[other], abs(other - at), other))
    return ordered[:MOST]
