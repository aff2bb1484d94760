"""How much two items speak of the same thing, in points from 0 to 1000. Whole numbers only."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import isqrt

from rapidfuzz.distance import Indel

from core.values.typography import plain
from roadmaps.domain.comparison.values import Item

FULL = 1_000
_STEM = 6
_WORD = re.compile(r"\d+|[^\W\d_]{3,}")
_RAREST = 1_000_000


def letters_alike(one: str, other: str) -> int:
    """Share of the letters that stand in both texts in the same order (indel similarity)."""
    one, other = plain(one).casefold(), plain(other).casefold()
    total = len(one) + len(other)
    if one == other or not total:
        return FULL
    return FULL * (total - Indel.distance(one, other)) // total


@lru_cache(maxsize=65_536)
def stems(text: str) -> tuple[str, ...]:
    """Words and figures of a text, each once; of a word its first letters, without its ending."""
    found = _WORD.findall(plain(text).casefold())
    return tuple(dict.fromkeys(word[:_STEM] for word in found))


class Vocabulary:
    """How telling each stem is in these two versions: the rarer, the more it says.

    «Мониторинг подготовки по …» stands in twenty rows and tells nothing, «математике» in one.
    """

    def __init__(self, old: Sequence[Item], new: Sequence[Item]) -> None:
        counts = [
            Counter(stem for item in items for stem in stems(item.title)) for items in (old, new)
        ]
        every = counts[0] | counts[1]
        self._weights = {stem: isqrt(_RAREST // number) for stem, number in every.items()}

    def weight(self, stem: str) -> int:
        """1000 for a stem of one row, 500 for one of four, 100 for one of a hundred."""
        return self._weights.get(stem, FULL)

    def titles_alike(self, one: str, other: str) -> int:
        """Letters and telling words in equal parts."""
        if plain(one) == plain(other):
            return FULL
        return (letters_alike(one, other) + self._words_alike(one, other)) // 2

    def _words_alike(self, one: str, other: str) -> int:
        first, second = stems(one), stems(other)
        total = sum(map(self.weight, first)) + sum(map(self.weight, second))
        if not total:
            return letters_alike(one, other)
        common = sum(map(self.weight, set(first) & set(second)))
        return FULL * 2 * common // total


def texts_alike(one: Mapping[str, str], other: Mapping[str, str]) -> int | None:
    """Mean likeness of the fields that either item fills; None where both fill none."""
    names = [
        name for name in {**one, **other} if plain(one.get(name, "")) or plain(other.get(name, ""))
    ]
    if not names:
        return None
    return sum(letters_alike(one.get(name, ""), other.get(name, "")) for name in names) // len(
        names
    )
