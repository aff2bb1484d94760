"""Puts what the clauses of a cell come to together into one reading with its alternatives."""

from decimal import Decimal

from roadmaps.domain.deadlines import wording
from roadmaps.domain.deadlines.expander import in_order
from roadmaps.domain.deadlines.outcome import Outcome
from roadmaps.domain.deadlines.parser import Phrase
from roadmaps.domain.deadlines.placement import Findings
from roadmaps.domain.deadlines.school_calendar import SchoolCalendar
from roadmaps.domain.deadlines.values import DeadlineKind, DeadlineReading, PlanPeriod, Span

MOST_OCCURRENCES = 600
_DATED = (DeadlineKind.POINT, DeadlineKind.PERIOD, DeadlineKind.RECURRING)
_ON_DAYS = (DeadlineKind.POINT, DeadlineKind.PERIOD)
_BY_WEIGHT = (DeadlineKind.RECURRING, DeadlineKind.PERIOD, DeadlineKind.POINT)

# Confidence is counted in hundredths.
_SURE, _LEAST = 95, 5
_FOR_UNREAD, _MOST_UNREAD = 8, 6
_FOR_SLIP, _MOST_SLIPS = 5, 3
_FOR_UNKNOWN_YEAR = 35
_FOR_BARE_NUMBER = 30
_FOR_USUAL_DATES = 10
_FOR_ISSUES = 30
_FOR_DOUBTFUL = 20
_FOR_EACH_YEAR = 10
_FOR_CHOICE = 15
_HUNDREDTHS = tuple(Decimal(points).scaleb(-2) for points in range(_SURE + 1))


