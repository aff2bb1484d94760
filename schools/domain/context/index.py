"""The index of social wellbeing of a school (ИСБШ) from its context, and the parts of its order.

DOMAIN.md 2.2: no formula was found; typical is Σ w·z(x) with «+» for parents' higher education, two
working parents and separate housing and «−» for неполные, многодетные, малообеспеченные, учёт, ОВЗ
and non-Russian speakers, then terciles or quartiles. Weights, normalisation, the least share of the
weight that must be known and the number of parts are therefore settings with these defaults.

Figures are exact Fractions. A z-score needs a square root: it is taken of the exact variance with
50 digits and the score is rounded half even to 12 places, so the same input gives the same digits
everywhere. A higher index means better conditions.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from enum import StrEnum
from fractions import Fraction
from functools import cache
from math import lcm

from schools.domain.context.types import Typing
from schools.domain.context.values import Values, measure_of

_DIGITS = 50
_PLACES = Decimal(10) ** -12


class Normalisation(StrEnum):
    """How figures of different fields are made comparable."""

    Z_SCORE = "z_score"
    MIN_MAX = "min_max"


NORMALISATION_NAMES = {
    Normalisation.Z_SCORE: "z-оценка: отклонение от среднего в стандартных отклонениях",
    Normalisation.MIN_MAX: "от 0 до 1 между наименьшей и наибольшей школой",
}
DEFAULT_WEIGHTS: Mapping[str, Decimal] = {
    "parents_higher": Decimal(1),
    "parents_work": Decimal(1),
    "own_housing": Decimal(1),
    "single_parent": Decimal(-1),
    "large_family": Decimal(-1),
    "low_income": Decimal(-1),
    "police_record": Decimal(-1),
    "school_record": Decimal(-1),
    "other_language": Decimal(-1),
    "special_needs": Decimal(-1),
}
DEFAULT_COVERAGE = 60
PARTS = {3: "трети (терцили)", 4: "четверти (квартили)"}


@dataclass(frozen=True)
class IndexRules:
    """What an index is made of.

    `weights` are signed, none of them nought; `least_coverage` is the share of their absolute sum,
    in per cent, for which a school must have data; `parts` cuts the order of schools, `typing` says
    how types follow.
    """

    weights: Mapping[str, Decimal] = field(default_factory=lambda: dict(DEFAULT_WEIGHTS))
    normalisation: Normalisation = Normalisation.Z_SCORE
    least_coverage: int = DEFAULT_COVERAGE
    parts: int = 3
    typing: Typing = Typing.TWO_BY_TWO


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one field gives to the index of one school; all None where it has no data.

    `measure` is a number or a share in per cent, `normal` the same made comparable, `part` the
    term of the sum: weight · normal / sum of the weights with data.
    """

    field: str
    measure: Fraction | None = None
    normal: Fraction | None = None
    part: Fraction | None = None


@dataclass(frozen=True, slots=True)
class SchoolIndex:
    """The index of one school: None where too little is known of it.

    `coverage` is the share of the weight with data, `part` counts from 1, the worst conditions;
    `below` is the share of schools with a lower index.
    """

    value: Fraction | None
    coverage: Fraction
    part: int | None
    below: Fraction | None
    contributions: tuple[Contribution, ...]


def indexes(schools: Mapping[int, Values], rules: IndexRules) -> dict[int, SchoolIndex]:
    """The index of each school among these schools."""
    measures = {key: _measures(schools, key) for key in rules.weights}
    normals = {key: _normals(known, rules.normalisation) for key, known in measures.items()}
    weighing = _weighing(rules.weights)
    found = {
        school: _of_school(school, measures, normals, weighing, rules.least_coverage)
        for school in schools
    }
    values = sorted(one.value for one in found.values() if one.value is not None)
    return {key: _placed(one, values, rules.parts) for key, one in found.items()}


Weighing = Callable[[tuple[str, ...]], tuple[Fraction, Mapping[str, Fraction]]]
"""Of the fields with data: the share of the weight that they have, and weight / their sum."""


