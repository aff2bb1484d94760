"""The context index for pages: the rules that hold, the schools in their order."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from core.ordering import NaturalKey
from core.values.wording import NBSP, decimal, lower_first
from schools.domain.context.fields import BY_KEY, ContextField
from schools.domain.context.index import (
    Contribution,
    IndexRules,
    SchoolIndex,
    indexes,
    part_words,
    rounded,
)
from schools.domain.context.values import Values, measure_keys, measure_of
from schools.models import ContextValue, ContextWeights, Municipality, School
from schools.queries.context import TYPED_IN, figures_of, values_of

SHOWN_WEIGHT_PLACES = 2
PLACES_A_QUERY = 100
DEFAULT_WORDS = "веса индекса по умолчанию"


def weights_of(municipality: Municipality) -> ContextWeights | None:
    """The version that holds; None where the default weights do."""
    return ContextWeights.objects.filter(municipality=municipality).order_by("-version").first()


def rules_of(municipality: Municipality) -> IndexRules:
    """The rules that hold in the municipality."""
    kept = weights_of(municipality)
    return kept.rules if kept else IndexRules()


@dataclass(frozen=True, slots=True)
class IndexLine:
    """A school with its index, and the words that a page shows of it."""

    school: School
    index: SchoolIndex
    part: str

    @property
    def cells(self) -> tuple[IndexCell, ...]:
        """What each field gives."""
        return tuple(_cell(one) for one in self.index.contributions)

    @property
    def value(self) -> str:
        """The index with two digits; empty for no data."""
        return "" if self.index.value is None else decimal(rounded(self.index.value), 2)

    @property
    def coverage(self) -> str:
        """The share of the weight with data, whole per cent."""
        return decimal(rounded(self.index.coverage * 100, 0), 0)


@dataclass(frozen=True, slots=True)
class IndexCell:
    """What one field gives: words of the term and of the figure; empty for no data."""

    field: ContextField
    part: str
    measure: str
    contribution: Contribution


def index_lines(
    municipality: Municipality, academic_year: int, rules: IndexRules
) -> list[IndexLine]:
    """Schools that worked in the year, the worst conditions first, those without an index last."""
    working = School.objects.filter(municipality=municipality).worked_in(academic_year)
    figures = _figures([municipality.pk], academic_year, {municipality.pk: rules})
    found = indexes(_values(figures.get(municipality.pk, {})), rules)
    lines = [
        IndexLine(one, found[one.pk], part_words(found[one.pk].part, rules.parts))
        for one in working.order_by(NaturalKey("name"), "pk")
    ]
    return sorted(lines, key=lambda one: (one.index.value is None, one.index.value or 0))


def weighed_fields(rules: IndexRules) -> set[str]:
    """Every field that an index rests on: those with weights, their totals and shares."""
    return {key for weight in rules.weights for key in measure_keys(weight)}


@dataclass(frozen=True, slots=True)
class KnownIndex:
    """What a calculation takes of a school and year: the index, and where its figures are from.

    `files` are names of files, `TYPED_IN` among them for figures that people entered. `gap` says
    in words why there is no index; empty where there is one. `weights` say which hold: «веса
    индекса, версия 2».
    """

    value: Fraction | None
    files: tuple[str, ...] = ()
    gap: str = ""
    weights: str = ""


def indexes_of_years(
    municipality_ids: Collection[int], academic_years: Collection[int]
) -> dict[tuple[int, int], KnownIndex]:
    """The index by school and academic year, each among the schools of its municipality.

    Counted as `index_lines` counts it, for many municipalities at once: a query and two a year for
    each hundred of them. A school of which nothing is known in a year is absent.
    """
    ids = list(municipality_ids)
    found: dict[tuple[int, int], KnownIndex] = {}
    for start in range(0, len(ids), PLACES_A_QUERY):
        found |= _indexes_of_years(ids[start : start + PLACES_A_QUERY], academic_years)
    return found


def _indexes_of_years(
    municipality_ids: Collection[int], academic_years: Collection[int]
) -> dict[tuple[int, int], KnownIndex]:
    kept = _weights_of_all(municipality_ids)
    rules = {pk: kept[pk].rules if pk in kept else IndexRules() for pk in municipality_ids}
    found = {}
    for year in academic_years:
        for place, schools in _figures(municipality_ids, year, rules).items():
            for pk, index in indexes(_values(schools), rules[place]).items():
                if schools[pk]:
                    files = sorted({file for _, file in schools[pk].values()})
                    gap = _gap(index, rules[place])
                    weights = lower_first(str(kept[place])) if place in kept else DEFAULT_WORDS
                    found[pk, year] = KnownIndex(index.value, tuple(files), gap, weights)
    return found


def _values(schools: Mapping[int, Mapping[str, tuple[Decimal, str]]]) -> dict[int, Values]:
    return {pk: {key: one for key, (one, _) in row.items()} for pk, row in schools.items()}


def _weights_of_all(municipality_ids: Collection[int]) -> dict[int, ContextWeights]:
    """The version that holds in each municipality; absent where the default weights do."""
    kept = ContextWeights.objects.filter(municipality__in=municipality_ids).order_by("version")
    return {one.municipality_id: one for one in kept}


def _figures(
    municipality_ids: Collection[int], academic_year: int, rules: Mapping[int, IndexRules]
) -> dict[int, dict[int, dict[str, tuple[Decimal, str]]]]:
    """By municipality and school that worked in the year: the figures that weigh, their files."""
    working = School.objects.filter(municipality__in=municipality_ids).worked_in(academic_year)
    found: dict[int, dict[int, dict[str, tuple[Decimal, str]]]] = {}
    for pk, place in working.values_list("pk", "municipality_id"):
        found.setdefault(place, {})[pk] = {}
    weighed = {place: weighed_fields(one) for place, one in rules.items()}
    rows = ContextValue.objects.filter(
        school__in=working.values("pk"), academic_year=academic_year, number__isnull=False,
        field__in=set().union(*weighed.values()),
    ).values_list(
        "school__municipality_id", "school_id", "field", "number", "upload__file_name"
    )  # fmt: skip
    for place, pk, key, number, file in rows:
        if number is not None and key in weighed[place]:
            found[place][pk][key] = (number, file or TYPED_IN)
    return found


def _gap(index: SchoolIndex, rules: IndexRules) -> str:
    if index.value is not None:
        return ""
    known = int(index.coverage * 100)
    return (
        f"для индекса социального благополучия нужны данные не менее чем для "
        f"{rules.least_coverage}{NBSP}% весов, а есть для {known}{NBSP}%"
    )


def condition_shares(
    municipality: Municipality, schools: Collection[School], academic_year: int
) -> Mapping[int, Mapping[str, Fraction]]:
    """By school: the shares in per cent of what counts in the municipality's index.

    Exact; a share without data is absent. Numbers that are no share are left out: schools of
    different size cannot be compared by them.
    """
    keys = [key for key in rules_of(municipality).weights if BY_KEY[key].of]
    stored = figures_of(schools, academic_year)
    found: dict[int, dict[str, Fraction]] = {}
    for school in schools:
        values = values_of(stored.get(school.pk, {}))
        measures = ((key, measure_of(values, key)) for key in keys)
        found[school.pk] = {key: share for key, share in measures if share is not None}
    return found


def _cell(one: Contribution) -> IndexCell:
    field = BY_KEY[one.field]
    measure = "" if one.measure is None else _measure(field, one.measure)
    part = "" if one.part is None else decimal(rounded(one.part), SHOWN_WEIGHT_PLACES)
    return IndexCell(field, part, measure, one)


def _measure(field: ContextField, measure: Fraction) -> str:
    return f"{decimal(rounded(measure, 1), 1)}\u00a0%" if field.of else decimal(rounded(measure), 2)
