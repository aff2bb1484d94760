"""Dates that do not come round: their days in the plan, and what is unsure about them."""

from roadmaps.domain.deadlines.clauses import Clause
from roadmaps.domain.deadlines.continuity import continuous_outcome
from roadmaps.domain.deadlines.expander import Expander, in_order
from roadmaps.domain.deadlines.neighbours import completed
from roadmaps.domain.deadlines.nodes import Edge, Item, Limit, Part, Scale, Unit
from roadmaps.domain.deadlines.outcome import Outcome
from roadmaps.domain.deadlines.values import DeadlineKind, Span

_FUZZY = (Part.START, Part.MIDDLE, Part.END)
_FOR_FUZZY = 15


def dated_outcome(clause: Clause, expander: Expander) -> Outcome:
    items = completed(clause.items, expander.period, carry=True)
    spans, by = _narrowed(items, expander) or spans_of(items, expander)
    doubtful = any(isinstance(item, Limit) and item.doubtful for item in clause.items)
    earlier = spans_of([_before(item) for item in items], expander)[0] if doubtful else ()
    one_day = all(by or span.start == span.end for span in spans) and bool(spans)
    is_point = one_day or (not spans and all(_is_day(item) for item in clause.items))
    kind = DeadlineKind.POINT if is_point else DeadlineKind.PERIOD
    aside = None if clause.whole is None else continuous_outcome(clause, expander)
    doubts = fuzziness(items)
    return Outcome(kind, spans, by, aside=aside, doubtful=doubtful, earlier=earlier, doubts=doubts)


def fuzziness(items: list[Item]) -> int:
    """«начало сентября», «середина года»: the bounds are a custom, not a rule."""
    return _FOR_FUZZY if any(_is_fuzzy(item) for item in items) else 0


def _is_fuzzy(item: Item) -> bool:
    if isinstance(item, Unit):
        return item.part in _FUZZY
    if isinstance(item, Limit):
        return item.unit.part is Part.MIDDLE
    # «с начала мая по конец июня» is exact, «с конца мая по начало июня» is not.
    end = item.end.part if item.end else None
    return item.start.part in (Part.MIDDLE, Part.END) or end in (Part.START, Part.MIDDLE)


def _narrowed(items: list[Item], expander: Expander) -> tuple[tuple[Span, ...], bool] | None:
    """«IV квартал, до 20 декабря»: a limit inside of the stretch before it says where it ends."""
    if len(items) != 2 or isinstance(items[0], Limit) or not isinstance(items[1], Limit):
        return None
    stretches, limits = expander.days(items[0]), expander.spans(items[1])
    spans = [
        Span(first, limit.end)
        for first, last in stretches
        for limit in limits
        if first < limit.end <= last
    ]
    return (in_order(spans), False) if len(spans) == len(stretches) == len(limits) else None


def _before(item: Item) -> Item:
    """«до мая» taken as before May begins."""
    if isinstance(item, Limit) and item.doubtful:
        return item._replace(edge=Edge.DAY_BEFORE)
    return item


def _is_day(item: Item) -> bool:
    if isinstance(item, Limit):
        return True
    return isinstance(item, Unit) and item.scale in (Scale.DAY, Scale.WEEKDAY, Scale.WORKING_DAY)


def spans_of(items: list[Item], expander: Expander) -> tuple[tuple[Span, ...], bool]:
    """Occurrences in order without doubles, and whether all of them are limits."""
    if len(items) == 1:
        return expander.spans(items[0]), isinstance(items[0], Limit)
    by = bool(items) and all(isinstance(item, Limit) for item in items)
    return in_order(span for item in items for span in expander.spans(item)), by
