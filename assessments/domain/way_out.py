"""The smallest change that takes a school out of a category: how many pupils, in which works.

Only fewer low results of the accounting year are considered, everything else staying as it is.
A predicate's answer for a work changes at few numbers of low results (its cuts), so each work has
few choices; a pass over the works keeps, for every combination of «how many works still meet each
predicate», the cheapest way to it. That is exact for any tree. The combinations are at most the
product of the predicates' needs plus one; beyond `MOST_STATES` the answer is given in words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod

from assessments.domain.procedures import Work
from assessments.domain.rules.cases import Case, Count
from assessments.domain.rules.expressions import Predicate, PupilPredicate, Rule
from assessments.domain.rules.ranks import Rank

MOST_STATES = 5_000
NOT_BY_PUPILS = (
    "Сокращением числа низких результатов этого года вывод не меняется: основание опирается на "
    "другие показатели."
)
BY_ALL_WORKS = (
    "Школу сравнивают с другими по всем работам вместе, поэтому число учеников по отдельным "
    "работам не называется."
)
TOO_MANY = "Условия связаны слишком сложно, чтобы назвать наименьшее изменение."

State = tuple[int, ...]
Way = tuple[int, int, tuple[int, ...]]
"""Pupils, number of changed works, their places: compared in this order."""


@dataclass(frozen=True, slots=True)
class WayOut:
    """The smallest change; `words` say why there is none in pupils, `pupils` is then None."""

    works: tuple[Work, ...]
    pupils: int | None
    words: str = ""


@dataclass(frozen=True, slots=True)
class _Choice:
    """A work with fewer low results: what that costs, and which predicates it then meets."""

    cost: int
    meets: State


def way_out(rule: Rule, case: Case) -> WayOut:
    """How the school leaves a category whose `rule` is true of it."""
    leaves = _leaves(rule, case)
    if prod(leaf.needed() + 1 for leaf in leaves) > MOST_STATES:
        return WayOut((), None, TOO_MANY)
    options = _options(leaves, case)
    ways = _cheapest(leaves, [choices for _, choices in options])
    best: Way | None = None
    for state, way in ways.items():
        if (best is None or way < best) and not _holds(rule, case, leaves, state):
            best = way
    if best is None:
        return WayOut((), None, _why_not(rule))
    return WayOut(tuple(options[place][0].work for place in best[2]), best[0])


def _leaves(rule: Rule, case: Case) -> list[PupilPredicate]:
    found: dict[PupilPredicate, None] = {}
    for leaf, year in rule.visits(case.year):
        if year == case.year and isinstance(leaf, PupilPredicate) and leaf.is_by_pupils:
            found.setdefault(leaf)
    return list(found)


def _options(leaves: Sequence[PupilPredicate], case: Case) -> list[tuple[Count, list[_Choice]]]:
    """Works whose change changes anything, the cheapest change first."""
    found = []
    for count in case.counts(case.year):
        choices = _choices(leaves, case, count)
        if choices:
            found.append((count, choices))
    return sorted(found, key=lambda option: (_first_cost(option[1]), option[0].work))


def _first_cost(choices: list[_Choice]) -> int:
    return choices[1].cost if len(choices) > 1 else 0


def _choices(leaves: Sequence[PupilPredicate], case: Case, count: Count) -> list[_Choice]:
    concerned = [leaf.speaks_of(count.work) for leaf in leaves]
    if count.low is None or not any(concerned):
        return []
    lows = {count.low} | {
        cut
        for leaf, is_concerned in zip(leaves, concerned, strict=True)
        if is_concerned
        for cut in leaf.cuts(case, count)
        if 0 <= cut < count.low
    }
    found: dict[State, int] = {}
    for low in sorted(lows, reverse=True):
        meets = tuple(
            int(is_concerned and leaf.meets(case, count, low))
            for leaf, is_concerned in zip(leaves, concerned, strict=True)
        )
        found.setdefault(meets, count.low - low)
    if len(found) == 1 and not any(next(iter(found))):
        return []
    return [_Choice(cost, meets) for meets, cost in found.items()]


def _cheapest(
    leaves: Sequence[PupilPredicate], options: Sequence[Sequence[_Choice]]
) -> dict[State, Way]:
    """The cheapest way to each state: how many works meet each predicate, up to its need."""
    needs = tuple(leaf.needed() for leaf in leaves)
    ways: dict[State, Way] = {tuple(0 for _ in leaves): (0, 0, ())}
    for place, choices in enumerate(options):
        after: dict[State, Way] = {}
        for state, (cost, number, changed) in ways.items():
            for choice in choices:
                reached = tuple(
                    min(need, have + more)
                    for need, have, more in zip(needs, state, choice.meets, strict=True)
                )
                way = (
                    (cost + choice.cost, number + 1, (*changed, place))
                    if choice.cost
                    else (cost, number, changed)
                )
                if reached not in after or way < after[reached]:
                    after[reached] = way
        ways = after
    return ways


def _holds(rule: Rule, case: Case, leaves: Sequence[PupilPredicate], state: State) -> bool:
    given: dict[Predicate, bool | None] = {
        leaf: have >= leaf.needed() for leaf, have in zip(leaves, state, strict=True)
    }
    return rule.truth(case, case.year, given) is True


def _why_not(rule: Rule) -> str:
    by_all = any(isinstance(leaf, Rank) and not leaf.is_by_pupils for leaf, _ in rule.visits(0))
    return BY_ALL_WORKS if by_all else NOT_BY_PUPILS
