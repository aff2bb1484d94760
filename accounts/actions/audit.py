"""Writing the audit trail; called inside the transaction of the action it describes."""

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.utils import timezone

from accounts.models import AuditEvent, User


def record(
    *,
    by: User | None,
    action: str,
    subject: models.Model,
    summary: str = "",
    changes: Mapping[str, tuple[Any, Any]] | None = None,
    municipality_id: int | None = None,
) -> AuditEvent:
    """Add one event.

    `action` is a stable English verb phrase, `summary` a Russian sentence for people, `changes`
    maps a field's Russian name to (before, after). `by` is None where the portal acts itself.
    """
    return AuditEvent.objects.create(
        at=timezone.now(),
        actor_id=by.pk if by else None,
        actor_name=str(by) if by else "Портал",
        municipality_id=municipality_id,
        subject_type=subject._meta.label_lower,
        subject_id=subject.pk,
        subject_title=str(subject)[:300],
        action=action,
        summary=summary,
        changes=[
            {"field": field, "before": _shown(before), "after": _shown(after)}
            for field, (before, after) in (changes or {}).items()
        ],
    )


def _shown(value: Any) -> str:
    return "" if value is None else str(value)
