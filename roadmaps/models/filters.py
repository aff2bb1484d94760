"""Filters of a plan's table that people keep under a name."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from roadmaps.models.plans import Roadmap
from roadmaps.querysets.plans import SavedFilterQuerySet


class SavedFilter(models.Model):
    """A filter under a name: one's own, or shared with everybody who sees the plan.

    `query` is the part of the address that says it («section=3&state=overdue»).
    """

    roadmap = models.ForeignKey(Roadmap, on_delete=models.CASCADE, related_name="saved_filters")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_filters"
    )
    name = models.CharField("название", max_length=80)
    query = models.CharField("отбор", max_length=500)
    is_shared = models.BooleanField("виден всем, кто видит план", default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = SavedFilterQuerySet.as_manager()

    class Meta:
        verbose_name = "сохранённый отбор"
        verbose_name_plural = "сохранённые отборы"
        constraints = [
            models.UniqueConstraint(
                fields=["roadmap", "owner", "name"], name="saved_filter_name_once"
            )
        ]

    def __str__(self) -> str:
        return self.name
