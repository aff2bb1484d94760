"""The indicators of a roadmap as a document: what is planned, reached, and where it was seen."""

from dataclasses import fields
from datetime import date
from decimal import Decimal
from fractions import Fraction

from core.values import charts
from core.values.wording import DASH
from reports.builders.request import DEFAULT_HEAD
from reports.domain.document import Chart, Document
from reports.domain.kinds import NothingToReport
from reports.domain.office import Office
from reports.domain.plan_indicators import IndicatorFacts, YearFacts, compose
from roadmaps.domain.indicators.numbers import rounded
from roadmaps.models import Roadmap
from roadmaps.queries.indicator_charts import chart_of
from roadmaps.queries.indicators import IndicatorView, YearView, indicator_views

NO_INDICATORS = "В плане нет целевых показателей: сначала добавьте их на вкладке «Показатели»."
_EXACT_PLACES = 6


def build(roadmap: Roadmap, day: date, *, with_charts: bool) -> Document:
    """The document; NothingToReport where the plan has no indicators."""
    views = indicator_views(roadmap)
    if not views:
        raise NothingToReport(NO_INDICATORS)
    place = roadmap.municipality
    office = Office(
        name=place.office_name,
        municipality=place.name,
        municipality_genitive=place.name_genitive,
        signer_post=place.head_post or DEFAULT_HEAD,
    )
    return compose(
        roadmap.title, [_facts(view) for view in views], office, day, with_charts=with_charts
    )


def _facts(view: IndicatorView) -> IndicatorFacts:
    return IndicatorFacts(
        name=view.indicator.name,
        unit=view.indicator.unit,
        baseline="" if view.baseline == DASH else view.baseline,
        years=[_year(one) for one in view.years],
        chart=_chart(chart_of(view)),
    )


def _year(year: YearView) -> YearFacts:
    has_both = year.has_target and year.exact is not None
    return YearFacts(
        year=year.year,
        plan=_plan(year),
        actual=_exact(year.exact),
        outcome=year.judgement.words if year.has_target else "",
        reason=year.judgement.reason if has_both else "",
        source=_source(year),
    )


def _plan(year: YearView) -> str:
    """The target; one that an order changed says so."""
    if not year.has_target or year.change is None:
        return year.target_words if year.has_target else ""
    order = f", {year.change.order_words}" if year.change.order_words else ""
    return f"{year.target_words} (изменена: {year.change.reason}{order})"


def _source(year: YearView) -> str:
    value, origin = year.value, year.origin
    if value is None:
        return ""
    said = f"{value.source}; {origin.division}" if origin else value.source
    return f"{said}. {value.note}" if value.note else said


def _exact(value: Fraction | None) -> Decimal | None:
    return None if value is None else rounded(value, _EXACT_PLACES)


def _chart(chart: charts.Chart | None) -> Chart | None:
    """The page's chart as a block of a document."""
    if chart is None:
        return None
    return Chart(**{one.name: getattr(chart, one.name) for one in fields(chart)})
