"""The editions of a plan, shaped for their pages."""

from __future__ import annotations

from roadmaps.models import Edition, Roadmap


def editions_of(roadmap: Roadmap) -> list[Edition]:
    """All editions, the latest first, without their texts; in one query."""
    return list(roadmap.editions.defer("content").order_by("-number"))


def amendment_of(roadmap: Roadmap) -> Roadmap | None:
    """The working copy of the amendment that is open; None where none is."""
    return Roadmap.objects.filter(amends=roadmap).select_related("municipality__region").first()
