"""Reads of an office's calendars: everybody in the municipality sees them."""

from __future__ import annotations

from typing import Any

from django.db import models

from roadmaps.querysets.plans import published
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
        scope = Scope.of(user)
        path = "activity__roadmap"
        approved = scope.municipal(f"{path}__municipality") & published(path)
        return self.filter(scope.office(f"{path}__municipality") | approved)
