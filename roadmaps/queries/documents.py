"""The documents behind a roadmap: what was uploaded for it, and what still waits."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from core.values.wording import short_date
from roadmaps.models import ImportState, PlanImport, Roadmap


@dataclass(frozen=True, slots=True)
class PlanDocuments:
    """Documents in the order of their upload; `waiting` are not yet compared or applied."""

    taken: tuple[PlanImport, ...]
    waiting: tuple[PlanImport, ...]

    @property
    def days(self) -> str:
        """«21.11.2026, 25.11.2026»."""
        return ", ".join(short_date(timezone.localdate(one.uploaded_at)) for one in self.taken)


def documents_of(roadmap: Roadmap) -> PlanDocuments:
    """All of them in one query, without what was read of them."""
    waiting = Q(updates=roadmap, state=ImportState.DRAFT)
    found = (
        PlanImport.objects.filter(Q(roadmap=roadmap) | waiting)
        .defer("draft", "difference")
        .select_related("uploaded_by")
        .order_by("uploaded_at", "pk")
    )
    every = list(found)
    return PlanDocuments(
        taken=tuple(one for one in every if one.state != ImportState.DRAFT),
        waiting=tuple(one for one in every if one.state == ImportState.DRAFT),
    )
