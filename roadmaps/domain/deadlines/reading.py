"""Reads a deadline in office Russian: what other parts of the portal call.

The words stay as the order has them; beside them stands this reading: kind, days, confidence,
what was not understood, and what else the words may mean. Grammar: docs/algorithms/deadlines.md.
"""

from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import Any

from roadmaps.domain.deadlines import wording
from roadmaps.domain.deadlines.bare_months import may_be_quarters, spoken_months
from roadmaps.domain.deadlines.blanks import is_ditto, says_nothing, spoken
from roadmaps.domain.deadlines.clauses import gather
from roadmaps.domain.deadlines.composing import Composer
from roadmaps.domain.deadlines.expander import Expander
from roadmaps.domain.deadlines.months import read_in_month
from roadmaps.domain.deadlines.neighbours import carry_between
from roadmaps.domain.deadlines.nodes import Label
from roadmaps.domain.deadlines.outcomes import outcome
from roadmaps.domain.deadlines.parser import Phrase, parse
from roadmaps.domain.deadlines.plan_years import in_plan_years, names_plan_year
from roadmaps.domain.deadlines.school_calendar import USUAL_CALENDAR, SchoolCalendar
from roadmaps.domain.deadlines.values import (
    DeadlineKind,
    DeadlineReading,
    PlanPeriod,
    Recurrence,
    Span,
)

__all__ = [
    "DeadlineKind", "DeadlineReading", "PlanPeriod", "Recurrence", "Span",
    "is_ditto", "read_deadline", "reading_as_json",
]  # fmt: skip

MOST_YEARS = 30
_LIKELY, _MAYBE = Decimal("0.85"), Decimal("0.6")
_SURE = Decimal("0.95")
_BY_NUMBER, _OTHER_YEARS = Decimal("0.8"), Decimal("0.4")


def read_deadline(
    text: str, period: PlanPeriod | None = None, calendar: SchoolCalendar = USUAL_CALENDAR
) -> DeadlineReading:
    """The reading of a deadline within a plan's years; any text has one, nothing is raised.

    Without a period dates are known only where the text names a year. The school calendar of the
    period, if it has one, comes before `calendar`.
    """
    if period is not None and period.calendar is not None:
        calendar = period.calendar
    plain = text.strip()
    found = _read_within(plain, period, calendar)
    return found if plain == text else _with_text(found, text)


def _read_within(text: str, period: PlanPeriod | None, calendar: SchoolCalendar) -> DeadlineReading:
    if period is None or period.month is None:
        return _read(text, period, calendar)
    years = replace(period, month=None)
    return read_in_month(text, period.month, lambda words: _read(words, years, calendar))


def _with_text(reading: DeadlineReading, text: str) -> DeadlineReading:
    """The reading with the cell's text to the letter, spaces at its ends included."""
    alternatives = tuple(_with_text(each, text) for each in reading.alternatives)
    return reading._replace(text=text, alternatives=alternatives)


@lru_cache(maxsize=4096)
def _read(text: str, period: PlanPeriod | None, calendar: SchoolCalendar) -> DeadlineReading:
    words = spoken(text)
    if is_ditto(words):
        return _unspecified(text, wording.AS_ABOVE, Decimal("0.9"))
    if says_nothing(words):
        return _unspecified(text, wording.NOTHING, _SURE)
    if months := spoken_months(words):
        return _of_numerals(text, words, _read(months, period, calendar), period, calendar)
    phrase = parse(words)
    if period is not None and names_plan_year(phrase.elements):
        return _of_plan_year(text, phrase, period, calendar)
    return _composed(text, phrase, period, calendar)


