"""What one clause comes to: its kind and its occurrences in the plan."""

from typing import NamedTuple

from roadmaps.domain.deadlines.clauses import Clause, is_monthless
from roadmaps.domain.deadlines.expander import Expander, in_order
from roadmaps.domain.deadlines.neighbours import completed
from roadmaps.domain.deadlines.nodes import (
    Edge,
    Event,
    Item,
    Limit,
    Part,
    Range,
    Repeat,
    Scale,
    Unit,
    unit_of,
)
from roadmaps.domain.deadlines.repeats import blocks, recurrence_of
from roadmaps.domain.deadlines.stretches import Days
from roadmaps.domain.deadlines.units import WEEKLY_LIKE
from roadmaps.domain.deadlines.values import DeadlineKind, Recurrence, Span
from roadmaps.domain.deadlines.vocabulary import names_event

_FUZZY = (Part.START, Part.MIDDLE, Part.END)
_FOR_FUZZY, _FOR_BARE, _FOR_UNKNOWN_EVENT = 15, 20, 30
_OPENING_MONTHS = {
    Recurrence.QUARTERLY: (1, 4, 7, 10),
    Recurrence.HALF_YEARLY: (1, 7),
    Recurrence.SCHOOL_QUARTERS: (9, 11, 1, 4),
    Recurrence.SCHOOL_HALF_YEARS: (9, 1),
}


class Outcome(NamedTuple):
    """A clause read: `note` holds the words of an event or a schedule beside its dates.

    `aside` is another reading that is not told; `earlier` are the limits if «до мая» means before
    May begins. `named` if the text names dates that come round; `doubts` are hundredths of
    confidence taken off, with `issue` where a person should look.
    """

    kind: DeadlineKind
    spans: tuple[Span, ...] = ()
    by: bool = False
    recurrence: Recurrence | None = None
    words: str = ""
    note: "Outcome | None" = None
    aside: "Outcome | None" = None
    label: str = ""
    choice: bool = False
    doubtful: bool = False
    earlier: tuple[Span, ...] = ()
    scale: Scale = Scale.DAY
    times: int = 1
    step: int = 1
    named: bool = False
    doubts: int = 0
    issue: str = ""


def outcome(clause: Clause, expander: Expander) -> Outcome | None:
    """What the clause comes to; None for one without content."""
    found = _said(clause, expander)
    if found is None:
        return None
    note = None if found.kind in _UNDATED else _undated(clause)
    if not clause.label and not clause.choice and note is None:
        return found
    spans = tuple(Span(span.start, span.end, clause.label) for span in found.spans)
    return found._replace(spans=spans, label=clause.label, choice=clause.choice, note=note)


_UNDATED = (DeadlineKind.EVENT, DeadlineKind.BY_SCHEDULE)


def _said(clause: Clause, expander: Expander) -> Outcome | None:
    repeat = clause.repeat or _implied(clause.items)
    yearly = repeat is not None and repeat.recurrence is Recurrence.YEARLY
    if repeat is not None and yearly and clause.event is not None and not clause.items:
        recurrence = recurrence_of(repeat, expander.period)
        return _event(clause.event)._replace(recurrence=recurrence)
    if repeat is not None:
        return _recurring(clause, repeat, expander)
    if clause.items and not _bounds_whole(clause):
        return _dated(clause, expander)
    if clause.whole is not None:
        return _continuous(clause, expander)
    return _undated(clause)


def _undated(clause: Clause) -> Outcome | None:
    if clause.event is not None:
        return _event(clause.event)
    if clause.schedule is not None:
        return Outcome(DeadlineKind.BY_SCHEDULE, words=clause.schedule.words)
    return None


def _event(event: Event) -> Outcome:
    implied = _implied_by(event.unit) if event.unit else None
    recurrence = implied.recurrence if implied else None
    doubts, issue = 0, ""
    if event.bare:
        doubts, issue = _FOR_BARE, "Не сказано, с какого дня считать срок."
    elif not names_event(event.words):
        doubts = _FOR_UNKNOWN_EVENT
    return Outcome(
        DeadlineKind.EVENT,
        by=event.by,
        recurrence=recurrence,
        words=event.words,
        doubts=doubts,
        issue=issue,
    )


def _implied(items: list[Item]) -> Repeat | None:
    """«последняя неделя месяца», «до 5 числа», «конец четверти» come round by themselves."""
    for item in items:
        unit = item.unit if isinstance(item, Limit) else item
        unit = (unit.end or unit.start) if isinstance(unit, Range) else unit
        if isinstance(unit, Unit) and (found := _implied_by(unit)):
            return found
    return None


