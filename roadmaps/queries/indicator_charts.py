"""The chart of an indicator: plan and fact by years."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from core.values.charts import Chart, ChartKind, Series
from roadmaps.domain.indicators.numbers import rounded
from roadmaps.domain.indicators.targets import Change, Comparison, Direction, Level, Range, Scale
from roadmaps.queries.indicators import IndicatorView, YearView, readings_of

_PLACES = 6


def chart_of(view: IndicatorView) -> Chart | None:
    """Lines of plan and fact; None where there are not at least two points of one line."""
    indicator, years = view.indicator, list(view.years)
    plan = tuple(_decimal(demanded(view, one)) for one in years)
    fact = tuple(_decimal(one.exact) for one in years)
    series = tuple(
        Series(name, values)
        for name, values in (("факт", fact), ("план", plan))
        if any(value is not None for value in values)
    )
    points = max((sum(value is not None for value in one.values) for one in series), default=0)
    if points < 2:
        return None
    return Chart(
        caption=str(indicator),
        kind=ChartKind.LINES,
        categories=tuple(str(one.year) for one in years),
        series=series,
        unit=indicator.unit,
        places=_places(one for line in series for one in line.values),
    )


def demanded(view: IndicatorView, year: YearView) -> Fraction | None:
    """The value that the target of a year comes to; None where it cannot be told yet."""
    found = readings_of(view.indicator, year.target_text) if year.target_text else ()
    if not found:
        return None
    match found[0]:
        case Level(amount=amount):
            return Fraction(amount)
        case Range(lower=lower):
            return Fraction(lower)
        case Comparison():
            return year.reference
        case Change() as change if year.reference is not None:
            return _after(change, year.reference)
    return None


def _after(change: Change, base: Fraction) -> Fraction | None:
    amount = Fraction(change.amount)
    if change.scale is Scale.TIMES:
        if not amount:
            return None
        return base * amount if change.direction is Direction.RISE else base / amount
    step = base * amount / 100 if change.scale is Scale.PERCENT else amount
    return base + step if change.direction is Direction.RISE else base - step


def _decimal(value: Fraction | None) -> Decimal | None:
    return None if value is None else rounded(value, _PLACES)


def _places(values: object) -> int:
    """As many digits as the values have, at most two."""
    found = [value for value in values if value is not None]  # type: ignore[attr-defined]
    digits = (-int(value.normalize().as_tuple().exponent) for value in found)
    return min(2, max(0, *digits, 0))
