"""Which schools could support a school: deficits of one against strengths of the others.

A pure function of results, of what is known about the schools and of the office's weights; the same
input gives the same proposals in the same order. docs/algorithms/partners.md says it in words. No
source fixes such a rule: its weights are settings of the office (`PartnershipRules`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from assessments.domain.comparing import Tally, certainly_above, certainly_differ
from assessments.domain.measures import SMALL_GROUP
from assessments.domain.procedures import Work
from assessments.domain.results import Result
from core.values.natural_order import natural_key
from schools.domain.partnerships import PartnershipRules

MOST_PROPOSALS = 3
NEAR_KM = 30
"""At this distance closeness counts half; the portal's own choice."""


class Level(StrEnum):
    """Level of education of a grade (GLOSSARY «НОО / ООО / СОО»)."""

    PRIMARY = "primary"
    BASIC = "basic"
    SECONDARY = "secondary"


def level_of(grade: int) -> Level:
    """Grades 1–4, 5–9, 10 and later."""
    if grade <= 4:
        return Level.PRIMARY
    return Level.BASIC if grade <= 9 else Level.SECONDARY


@dataclass(frozen=True, slots=True)
class SchoolFacts:
    """What is known of a school besides its results.

    `key` is what results call it by, `family` the same for a school and its branches. `pupils` and
    the shares of `context` (%, by the names of fields) are missing where there is no data.
    `supports` counts the schools that it supports now.
    """

    key: str
    name: str
    kind: str
    family: str
    pupils: int | None = None
    context: Mapping[str, Fraction] = field(default_factory=dict)
    supports: int = 0
    is_listed: bool = False


@dataclass(frozen=True, slots=True)
class Deficit:
    """Works of one subject and level in which a school is certainly below its municipality."""

    subject: str
    level: Level
    works: tuple[Work, ...]
    own: Tally


@dataclass(frozen=True, slots=True)
class Match:
    """A deficit and a partner who is certainly better in the works that both schools wrote."""

    subject: str
    works: tuple[Work, ...]
    own: Tally
    partner: Tally

    @property
    def grades(self) -> tuple[int, ...]:
        """Of the works, in order."""
        return tuple(sorted({work.grade for work in self.works}))


class Criterion(StrEnum):
    """What counts; the names are those of the weights in `PartnershipRules`."""

    STRENGTH = "strength"
    PUPILS = "pupils"
    DISTANCE = "distance"
    KIND = "kind"
    CONTEXT = "context"
    LOAD = "load"


@dataclass(frozen=True, slots=True)
class Conditions:
    """How far two schools are apart: the mean distance in percentage points of so many shares."""

    shares: int
    apart: Fraction


@dataclass(frozen=True, slots=True)
class Proposal:
    """A partner with what speaks for it; a criterion without data is None and does not count."""

    partner: SchoolFacts
    matches: tuple[Match, ...]
    marks: Mapping[Criterion, Fraction | None]
    score: Fraction
    distance: int | None = None
    conditions: Conditions | None = None

    @property
    def subjects(self) -> tuple[str, ...]:
        """Of its matches, each once."""
        return tuple(dict.fromkeys(match.subject for match in self.matches))


class Lack(StrEnum):
    """Why there is nothing to propose."""

    NO_RESULTS = "no_results"
    NO_DEFICITS = "no_deficits"
    NOBODY_STRONG = "nobody_strong"
    ALL_BUSY = "all_busy"


@dataclass(frozen=True, slots=True)
class Proposals:
    """At most three proposals, the best first; `busy` would fit but support enough schools."""

    deficits: tuple[Deficit, ...] = ()
    found: tuple[Proposal, ...] = ()
    busy: tuple[SchoolFacts, ...] = ()
    lack: Lack | None = None


@dataclass(frozen=True, slots=True)
class _Figures:
    """Who has how many below the threshold: by school and work, and of all schools by work."""

    own: Mapping[str, Mapping[Work, Tally]]
    all_schools: Mapping[Work, Tally]

    @classmethod
    def of(cls, results: Sequence[Result]) -> _Figures:
        own: dict[str, dict[Work, Tally]] = defaultdict(lambda: defaultdict(Tally))
        everybody: dict[Work, Tally] = defaultdict(Tally)
        for one in results:
            low = one.low()
            if low is None or not one.participants:
                continue
            tally = Tally(low, one.participants)
            own[one.school][one.work] += tally
            everybody[one.work] += tally
        return cls(own, everybody)

    def of_works(self, school: str, works: Collection[Work]) -> Tally:
        """Of one school in these works together."""
        held = self.own.get(school, {})
        return sum((held[work] for work in works if work in held), Tally())