def _implied_by(unit: Unit) -> Repeat | None:
    whole = unit
    while whole.of is not None:
        whole = whole.of
    if whole.number is not None or whole.years or unit.years:
        return None
    recurrence = WEEKLY_LIKE.get(whole.scale)
    if recurrence is None or recurrence is Recurrence.YEARLY:
        return None
    return Repeat(recurrence, Unit(whole.scale))


# Dates without recurrence.


def _dated(clause: Clause, expander: Expander) -> Outcome:
    items = completed(clause.items, expander.period, carry=True)
    spans, by = _narrowed(items, expander) or _spans(items, expander)
    doubtful = any(isinstance(item, Limit) and item.doubtful for item in clause.items)
    earlier = _spans([_before(item) for item in items], expander)[0] if doubtful else ()
    one_day = all(by or span.start == span.end for span in spans) and bool(spans)
    is_point = one_day or (not spans and all(_is_day(item) for item in clause.items))
    kind = DeadlineKind.POINT if is_point else DeadlineKind.PERIOD
    aside = None if clause.whole is None else _continuous(clause, expander)
    doubts = _fuzziness(items)
    return Outcome(kind, spans, by, aside=aside, doubtful=doubtful, earlier=earlier, doubts=doubts)


def _fuzziness(items: list[Item]) -> int:
    """«начало сентября», «середина года»: the bounds are a custom, not a rule."""
    return _FOR_FUZZY if any(unit_of(item).part in _FUZZY for item in items) else 0


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


def _spans(items: list[Item], expander: Expander) -> tuple[tuple[Span, ...], bool]:
    """Occurrences in order without doubles, and whether all of them are limits."""
    if len(items) == 1:
        return expander.spans(items[0]), isinstance(items[0], Limit)
    by = bool(items) and all(isinstance(item, Limit) for item in items)
    return in_order(span for item in items for span in expander.spans(item)), by


# Without interruption.


def _bounds_whole(clause: Clause) -> bool:
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


def _continuous(clause: Clause, expander: Expander) -> Outcome | None:
    if clause.whole is None:
        return None
    several = expander.findings.each_year
    item = _for_school_plan(clause.whole.item, expander)
    if _bounds_whole(clause):
        spans = _within_bound(clause.items[0], expander)
    else:
        spans = expander.spans(item)
    expander.findings.each_year = several
    scale = item.start.scale if isinstance(item, Range) else item.scale
    return Outcome(DeadlineKind.CONTINUOUS, spans, scale=scale, words=clause.whole.words)


def _for_school_plan(item: Unit | Range, expander: Expander) -> Unit | Range:
    """«в течение года» in a plan by school years is the school year."""
    period = expander.period
    if period is None or not period.school_year or not isinstance(item, Unit):
        return item
    if item.scale is Scale.YEAR and not item.years and item.part is None:
        return item._replace(scale=Scale.SCHOOL_YEAR)
    return item


# Recurrence.


def _recurring(clause: Clause, repeat: Repeat, expander: Expander) -> Outcome:
    items = completed(clause.items, expander.period, carry=clause.repeat is None)
    recurrence = recurrence_of(repeat, expander.period)
    inner, windows = _parted(items, repeat, expander)
    if clause.whole is not None:
        windows = windows + _window_of(clause, repeat, expander)
    by = bool(inner) and all(isinstance(item, Limit) for item in inner)
    if inner:
        spans, by = _spans([_in_month(item, repeat) for item in inner], expander)
        spans = _inside(_opening(spans, inner, recurrence), windows)
    else:
        spans = _blocks(repeat, windows, expander, bounded=bool(items))
    spans = _without(spans, clause.excluded, expander)
    doubtful = any(isinstance(item, Limit) and item.doubtful for item in inner)
    return Outcome(
        DeadlineKind.RECURRING,
        spans,
        by,
        recurrence,
        doubtful=doubtful,
        scale=repeat.unit.scale,
        times=repeat.times,
        step=repeat.step,
        named=bool(inner),
        doubts=_fuzziness(items),
    )


def _without(
    spans: tuple[Span, ...], excluded: list[Unit | Range], expander: Expander
) -> tuple[Span, ...]:
    """Occurrences that lie outside of what is excepted."""
    days = [found for item in excluded for found in expander.days(item)]
    return tuple(
        span
        for span in spans
        if not any(first <= (span.start or span.end) and span.end <= last for first, last in days)
    )


