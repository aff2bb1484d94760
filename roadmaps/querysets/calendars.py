"""Reads of an office's calendars: everybody in the municipality sees them."""

from __future__ import annotations

from typing import Any

from django.db import models

from roadmaps.querysets.plans import plans, seen_plans
from schools.querysets import Scope


class OfMunicipalityQuerySet(models.QuerySet[Any]):
    """What a municipality shows to all its people: series of events, school years, days."""

    def visible_to(self, user: Any) -> OfMunicipalityQuerySet:
        """The office, its schools and the observers of the region."""
        return self.filter(Scope.of(user).municipal("municipality"))


class CalendarEventQuerySet(models.QuerySet[Any]):
    """Dated events."""

    def visible_to(self, user: Any) -> CalendarEventQuerySet:
        """As their series."""
        return self.filter(Scope.of(user).municipal("series__municipality"))

    def standing(self) -> CalendarEventQuerySet:
        """Those that nobody has taken out."""
        return self.filter(removed_at__isnull=True)


class CalendarLinkQuerySet(models.QuerySet[Any]):
    """What hangs on series of events."""

    def visible_to(self, user: Any) -> CalendarLinkQuerySet:
        """As the activity's plan."""
        return self.filter(seen_plans(Scope.of(user), "activity__roadmap"))

    def of_plans(self) -> CalendarLinkQuerySet:
        """Those that move dates: of rows of plans, not of typical roadmaps and amendments."""
        return self.filter(plans("activity__roadmap"), activity__excluded_by__isnull=True)

    def of_templates(self) -> CalendarLinkQuerySet:
        """Those of rows of typical roadmaps alone."""
        return self.filter(activity__roadmap__is_template=True)
