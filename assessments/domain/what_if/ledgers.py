"""Figures of a municipality kept ready, and what conditions have already said of them.

A `Ledger` counts the results once for all criteria that look at the same works. It also keeps the
answers of single conditions: where one limit moves, the others are not judged again.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping, Sequence
from decimal import Decimal
from typing import Generic, TypeVar

from assessments.domain.marks import MarkCounts
from assessments.domain.procedures import SCORED, Procedure, Work
from assessments.domain.results import is_below_entry
from assessments.domain.rules.cases import Count, Frame
from assessments.domain.rules.expressions import Truth
from assessments.domain.rules.landscape import Landscape
from assessments.domain.rules.selections import Selection

KEPT_CHOICES = 4
"""Choices of works whose counted results a ledger keeps at once."""
KEPT_ANSWERS = 100
"""Conditions of single years whose answers it keeps."""
KEPT_SURVEYS = 40
"""Figures of the population in single years that it keeps."""

Group = tuple[str, str, int, int]
"""Procedure, subject, grade and academic year of some results."""
Row = tuple[
    int, int, int | None, int | None, int | None, int | None, int | None, int | None, str | None
]
"""A result: school, participants, marks 2, 3, 4 and 5, those under the minimum and under the
university's minimum, mean score. A plain tuple of plain values: it takes little room and is quick
to keep and to fetch."""
Choice = tuple[Selection, int]
"""Works that count, and the minimum of ЕГЭ in Russian."""
SchoolCounts = Mapping[int, Sequence[Count]]
"""Counted works of one year by school."""
Kept = TypeVar("Kept")


class Recent(Generic[Kept]):
    """What was asked for last, up to a number."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[Hashable, Kept] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], Kept]) -> Kept:
        """What is kept under `key`, else what `make` gives."""
        found = self._kept.pop(key, None)
        if found is None:
            found = make()
        self._kept[key] = found
        while len(self._kept) > self._most:
            self._kept.popitem(last=False)
        return found


class Ledger:
    """First results of the schools of one municipality, by year and work."""

    def __init__(self, rows: Mapping[Group, list[Row]]) -> None:
        self.token = object()
        """What tells this state of the figures from any other."""
        self.size = sum(map(len, rows.values()))
        self._years: dict[int, dict[Work, list[Row]]] = {}
        self._made: dict[tuple[Work, int, bool], dict[int, Count]] = {}
        for (procedure, subject, grade, year), some in rows.items():
            work = Work(Procedure(procedure), subject, grade)
            self._years.setdefault(year, {})[work] = some
        self._counted = Recent[dict[int, SchoolCounts]](KEPT_CHOICES)
        self._answers = Recent[dict[int, Truth]](KEPT_ANSWERS)
        self._surveys = Recent[Landscape](KEPT_SURVEYS)

    @property
    def years(self) -> frozenset[int]:
        """Academic years with any result."""
        return frozenset(self._years)

    def counts(self, frame: Frame, year: int) -> SchoolCounts:
        """What `frame` counts in `year`, in the order in which a calculation counts it."""
        by_year = self._counted.get(choice_of(frame), dict)
        if year not in by_year:
            by_year[year] = self._count(frame, year)
        return by_year[year]

    def answers(self, key: Hashable) -> dict[int, Truth]:
        """What a condition has said of schools; the caller adds what it judges.

        `key` is all that the answers depend on beside the figures of the ledger.
        """
        return self._answers.get(key, dict)

    def survey(self, key: Hashable, make: Callable[[], Landscape]) -> Landscape:
        """Figures of a population, gathered once; nothing is added to them afterwards."""
        return self._surveys.get(key, make)

    def _count(self, frame: Frame, year: int) -> SchoolCounts:
        found: dict[int, list[Count]] = {}
        chosen = [
            (place, work)
            for work in self._years.get(year, ())
            if (place := frame.places[work]) is not None
        ]
        for _, work in sorted(chosen):
            for school, count in self._of_work(work, year, frame.russian_minimum).items():
                found.setdefault(school, []).append(count)
        return found

    def _of_work(self, work: Work, year: int, russian_minimum: int) -> dict[int, Count]:
        """A work of a year, school by school: made once for all choices that it is in."""
        is_by_entry = is_below_entry(work, russian_minimum)
        found = self._made.get((work, year, is_by_entry))
        if found is None:
            rows = self._years[year][work]
            found = {
                row[0]: _counted(work, year, row, is_by_entry=is_by_entry)
                for row in rows if row[1]
            }  # fmt: skip
            self._made[work, year, is_by_entry] = found
        return found


class Territory:
    """Several municipalities, in one state of their figures, whose schools are one population.

    It keeps what has been gathered over all of them, as a ledger does for one.
    """

    def __init__(self) -> None:
        self._surveys = Recent[Landscape](KEPT_SURVEYS)
        self._populations = Recent[object](KEPT_SURVEYS)

    def survey(self, key: Hashable, make: Callable[[], Landscape]) -> Landscape:
        """Figures of the whole population, gathered once."""
        return self._surveys.get(key, make)

    def population(self, schools: Hashable) -> Hashable:
        """What stands for the schools in keys, short however many they are."""
        return self._populations.get(schools, object)


def _counted(work: Work, year: int, row: Row, *, is_by_entry: bool) -> Count:
    _, participants, twos, threes, fours, fives, below, entry, mean = row
    low = entry if is_by_entry else below
    score = None if mean is None else Decimal(mean)
    if twos is None:
        return Count(work, year, participants, low, None, score)
    marks = MarkCounts(twos, threes or 0, fours or 0, fives or 0)
    return Count(work, year, participants, low if work.procedure in SCORED else twos, marks, score)


def choice_of(frame: Frame) -> Choice:
    """What tells counted results apart."""
    return (frame.selection, frame.russian_minimum)
