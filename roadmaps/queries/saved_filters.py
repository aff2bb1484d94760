"""The filters that a person finds above a plan's table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from roadmaps.models import Roadmap, SavedFilter


@dataclass(frozen=True, slots=True)
class SavedFilterLine:
    """A filter with its address; `may_delete` for one's own, and for shared ones of editors."""

    saved: SavedFilter
    url: str
    is_own: bool
    may_delete: bool


def saved_filters_of(user: Any, roadmap: Roadmap, *, may_edit: bool) -> list[SavedFilterLine]:
    """One's own filters first, then those that others share, by name."""
    address = reverse("roadmaps:roadmap", args=[roadmap.pk])
    found = SavedFilter.objects.visible_to(user).filter(roadmap=roadmap)
    by_name = found.select_related("owner").order_by("name", "pk")
    ordered = sorted(by_name, key=lambda saved: saved.owner_id != user.pk)
    return [
        SavedFilterLine(
            saved,
            f"{address}?{saved.query}",
            saved.owner_id == user.pk,
            saved.owner_id == user.pk or may_edit,
        )
        for saved in ordered
    ]