def _of_plan_year(
    text: str, phrase: Phrase, period: PlanPeriod, calendar: SchoolCalendar
) -> DeadlineReading:
    """«второй год реализации» counts the plan's own years; the other sort of years is offered."""
    own, other = (
        _composed(
            text,
            phrase._replace(elements=in_plan_years(phrase.elements, period, school=school)),
            period,
            calendar,
        )
        for school in (period.school_year, not period.school_year)
    )
    confidence = min(own.confidence, _BY_NUMBER)
    return _offering(own._replace(confidence=confidence), other, _OTHER_YEARS)


def _offering(read: DeadlineReading, other: DeadlineReading, most: Decimal) -> DeadlineReading:
    """The reading with another one beside it, which is less sure; none that says the same."""
    if (read.kind, read.occurrences) == (other.kind, other.occurrences):
        return read
    confidence = min(most, read.confidence, other.confidence)
    other = other._replace(confidence=confidence, alternatives=())
    return read._replace(alternatives=(*read.alternatives, other))


def _composed(
    text: str, phrase: Phrase, period: PlanPeriod | None, calendar: SchoolCalendar
) -> DeadlineReading:
    bounded, issues = _bounded(period)
    clauses, unread = gather(phrase.elements, each_year=phrase.each_year)
    expander = Expander(bounded, calendar)
    if len(clauses) > 1:
        carry_between([clause.items if clause.is_only_items else [] for clause in clauses], bounded)
    outcomes = [found for clause in clauses if (found := outcome(clause, expander))]
    if phrase.cut:
        issues.append("Срок слишком длинный, прочитано только начало.")
    if not outcomes:
        unread += [each.text for each in phrase.elements if isinstance(each, Label)]
        nothing = _unspecified(text, wording.NOT_READ, Decimal("0.1"))
        return nothing._replace(unread=tuple(unread), issues=tuple(issues))
    issues = issues + expander.findings.issues
    composer = Composer(
        text, phrase, outcomes, bounded, expander.findings, unread, issues, calendar
    )
    return composer.reading()


def _of_numerals(
    text: str,
    numerals: str,
    months: DeadlineReading,
    period: PlanPeriod | None,
    calendar: SchoolCalendar,
) -> DeadlineReading:
    """Bare Roman numerals are months; small ones may be quarters, and people choose."""
    maybe_quarters = may_be_quarters(numerals)
    sure = _MAYBE if maybe_quarters else _LIKELY
    read = _with_text(months._replace(confidence=min(months.confidence, sure)), text)
    if not maybe_quarters:
        return read
    quarters = _with_text(_read(f"{numerals} квартал", period, calendar), text)
    return _offering(read, quarters, _MAYBE)


def _unspecified(text: str, reading: str, confidence: Decimal) -> DeadlineReading:
    return DeadlineReading(
        text=text,
        kind=DeadlineKind.UNSPECIFIED,
        by=False,
        recurrence=None,
        occurrences=(),
        confidence=confidence,
        reading=reading,
    )


def _bounded(period: PlanPeriod | None) -> tuple[PlanPeriod | None, list[str]]:
    if period is None:
        return None, []
    if not period.is_usable:
        return None, ["Годы плана указаны неверно, даты без года не определены."]
    if period.last_year - period.first_year >= MOST_YEARS:
        bounded = replace(period, last_year=period.first_year + MOST_YEARS - 1)
        return bounded, [f"План длиннее {MOST_YEARS} лет, прочитаны первые {MOST_YEARS}."]
    return period, []


def reading_as_json(reading: DeadlineReading) -> dict[str, Any]:
    """The shape of DESIGN.md 6, with the words not read and the issues."""
    return {
        "text": reading.text,
        "kind": reading.kind.value,
        "by": reading.by,
        "recurrence": reading.recurrence.value if reading.recurrence else None,
        "occurrences": [
            [span.start.isoformat() if span.start else None, span.end.isoformat()]
            for span in reading.occurrences
        ],
        "confidence": float(reading.confidence),
        "reading": reading.reading,
        "alternatives": [reading_as_json(each) for each in reading.alternatives],
        "unread": list(reading.unread),
        "issues": list(reading.issues),
    }
