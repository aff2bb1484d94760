"""Figures of indicators that are tied to a measure: computed from the results, with their basis.

A year of a plan means the school year that ends in it: 2026 is 2025/26, its spring ВПР and exams
and the list that is made from them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any
from urllib.parse import urlencode

from assessments.domain.named_measures import MeasureChoice, SchoolGroup, says_the_same
from assessments.queries.current_list import CurrentList, current_list, listed_logins
from assessments.queries.named_measures import Measured, measured
from core.values import academic_year
from core.values.wording import NBSP, counted
from roadmaps.domain.indicators.numbers import number_words, rounded
from roadmaps.models import Indicator, IndicatorMeasure, IndicatorOffer, IndicatorValue, Roadmap
from roadmaps.models.indicators import exact_of

_EXACT_PLACES = 6


@dataclass(frozen=True, slots=True)
class Origin:
    """What a computed figure came from, in words for its page.

    `files` are imports of results (id, name), `run` the calculation of the list, `approved` the
    list that an order made of it, `query` the filter of the table of results that shows the rows.
    """

    measure: str
    year: str
    division: str
    files: tuple[tuple[int, str], ...]
    run: int | None
    query: str
    approved: int | None = None


@dataclass(frozen=True, slots=True)
class OfferLine:
    """A computed figure that waits for a person, and the value that it would replace."""

    offer: IndicatorOffer
    words: str
    origin: Origin
    value: IndicatorValue | None


def academic_year_of(year: int) -> int:
    """The school year that ends in `year`."""
    return year - 1


def computed_figures(
    indicator: Indicator, choice: MeasureChoice, years: Iterable[int]
) -> dict[int, dict[str, Any]]:
    """What `IndicatorValue.computed` keeps, for each year with data."""
    roadmap = indicator.roadmap
    by_academic = {academic_year_of(year): year for year in years}
    listed = list_of_plan(roadmap) if choice.schools is SchoolGroup.LISTED else None
    own = {roadmap.school.login} if choice.schools is SchoolGroup.OWN and roadmap.school else set()
    found = measured(roadmap.municipality_id, choice, by_academic, listed_logins(listed) | own)
    return {
        by_academic[academic]: _kept(choice, one, listed) for academic, one in sorted(found.items())
    }


def list_of_plan(roadmap: Roadmap) -> CurrentList | None:
    """The list that says which schools are «ШНОР» in this plan: its own, else what counts."""
    own = getattr(roadmap, "school_list", None)
    if own and own.run:
        return CurrentList(own.run, own.approved)
    return current_list(roadmap.municipality_id)


def measure_of(indicator: Indicator) -> IndicatorMeasure | None:
    """The measure that people tied the indicator to."""
    return IndicatorMeasure.objects.filter(indicator=indicator).first()


def years_to_compute(roadmap: Roadmap, this_year: int) -> list[int]:
    """Years of the plan that have come, and the three before it: how it came to its goals."""
    return list(range(roadmap.first_year - 3, min(roadmap.last_year, this_year) + 1))


def open_offers(indicators: Collection[Indicator]) -> dict[int, list[OfferLine]]:
    """Offers that say something new, by indicator; values must be prefetched."""
    values = {(one.pk, value.year): value for one in indicators for value in one.values.all()}
    found: dict[int, list[OfferLine]] = {}
    offers = IndicatorOffer.objects.filter(indicator__in=[one.pk for one in indicators])
    for offer in offers.filter(is_declined=False).order_by("year"):
        value = values.get((offer.indicator_id, offer.year))
        if is_news(offer.exact, value):
            words, origin = figure_words(offer.computed), origin_of(offer.computed)
            line = OfferLine(offer, words, origin, value)
            found.setdefault(offer.indicator_id, []).append(line)
    return found


def is_news(exact: Fraction, value: IndicatorValue | None) -> bool:
    """Whether a figure differs from what stands; digits that people left off do not count."""
    if value is None or value.actual is None:
        return True
    if value.computed:
        return value.exact != exact
    return not says_the_same(value.actual, exact)


def origin_of(computed: Mapping[str, Any]) -> Origin:
    """A kept calculation in words."""
    choice = MeasureChoice.from_dict(computed["choice"])
    filters: dict[str, Any] = {"academic_year": computed["academic_year"]}
    if choice.procedure:
        filters["procedure"] = choice.procedure.value
    if choice.subject:
        filters["subject"] = choice.subject
    if choice.grade:
        filters["grade"] = choice.grade
    return Origin(
        measure=choice.words,
        year=f"{academic_year.label(computed['academic_year'])} учебный год",
        division=_division(choice, computed),
        files=tuple((pk, name) for pk, name in computed["files"]),
        run=computed["run"],
        query=urlencode(filters),
        approved=computed.get("list"),
    )


def source_words(computed: Mapping[str, Any]) -> str:
    """The source of a computed figure: «расчёт портала: ОГЭ, математика, 2025/26»."""
    choice = MeasureChoice.from_dict(computed["choice"])
    basis = choice.parameters[:1] or ["перечень ШНОР"]
    return f"расчёт портала: {basis[0]}, {academic_year.label(computed['academic_year'])}"


def figure_words(computed: Mapping[str, Any]) -> str:
    """«12,5 %», «3 школы»: with the unit of the measure."""
    value = exact_of(computed)
    unit = MeasureChoice.from_dict(computed["choice"]).measure.unit
    if unit == "школ":
        return counted(int(value), "школа", "школы", "школ")
    return f"{number_words(value)}{NBSP}{unit}"


def _kept(choice: MeasureChoice, one: Measured, listed: CurrentList | None) -> dict[str, Any]:
    figure = one.figure
    kept = {
        "choice": choice.as_dict(),
        "academic_year": one.academic_year,
        "numerator": str(figure.value.numerator),
        "denominator": str(figure.value.denominator),
        "part": str(rounded(figure.part, _EXACT_PLACES)),
        "whole": figure.whole,
        "schools": figure.schools,
        "unknown": figure.unknown,
        "rows": one.rows,
        "files": [list(file) for file in one.files],
        "run": one.run,
        "listed_by": listed.run.pk if listed else None,
        "digest": one.digest,
    }
    return kept | ({"list": one.approved} if one.approved else {})


def _division(choice: MeasureChoice, computed: Mapping[str, Any]) -> str:
    """«17 из 136 участников не преодолели порог; 12 школ»."""
    measure, whole = choice.measure, computed["whole"]
    if measure.is_of_office:
        of = counted(whole, "школы", "школ", "школ")
    else:
        of = counted(whole, "участника", "участников", "участников")
    part = number_words(Fraction(computed["part"]))
    said = [f"{part} из {of} {measure.explained}" if measure.explained else f"по результатам {of}"]
    if measure.of_results is not None:
        said.append(counted(computed["schools"], "школа", "школы", "школ"))
    if computed["unknown"]:
        unknown = counted(computed["unknown"], "школе", "школам", "школам")
        said.append(f"по {unknown} в файле этого нет, они не учтены")
    return "; ".join(said)
