"""Years of the plan by their number: «1-й год реализации», «сентябрь второго года»."""

from functools import partial

from roadmaps.domain.deadlines.nodes import (
    Element,
    Limit,
    Range,
    Scale,
    Unit,
    Whole,
    each_unit,
    lifted,
)
from roadmaps.domain.deadlines.values import PlanPeriod


def names_plan_year(elements: tuple[Element, ...]) -> bool:
    """Whether some of what is said names a year by its place in the plan."""
    return any(lifted(unit).plan_year for element in elements for unit in _units(element))


def in_plan_years(
    elements: tuple[Element, ...], period: PlanPeriod, *, school: bool
) -> tuple[Element, ...]:
    """The elements with those years told: calendar years, or school years from September on.

    A year beyond the plan's last is named as well; the reading says that it is out of the plan.
    """
    return tuple(_named(element, period, school) for element in elements)


def _units(element: Element) -> tuple[Unit, ...]:
    if isinstance(element, Whole):
        return _units(element.item)
    if isinstance(element, Unit):
        return (element,)
    if isinstance(element, Limit):
        return (element.unit,)
    if isinstance(element, Range):
        return (element.start, element.end) if element.end else (element.start,)
    return ()


def _named(element: Element, period: PlanPeriod, school: bool) -> Element:  # noqa: FBT001
    told = partial(_told, period=period, school=school)
    if isinstance(element, Whole):
        item = each_unit(element.item, told)
        return element if isinstance(item, Limit) else element._replace(item=item)
    return each_unit(element, told) if isinstance(element, (Unit, Range, Limit)) else element


def _told(unit: Unit, period: PlanPeriod, school: bool) -> Unit:  # noqa: FBT001
    whole = lifted(unit)
    if not whole.plan_year:
        return unit
    year = period.first_year + whole.plan_year - 1
    scale = Scale.SCHOOL_YEAR if school and whole.scale is Scale.YEAR else whole.scale
    return whole._replace(scale=scale, years=(year,), by_school_year=school, plan_year=0)
