"""What two people wrote in the same place, for the second of them to decide."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from accounts.models import AuditEvent
from roadmaps.models import Activity, PlanImport, PlanImportRow, RowState
from roadmaps.queries.fields import field_words

STATE = "state"
_ROW_EVENTS = ("correct row", "decide row")


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


def last_event_of(row: PlanImportRow) -> AuditEvent | None:
    """Who wrote or decided a row of a draft last; events are the draft's and name the row."""
    events = AuditEvent.objects.about(PlanImport._meta.label_lower, row.plan_import_id)
    return events.filter(action__in=_ROW_EVENTS, summary__endswith=f": {row}"[:400]).first()


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
