"""Reads of what belongs to an indicator of a plan."""

from __future__ import annotations

from typing import Any

from django.db import models

from roadmaps.querysets.plans import seen_plans
from schools.querysets import Scope


class OfIndicatorQuerySet(models.QuerySet[Any]):
    """Values of indicators, changed targets."""

    def visible_to(self, user: Any) -> OfIndicatorQuerySet:
        """As the plan of the indicator."""
        return self.filter(seen_plans(Scope.of(user), "indicator__roadmap"))
