"""Fixed days of a new plan on which nobody works: pointed out, never moved silently."""

from collections.abc import Iterable
from datetime import date

from core.values.production_calendar import ProductionCalendar, transfers_are_known
from core.values.wording import short_date
from roadmaps.domain.deadlines.values import Span

_SHOWN = 3


def days_off_in_words(spans: Iterable[Span], calendar: ProductionCalendar) -> str:
    """«15.11.2026 — выходной», «Выходные: 25.10.2026, 25.01.2027»; empty where people work.

    Only dates that are one day, or a limit, count: a month or a quarter is no fixed day.
    """
    free = sorted({day for day in _fixed(spans) if not calendar.is_working(day)})
    if not free:
        return ""
    if len(free) == 1:
        return f"{short_date(free[0])} — выходной"
    more = f" и ещё {len(free) - _SHOWN}" if len(free) > _SHOWN else ""
    return f"Выходные: {', '.join(short_date(day) for day in free[:_SHOWN])}{more}"


def years_without_transfers(spans: Iterable[Span]) -> set[int]:
    """Years of fixed days for which the transfers of days off are not known yet."""
    return {day.year for day in _fixed(spans) if not transfers_are_known(day.year)}


def _fixed(spans: Iterable[Span]) -> set[date]:
    return {span.end for span in spans if span.start is None or span.start == span.end}
