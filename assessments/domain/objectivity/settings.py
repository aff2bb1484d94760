"""What an office may settle about signs of bias; where it has not, the stated default holds.

DOMAIN.md 3 gives the formulas of ФИОКО; limits that no source names are ours and marked so in
docs/algorithms/objectivity.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from assessments.domain.objectivity.cohorts import LEAST_SCHOOLS
from assessments.domain.objectivity.markers import CORRIDORS, Corridor, JournalRule, PeakRule
from assessments.domain.objectivity.moments import Z95
from assessments.domain.procedures import Procedure, Work
from assessments.domain.subjects import MATHEMATICS, RUSSIAN

METHOD_WORKS = (
    Work(Procedure.VPR, RUSSIAN, 4), Work(Procedure.VPR, MATHEMATICS, 4),
    Work(Procedure.VPR, RUSSIAN, 5), Work(Procedure.VPR, MATHEMATICS, 5),
    Work(Procedure.OGE, RUSSIAN, 9), Work(Procedure.OGE, MATHEMATICS, 9),
)  # fmt: skip
"""The works of the methodology (DOMAIN.md 3.1), in its order."""


class Denominator(StrEnum):
    """Which schools the index is a share of."""

    ANY_WORK = "any"
    """Those of which anything is known about at least one counted work."""
    RUSSIAN_4 = "ru4"
    """Those that wrote ВПР Russian in grade 4 (DOMAIN.md 3.2)."""


@dataclass(frozen=True, slots=True)
class MarkerRules:
    """The settings of one municipality.

    `works` are counted by the index and by the flag of the list; signs of other works are shown
    beside them. `municipality_as_base` lets the municipality's own mean stand in where no file
    brought the region's.
    """

    works: tuple[Work, ...] = METHOD_WORKS
    z: Fraction = Z95
    least_schools: int = LEAST_SCHOOLS
    peak: PeakRule = field(default_factory=PeakRule)
    journal: JournalRule = field(default_factory=JournalRule)
    corridors: Mapping[tuple[str, int], Corridor] = field(default_factory=lambda: CORRIDORS)
    denominator: Denominator = Denominator.ANY_WORK
    municipality_as_base: bool = False