def propose(
    school: SchoolFacts,
    others: Sequence[SchoolFacts],
    results: Sequence[Result],
    *,
    rules: PartnershipRules,
    distances: Mapping[str, int] | None = None,
    supported_by: Collection[str] = (),
) -> Proposals:
    """Partners for `school` from `others` by the results of one academic year.

    `distances` are whole kilometres from the school by key, as far as they are known;
    `supported_by` are the keys of its present partners, who are not proposed again.
    """
    figures = _Figures.of(results)
    if school.key not in figures.own:
        return Proposals(lack=Lack.NO_RESULTS)
    deficits = _deficits(school.key, figures)
    if not deficits:
        return Proposals(lack=Lack.NO_DEFICITS)
    fitting = []
    for other in others:
        if other.family == school.family or other.is_listed or other.key in supported_by:
            continue
        matches = _matches(school.key, other.key, deficits, figures)
        if matches:
            distance = (distances or {}).get(other.key)
            fitting.append(_judged(school, other, matches, deficits, rules, distance))
    free = [one for one in fitting if one.partner.supports < rules.school_limit]
    busy = [one.partner for one in fitting if one.partner.supports >= rules.school_limit]
    free.sort(key=lambda one: (-one.score, natural_key(one.partner.name), one.partner.key))
    busy.sort(key=lambda one: (natural_key(one.name), one.key))
    lack = None if free else Lack.ALL_BUSY if busy else Lack.NOBODY_STRONG
    return Proposals(deficits, tuple(free[:MOST_PROPOSALS]), tuple(busy), lack)


def _deficits(school: str, figures: _Figures) -> tuple[Deficit, ...]:
    """Weak areas that enough works speak of, the highest share first.

    In a class of three one pupil is a third: fewer than SMALL_GROUP works are no ground.
    """
    found = [
        Deficit(subject, level, tuple(works), figures.of_works(school, works))
        for (subject, level), works in _weak_works(school, figures).items()
    ]
    enough = (one for one in found if one.own.whole >= SMALL_GROUP)
    return tuple(sorted(enough, key=lambda one: (-one.own.share, one.subject, one.level)))


def _weak_works(school: str, figures: _Figures) -> dict[tuple[str, Level], list[Work]]:
    """By subject and level: works in which more than chance puts the school below the others."""
    areas: dict[tuple[str, Level], list[Work]] = defaultdict(list)
    for work, tally in sorted(figures.own.get(school, {}).items()):
        if certainly_above(tally, figures.all_schools[work].share):
            areas[work.subject, level_of(work.grade)].append(work)
    return areas


def _matches(
    school: str, partner: str, deficits: Sequence[Deficit], figures: _Figures
) -> tuple[Match, ...]:
    held, weak = figures.own.get(partner, {}), _weak_works(partner, figures)
    found = []
    for deficit in deficits:
        if (deficit.subject, deficit.level) in weak:
            continue
        works = tuple(work for work in deficit.works if work in held)
        own, theirs = figures.of_works(school, works), figures.of_works(partner, works)
        if theirs.whole < SMALL_GROUP or theirs.share >= own.share:
            continue
        everybody = sum((figures.all_schools[work] for work in works), Tally())
        if theirs.share <= everybody.share and certainly_differ(own, theirs):
            found.append(Match(deficit.subject, works, own, theirs))
    return tuple(found)


def _judged(
    school: SchoolFacts,
    partner: SchoolFacts,
    matches: tuple[Match, ...],
    deficits: Sequence[Deficit],
    rules: PartnershipRules,
    distance: int | None,
) -> Proposal:
    conditions = _conditions(school.context, partner.context)
    marks: dict[Criterion, Fraction | None] = {
        Criterion.STRENGTH: sum((one.own.share - one.partner.share for one in matches), Fraction())
        / sum(one.own.share for one in deficits),
        Criterion.PUPILS: _likeness(school.pupils, partner.pupils),
        Criterion.DISTANCE: None if distance is None else Fraction(NEAR_KM, NEAR_KM + distance),
        Criterion.KIND: Fraction(school.kind == partner.kind),
        Criterion.CONTEXT: None
        if conditions is None
        else max(1 - conditions.apart / 100, Fraction()),
        Criterion.LOAD: Fraction(max(rules.school_limit - partner.supports, 0), rules.school_limit),
    }
    known = [(getattr(rules, one.value), mark) for one, mark in marks.items() if mark is not None]
    weight = sum(weight for weight, _ in known)
    total = sum((weight * mark for weight, mark in known), Fraction())
    score = total / weight if weight else Fraction()
    return Proposal(partner, matches, marks, score, distance, conditions)


def _likeness(one: int | None, other: int | None) -> Fraction | None:
    """The smaller of two numbers as a part of the larger; None where one is not known."""
    if not one or not other:
        return None
    return Fraction(min(one, other), max(one, other))


def _conditions(one: Mapping[str, Fraction], other: Mapping[str, Fraction]) -> Conditions | None:
    """The shares (%) that are known of both; None where none is."""
    names = set(one) & set(other)
    if not names:
        return None
    apart = sum((abs(one[name] - other[name]) for name in names), Fraction())
    return Conditions(len(names), apart / len(names))
