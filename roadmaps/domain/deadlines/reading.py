"""Reads a deadline in office Russian: what other parts of the portal call.

The words stay as the order has them; beside them stands this reading: kind, days, confidence,
what was not understood, and what else the words may mean. Grammar: docs/algorithms/deadlines.md.
"""

from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import Any

from roadmaps.domain.deadlines import wording
from roadmaps.domain.deadlines.blanks import is_ditto, says_nothing, without_heading
from roadmaps.domain.deadlines.clauses import gather
from roadmaps.domain.deadlines.expansion import Expander
from roadmaps.domain.deadlines.months import read_in_month
from roadmaps.domain.deadlines.neighbours import carry_between
from roadmaps.domain.deadlines.nodes import Label
from roadmaps.domain.deadlines.outcomes import Outcome, in_order, outcome
from roadmaps.domain.deadlines.parser import Phrase, parse
from roadmaps.domain.deadlines.placement import Findings
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

MOST_OCCURRENCES = 600
MOST_YEARS = 30
_SURE = Decimal("0.95")
_LEAST = Decimal("0.05")
_DATED = (DeadlineKind.POINT, DeadlineKind.PERIOD, DeadlineKind.RECURRING)


def read_deadline(
    text: str, period: PlanPeriod | None = None, calendar: SchoolCalendar = USUAL_CALENDAR
) -> DeadlineReading:
    """The reading of a deadline within a plan's years; any text has one, nothing is raised.

    Without a period dates are known only where the text names a year.
    """
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
    return replace(reading, text=text, alternatives=alternatives)


@lru_cache(maxsize=4096)
def _read(text: str, period: PlanPeriod | None, calendar: SchoolCalendar) -> DeadlineReading:
    spoken = without_heading(text)
    if is_ditto(spoken):
        return _unspecified(text, wording.AS_ABOVE, Decimal("0.9"))
    if says_nothing(spoken):
        return _unspecified(text, wording.NOTHING, _SURE)
    bounded, issues = _bounded(period)
    phrase = parse(spoken)
    clauses, unread = gather(phrase.elements, each_year=phrase.each_year)
    expander = Expander(bounded, calendar)
    dated = [clause.items if clause.is_only_items else [] for clause in clauses]
    carry_between(dated, bounded)
    outcomes = [found for clause in clauses if (found := outcome(clause, expander))]
    unread += [each.text for each in phrase.elements if isinstance(each, Label) and not outcomes]
    if phrase.cut:
        issues.append("Срок слишком длинный, прочитано только начало.")
    if not outcomes:
        nothing = _unspecified(text, wording.NOT_READ, Decimal("0.1"))
        return replace(nothing, unread=tuple(unread), issues=tuple(issues))
    issues = issues + expander.findings.issues
    return _Composer(text, phrase, outcomes, expander, unread, issues).reading()


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