class Composer:
    """Chooses between readings and says the chosen one."""

    __slots__ = (
        "_calendar",
        "_findings",
        "_issues",
        "_outcomes",
        "_period",
        "_phrase",
        "_text",
        "_unread",
    )

    def __init__(
        self,
        text: str,
        phrase: Phrase,
        outcomes: list[Outcome],
        period: PlanPeriod | None,
        findings: Findings,
        unread: list[str],
        issues: list[str],
        calendar: SchoolCalendar,
    ) -> None:
        self._text = text
        self._phrase = phrase
        self._outcomes = outcomes
        self._period = period
        self._findings = findings
        self._unread = tuple(unread)
        self._issues = issues
        self._calendar = calendar

    def reading(self) -> DeadlineReading:
        """The likeliest reading with its alternatives."""
        main, others = self._chosen()
        self._forget_usual_dates(main)
        points = self._points()
        for found in main:
            if found.issue:
                self._issue(found.issue)
        chosen = self._of(main, points - (_FOR_CHOICE if others else 0))
        self._note_bounds(chosen.occurrences)
        for found in main:
            if found.earlier:
                others.append([found._replace(spans=found.earlier)])
        if (first_year := self._first_year(main)) is not None:
            others.append([first_year])
        if not (others or self._unread or self._issues):
            return chosen
        alternatives = [self._of(other, points // 2) for other in others]
        kept = tuple(other for other in alternatives if _differs(other, chosen))
        return chosen._replace(
            alternatives=kept,
            unread=self._unread,
            issues=tuple(self._issues),
            errors=tuple(self._findings.errors),
        )

    def _forget_usual_dates(self, main: list[Outcome]) -> None:
        """Nothing rests on customary dates where the school years of all days are entered."""
        days = [span.end for found in main for span in found.spans]
        if self._calendar.entered and days and all(map(self._calendar.knows, days)):
            self._findings.usual_school_dates = False

    def _chosen(self) -> tuple[list[Outcome], list[list[Outcome]]]:
        """What is read together, and the readings left aside."""
        if len(self._outcomes) == 1:
            only = self._outcomes[0]
            return self._outcomes, [[aside] for aside in (only.note, only.aside) if aside]
        groups = [[self._outcomes[0]]]
        for found in self._outcomes[1:]:
            home = None if found.choice else _home(groups, found)
            if home is None:
                groups.append([found])
            else:
                home.append(found)
        best = min(range(len(groups)), key=lambda place: (_rank(groups[place]), place))
        others = [group for place, group in enumerate(groups) if place != best]
        if len(groups) == 2 and all(_has_days(group) for group in groups):
            others.append(groups[0] + groups[1])
        asides = [[aside] for found in groups[best] for aside in (found.note, found.aside) if aside]
        return groups[best], others + asides

    def _of(self, group: list[Outcome], points: int) -> DeadlineReading:
        spans = group[0].spans
        by, recurrence = group[0].by, group[0].recurrence
        if len(group) > 1:
            spans = in_order(span for found in group for span in found.spans)
            by = all(found.by for found in group)
            recurrence = next((each.recurrence for each in group if each.recurrence), None)
        if len(spans) > MOST_OCCURRENCES:
            spans = spans[:MOST_OCCURRENCES]
            self._issue(f"Повторений слишком много, оставлены первые {MOST_OCCURRENCES}.")
        return DeadlineReading(
            self._text,
            _kind_of(group),
            by,
            recurrence,
            spans,
            _HUNDREDTHS[max(_LEAST, points)],
            self._words(group, spans),
        )

    def _words(self, group: list[Outcome], spans: tuple[Span, ...]) -> str:
        if len(group) > 1 and all(_is_bare_date(found) for found in group):
            joined = group[0]._replace(spans=spans, by=all(found.by for found in group))
            return wording.said(joined, self._period)
        if len(group) == 1 and (spans or group[0].kind not in _DATED):
            return wording.said(group[0], self._period)
        if len(group) > 1:
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

    def _first_year(self, main: list[Outcome]) -> Outcome | None:
        """A floating date in a plan of several years may mean its first year only."""
        if self._period is None or not self._findings.each_year or len(main) != 1:
            return None
        found = main[0]
        if found.kind not in _ON_DAYS or len(found.spans) < 2:
            return None
        first = self._period.first_year
        last_year = first + self._period.school_year
        if last_year >= self._period.last_year:
            return None
        last = PlanPeriod(first, last_year, self._period.school_year).catchment[1]
        spans = tuple(span for span in found.spans if span.end <= last)
        return found._replace(spans=spans) if spans else None

    def _points(self) -> int:
        """Confidence before a choice, in hundredths."""
        findings, outcomes = self._findings, self._outcomes
        points = _SURE
        points -= _FOR_UNREAD * min(len(self._unread), _MOST_UNREAD)
        points -= _FOR_SLIP * min(self._phrase.slips, _MOST_SLIPS)
        if findings.year_unknown or findings.month_unknown:
            points -= _FOR_UNKNOWN_YEAR
            points -= _FOR_BARE_NUMBER if self._text.isdecimal() else 0
        if findings.usual_school_dates:
            points -= _FOR_USUAL_DATES
        if self._issues:
            points -= _FOR_ISSUES
        doubtful = repeated = False
        doubts = 0
        for found in outcomes:
            doubtful = doubtful or found.doubtful
            repeated = repeated or found.recurrence is not None
            doubts = max(doubts, found.doubts)
        points -= doubts + (_FOR_DOUBTFUL if doubtful else 0)
        if findings.each_year and not repeated:
            points -= _FOR_EACH_YEAR
        return max(_LEAST, points)

    def _issue(self, issue: str) -> None:
        if issue not in self._issues:
            self._issues.append(issue)

    def _note_bounds(self, spans: tuple[Span, ...]) -> None:
        if not spans:
            return
        if self._findings.usual_school_dates:
            self._issue("Даты четвертей и каникул взяты обычные, проверьте их по учебному графику.")
        if self._period is None:
            return
        first, last = self._period.catchment
        ends = [span.end for span in spans]
        earliest = min(ends)
        if first <= earliest and max(ends) <= last:
            return
        if earliest < first or (spans[-1].start or spans[-1].end) > last:
            self._issue("Срок выходит за годы плана.")
        else:
            self._issue("Срок заканчивается после окончания плана.")


def _is_bare_date(found: Outcome) -> bool:
    return found.kind in _ON_DAYS and bool(found.spans) and not (found.note or found.label)


def _home(groups: list[list[Outcome]], found: Outcome) -> list[Outcome] | None:
    """The group that an outcome is told together with."""
    return next((group for group in groups if _together(group[0], found)), None)


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
    if len(group) == 1:
        return group[0].kind
    kinds = [found.kind for found in group]
    if DeadlineKind.CONTINUOUS in kinds and DeadlineKind.POINT in kinds:
        return DeadlineKind.PERIOD
    return next((kind for kind in _BY_WEIGHT if kind in kinds), kinds[0])


def _differs(one: DeadlineReading, other: DeadlineReading) -> bool:
    return (
        one.kind is not other.kind
        or one.occurrences != other.occurrences
        or one.recurrence is not other.recurrence
    )
