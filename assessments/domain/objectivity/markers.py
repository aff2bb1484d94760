"""Regional and local markers: peaks on boundaries, corridors of marks, journals (DOMAIN.md 3.4).

What the sources leave open is a setting with a stated default.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from assessments.domain.marks import MarkCounts
from assessments.domain.measures import share

INFORMATIVE = 50
APPROXIMATE = 20


class Weight(StrEnum):
    """How loudly a marker speaks."""

    HIGH = "high"
    MEDIUM = "medium"


@dataclass(frozen=True, slots=True)
class PeakRule:
    """n(b) / n(b − 1) at least `ratio` with at least `fewest` on the boundary; ours."""

    ratio: Decimal = Decimal(2)
    fewest: int = 10


@dataclass(frozen=True, slots=True)
class Peak:
    """A boundary score with far more participants than the score under it."""

    mark: int
    score: int
    on_boundary: int
    under: int


def peaks(
    counts: Sequence[int], boundaries: Mapping[int, int], rule: PeakRule = PeakRule()
) -> list[Peak]:
    """Peaks on the lowest score of each mark, from the lowest mark on.

    `boundaries` maps a mark 3–5 to its lowest score by the official scale; without an official
    scale there is nothing to look for.
    """
    found = []
    for mark, score in sorted(boundaries.items()):
        if not 0 < score < len(counts):
            continue
        on_boundary, under = counts[score], counts[score - 1]
        if on_boundary >= rule.fewest and on_boundary >= Fraction(rule.ratio) * under:
            found.append(Peak(mark, score, on_boundary, under))
    return found


def sample_words(participants: int) -> str:
    """How far a distribution of so many participants can be trusted (DOMAIN.md 3.5, p. 13)."""
    if participants >= INFORMATIVE:
        return "выборка информативна"
    if participants >= APPROXIMATE:
        return "выборка мала, форма распределения приблизительна"
    return "выборка слишком мала, вывод о форме распределения ограничен"


@dataclass(frozen=True, slots=True)
class Corridor:
    """Least share of «2» and greatest shares of «4» and «5», % (DOMAIN.md 2, R10)."""

    least_twos: Decimal
    most_fours: Decimal
    most_fives: Decimal


KNOWN_CORRIDORS = {
    ("Русский язык", 4): Corridor(Decimal(15), Decimal(40), Decimal(5)),
    ("Математика", 4): Corridor(Decimal(12), Decimal(40), Decimal(8)),
    ("Окружающий мир", 4): Corridor(Decimal(10), Decimal(40), Decimal(5)),
    ("Русский язык", 8): Corridor(Decimal(20), Decimal(40), Decimal(5)),
}
"""Corridors of one region (DOMAIN.md 2, R10). Elsewhere they would mark nearly every school, so an
office is told of them and none holds until it sets one."""


@dataclass(frozen=True, slots=True)
class Outside:
    """A share of one mark beyond its corridor; `warning` where the source only warns («4»)."""

    mark: int
    share: Fraction
    limit: Decimal
    warning: bool


def outside(marks: MarkCounts, corridor: Corridor) -> list[Outside]:
    """Shares beyond the corridor; nothing for nobody."""
    total = marks.total
    if not total:
        return []
    twos, fours, fives = (
        Fraction(100 * count, total) for count in (marks.twos, marks.fours, marks.fives)
    )
    found = []
    if twos < Fraction(corridor.least_twos):
        found.append(Outside(2, twos, corridor.least_twos, warning=False))
    if fours > Fraction(corridor.most_fours):
        found.append(Outside(4, fours, corridor.most_fours, warning=True))
    if fives > Fraction(corridor.most_fives):
        found.append(Outside(5, fives, corridor.most_fives, warning=False))
    return found


@dataclass(frozen=True, slots=True)
class Journal:
    """How many got a lower, the same and a higher mark than in the journal."""

    lowered: int
    confirmed: int
    raised: int

    @property
    def compared(self) -> int:
        """Participants with both marks."""
        return self.lowered + self.confirmed + self.raised


@dataclass(frozen=True, slots=True)
class JournalRule:
    """Shares, %, from which a difference with the journal deserves a look; local defaults."""

    high: Decimal = Decimal(40)
    medium: Decimal = Decimal(20)
    least_confirmed: Decimal = Decimal(70)


@dataclass(frozen=True, slots=True)
class JournalDifference:
    """Which way marks differ, by how much, and how loud that is."""

    direction: str
    share: Fraction
    weight: Weight


def differences(journal: Journal, rule: JournalRule = JournalRule()) -> list[JournalDifference]:
    """«lowered» and «raised» shares at or above the rule's bands, then too few «confirmed»."""
    found = []
    for direction, count in (("lowered", journal.lowered), ("raised", journal.raised)):
        part = share(count, journal.compared)
        if part is None:
            return []
        if part >= Fraction(rule.high):
            found.append(JournalDifference(direction, part, Weight.HIGH))
        elif part >= Fraction(rule.medium):
            found.append(JournalDifference(direction, part, Weight.MEDIUM))
    confirmed = share(journal.confirmed, journal.compared)
    if confirmed is not None and confirmed < Fraction(rule.least_confirmed):
        found.append(JournalDifference("confirmed", confirmed, Weight.MEDIUM))
    return found


def objectivity_index(marked: int, schools: int) -> Fraction | None:
    """100 − the percentage of schools with at least one sign; None without schools."""
    part = share(marked, schools)
    return None if part is None else 100 - part
