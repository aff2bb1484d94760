"""Reads of roadmaps and of what they consist of."""

from __future__ import annotations

from typing import Any

from django.db import models

from roadmaps.domain.plan_states import PROJECT_STATUSES
from schools.querysets import Scope

_OFFICE_ONLY = sorted(status.value for status in PROJECT_STATUSES)


def published(path: str = "") -> models.Q:
    """That the roadmap at `path` is approved or in force: schools see it and owe its work."""
    return ~models.Q(**{f"{path}__status__in" if path else "status__in": _OFFICE_ONLY})


def seen_plans(scope: Scope, path: str = "") -> models.Q:
    """That the roadmap at `path`, or one of its amendments, is open to the person.

    A plan of the office: to the office always, to its schools once it is approved. A plan of a
    school: to the office, the school and its curator, and to no other school.
    """
    prefix = f"{path}__" if path else ""
    of_office = models.Q(**{f"{prefix}school__isnull": True})
    seen = scope.office(f"{prefix}municipality")
    seen |= of_office & scope.municipal(f"{prefix}municipality") & published(path)
    return seen | of_schools(scope, f"{prefix}school")


def of_schools(scope: Scope, path: str) -> models.Q:
    """That the school at `path` is the person's own, its branches among them."""
    own = models.Q(**{f"{path}__in": scope.school_ids})
    return own | models.Q(**{f"{path}__parent__in": scope.school_ids})


def plans(path: str = "") -> models.Q:
    """That the roadmap at `path` is a plan: no working copy of an amendment, no typical one."""
    at = f"{path}__" if path else ""
    return models.Q(**{f"{at}amends__isnull": True, f"{at}is_template": False})


class RoadmapQuerySet(models.QuerySet[Any]):
    """Roadmaps, amendments' working copies and typical ones too unless it is said otherwise."""

    def visible_to(self, user: Any) -> RoadmapQuerySet:
        """Plans, for lists: the office's once approved, and those of one's own schools."""
        return self.plans().open_to(user)

    def open_to(self, user: Any) -> RoadmapQuerySet:
        """For the pages of one roadmap: what `visible_to` says, and amendments to it."""
        return self.filter(seen_plans(Scope.of(user)))

    def plans(self) -> RoadmapQuerySet:
        """Without working copies of amendments and typical roadmaps."""
        return self.filter(plans())

    def templates(self, user: Any) -> RoadmapQuerySet:
        """Typical roadmaps of the person's office; to its schools those that are for schools."""
        scope = Scope.of(user)
        offered = scope.municipal("municipality") & models.Q(is_for_schools=True)
        return self.filter(scope.office("municipality") | offered, is_template=True)

    def of_office(self) -> RoadmapQuerySet:
        """Without plans of single schools."""
        return self.filter(school__isnull=True)

    def of_schools(self) -> RoadmapQuerySet:
        """Plans of single schools alone."""
        return self.filter(school__isnull=False)


class OfRoadmapQuerySet(models.QuerySet[Any]):
    """Whatever belongs to one roadmap: sections, activities, indicators, objectives."""

    def visible_to(self, user: Any) -> OfRoadmapQuerySet:
        """As its roadmap is open to the person; an amendment's parts are the office's."""
        return self.filter(seen_plans(Scope.of(user), "roadmap"))


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
    """What only the office sees: other names of parties, remembered headings."""

    def visible_to(self, user: Any) -> OfOfficeQuerySet:
        """Members of the office and observers of the region."""
        return self.filter(Scope.of(user).office("municipality"))


class PartyQuerySet(OfOfficeQuerySet):
    """Parties."""

    def visible_to(self, user: Any) -> PartyQuerySet:
        """Those of the office; parties of a school are shown on the pages of its plan alone."""
        found: Any = super().visible_to(user)
        return found.of_office()

    def of_office(self) -> PartyQuerySet:
        """Without parties that only the plan of a school names."""
        return self.filter(school__isnull=True)


def seen_imports(scope: Scope, path: str = "") -> models.Q:
    """That the import at `path` is open: the office's to the office, a school's to the school.

    What has become a plan of a school is open to whoever sees that plan.
    """
    prefix = f"{path}__" if path else ""
    settled = models.Q(**{f"{prefix}school__isnull": True}) | models.Q(
        **{f"{prefix}roadmap__isnull": False}
    )
    seen = scope.office(f"{prefix}municipality") & settled
    return seen | of_schools(scope, f"{prefix}school")


class PlanImportQuerySet(models.QuerySet[Any]):
    """Imports of plans."""

    def visible_to(self, user: Any) -> PlanImportQuerySet:
        """See `seen_imports`."""
        return self.filter(seen_imports(Scope.of(user)))


class OfImportQuerySet(models.QuerySet[Any]):
    """Whatever belongs to one imported plan: rows, decisions about its parties."""

    def visible_to(self, user: Any) -> OfImportQuerySet:
        """As the import."""
        return self.filter(seen_imports(Scope.of(user), "plan_import"))


class PlanImportRowQuerySet(OfImportQuerySet):
    """Rows of an imported plan."""

    def kept(self) -> PlanImportRowQuerySet:
        """Rows that will become activities."""
        return self.exclude(state="dropped")
