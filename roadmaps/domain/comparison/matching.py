"""Which item of one version is which item of the other: docs/algorithms/comparison.md."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from core.values.typography import plain
from roadmaps.domain.comparison.candidates import worth_a_look
from roadmaps.domain.comparison.likeness import FULL, Vocabulary, texts_alike
from roadmaps.domain.comparison.values import Item

ENOUGH = 600
ENOUGH_IN_ITS_PLACE = 450
LEAST_TITLE = 350
LEAST_TITLE_IN_ITS_PLACE = 250
NEIGHBOUR = 60
# Of ten parts of the judgement, how many the title, the other texts, number and section have.
TITLE_PARTS, TEXTS_PARTS, NUMBER_PARTS, PLACE_PARTS = 6, 2, 1, 1

# Whether an old and a new item stand within the same part of the plan.
SamePlace = Callable[[Item, Item], bool]
# Positions of old items to the positions of the new ones that they became.
Pairs = dict[int, int]


def match(old: Sequence[Item], new: Sequence[Item], same_place: SamePlace) -> Pairs:
    """Pairs of positions in `old` and `new`, each position at most once.

    The same pairs come out when the versions are exchanged: of two versions, the one that comes
    first by its words is always laid on the left.
    """
    if _in_words(new) < _in_words(old):
        turned = _Matching(new, old, lambda one, other: same_place(other, one)).pairs()
        return {old_at: new_at for new_at, old_at in turned.items()}
    return _Matching(old, new, same_place).pairs()


def _in_words(items: Sequence[Item]) -> list[tuple[str, str, list[tuple[str, str]]]]:
    return [(plain(item.title), item.number, sorted(item.texts.items())) for item in items]


@dataclass
class _Matching:
    """One matching as far as it has come: pairs by the old position and by the new one."""

    old: Sequence[Item]
    new: Sequence[Item]
    same_place: SamePlace
    forth: Pairs = field(default_factory=dict)
    back: Pairs = field(default_factory=dict)

    def pairs(self) -> Pairs:
        """Surely the same first, then the most alike, then what stands in the same place."""
        self._pair_unique_titles()
        words = Vocabulary(self.old, self.new)
        candidates = worth_a_look(self.old, self.new, *self._free(), words)
        self._pair_best(self._scores(candidates, words, LEAST_TITLE), ENOUGH)
        in_place = self._scores(self._in_the_same_gap(), words, LEAST_TITLE_IN_ITS_PLACE)
        self._pair_best(in_place, ENOUGH_IN_ITS_PLACE)
        return self.forth

    def _free(self) -> tuple[list[int], list[int]]:
        """Old and new positions without a partner."""
        return (
            [at for at in range(len(self.old)) if at not in self.forth],
            [at for at in range(len(self.new)) if at not in self.back],
        )

    def _pair(self, old_at: int, new_at: int) -> None:
        self.forth[old_at], self.back[new_at] = new_at, old_at

    def _pair_unique_titles(self) -> None:
        """A title that each version has exactly once is the same item, wherever it stands."""
        of_new = _places(self.new)
        for title, places in _places(self.old).items():
            others = of_new.get(title, [])
            if title and len(places) == len(others) == 1:
                self._pair(places[0], others[0])

    def _scores(
        self, candidates: Iterable[tuple[int, int]], words: Vocabulary, least_title: int
    ) -> dict[tuple[int, int], int]:
        """The judgement of each candidate whose titles have something in common."""
        found = {}
        for old_at, new_at in candidates:
            one, other = self.old[old_at], self.new[new_at]
            titles = words.titles_alike(one.title, other.title)
            if titles >= least_title:
                found[old_at, new_at] = self._judge(one, other, titles)
        return found

    def _judge(self, one: Item, other: Item, titles: int) -> int:
        """A mean of the signs that the two items have at all, the title foremost."""
        signs = [(TITLE_PARTS, titles)]
        texts = texts_alike(one.texts, other.texts)
        if texts is not None:
            signs.append((TEXTS_PARTS, texts))
        if one.number or other.number:
            signs.append((NUMBER_PARTS, FULL * (plain(one.number) == plain(other.number))))
        signs.append((PLACE_PARTS, FULL * self.same_place(one, other)))
        return sum(parts * points for parts, points in signs) // sum(parts for parts, _ in signs)

    def _pair_best(self, scores: dict[tuple[int, int], int], enough: int) -> None:
        """Pair whoever are each other's best, again and again while there are such.

        So no two items that are left apart, or given to others, are more alike than those are.
        """
        while scores:
            scores = {pair: n for pair, n in scores.items() if self._is_free(*pair)}
            judged = {pair: n + self._support(*pair) for pair, n in scores.items()}
            ranked = {pair: _rank(pair, n) for pair, n in judged.items() if n >= enough}
            best_new = _best(ranked, side=0)
            best_old = _best(ranked, side=1)
            mutual = [pair for pair in best_new.values() if best_old[pair[1]] == pair]
            if not mutual:
                return
            for pair in mutual:
                self._pair(*pair)

    def _is_free(self, old_at: int, new_at: int) -> bool:
        return old_at not in self.forth and new_at not in self.back

    def _support(self, old_at: int, new_at: int) -> int:
        """Points for neighbours that are paired with each other; the ends are neighbours too."""
        last = (len(self.old), len(self.new))
        before = (old_at, new_at) == (0, 0) or self.forth.get(old_at - 1, -2) == new_at - 1
        after = (old_at + 1, new_at + 1) == last or self.forth.get(old_at + 1, -2) == new_at + 1
        return NEIGHBOUR * (before + after)

    def _in_the_same_gap(self) -> Iterator[tuple[int, int]]:
        """Free items between the same neighbours, of the same number or in the same turn."""
        gaps: dict[tuple[int, int], tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        free_old, free_new = self._free()
        paired_old, paired_new = sorted(self.forth), sorted(self.back)
        for at in free_old:
            before, after = _around(paired_old, at, len(self.old))
            ends = (self.forth.get(before, -1), self.forth.get(after, len(self.new)))
            gaps[ends][0].append(at)
        for at in free_new:
            gaps[_around(paired_new, at, len(self.new))][1].append(at)
        for olds, news in gaps.values():
            yield from zip(olds, news, strict=False)
            yield from zip(reversed(olds), reversed(news), strict=False)
            by_number = {plain(self.new[at].number): at for at in reversed(news)}
            numbers = [(at, plain(self.old[at].number)) for at in olds]
            yield from ((at, by_number[n]) for at, n in numbers if n and n in by_number)


def _places(items: Sequence[Item]) -> dict[str, list[int]]:
    """Positions by the words of the title."""
    found: dict[str, list[int]] = defaultdict(list)
    for at, item in enumerate(items):
        found[plain(item.title)].append(at)
    return found


def _around(paired: Sequence[int], at: int, end: int) -> tuple[int, int]:
    """The paired positions before and after `at`; -1 and `end` where there is none."""
    index = bisect_left(paired, at)
    before = paired[index - 1] if index else -1
    return before, paired[index] if index < len(paired) else end


_Rank = tuple[int, int, int, int]


def _rank(pair: tuple[int, int], points: int) -> _Rank:
    """The more points the better; of equals the nearer, then the earlier."""
    return points, -abs(pair[0] - pair[1]), -pair[0], -pair[1]


def _best(ranked: dict[tuple[int, int], _Rank], *, side: int) -> dict[int, tuple[int, int]]:
    """The best pair of each position of one side."""
    found: dict[int, tuple[int, int]] = {}
    for pair, rank in ranked.items():
        held = found.get(pair[side])
        if held is None or rank > ranked[held]:
            found[pair[side]] = pair
    return found
