"""How near a school outside the list is to it: the fewest further low results that bring it in.

Only a limit on the number of low procedures is looked at, alone or as one of several conditions of
which one is enough (DOMAIN.md 1.3). Other rules name no number: places and means move with other
schools. What is named is enough to enter, everything else staying as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assessments.domain.procedures import Work
from assessments.domain.rules.expressions import AnyOf, Rule
from assessments.domain.rules.shares import LowProcedures, margin


@dataclass(frozen=True, slots=True)
class WorkFigures:
    """A work of the accounting year: participants and how many of them did not pass."""

    work: Work
    participants: int
    low: int


@dataclass(frozen=True, slots=True)
class Step:
    """One work and the number of low results with which it would be low."""

    figures: WorkFigures
    low: int

    @property
    def pupils(self) -> int:
        """How many more than now."""
        return self.low - self.figures.low


def way_in(rule: Rule, works: Sequence[WorkFigures]) -> tuple[Step, ...] | None:
    """The steps that bring a school in, the nearest first; None where none can be named."""
    ways = [way for leaf in _enough_alone(rule) if (way := _steps(leaf, works)) is not None]
    return min(ways, key=_cost, default=None)


def _cost(way: tuple[Step, ...]) -> tuple[int, int]:
    return sum(step.pupils for step in way), len(way)


def _enough_alone(rule: Rule) -> Iterator[LowProcedures]:
    if isinstance(rule, LowProcedures):
        yield rule
    elif isinstance(rule, AnyOf):
        for part in rule.parts():
            yield from _enough_alone(part)


def _steps(leaf: LowProcedures, works: Sequence[WorkFigures]) -> tuple[Step, ...] | None:
    counted = [
        one
        for one in works
        if leaf.speaks_of(one.work) and one.participants >= leaf.min_participants
    ]
    far = {one: margin(one.low, one.participants, leaf.ratio) for one in counted}
    missing = leaf.at_least - sum(distance > 0 for distance in far.values())
    steps = sorted(
        (Step(one, one.low - distance) for one, distance in far.items() if distance < 0),
        key=lambda step: (step.pupils, step.figures.work),
    )
    return tuple(steps[:missing]) if 0 < missing <= len(steps) else None
