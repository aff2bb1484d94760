"""Who sees which reports."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from schools.domain.roles import Role
from schools.querysets import Scope


class ReportQuerySet(models.QuerySet[Any]):
    """Reports that people had made."""

    def visible_to(self, user: Any) -> ReportQuerySet:
        """The office, observers of the region, and curators of the municipality's schools.

        A report speaks of all schools at once, so their heads see none.
        """
        if not user.is_authenticated or not user.is_active:
            return self.none()
        curated = user.memberships.filter(role=Role.CURATOR).values("school__municipality")
        return self.filter(Scope.of(user).office("municipality") | Q(municipality__in=curated))
