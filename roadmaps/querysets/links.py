"""Reads of what belongs to an activity of a plan."""

from __future__ import annotations

from typing import Any

from django.db import models

from roadmaps.querysets.plans import seen_plans
from schools.querysets import Scope


class OfActivityQuerySet(models.QuerySet[Any]):
    """Links of activities to indicators and risk factors."""

    def visible_to(self, user: Any) -> OfActivityQuerySet:
        """As the plan of the activity."""
        return self.filter(seen_plans(Scope.of(user), "activity__roadmap"))

    def of_plan(self, roadmap_id: int) -> OfActivityQuerySet:
        """Links of the rows that a plan has now."""
        return self.filter(activity__roadmap=roadmap_id, activity__excluded_by__isnull=True)
