"""Reads of attached documents."""

from __future__ import annotations

from django.db.models import Q

from roadmaps.querysets.work import OfAssignmentQuerySet


class EvidenceQuerySet(OfAssignmentQuerySet):
    """Documents attached to assignments."""

    def kept(self) -> EvidenceQuerySet:
        """Attached and neither taken away nor replaced."""
        return self.filter(removed_at__isnull=True)

    def replaced(self) -> EvidenceQuerySet:
        """Former versions: a newer document stands in their place."""
        return self.filter(replaced_by__isnull=False)

    def readable(self) -> EvidenceQuerySet:
        """What may still be read: what is attached now, and former versions."""
        return self.filter(Q(removed_at__isnull=True) | Q(replaced_by__isnull=False))

    def files(self) -> EvidenceQuerySet:
        """Documents that are files, not links."""
        return self.filter(url="")
