"""What goes on without a break: the whole plan, a year, or as far as a limit says."""

from roadmaps.domain.deadlines.clauses import Clause
from roadmaps.domain.deadlines.expander import Expander
from roadmaps.domain.deadlines.nodes import (
    Item,
    Limit,
    Range,
    Scale,
    Unit,
)
from roadmaps.domain.deadlines.outcome import Outcome
from roadmaps.domain.deadlines.values import DeadlineKind, Span


def bounds_whole(clause: Clause) -> bool:
    """«постоянно, до конца 2025 года»: a limit after the whole plan says where it ends."""
    whole = clause.whole.item if clause.whole and clause.whole_first else None
    is_plan = isinstance(whole, Unit) and whole.scale is Scale.PLAN and whole.part is None
    return is_plan and len(clause.items) == 1 and _is_bound(clause.items[0])


def _is_bound(item: Item) -> bool:
    return isinstance(item, Limit) or (isinstance(item, Range) and item.end is None)


def _within_bound(item: Item, expander: Expander) -> tuple[Span, ...]:
    """From the plan's start to the limit, or from the day on to the plan's end."""
    period = expander.period
    if isinstance(item, Limit):
        ends = [limit.end for limit in expander.spans(item)[-1:]]
        return tuple(Span(period.start, day) for day in ends if period and period.start <= day)
    return expander.spans(item)


def continuous_outcome(clause: Clause, expander: Expander) -> Outcome | None:
    if clause.whole is None:
        return None
    several = expander.findings.each_year
    item = for_school_plan(clause.whole.item, expander)
    if bounds_whole(clause):
        spans = _within_bound(clause.items[0], expander)
    else:
        spans = expander.spans(item)
    expander.findings.each_year = several
    scale = item.start.scale if isinstance(item, Range) else item.scale
    return Outcome(DeadlineKind.CONTINUOUS, spans, scale=scale, words=clause.whole.words)


def for_school_plan(item: Unit | Range, expander: Expander) -> Unit | Range:
    """«в течение года» in a plan by school years is the school year."""
    period = expander.period
    if period is None or not period.school_year or not isinstance(item, Unit):
        return item
    if item.scale is Scale.YEAR and not item.years and item.part is None:
        return item._replace(scale=Scale.SCHOOL_YEAR)
    return item
