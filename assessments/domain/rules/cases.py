"""One school as the rules see it: its results by year, its context, and the population."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from assessments.domain.procedures import Work
from assessments.domain.results import EGE_RUSSIAN_MINIMUM, Result, Source
from assessments.domain.rules.selections import Selection

if TYPE_CHECKING:
    from assessments.domain.rules.landscape import Landscape

MUNICIPALITY, REGION, COUNTRY = "municipality", "region", "country"
LEVELS = (MUNICIPALITY, REGION, COUNTRY)
INDEX = "index"
"""What a rule asks a context for beside flags: the index of social wellbeing."""
OWN_MUNICIPALITY: Mapping[str, str] = {MUNICIPALITY: ""}


@dataclass(frozen=True, slots=True)
class Context:
    """What is known of a school's conditions in one year; what is absent cannot be judged.

    `index` is the index of social wellbeing among the schools of the municipality that worked in
    the year (DOMAIN.md 2.2: higher is better), `flags` are yes/no facts by name: `correctional`,
    `evening`, `bias` and so on (DOMAIN.md 1.2, 2.4). `sources` say by the same names, or `INDEX`,
    where they are from; `gaps` what was missing for an index that is not there.
    """

    index: Fraction | None = None
    flags: Mapping[str, bool] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    gaps: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SchoolFacts:
    """Everything that a school brings to a classification.

    `context` is by academic year. `places` name the populations that the school belongs to: a
    level without a place has no population to compare with, only loaded references.
    """

    school: str
    results: Sequence[Result] = ()
    context: Mapping[int, Context] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=lambda: OWN_MUNICIPALITY)


class Count(NamedTuple):
    """A work with participants; `low` is None where the file does not tell."""

    work: Work
    participants: int
    low: int | None
    result: Result

    @property
    def share(self) -> Fraction | None:
        """Share of low results, %; exact."""
        return None if self.low is None else Fraction(100 * self.low, self.participants)


class Frame:
    """What the criteria count, prepared once for many schools."""

    __slots__ = ("position", "russian_minimum", "selection", "works", "years")

    def __init__(self, selection: Selection, *, years: int, russian_minimum: int | None) -> None:
        self.selection = selection
        self.works = selection.works()
        self.position = {work: place for place, work in enumerate(self.works)}
        self.years = years
        self.russian_minimum = russian_minimum or EGE_RUSSIAN_MINIMUM

    def place(self, work: Work) -> int | None:
        """Where a work stands in the list; works of open selections come after those by name."""
        found = self.position.get(work)
        if found is None and self.selection.has(work):
            return len(self.works)
        return found


class Case:
    """One school held against the criteria for one academic year."""

    __slots__ = ("_counts", "_here", "_years", "facts", "frame", "landscape", "year")

    def __init__(
        self, facts: SchoolFacts, frame: Frame, year: int, landscape: Landscape | None = None
    ) -> None:
        self.facts = facts
        self.frame = frame
        self.year = year
        self.landscape = landscape
        self._years = _by_year(facts.results, frame, year)
        self._counts: dict[int, list[Count]] = {}
        self._here: dict[int, dict[Work, Count]] = {}

    @classmethod
    def of_counts(
        cls,
        facts: SchoolFacts,
        frame: Frame,
        year: int,
        counts: dict[int, list[Count]],
        landscape: Landscape | None = None,
    ) -> Case:
        """A case whose works are counted already: by year, in the order of the criteria."""
        case = cls.__new__(cls)
        case.facts, case.frame, case.year, case.landscape = facts, frame, year, landscape
        case._years, case._counts, case._here = {}, counts, {}
        return case

    def counts(self, year: int, selection: Selection | None = None) -> list[Count]:
        """Works of the criteria with participants in `year`, in the order of the criteria."""
        found = self._counts.get(year)
        if found is None:
            minimum = self.frame.russian_minimum
            found = [
                Count(result.work, result.participants, result.low(ege_russian_minimum=minimum),
                      result)
                for result in self._years.get(year, ())
                if result.participants
            ]  # fmt: skip
            self._counts[year] = found
        if selection is None:
            return found
        return [count for count in found if selection.has(count.work)]

    def count(self, work: Work, year: int) -> Count | None:
        """One work in one year; None where nobody took part."""
        found = self._here.get(year)
        if found is None:
            found = self._here[year] = {count.work: count for count in self.counts(year)}
        return found.get(work)

    def context(self, year: int) -> Context | None:
        """The school's context in `year`; None where it is not known."""
        return self.facts.context.get(year)


def _by_year(results: Iterable[Result], frame: Frame, year: int) -> dict[int, list[Result]]:
    first = year - frame.years + 1
    found: dict[int, list[tuple[int, Work, Result]]] = {}
    for result in results:
        if first <= result.academic_year <= year:
            place = frame.place(result.work)
            if place is not None:
                found.setdefault(result.academic_year, []).append((place, result.work, result))
    return {year: _in_order(rows, year) for year, rows in found.items()}


def _in_order(rows: list[tuple[int, Work, Result]], year: int) -> list[Result]:
    rows.sort(key=_place)
    for (_, before, _), (_, after, _) in pairwise(rows):
        if before == after:
            raise ValueError(f"two results of {after} in {year}")
    return [result for _, _, result in rows]


def _place(row: tuple[int, Work, Result]) -> tuple[int, str, str, int]:
    place, work, _ = row
    return (place, work.procedure, work.subject, work.grade)
