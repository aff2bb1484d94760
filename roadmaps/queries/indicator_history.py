"""What people did to an indicator, for the office."""

from __future__ import annotations

from accounts.models import AuditEvent
from accounts.queries import EventLine, latest_lines
from roadmaps.models import Indicator

SHOWN = 30


def history_of(indicator: Indicator) -> list[EventLine]:
    """The latest events, new ones first."""
    events = AuditEvent.objects.about(Indicator._meta.label_lower, indicator.pk)
    return latest_lines(events, SHOWN)
