"""Reads of what is on its way to becoming evidence: everybody's own, nobody else's."""

from __future__ import annotations

from typing import Any

from django.db import models


class OwnQuerySet(models.QuerySet[Any]):
    """What one person is sending or putting together."""

    def visible_to(self, user: Any) -> OwnQuerySet:
        """The person's own."""
        return self.filter(person=user.pk) if user.is_authenticated else self.none()
