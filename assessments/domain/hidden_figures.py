"""Which figures of schools by works are hidden where totals both ways are published beside them.

`small_groups.to_hide` guards a single total. A справка prints the total of each work and of each
school, and a figure that is alone in its row gives itself away there. A hidden figure follows from
the totals exactly if, in the graph whose ends are the rows and columns and whose edges are the
hidden figures, it lies on no cycle. For people: docs/guide/results.md.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import count

from assessments.domain.procedures import Work
from assessments.domain.small_groups import LEAST_PUBLIC, gives_away, to_hide

Place = tuple[str | None, Work | None]
"""A school and a work; None in place of either is the total over all of them."""

_WHOLE: Place = (None, None)
_End = str | Work | None
# What is given up first: the total of a school, of a work, one figure, the whole.
_COST_OF_SCHOOL, _COST_OF_WORK, _COST_OF_FIGURE, _COST_OF_WHOLE = 1, 10**6, 10**8, 10**10


def hidden_places(counts: Mapping[tuple[str, Work], int]) -> frozenset[Place]:
    """Places whose figures are not published, from participants by school and work.

    Every group of one to four people, what guards it in the column of its work (as in the table of
    that work alone), then totals of schools and, where nothing else is left, of works.
    """
    table = _Table(counts)
    table.hide_small()
    table.guard_works()
    hidden = 0
    while hidden < len(table.hidden):
        hidden = len(table.hidden)
        table.guard_schools()
        table.guard_single()
        table.guard_totals()
    return frozenset(table.hidden)


class _Table:
    """Numbers of people by place, and the places hidden so far."""

    def __init__(self, counts: Mapping[tuple[str, Work], int]) -> None:
        self.sizes: dict[Place, int] = defaultdict(int)
        self.works: dict[str, list[Work]] = defaultdict(list)
        self.schools: dict[Work, list[str]] = defaultdict(list)
        for (school, work), number in sorted(counts.items()):
            if number:
                self.works[school].append(work)
                self.schools[work].append(school)
                for place in ((school, work), (school, None), (None, work), _WHOLE):
                    self.sizes[place] += number
        self.small: list[Place] = [place for place in self.sizes if self._is_small(place)]
        self.hidden: set[Place] = set()

    def hide_small(self) -> None:
        """Groups of fewer than five."""
        self.hidden.update(self.small)

    def guard_works(self) -> None:
        """Next smallest schools of a work; its total where there are none."""
        for work, schools in self.schools.items():
            places = to_hide([self.sizes[school, work] for school in schools])
            self.hidden.update((schools[place], work) for place in places)
            if self._tells([(schools[place], work) for place in places]):
                self.hidden.add((None, work))

    def guard_schools(self) -> None:
        """Totals of schools from which fewer than five hidden people would follow."""
        for school, works in self.works.items():
            hidden = [work for work in works if (school, work) in self.hidden]
            if hidden and self._people(school, hidden) < LEAST_PUBLIC:
                self.hidden.add((school, None))

    def guard_totals(self) -> None:
        """Hidden totals of schools, and of works, do not follow from the whole."""
        of_schools: list[Place] = [(school, None) for school in self.works]
        of_works: list[Place] = [(None, work) for work in self.schools]
        for totals in (of_schools, of_works):
            open_ones = sorted(
                (place for place in totals if place not in self.hidden),
                key=lambda place: self.sizes[place],
            )
            for place in [*open_ones, _WHOLE]:
                if _WHOLE in self.hidden or not self._tells(
                    [one for one in totals if one in self.hidden]
                ):
                    break
                self.hidden.add(place)

    def guard_single(self) -> None:
        """Hide the cheapest way round every small group that is alone between its totals."""
        for place in self.small:
            self.hidden.update(self._way_round(place))

    def _is_small(self, place: Place) -> bool:
        school, work = place
        if school is not None and work is None:
            return self._people(school, self.works[school]) < LEAST_PUBLIC
        return self.sizes[place] < LEAST_PUBLIC

    def _people(self, school: str, works: Iterable[Work]) -> int:
        """At least how many pupils wrote these works: those of one grade may be the same."""
        most: dict[int | None, int] = defaultdict(int)
        for work in works:
            most[work.grade] = max(most[work.grade], self.sizes[school, work])
        return sum(most.values())

    def _tells(self, hidden: list[Place]) -> bool:
        """Whether the total of a line tells of what is hidden in it."""
        return gives_away([self.sizes[place] for place in hidden])

    def _way_round(self, place: Place) -> list[Place]:
        """Places on the cheapest way from the row of `place` to its column but through itself."""
        start, goal = _ends(place)
        order = count()
        reached: list[tuple[int, int, _End, tuple[Place, ...]]] = [(0, next(order), start, ())]
        done: set[_End] = set()
        while reached:
            cost, _, end, way = heapq.heappop(reached)
            if end == goal:
                return list(way)
            if end in done:
                continue
            done.add(end)
            for step in self._through(end):
                if step != place:
                    row, column = _ends(step)
                    further = column if end == row else row
                    price = cost + self._cost(step)
                    heapq.heappush(reached, (price, next(order), further, (*way, step)))
        return []

    def _through(self, end: _End) -> Iterator[Place]:
        if isinstance(end, str):
            works = self.works[end] if end else self.schools
            yield from ((end or None, work) for work in [*works, None])
        else:
            schools = self.schools[end] if end else self.works
            yield from ((school, end) for school in [*schools, None])

    def _cost(self, place: Place) -> int:
        if place in self.hidden:
            return 0
        school, work = place
        if school is None:
            price = _COST_OF_WHOLE if work is None else _COST_OF_WORK
        else:
            price = _COST_OF_SCHOOL if work is None else _COST_OF_FIGURE
        return price + self.sizes[place]


def _ends(place: Place) -> tuple[str, Work | None]:
    """The row and the column of a place; the totals are a row and a column of their own."""
    school, work = place
    return school or "", work
