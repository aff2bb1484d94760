"""The context index for pages: the rules that hold, the schools in their order."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from core.values.wording import decimal
from schools.domain.context.fields import BY_KEY, ContextField
from schools.domain.context.index import (
    Contribution,
    IndexRules,
    SchoolIndex,
    indexes,
    part_words,
    rounded,
)
from schools.domain.context.values import measure_of
from schools.models import ContextWeights, Municipality, School
from schools.queries.context import figures_of, open_schools, values_of

SHOWN_WEIGHT_PLACES = 2


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
    cells: tuple[IndexCell, ...]

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
    """All schools of the municipality, the worst conditions first, those without an index last."""
    return lines_of(open_schools(municipality), academic_year, rules)


def lines_of(schools: Sequence[School], academic_year: int, rules: IndexRules) -> list[IndexLine]:
    """These schools among themselves."""
    stored = figures_of(schools, academic_year)
    found = indexes({one.pk: values_of(stored.get(one.pk, {})) for one in schools}, rules)
    lines = [_line(one, found[one.pk], rules) for one in schools]
    return sorted(lines, key=lambda one: (one.index.value is None, one.index.value or 0))


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


def _line(school: School, index: SchoolIndex, rules: IndexRules) -> IndexLine:
    cells = tuple(_cell(one) for one in index.contributions)
    return IndexLine(school, index, part_words(index.part, rules.parts), cells)


def _cell(one: Contribution) -> IndexCell:
    field = BY_KEY[one.field]
    measure = "" if one.measure is None else _measure(field, one.measure)
    part = "" if one.part is None else decimal(rounded(one.part), SHOWN_WEIGHT_PLACES)
    return IndexCell(field, part, measure, one)


def _measure(field: ContextField, measure: Fraction) -> str:
    return f"{decimal(rounded(measure, 1), 1)}\u00a0%" if field.of else decimal(rounded(measure), 2)
