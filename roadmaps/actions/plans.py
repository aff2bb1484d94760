"""The life of a roadmap as a whole: project, in force, closed."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from accounts.actions.audit import record
from accounts.models import User
from core.web.refusals import NotPossible
from roadmaps.models import Roadmap, RoadmapStatus
from roadmaps.permissions.plans import require_editor

MOVES = {
    RoadmapStatus.DRAFT: frozenset({RoadmapStatus.IN_FORCE}),
    RoadmapStatus.IN_FORCE: frozenset({RoadmapStatus.CLOSED}),
    RoadmapStatus.CLOSED: frozenset({RoadmapStatus.IN_FORCE}),
}


@transaction.atomic
def set_status(
    *,
    roadmap: Roadmap,
    by: User,
    status: RoadmapStatus,
    order_number: str = "",
    order_date: date | None = None,
) -> Roadmap:
    """Put the plan in force (with the order that approved it) or close it.

    Repeating it changes nothing. An order given here replaces the one that was known.
    """
    require_editor(by, roadmap.municipality)
    roadmap = Roadmap.objects.select_for_update().get(pk=roadmap.pk)
    before = RoadmapStatus(roadmap.status)
    if status != before and status not in MOVES[before]:
        raise NotPossible(
            f"Сейчас состояние плана — «{before.label}»: перевести его в состояние "
            f"«{status.label}» нельзя."
        )
    changes = {"состояние": (before.label, status.label)} if status != before else {}
    roadmap.status = status
    if order_number and (order_number, order_date) != (roadmap.order_number, roadmap.order_date):
        changes["приказ"] = (_order(roadmap.order_number), _order(order_number))
        roadmap.order_number, roadmap.order_date = order_number, order_date
    roadmap.save(update_fields=["status", "order_number", "order_date"])
    if changes:
        record(
            by=by,
            action="set roadmap status",
            subject=roadmap,
            summary=f"Состояние плана: {status.label}",
            changes=changes,
            municipality_id=roadmap.municipality_id,
        )
    return roadmap


def _order(number: str) -> str:
    return f"№\u00a0{number}" if number else ""
