"""What two people wrote in the same place, for the second of them to decide."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from accounts.models import AuditEvent
from core.values.wording import short_date
from roadmaps.domain.taking import LEFT_OUT
from roadmaps.models import (
    Activity,
    PlanCalendar,
    PlanChange,
    PlanImport,
    PlanImportRow,
    Roadmap,
    RowState,
)
from roadmaps.queries.fields import field_words
from roadmaps.queries.import_texts import HEADINGS, text_in_words
from roadmaps.queries.labels import label_of, words_of

STATE = "state"
_ROW_EVENTS = ("correct row", "decide row")
_CHANGES_SEARCHED = 100
_TEXT_EVENTS = ("correct text", "leave text out", "take text back", "read again")


@dataclass(frozen=True, slots=True)
class ConflictLine:
    """A value that two people changed: before both, theirs, mine."""

    label: str
    before: str
    theirs: str
    mine: str
    is_mine_changed: bool


@dataclass(frozen=True, slots=True)
class Conflict:
    """What somebody else wrote while the form was open."""

    who: str
    at: datetime | None
    lines: tuple[ConflictLine, ...]


def conflict_of_activity(
    activity: Activity,
    fields: Collection[str],
    expected: Mapping[str, str],
    current: Mapping[str, str],
    mine: Mapping[str, str],
) -> Conflict:
    """Both versions of an activity, and who changed it."""
    events = AuditEvent.objects.about(Activity._meta.label_lower, activity.pk)
    event = events.filter(action="edit activity").first()
    lines = tuple(
        _line(field_words(Activity, name), name, expected, current, mine)
        for name in current
        if name in fields
    )
    return _conflict(event, lines)


def conflict_of_row(
    row: PlanImportRow,
    fields: Collection[str],
    expected: Mapping[str, str],
    current: Mapping[str, str],
    mine: Mapping[str, str],
) -> Conflict:
    """Both versions of a row of a draft, and who changed or left it out."""
    lines = [
        _line(field_words(PlanImportRow, name), name, expected, current, mine)
        for name in current
        if name in fields and name != STATE
    ]
    if STATE in fields:
        labels = dict(RowState.choices)
        lines.append(
            ConflictLine(
                label="Решение",
                before=str(labels.get(expected.get(STATE, ""), "")),
                theirs=str(labels[current[STATE]]),
                mine=str(RowState.ACCEPTED.label),
                is_mine_changed=True,
            )
        )
    return _conflict(last_event_of(row), tuple(lines))


def conflict_of_facts(
    plan_import: PlanImport,
    fields: Collection[str],
    expected: Mapping[str, str],
    current: Mapping[str, str],
    mine: Mapping[str, str],
) -> Conflict:
    """Both versions of what an imported plan as a whole is, given as texts."""
    lines = tuple(
        ConflictLine(
            label=field_words(PlanImport, name).capitalize(),
            before=_fact_in_words(name, expected.get(name, "")),
            theirs=_fact_in_words(name, current[name]),
            mine=_fact_in_words(name, mine[name]),
            is_mine_changed=mine[name] != expected.get(name),
        )
        for name in current
        if name in fields
    )
    return _conflict(_events_of(plan_import).filter(action="change plan").first(), lines)


def conflict_of_text(
    plan_import: PlanImport,
    kind: str,
    expected: Mapping[str, Any],
    current: Mapping[str, Any],
    mine: Mapping[str, Any],
) -> Conflict:
    """Both versions of one text that an imported document says beside its activities."""
    before, theirs, ours = (_text_in_words(kind, one) for one in (expected, current, mine))
    line = ConflictLine(HEADINGS[kind], before, theirs, ours, is_mine_changed=ours != before)
    return _conflict(_events_of(plan_import).filter(action__in=_TEXT_EVENTS).first(), (line,))


def conflict_in_plan(
    roadmap: Roadmap,
    part: str,
    step: Mapping[str, Any],
    expected: Mapping[str, Any],
    current: Mapping[str, Any],
    mine: Mapping[str, Any],
) -> Conflict:
    """Both versions of a plan's facts or of one of its texts, by the part's name in `labels`.

    `step` tells by its members the changes of the plan that wrote the same.
    """
    lines = tuple(
        ConflictLine(
            label=label_of(part, name).capitalize(),
            before=_plain_words(name, expected.get(name)),
            theirs=_plain_words(name, current[name]),
            mine=_plain_words(name, mine[name]),
            is_mine_changed=mine[name] != expected.get(name),
        )
        for name in current
        if current[name] != expected.get(name)
    )
    return _by_change(roadmap, step, lines)


def conflict_of_abbreviations(
    roadmap: Roadmap,
    expected: Mapping[str, str],
    current: Mapping[str, str],
    mine: Mapping[str, str],
) -> Conflict:
    """Both versions of a plan's abbreviations that somebody else has written."""
    lines = tuple(
        ConflictLine(
            label=short,
            before=expected.get(short, ""),
            theirs=current.get(short, ""),
            mine=mine.get(short, ""),
            is_mine_changed=mine.get(short) != expected.get(short),
        )
        for short in sorted(expected.keys() | current.keys())
        if expected.get(short) != current.get(short)
    )
    return _by_change(roadmap, {"plan": roadmap.pk}, lines)


def _by_change(
    roadmap: Roadmap, step: Mapping[str, Any], lines: tuple[ConflictLine, ...]
) -> Conflict:
    changes = PlanChange.objects.filter(roadmap=roadmap).order_by("-pk")[:_CHANGES_SEARCHED]
    last = next((one for one in changes if any(step.items() <= s.items() for s in one.steps)), None)
    return Conflict(last.by_name if last else "", last.at if last else None, lines)


def _plain_words(name: str, value: Any) -> str:
    return "" if value is None else words_of(name, str(value))


def _text_in_words(kind: str, item: Mapping[str, Any]) -> str:
    words = text_in_words(kind, item)
    return f"{words}\n(не переносится)" if item.get(LEFT_OUT) else words


def _fact_in_words(name: str, text: str) -> str:
    if name == "is_approved":
        return "да" if text == str(True) else "нет"
    if name == "calendar":
        return str(dict(PlanCalendar.choices).get(text, text))
    return short_date(date.fromisoformat(text)) if name == "order_date" and text else text


def _events_of(plan_import: PlanImport) -> QuerySet[AuditEvent]:
    events: QuerySet[AuditEvent] = AuditEvent.objects.about(
        PlanImport._meta.label_lower, plan_import.pk
    )
    return events


def last_event_of(row: PlanImportRow) -> AuditEvent | None:
    """Who wrote or decided a row of a draft last; events are the draft's and name the row."""
    return (
        _events_of(row.plan_import)
        .filter(action__in=_ROW_EVENTS, summary__endswith=f": {row}"[:400])
        .first()
    )


def _line(
    label: str,
    name: str,
    expected: Mapping[str, str],
    current: Mapping[str, str],
    mine: Mapping[str, str],
) -> ConflictLine:
    return ConflictLine(
        label=label.capitalize(),
        before=expected.get(name, ""),
        theirs=current[name],
        mine=mine[name],
        is_mine_changed=mine[name] != expected.get(name),
    )


def _conflict(event: AuditEvent | None, lines: tuple[ConflictLine, ...]) -> Conflict:
    return Conflict(event.actor_name if event else "", event.at if event else None, lines)
