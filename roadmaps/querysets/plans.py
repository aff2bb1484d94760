"""Reads of roadmaps and of what they consist of."""

from __future__ import annotations

from typing import Any

from django.db import models

from roadmaps.domain.plan_states import OFFICE_ONLY_STATUSES
from schools.querysets import Scope

_OFFICE_ONLY = sorted(status.value for status in OFFICE_ONLY_STATUSES)


def published(path: str = "") -> models.Q:
    """That the roadmap at `path` is approved or in force: schools see it and owe its work."""
    return ~models.Q(**{f"{path}__status__in" if path else "status__in": _OFFICE_ONLY})


class RoadmapQuerySet(models.QuerySet[Any]):
    """Roadmaps, working copies of amendments among them unless it is said otherwise."""

    def visible_to(self, user: Any) -> RoadmapQuerySet:
        """Plans, for lists: everybody in the municipality sees those that are approved."""
        return self.plans().open_to(user)

    def open_to(self, user: Any) -> RoadmapQuerySet:
        """For the pages of one roadmap: what `visible_to` says, and the office's amendments."""
        scope = Scope.of(user)
        approved = scope.municipal("municipality") & published()
        return self.filter(scope.office("municipality") | approved)

    def plans(self) -> RoadmapQuerySet:
        """Without working copies of amendments."""
        return self.filter(amends__isnull=True)


class OfRoadmapQuerySet(models.QuerySet[Any]):
    """Whatever belongs to one roadmap: sections, activities, indicators, objectives."""

    def visible_to(self, user: Any) -> OfRoadmapQuerySet:
        """As its roadmap is open to the person; an amendment's parts are the office's."""
        scope = Scope.of(user)
        approved = scope.municipal("roadmap__municipality") & published("roadmap")
        return self.filter(scope.office("roadmap__municipality") | approved)


class RowsInPlanManager(models.Manager.from_queryset(OfRoadmapQuerySet)):  # type: ignore[misc]
    """Rows that the plan has now, without those that an amendment took out."""

    def get_queryset(self) -> OfRoadmapQuerySet:
        """Without excluded rows."""
        return OfRoadmapQuerySet(self.model, using=self._db).filter(excluded_by__isnull=True)


class SavedFilterQuerySet(OfRoadmapQuerySet):
    """Filters that people keep."""

    def visible_to(self, user: Any) -> SavedFilterQuerySet:
        """One's own and those shared by others, of plans that the person sees."""
        if not user.is_authenticated:
            return self.none()
        own_or_shared = models.Q(owner=user) | models.Q(is_shared=True)
        seen: Any = super().visible_to(user)
        return seen.filter(own_or_shared)


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
