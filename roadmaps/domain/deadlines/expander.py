"""Days of items in one plan, each placed once: many cells of a plan name the same dates."""

from collections.abc import Callable, Hashable, Iterable
from functools import lru_cache
from typing import Any, TypeVar

from roadmaps.domain.deadlines.expansion import Placing
from roadmaps.domain.deadlines.nodes import Item, Limit, Range, Unit
from roadmaps.domain.deadlines.placement import Findings
from roadmaps.domain.deadlines.school_calendar import SchoolCalendar
from roadmaps.domain.deadlines.stretches import Days
from roadmaps.domain.deadlines.values import PlanPeriod, Span

_MOST_KNOWN = 4096
_T = TypeVar("_T")


def in_order(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans without doubles by start (a limit by its day), then by end and scope."""
    unique = set(spans)
    return tuple(sorted(unique, key=_place_of_span) if len(unique) > 1 else unique)


def _place_of_span(span: Span) -> tuple[Any, ...]:
    start, end, label = span
    return start or end, end, start is not None, label


@lru_cache(maxsize=32)
def _memory(
    period: PlanPeriod | None, calendar: SchoolCalendar
) -> dict[Hashable, tuple[tuple[Any, ...], Findings | None]]:
    """What has been placed in a plan before, with what was noticed then."""
    return {}


class Expander:
    """Answers for one phrase; `findings` gathers what was noticed about its items.

    Where an item lies in a plan never changes, so all phrases of a plan share a memory.
    """

    __slots__ = ("_calendar", "_memory", "findings", "period")

    def __init__(self, period: PlanPeriod | None, calendar: SchoolCalendar) -> None:
        self.period = period
        self.findings = Findings()
        self._calendar = calendar
        self._memory = _memory(period, calendar)

    def spans(self, item: Item) -> tuple[Span, ...]:
        """Occurrences of an item in order; a limit's have no start."""
        return self._placed(("spans", item), _spans_of, item)

    def days(self, item: Unit | Range) -> tuple[Days, ...]:
        """Days of a unit or range in order; empty where they cannot be known."""
        return self._placed(("days", item), _days_of, item)

    def touching(self, item: Unit | Range) -> tuple[Days, ...]:
        """All the days of a unit or range that fall into the plan, clipped to it."""
        return self._placed(("touching", item), Placing.touching, item)

    def once(self, key: Hashable, work: Callable[["Expander"], Iterable[_T]]) -> tuple[_T, ...]:
        """What `work` finds with an expander of its own; done once for a key in a plan."""
        known = self._memory.get(key)
        if known is None:
            other = Expander(self.period, self._calendar)
            known = self._kept(key, tuple(work(other)), other.findings)
        return self._told(known)

    def _placed(
        self, key: Hashable, placed: Callable[[Placing, Any], Iterable[_T]], item: Item
    ) -> tuple[_T, ...]:
        known = self._memory.get(key)
        if known is None:
            placing = Placing(self.period, self._calendar)
            known = self._kept(key, tuple(placed(placing, item)), placing.findings)
        return self._told(known)

    def _kept(
        self, key: Hashable, found: tuple[_T, ...], noticed: Findings
    ) -> tuple[tuple[_T, ...], Findings | None]:
        if len(self._memory) >= _MOST_KNOWN:
            self._memory.clear()
        known = found, (noticed if noticed.is_any else None)
        self._memory[key] = known
        return known

    def _told(self, known: tuple[tuple[_T, ...], Findings | None]) -> tuple[_T, ...]:
        found, noticed = known
        if noticed is not None:
            self.findings.add(noticed)
        return found


def _days_of(placing: Placing, item: Unit | Range) -> list[Days]:
    return placing.range(item) if isinstance(item, Range) else placing.unit(item)


def _spans_of(placing: Placing, item: Item) -> tuple[Span, ...]:
    if isinstance(item, Limit):
        return in_order(Span(None, day) for day in placing.limit(item))
    return in_order(Span(*days) for days in _days_of(placing, item))
