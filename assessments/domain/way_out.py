"""The smallest change that takes a school out of a category: how many pupils, in which works.

Only fewer low results of the accounting year are considered, everything else staying as it is.
A predicate's answer for a work changes at few numbers of low results (its cuts), so each work has
few choices; a pass over the works keeps, for every combination of «how many works still meet each
predicate», the cheapest way to it. That is exact for any tree. The combinations are at most the
product of the predicates' needs plus one; beyond `MOST_STATES` the answer is given in words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod

from assessments.domain.procedures import Work
from assessments.domain.rules.cases import Case, Count
from assessments.domain.rules.expressions import Predicate, PupilPredicate, Rule
from assessments.domain.rules.ranks import Rank

MOST_STATES = 5_000
MOST_TRIED = 4
"""Predicates whose answers are all tried together."""
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
Lows = Callable[[PupilPredicate, Case, Count], list[int]]
"""Which other numbers of low results of a work a predicate asks to try."""


@dataclass(frozen=True, slots=True)
class WayOut:
    """The smallest change; `words` say why there is none in pupils, `pupils` is then None."""

    works: tuple[Work, ...]
    pupils: int | None
    words: str = ""


@dataclass(frozen=True, slots=True)
class _Choice:
    """A work with other low results: what that costs, and which predicates it then meets."""

    cost: int
    meets: State


def way_out(rule: Rule, case: Case) -> WayOut:
    """How the school leaves a category whose `rule` is true of it."""
    leaves = _leaves(rule, case)
    if _are_too_many(leaves):
        return WayOut((), None, TOO_MANY)
    if isinstance(rule, PupilPredicate) and rule.is_by_pupils:
        turns = _turns(rule, case, _fewer, holds=True)
        if turns is None:
            return WayOut((), None, _why_not(rule))
        return WayOut(tuple(work for _, work in turns), sum(pupils for pupils, _ in turns))
    options = _options(leaves, case, _fewer)
    best = _best(rule, case, leaves, options, becomes=False, start=(0,) * len(leaves))
    if best is None:
        return WayOut((), None, _why_not(rule))
    return WayOut(tuple(options[place][0].work for place in best[2]), best[0])


def distance_to_border(rule: Rule, case: Case, *, holds: bool, at_most: int) -> int | None:
    """How many pupils are between the school and the other side of `rule`; None beyond `at_most`.

    Where the rule `holds`, so many fewer low results make it untrue; where it does not, so many
    more make it true.
    """
    lows = _fewer if holds else _more
    if isinstance(rule, PupilPredicate) and rule.is_by_pupils:
        turns = _turns(rule, case, lows, holds=holds, at_most=at_most)
        pupils = at_most + 1 if turns is None else sum(cost for cost, _ in turns)
        return pupils if pupils <= at_most else None
    leaves = _leaves(rule, case)
    if not leaves or _are_too_many(leaves):
        return None
    numbers = [_number(leaf, case) for leaf in leaves]
    if not _can_turn(rule, case, leaves, numbers, becomes=not holds, at_most=at_most):
        return None
    options = _options(leaves, case, lows, at_most=at_most)
    if not options:
        return None
    # Works that so few pupils do not change go on meeting what they meet.
    own = zip(*(choices[0].meets for _, choices in options), strict=True)
    start = tuple(number - sum(met) for number, met in zip(numbers, own, strict=True))
    best = _best(rule, case, leaves, options, becomes=not holds, start=start)
    return best[0] if best is not None and best[0] <= at_most else None


def _number(leaf: PupilPredicate, case: Case) -> int:
    """How many works meet a predicate."""
    return sum(
        count.low is not None and leaf.speaks_of(count.work) and leaf.meets(case, count, count.low)
        for count in case.counts(case.year)
    )


def _can_turn(
    rule: Rule,
    case: Case,
    leaves: Sequence[PupilPredicate],
    numbers: Sequence[int],
    *,
    becomes: bool,
    at_most: int,
) -> bool:
    """Whether any answers that so many pupils may change make the rule true, or untrue.

    Mostly they do not, and no work has to be looked at more closely.
    """
    if len(leaves) > MOST_TRIED:
        return True
    possible = [
        _within_reach(leaf, number, at_most, first=becomes)
        for leaf, number in zip(leaves, numbers, strict=True)
    ]
    return any(
        (rule.truth(case, case.year, dict(zip(leaves, answers, strict=True))) is True) is becomes
        for answers in product(*possible)
    )


def _within_reach(
    leaf: PupilPredicate, number: int, at_most: int, *, first: bool
) -> tuple[bool, ...]:
    """Answers of a predicate that so many pupils can bring: each work that turns costs one."""
    needed = leaf.needed()
    holds = number >= needed
    changes = number - needed + 1 if holds else needed - number
    return (first, not first) if changes <= at_most else (holds,)


def _turns(
    leaf: PupilPredicate, case: Case, lows: Lows, *, holds: bool, at_most: int | None = None
) -> list[tuple[int, Work]] | None:
    """What turns a rule that is one predicate: so many works change, the cheapest first.

    None where too few can change, or where it surely takes more than `at_most` pupils.
    """
    counts = [
        count for count in case.counts(case.year)
        if count.low is not None and leaf.speaks_of(count.work)
    ]  # fmt: skip
    turning = [count for count in counts if leaf.meets(case, count, count.low or 0) is holds]
    number = len(turning) if holds else len(counts) - len(turning)
    changes = number - leaf.needed() + 1 if holds else leaf.needed() - number
    # A change costs a pupil at least.
    most = len(turning) if at_most is None else min(at_most, len(turning))
    if not 0 < changes <= most:
        return None
    costs = sorted(
        (cost, count.work) for count in turning
        if (cost := _cost(leaf, case, count, lows, holds=holds))
    )  # fmt: skip
    return costs[:changes] if len(costs) >= changes else None


def _cost(leaf: PupilPredicate, case: Case, count: Count, lows: Lows, *, holds: bool) -> int | None:
    """How many pupils turn the answer for one work; None where none do."""
    own = count.low or 0
    turned = [
        abs(low - own) for low in lows(leaf, case, count)
        if leaf.meets(case, count, low) is not holds
    ]  # fmt: skip
    return min(turned, default=None)


def _are_too_many(leaves: Sequence[PupilPredicate]) -> bool:
    return prod(leaf.needed() + 1 for leaf in leaves) > MOST_STATES


def _fewer(leaf: PupilPredicate, case: Case, count: Count) -> list[int]:
    """Numbers of low results under the school's own where the answer for a work changes."""
    low = count.low or 0
    return [cut for cut in leaf.cuts(case, count) if 0 <= cut < low]


