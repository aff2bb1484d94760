"""Writing the audit trail; called inside the transaction of the action it describes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils import timezone

from accounts.models import AuditEvent, User
from core.values.wording import short_date

Changes = Mapping[str, tuple[Any, Any]]
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Entry:
    """What one of many events says; the same as the arguments of `record`."""

    subject: models.Model
    summary: str
    changes: Changes = field(default_factory=dict)
    municipality_id: int | None = None


def record(
    *,
    by: User | None,
    action: str,
    subject: models.Model,
    summary: str = "",
    changes: Changes | None = None,
    municipality_id: int | None = None,
) -> AuditEvent:
    """Add one event.

    `action` is a stable English verb phrase that the app has named (`accounts.trail`), `summary` a
    Russian sentence for people, `changes` maps a field's Russian name to (before, after), in words:
    choices by their labels, never by their codes. `by` is None where the portal acts itself.
    """
    event = _event(by, action, Entry(subject, summary, changes or {}, municipality_id))
    event.save()
    return event


def record_many(*, by: User | None, action: str, entries: Iterable[Entry]) -> None:
    """Add many events of one action in a few statements."""
    events = [_event(by, action, entry) for entry in entries]
    AuditEvent.objects.bulk_create(events, batch_size=_BATCH)


def _event(by: User | None, action: str, entry: Entry) -> AuditEvent:
    return AuditEvent(
        at=timezone.now(),
        actor_id=by.pk if by else None,
        actor_name=str(by) if by else "Портал",
        municipality_id=entry.municipality_id,
        subject_type=entry.subject._meta.label_lower,
        subject_id=entry.subject.pk,
        subject_title=str(entry.subject)[:300],
        action=action,
        summary=entry.summary,
        changes=[
            {"field": name, "before": _shown(before), "after": _shown(after)}
            for name, (before, after) in entry.changes.items()
        ],
    )


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, date):
        return short_date(value)
    if isinstance(value, Decimal):
        return f"{value:f}".replace(".", ",")
    return str(value)
