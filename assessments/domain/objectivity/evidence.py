"""What is known about the works of schools in one year: the material that signs are found in."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from assessments.domain.marks import MarkCounts
from assessments.domain.objectivity.markers import Journal
from assessments.domain.objectivity.moments import Moments
from assessments.domain.objectivity.signs import Sign
from assessments.domain.procedures import Work
from assessments.domain.results import Source
from assessments.domain.scales import Scale


@dataclass(frozen=True, slots=True)
class Scores:
    """How many participants got each primary score from 0 on."""

    counts: tuple[int, ...]
    max_score: int
    recovered: bool = False
    source: Source | None = None

    @property
    def participants(self) -> int:
        """Everybody counted."""
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Marks of the work against the journal's.

    `far` differ by two marks and more, `ranks` is Spearman's coefficient in millionths; both are
    known from single results only.
    """

    journal: Journal
    far: int | None = None
    ranks: int | None = None
    has_singles: bool = False
    recovered: bool = False
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Marks:
    """Marks of the work."""

    counts: MarkCounts
    recovered: bool = False
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What a list that the office received says of the work."""

    sign: Sign
    present: bool
    source: Source | None = None


@dataclass(slots=True)
class WorkFigures:
    """Everything known of one school and work; `earlier` are the scores a grade and year before."""

    scores: Scores | None = None
    earlier: Scores | None = None
    comparison: Comparison | None = None
    marks: Marks | None = None
    told: list[Told] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Base:
    """Whom a school's mean is held against: the region, or the municipality in its place."""

    moments: Moments
    is_region: bool
    source: Source | None = None


Figures = Mapping[str, Mapping[Work, WorkFigures]]
"""School → work → what is known."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One municipality in one year."""

    figures: Figures
    bases: Mapping[Work, Base] = field(default_factory=dict)
    scales: Mapping[Work, Scale] = field(default_factory=dict)
