"""Reads of hand-overs of work."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from schools.domain.roles import Role


class HandOverQuerySet(models.QuerySet[Any]):
    """Work that passed from one person to another."""

    def visible_to(self, user: Any) -> HandOverQuerySet:
        """Administrators of the municipality, and the two whose work it is about."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        kept = user.memberships.filter(role=Role.ADMINISTRATOR).values("municipality")
        return self.filter(Q(municipality__in=kept) | Q(former=user) | Q(receiver=user))