def _more(leaf: PupilPredicate, case: Case, count: Count) -> list[int]:
    """The same over the school's own, up to all participants."""
    low = count.low or 0
    return [cut + 1 for cut in leaf.cuts(case, count) if low <= cut < count.participants]


def _best(
    rule: Rule,
    case: Case,
    leaves: Sequence[PupilPredicate],
    options: Sequence[tuple[Count, list[_Choice]]],
    *,
    becomes: bool,
    start: State,
) -> Way | None:
    """The cheapest way from `start` to a state in which the rule is true, or is not."""
    best: Way | None = None
    for state, way in _cheapest(leaves, [choices for _, choices in options], start).items():
        if (best is None or way < best) and _holds(rule, case, leaves, state) is becomes:
            best = way
    return best


def _leaves(rule: Rule, case: Case) -> list[PupilPredicate]:
    found: dict[PupilPredicate, None] = {}
    for leaf, year in rule.visits(case.year):
        if year == case.year and isinstance(leaf, PupilPredicate) and leaf.is_by_pupils:
            found.setdefault(leaf)
    return list(found)


def _options(
    leaves: Sequence[PupilPredicate], case: Case, lows: Lows, at_most: int | None = None
) -> list[tuple[Count, list[_Choice]]]:
    """Works whose change changes anything, the cheapest change first.

    With `at_most`, works that so many pupils may change.
    """
    found = []
    for count in case.counts(case.year):
        choices = _choices(leaves, case, count, lows, at_most)
        if choices:
            found.append((count, choices))
    return sorted(found, key=lambda option: (_first_cost(option[1]), option[0].work))


def _first_cost(choices: list[_Choice]) -> int:
    return choices[1].cost if len(choices) > 1 else 0


def _choices(
    leaves: Sequence[PupilPredicate],
    case: Case,
    count: Count,
    lows: Lows,
    at_most: int | None,
) -> list[_Choice]:
    concerned = [leaf if leaf.speaks_of(count.work) else None for leaf in leaves]
    if count.low is None or not any(concerned):
        return []
    own = count.low
    costs = {
        abs(low - own): low
        for leaf in concerned
        if leaf is not None
        for low in lows(leaf, case, count)
        if at_most is None or abs(low - own) <= at_most
    }
    if at_most is not None and not costs:
        return []
    found: dict[State, int] = {}
    for cost, low in [(0, own), *sorted(costs.items())]:
        meets = tuple(
            1 if leaf is not None and leaf.meets(case, count, low) else 0 for leaf in concerned
        )
        found.setdefault(meets, cost)
    if len(found) == 1 and not any(next(iter(found))):
        return []
    return [_Choice(cost, meets) for meets, cost in found.items()]


def _cheapest(
    leaves: Sequence[PupilPredicate], options: Sequence[Sequence[_Choice]], start: State
) -> dict[State, Way]:
    """The cheapest way to each state: how many works meet each predicate, up to its need."""
    needs = tuple(leaf.needed() for leaf in leaves)
    ways: dict[State, Way] = {start: (0, 0, ())}
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