def _parted(items: list[Item], repeat: Repeat, expander: Expander) -> tuple[list[Item], list[Days]]:
    """Dates that come round, and longer stretches that bound the recurrence."""
    inner: list[Item] = []
    windows: list[Days] = []
    limits = sum(isinstance(item, Limit) for item in items)
    for item in items:
        yearly = repeat.recurrence is Recurrence.YEARLY
        if yearly and not isinstance(item, Limit) and _is_yearlong(item):
            windows.extend(expander.days(item))
        elif is_monthless(item) or yearly:
            inner.append(item)
        elif isinstance(item, Limit):
            bounds = _window_to(item, expander) if limits == 1 else []
            if bounds and repeat.unit.scale < Scale.HALF and not _implied_by(item.unit):
                windows.extend(bounds)
            else:
                inner.append(item)
        else:
            days = expander.touching(item)
            if days and _longer(days[0], repeat):
                windows.extend(days)
            else:
                inner.append(item)
    return inner, windows


def _is_yearlong(item: Unit | Range) -> bool:
    """«2023–2025 гг.», «2024 год» beside «ежегодно» say in which years."""
    unit = unit_of(item)
    return unit.scale in (Scale.YEAR, Scale.SCHOOL_YEAR) and unit.part is None


def _longer(days: Days, repeat: Repeat) -> bool:
    return (days[1] - days[0]).days * 10 > repeat.unit.scale * repeat.step * 13


def _window_to(limit: Limit, expander: Expander) -> list[Days]:
    if expander.period is None:
        return []
    start = expander.period.start
    return [(start, first.end) for first in expander.spans(limit)[:1] if start <= first.end]


def _window_of(clause: Clause, repeat: Repeat, expander: Expander) -> list[Days]:
    if repeat.recurrence is not Recurrence.YEARLY and clause.whole is not None:
        return list(expander.touching(_for_school_plan(clause.whole.item, expander)))
    whole = _continuous(clause, expander)
    spans = whole.spans if whole else ()
    return [(span.start or span.end, span.end) for span in spans]


def _in_month(item: Item, repeat: Repeat) -> Item:
    """A day, week or weekday without a month is meant in every month, or first of a quarter."""
    if isinstance(item, Limit):
        unit = _in_month(item.unit, repeat)
        return item._replace(unit=unit) if isinstance(unit, Unit) else item
    if isinstance(item, Range):
        start, end = (_in_month(unit, repeat) if unit else None for unit in (item.start, item.end))
        if isinstance(start, Unit) and (end is None or isinstance(end, Unit)):
            return Range(start, end)
        return item
    if is_monthless(item) and item.of is None:
        return item._replace(of=Unit(Scale.MONTH))
    return item


def _inside(spans: tuple[Span, ...], windows: list[Days]) -> tuple[Span, ...]:
    if not windows:
        return spans
    return tuple(
        span
        for span in spans
        if any(first <= (span.start or span.end) and span.end <= last for first, last in windows)
    )


def _opening(
    spans: tuple[Span, ...], inner: list[Item], recurrence: Recurrence | None
) -> tuple[Span, ...]:
    """«ежеквартально до 10 числа»: of the months, those that open a quarter or a half-year."""
    months = _OPENING_MONTHS.get(recurrence) if recurrence else None
    if months is None or not all(is_monthless(item) for item in inner):
        return spans
    return tuple(span for span in spans if (span.start or span.end).month in months)


def _blocks(
    repeat: Repeat, windows: list[Days], expander: Expander, *, bounded: bool
) -> tuple[Span, ...]:
    period = expander.period
    if not windows and period is not None and not bounded:
        windows = [(period.start, period.end)]
    if not windows:
        expander.findings.year_unknown = expander.findings.year_unknown or period is None
        return ()
    if repeat.unit.scale is Scale.YEAR and repeat.step == 1 and bounded_by_years(windows, expander):
        return in_order(Span(*days) for days in windows)
    key = "blocks", repeat, tuple(windows)
    return expander.once(key, lambda other: _all_blocks(repeat, windows, other))


def _all_blocks(repeat: Repeat, windows: list[Days], expander: Expander) -> tuple[Span, ...]:
    return in_order(Span(*days) for window in windows for days in blocks(repeat, window, expander))


def bounded_by_years(windows: list[Days], expander: Expander) -> bool:
    """Whether each window is a year or less, so that it is itself what comes round yearly."""
    period = expander.period
    whole = (period.start, period.end) if period else None
    return all((last - first).days <= 366 and (first, last) != whole for first, last in windows)
