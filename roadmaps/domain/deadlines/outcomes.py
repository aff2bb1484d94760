"""What one clause comes to: its kind and its occurrences in the plan."""

from roadmaps.domain.deadlines.clauses import Clause
from roadmaps.domain.deadlines.continuity import bounds_whole, continuous_outcome
from roadmaps.domain.deadlines.dates import dated_outcome
from roadmaps.domain.deadlines.expander import Expander
from roadmaps.domain.deadlines.nodes import (
    Event,
)
from roadmaps.domain.deadlines.outcome import Outcome
from roadmaps.domain.deadlines.repeats import recurrence_of
from roadmaps.domain.deadlines.rounds import implied, implied_by, recurring_outcome
from roadmaps.domain.deadlines.values import DeadlineKind, Recurrence, Span
from roadmaps.domain.deadlines.vocabulary import names_event

_FOR_BARE, _FOR_UNKNOWN_EVENT = 20, 30


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
    repeat = clause.repeat or implied(clause.items)
    yearly = repeat is not None and repeat.recurrence is Recurrence.YEARLY
    if repeat is not None and yearly and clause.event is not None and not clause.items:
        recurrence = recurrence_of(repeat, expander.period)
        return _event(clause.event)._replace(recurrence=recurrence)
    if repeat is not None:
        return recurring_outcome(clause, repeat, expander)
    if clause.items and not bounds_whole(clause):
        return dated_outcome(clause, expander)
    if clause.whole is not None:
        return continuous_outcome(clause, expander)
    return _undated(clause)


def _undated(clause: Clause) -> Outcome | None:
    if clause.event is not None:
        return _event(clause.event)
    if clause.schedule is not None:
        return Outcome(DeadlineKind.BY_SCHEDULE, words=clause.schedule.words)
    return None


def _event(event: Event) -> Outcome:
    implied = implied_by(event.unit) if event.unit else None
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
