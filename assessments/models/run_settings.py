"""When the portal calculates a list without being asked."""

from __future__ import annotations

from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from assessments.models.run_places import RunPlace
from assessments.querysets import RunSettingsQuerySet
from schools.models import Municipality, Region


class RunSettings(models.Model):
    """What has been chosen for a municipality, else for a region, else for the country.

    Without a row an office has both on, a region and the country nothing. A region is never
    calculated after single files: each of its offices loads some, and the night takes them
    together.
    """

    municipality = models.OneToOneField(
        Municipality, null=True, on_delete=models.CASCADE, related_name="run_settings"
    )
    region = models.OneToOneField(
        Region, null=True, on_delete=models.CASCADE, related_name="run_settings"
    )
    after_import = models.BooleanField("после загрузки результатов", default=True)
    nightly = models.BooleanField("ночью, если данные изменились", default=True)
    set_by_name = models.CharField("кто указал", max_length=200)
    set_at = models.DateTimeField("указано", default=timezone.now)

    objects = RunSettingsQuerySet.as_manager()

    class Meta:
        verbose_name = "когда перечень пересчитывается сам"
        verbose_name_plural = "когда перечень пересчитывается сам"
        constraints = [
            models.UniqueConstraint(
                Coalesce("municipality", Value(0)), Coalesce("region", Value(0)),
                name="run_settings_of_one_place",
            ),
            models.CheckConstraint(
                condition=Q(municipality__isnull=True) | Q(region__isnull=True),
                name="run_settings_name_one_place",
            ),
            models.CheckConstraint(
                condition=Q(municipality__isnull=False) | Q(after_import=False),
                name="wide_settings_are_of_nights",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.place.words

    @property
    def place(self) -> RunPlace:
        """Whose settings they are."""
        return RunPlace(self.municipality, self.region)
