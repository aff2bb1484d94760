"""What comes round: dates in every month or year, or blocks of the calendar."""

from core.values.wording import MONTHS_NOMINATIVE
from roadmaps.domain.deadlines.clauses import Clause, every_year, is_monthless
from roadmaps.domain.deadlines.continuity import continuous_outcome, for_school_plan
from roadmaps.domain.deadlines.dates import dated_outcome, fuzziness, spans_of
from roadmaps.domain.deadlines.expander import Expander, in_order
from roadmaps.domain.deadlines.neighbours import completed
from roadmaps.domain.deadlines.nodes import (
    Item,
    Limit,
    Range,
    Repeat,
    Scale,
    Unit,
    each_unit,
    lifted,
    unit_of,
)
from roadmaps.domain.deadlines.outcome import Outcome
from roadmaps.domain.deadlines.repeats import blocks, recurrence_of
from roadmaps.domain.deadlines.stretches import DAY, Days
from roadmaps.domain.deadlines.units import WEEKLY_LIKE
from roadmaps.domain.deadlines.values import DeadlineKind, PlanPeriod, Recurrence, Span

_FOR_SHORT_MONTHS, _SHORTEST = 5, 28
_OPENING_MONTHS = {
    Recurrence.QUARTERLY: (1, 4, 7, 10),
    Recurrence.HALF_YEARLY: (1, 7),
    Recurrence.SCHOOL_QUARTERS: (9, 11, 1, 4),
    Recurrence.SCHOOL_HALF_YEARS: (9, 1),
}


def implied(items: list[Item]) -> Repeat | None:
    """«последняя неделя месяца», «до 5 числа», «конец четверти» come round by themselves."""
    for item in items:
        unit = item.unit if isinstance(item, Limit) else item
        unit = (unit.end or unit.start) if isinstance(unit, Range) else unit
        if isinstance(unit, Unit) and (found := implied_by(unit)):
            return found
    if items and all(isinstance(item, Unit) and _is_nth_weekday(item) for item in items):
        return Repeat(Recurrence.MONTHLY, Unit(Scale.MONTH))
    return None


def _is_nth_weekday(unit: Unit) -> bool:
    """«1-й и 3-й вторник» with no month near are of every month."""
    return unit.scale is Scale.WEEKDAY and unit.number is not None and unit.of is None


def implied_by(unit: Unit) -> Repeat | None:
    whole = unit
    while whole.of is not None:
        whole = whole.of
    if whole.number is not None or whole.years or unit.years:
        return None
    recurrence = WEEKLY_LIKE.get(whole.scale)
    if recurrence is None or recurrence is Recurrence.YEARLY:
        return None
    return Repeat(recurrence, Unit(whole.scale))


def recurring_outcome(clause: Clause, repeat: Repeat, expander: Expander) -> Outcome:
    since = clause.since or _named_year(clause, repeat, expander.period)
    items = completed(clause.items, expander.period, carry=clause.repeat is None)
    aside = None
    if since and not clause.since:
        items = [each_unit(item, every_year) for item in items]
        aside = dated_outcome(Clause(label=clause.label, items=clause.items), expander)
    recurrence = recurrence_of(repeat, expander.period)
    inner, windows = _parted(items, repeat, expander)
    if clause.whole is not None:
        windows = windows + _window_of(clause, repeat, expander)
    by = bool(inner) and all(isinstance(item, Limit) for item in inner)
    if inner:
        spans, by = spans_of([_in_month(item, repeat) for item in inner], expander)
        spans = _inside(_opening(spans, inner, recurrence), windows)
    else:
        spans = _blocks(repeat, windows, expander, bounded=bool(items))
    spans = _without(spans, clause.excluded, expander)
    if since:
        spans = tuple(span for span in spans if span.end.year >= since)
    doubtful = any(isinstance(item, Limit) and item.doubtful for item in inner)
    issue = _of_short_months(inner, spans)
    return Outcome(
        DeadlineKind.RECURRING,
        spans,
        by,
        recurrence,
        aside=aside,
        doubtful=doubtful,
        scale=repeat.unit.scale,
        times=repeat.times,
        step=repeat.step,
        named=bool(inner),
        doubts=max(fuzziness(items), _FOR_SHORT_MONTHS if issue else 0),
        issue=issue,
    )


def _of_short_months(inner: list[Item], spans: tuple[Span, ...]) -> str:
    """«15 и 30 числа ежемесячно»: what is done in February is told, never silent."""
    days = {unit.number for item in inner if is_monthless(item) for unit in _units(item)}
    told = []
    for day in sorted(day for day in days if day is not None and day > _SHORTEST):
        ends = [span.end for span in spans if span.end.day < day]
        months = sorted({end.month for end in ends if (end + DAY).month != end.month})
        if months:
            names = ", ".join(MONTHS_NOMINATIVE[month - 1] for month in months)
            told.append(f"{day}-го числа нет в месяцах: {names}")
    return f"{'; '.join(told)}. Взят последний день месяца." if told else ""


def _named_year(clause: Clause, repeat: Repeat, period: PlanPeriod | None) -> int:
    """«ежегодно до 1 октября 2024 г.»: the year from which it comes round, if the plan goes on."""
    if repeat.recurrence is not Recurrence.YEARLY or repeat.step > 1 or period is None:
        return 0
    units = [unit for item in clause.items for unit in _units(item)]
    years = {year for unit in units for year in unit.years}
    if len(years) != 1 or any(unit.by_school_year or _is_yearlong(unit) for unit in units):
        return 0
    year = years.pop()
    return year if year < period.end.year else 0


def _units(item: Item) -> tuple[Unit, ...]:
    """The units of an item with their years taken up."""
    if isinstance(item, Range) and item.end is not None:
        return lifted(item.start), lifted(item.end)
    return (lifted(unit_of(item)),)


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
            if bounds and repeat.unit.scale < Scale.HALF and not implied_by(item.unit):
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
        return list(expander.touching(for_school_plan(clause.whole.item, expander)))
    whole = continuous_outcome(clause, expander)
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