class _Composer:
    """Puts the outcomes of a cell's clauses together into one reading."""

    def __init__(
        self,
        text: str,
        phrase: Phrase,
        outcomes: list[Outcome],
        expander: Expander,
        unread: list[str],
        issues: list[str],
    ) -> None:
        self._text = text
        self._phrase = phrase
        self._outcomes = outcomes
        self._period = expander.period
        self._findings: Findings = expander.findings
        self._unread = tuple(unread)
        self._issues = issues

    def reading(self) -> DeadlineReading:
        """The likeliest reading with its alternatives."""
        main, others = self._chosen()
        alternatives = [self._of(other, self._confidence() / 2) for other in others]
        earlier = [replace(found, spans=found.earlier) for found in main if found.earlier]
        alternatives += [self._of([found], self._confidence() / 2) for found in earlier]
        alternatives += self._other_years(main)
        unsure = Decimal("0.15") if others else Decimal(0)
        found = self._of(main, max(_LEAST, self._confidence() - unsure))
        self._note_bounds(found)
        kept = tuple(each for each in alternatives if _differs(each, found))
        return replace(found, alternatives=kept, unread=self._unread, issues=tuple(self._issues))

    def _chosen(self) -> tuple[list[Outcome], list[list[Outcome]]]:
        """What is read together, and the readings left aside."""
        groups = [[self._outcomes[0]]]
        for found in self._outcomes[1:]:
            home = (
                None
                if found.choice
                else next((group for group in groups if _together(group[0], found)), None)
            )
            if home is None:
                groups.append([found])
            else:
                home.append(found)
        best = min(range(len(groups)), key=lambda place: (_rank(groups[place]), place))
        others = [group for place, group in enumerate(groups) if place != best]
        if len(groups) == 2 and all(_has_days(group) for group in groups):
            others.append(groups[0] + groups[1])
        notes = [[found.note] for found in groups[best] if found.note]
        return groups[best], others + notes

    def _of(self, group: list[Outcome], confidence: Decimal) -> DeadlineReading:
        spans = in_order({span for found in group for span in found.spans})
        if len(spans) > MOST_OCCURRENCES:
            spans = spans[:MOST_OCCURRENCES]
            self._issue(f"Повторений слишком много, оставлены первые {MOST_OCCURRENCES}.")
        recurring = next((found for found in group if found.recurrence), None)
        return DeadlineReading(
            self._text,
            _kind_of(group),
            all(found.by for found in group),
            recurring.recurrence if recurring else None,
            spans,
            confidence.quantize(Decimal("0.01")),
            self._words(group, spans),
        )

    def _words(self, group: list[Outcome], spans: tuple[Span, ...]) -> str:
        dated = all(found.kind in (DeadlineKind.POINT, DeadlineKind.PERIOD) for found in group)
        if dated and spans and not any(found.note for found in group):
            joined = replace(group[0], spans=spans, by=all(found.by for found in group), label="")
            labels = {span.label for span in spans}
            words = wording.said(joined, self._period)
            return f"{labels.pop()}: {words}" if len(labels) == 1 and "" not in labels else words
        if len(group) > 1 or spans or group[0].kind not in _DATED:
            return "; ".join(wording.said(found, self._period) for found in group)
        return self._without_dates(group[0])

    def _without_dates(self, found: Outcome) -> str:
        """A reading where no date can be known says why."""
        if found.kind is DeadlineKind.RECURRING:
            return f"{wording.said(found, self._period)}, даты не определены"
        if self._findings.month_unknown:
            return f"{self._bare()}, месяц не указан"
        if self._findings.year_unknown:
            return f"{self._bare()}, год не указан"
        return f"{self._bare()}, дата не определена"

    def _bare(self) -> str:
        return " ".join(self._text.split()).rstrip(" .,;")

    def _other_years(self, main: list[Outcome]) -> list[DeadlineReading]:
        """A floating date in a plan of several years may mean its first year only."""
        if self._period is None or not self._findings.each_year or len(main) != 1:
            return []
        found = main[0]
        if found.kind not in (DeadlineKind.POINT, DeadlineKind.PERIOD) or len(found.spans) < 2:
            return []
        only = PlanPeriod(
            self._period.first_year,
            self._period.first_year + self._period.school_year,
            self._period.school_year,
        )
        if only.last_year >= self._period.last_year:
            return []
        last = only.catchment[1]
        spans = tuple(span for span in found.spans if span.end <= last)
        half = self._confidence() / 2
        return [self._of([replace(found, spans=spans)], half)] if spans else []

    def _confidence(self) -> Decimal:
        findings, phrase = self._findings, self._phrase
        points = _SURE
        points -= Decimal("0.08") * min(len(self._unread), 6)
        points -= Decimal("0.05") * min(phrase.slips, 3)
        points -= Decimal("0.35") if findings.year_unknown or findings.month_unknown else Decimal(0)
        points -= Decimal("0.1") if findings.usual_school_dates else Decimal(0)
        points -= Decimal("0.3") if self._issues else Decimal(0)
        points -= Decimal("0.2") if any(found.doubtful for found in self._outcomes) else Decimal(0)
        repeated = any(found.recurrence for found in self._outcomes)
        points -= Decimal("0.1") if findings.each_year and not repeated else Decimal(0)
        return max(_LEAST, points)

    def _issue(self, issue: str) -> None:
        if issue not in self._issues:
            self._issues.append(issue)

    def _note_bounds(self, found: DeadlineReading) -> None:
        if self._findings.usual_school_dates and found.occurrences:
            self._issue("Даты четвертей и каникул взяты обычные, проверьте их по учебному графику.")
        if self._period is None:
            return
        first, last = self._period.catchment
        if any(span.end < first or (span.start or span.end) > last for span in found.occurrences):
            self._issue("Срок выходит за годы плана.")
        elif any(span.end > last for span in found.occurrences):
            self._issue("Срок заканчивается после окончания плана.")


def _together(first: Outcome, second: Outcome) -> bool:
    """Whether two clauses are said of one deadline: scopes, or dates beside dates."""
    if first.label or second.label:
        return True
    if first.kind in _DATED:
        return second.kind in _DATED
    return first.kind is second.kind and first.kind is not DeadlineKind.CONTINUOUS


def _rank(group: list[Outcome]) -> int:
    """Dated and continuous readings come before those without days."""
    return 0 if _has_days(group) or group[0].kind in _DATED else 1


def _has_days(group: list[Outcome]) -> bool:
    return any(found.kind in _DATED or found.kind is DeadlineKind.CONTINUOUS for found in group)


def _kind_of(group: list[Outcome]) -> DeadlineKind:
    kinds = [found.kind for found in group]
    if DeadlineKind.CONTINUOUS in kinds and DeadlineKind.POINT in kinds:
        return DeadlineKind.PERIOD
    for kind in (DeadlineKind.RECURRING, DeadlineKind.PERIOD, DeadlineKind.POINT):
        if kind in kinds:
            return kind
    return kinds[0]


def _differs(one: DeadlineReading, other: DeadlineReading) -> bool:
    return (one.kind, one.occurrences, one.recurrence) != (
        other.kind,
        other.occurrences,
        other.recurrence,
    )


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
