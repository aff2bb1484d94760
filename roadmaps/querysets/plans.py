"""Reads of roadmaps and of what they consist of."""

from __future__ import annotations

from typing import Any

from django.db import models

from schools.querysets import Scope


class RoadmapQuerySet(models.QuerySet[Any]):
    """Roadmaps."""

    def visible_to(self, user: Any) -> RoadmapQuerySet:
        """Everybody in the municipality sees its plans; drafts are the office's alone."""
        scope = Scope.of(user)
        in_force = scope.municipal("municipality") & ~models.Q(status="draft")
        return self.filter(scope.office("municipality") | in_force)


class OfRoadmapQuerySet(models.QuerySet[Any]):
    """Whatever belongs to one roadmap: sections, activities, indicators, objectives."""

    def visible_to(self, user: Any) -> OfRoadmapQuerySet:
        """As its roadmap."""
        scope = Scope.of(user)
        in_force = scope.municipal("roadmap__municipality") & ~models.Q(roadmap__status="draft")
        return self.filter(scope.office("roadmap__municipality") | in_force)


class OfOfficeQuerySet(models.QuerySet[Any]):
    """What only the office sees: parties, imports of plans."""

    def visible_to(self, user: Any) -> OfOfficeQuerySet:
        """Members of the office and observers of the region."""
        return self.filter(Scope.of(user).office("municipality"))


class OfImportQuerySet(models.QuerySet[Any]):
    """Whatever belongs to one imported plan: rows, decisions about its parties."""

    def visible_to(self, user: Any) -> OfImportQuerySet:
        """As the import."""
        return self.filter(Scope.of(user).office("plan_import__municipality"))


class PlanImportRowQuerySet(OfImportQuerySet):
    """Rows of an imported plan."""

    def kept(self) -> PlanImportRowQuerySet:
        """Rows that will become activities."""
        return self.exclude(state="dropped")