def _weighing(weights: Mapping[str, Decimal]) -> Weighing:
    """Most schools have data for the same fields, so each choice of fields is weighed once."""
    exact = {key: Fraction(weight) for key, weight in weights.items()}
    whole = sum(map(abs, exact.values()), Fraction(0))

    @cache
    def weighed(known: tuple[str, ...]) -> tuple[Fraction, Mapping[str, Fraction]]:
        present = sum((abs(exact[key]) for key in known), Fraction(0))
        coverage = present / whole if whole else Fraction(0)
        return coverage, {key: exact[key] / present for key in known}

    return weighed


def _measures(schools: Mapping[int, Values], key: str) -> dict[int, Fraction]:
    """The measures of a field by school, of those that have it."""
    return {
        school: measure
        for school, values in schools.items()
        if (measure := measure_of(values, key)) is not None
    }


def _normals(known: Mapping[int, Fraction], normalisation: Normalisation) -> dict[int, Fraction]:
    """The comparable figures of a field by school; a field that is the same everywhere gives 0."""
    if not known:
        return {}
    figures = list(known.values())
    if min(figures) == max(figures):
        return dict.fromkeys(known, Fraction(0))
    if normalisation is Normalisation.MIN_MAX:
        low, width = min(figures), max(figures) - min(figures)
        return {school: (measure - low) / width for school, measure in known.items()}
    return dict(zip(known, _scores(figures), strict=True))


def _scores(figures: Sequence[Fraction]) -> Iterator[Fraction]:
    """(x − mean) / √variance of each, rounded to 12 places.

    Counted on whole numbers over one denominator: sums of a thousand fractions take seconds.
    """
    number, whole = len(figures), lcm(*(one.denominator for one in figures))
    scaled = [one.numerator * (whole // one.denominator) for one in figures]
    total = sum(scaled)
    variance = number * sum(one * one for one in scaled) - total * total
    with localcontext() as context:
        context.prec = _DIGITS
        deviation = (Decimal(variance) / Decimal((number * whole) ** 2)).sqrt()
        scores = [
            Decimal(number * one - total) / Decimal(number * whole) / deviation for one in scaled
        ]
        rounded_scores = [one.quantize(_PLACES, rounding=ROUND_HALF_EVEN) for one in scores]
    yield from map(Fraction, rounded_scores)


def _of_school(
    school: int,
    measures: Mapping[str, Mapping[int, Fraction]],
    normals: Mapping[str, Mapping[int, Fraction]],
    weighing: Weighing,
    least_coverage: int,
) -> SchoolIndex:
    known = tuple(key for key in normals if school in normals[key])
    coverage, shares = weighing(known)
    is_enough = bool(known) and coverage * 100 >= least_coverage
    contributions = tuple(
        Contribution(
            key,
            measures[key][school],
            normals[key][school],
            shares[key] * normals[key][school],
        )
        if key in shares
        else Contribution(key)
        for key in normals
    )
    value = sum((one.part for one in contributions if one.part is not None), Fraction(0))
    return SchoolIndex(value if is_enough else None, coverage, None, None, contributions)


def _placed(one: SchoolIndex, values: Sequence[Fraction], parts: int) -> SchoolIndex:
    if one.value is None:
        return one
    lower = bisect_left(values, one.value)
    part = 1 + parts * lower // len(values)
    below = Fraction(lower, len(values))
    return SchoolIndex(one.value, one.coverage, part, below, one.contributions)


def part_words(part: int | None, parts: int) -> str:
    """«нижняя треть», «вторая четверть»; «нет данных» for none."""
    if part is None:
        return "нет данных"
    name = "треть" if parts == 3 else "четверть"
    if part == 1:
        return f"нижняя {name}"
    if part == parts:
        return f"верхняя {name}"
    return f"средняя {name}" if parts == 3 else ("вторая четверть", "третья четверть")[part - 2]


def rounded(value: Fraction, places: int = 2) -> Decimal:
    """`value` rounded half up (away from nought at the middle) for showing only."""
    scale = 10**places
    size = abs(value) * scale
    whole = (2 * size.numerator + size.denominator) // (2 * size.denominator)
    return Decimal(-whole if value < 0 else whole) / scale
