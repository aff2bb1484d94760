"""One school as the rules see it: its results by year, its context, and the population."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from assessments.domain.marks import MarkCounts
from assessments.domain.procedures import Work
from assessments.domain.results import EGE_RUSSIAN_MINIMUM, Result, Source
from assessments.domain.rules.selections import Selection

if TYPE_CHECKING:
    from assessments.domain.rules.landscape import Landscape

Found = TypeVar("Found")
MUNICIPALITY, REGION, COUNTRY = "municipality", "region", "country"
LEVELS = (MUNICIPALITY, REGION, COUNTRY)
INDEX = "index"
"""What a rule asks a context for beside flags and figures: the index of social wellbeing."""
OWN_MUNICIPALITY: Mapping[str, str] = {MUNICIPALITY: ""}


@dataclass(frozen=True, slots=True)
class Context:
    """What is known of a school's conditions in one year; what is absent cannot be judged.

    `index` is the index of social wellbeing among the schools of the municipality that worked in
    the year (DOMAIN.md 2.2: higher is better), `flags` are yes/no facts by name: `correctional`,
    `evening`, `bias` and so on (DOMAIN.md 1.2, 2.4). `figures` are context data by their fields:
    shares in per cent of parts, other numbers as they are. `sources` say by the same names, or
    `INDEX`, where they are from; `gaps` what was missing for an index that is not there.
    """

    index: Fraction | None = None
    flags: Mapping[str, bool] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    gaps: Mapping[str, str] = field(default_factory=dict)
    figures: Mapping[str, Fraction] = field(default_factory=dict)


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
    year: int
    participants: int
    low: int | None
    marks: MarkCounts | None = None
    mean_score: Decimal | None = None
    recovered: bool = False
    source: Source | None = None

    @property
    def share(self) -> Fraction | None:
        """Share of low results, %; exact."""
        return None if self.low is None else Fraction(100 * self.low, self.participants)


Counts = Mapping[int, Sequence[Count]]
"""Works with participants by year, in the order of the criteria."""


class Places(dict[Work, int | None]):
    """Where works stand in a list; works of open selections come after those by name."""

    def __init__(self, selection: Selection) -> None:
        super().__init__((work, place) for place, work in enumerate(selection.works()))
        self._selection = selection
        self._last = len(self)

    def __missing__(self, work: Work) -> int | None:
        """A work that was not asked about before."""
        self[work] = self._last if self._selection.has(work) else None
        return self[work]


class Frame:
    """What the criteria count, prepared once for many schools."""

    __slots__ = ("places", "russian_minimum", "selection", "works", "years")

    def __init__(self, selection: Selection, *, years: int, russian_minimum: int | None) -> None:
        self.selection = selection
        self.works = selection.works()
        self.places = Places(selection)
        self.years = years
        self.russian_minimum = russian_minimum or EGE_RUSSIAN_MINIMUM


class Case:
    """One school held against the criteria for one academic year.

    What predicates have found is remembered: words, signs and the category ask the same again.
    """

    __slots__ = ("_counts", "_found", "_here", "facts", "frame", "landscape", "year")

    def __init__(
        self,
        facts: SchoolFacts,
        frame: Frame,
        year: int,
        landscape: Landscape | None = None,
        counts: Counts | None = None,
    ) -> None:
        """`counts` are the works of the school where they are counted already."""
        self.facts = facts
        self.frame = frame
        self.year = year
        self.landscape = landscape
        self._counts = _counted(facts.results, frame, year) if counts is None else counts
        self._here: dict[int, dict[Work, Count]] = {}
        self._found: dict[tuple[Callable[[Case, int], Any], int], Any] = {}

    def once(self, ask: Callable[[Case, int], Found], year: int) -> Found:
        """What `ask`, a method of a predicate, finds for the school in `year`; asked once."""
        key = (ask, year)
        if key not in self._found:
            self._found[key] = ask(self, year)
        found: Found = self._found[key]
        return found

    def counts(self, year: int, selection: Selection | None = None) -> Sequence[Count]:
        """Works of the criteria with participants in `year`, in the order of the criteria."""
        found = self._counts.get(year, ())
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


_place = itemgetter(0, 1)


def _counted(results: Iterable[Result], frame: Frame, year: int) -> Counts:
    found: dict[int, list[tuple[int, Work, Result]]] = {
        one: [] for one in range(year - frame.years + 1, year + 1)
    }
    places = frame.places
    for result in results:
        work = result.work
        rows = found.get(result.academic_year)
        if rows is not None and (place := places[work]) is not None:
            rows.append((place, work, result))
    return {one: _in_order(rows, frame) for one, rows in found.items()}


def _in_order(rows: list[tuple[int, Work, Result]], frame: Frame) -> list[Count]:
    rows.sort(key=_place)
    before = None
    counts = []
    for _, work, one in rows:
        if work == before:
            raise ValueError(f"two results of {work} in {one.academic_year}")
        before = work
        if one.participants:
            low = one.low(ege_russian_minimum=frame.russian_minimum)
            counts.append(
                Count(work, one.academic_year, one.participants, low, one.marks, one.mean_score,
                      one.recovered, one.source)
            )  # fmt: skip
    return counts
