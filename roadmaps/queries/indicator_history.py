"""What people did to an indicator, for the office."""

from __future__ import annotations

from accounts.models import AuditEvent
from roadmaps.models import Indicator

SHOWN = 30


def history_of(indicator: Indicator) -> tuple[AuditEvent, ...]:
    """The latest events, new ones first."""
    events = AuditEvent.objects.about(Indicator._meta.label_lower, indicator.pk)
    return tuple(events.order_by("-at", "-pk")[:SHOWN])
