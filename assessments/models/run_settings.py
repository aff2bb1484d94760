"""When the portal calculates the list of a municipality without being asked."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from assessments.querysets import RunSettingsQuerySet
from schools.models import Municipality


class RunSettings(models.Model):
    """What an office has chosen; without a row both are on."""

    municipality = models.OneToOneField(
        Municipality, on_delete=models.CASCADE, related_name="run_settings"
    )
    after_import = models.BooleanField("после загрузки результатов", default=True)
    nightly = models.BooleanField("ночью, если данные изменились", default=True)
    set_by_name = models.CharField("кто указал", max_length=200)
    set_at = models.DateTimeField("указано", default=timezone.now)

    objects = RunSettingsQuerySet.as_manager()

    class Meta:
        verbose_name = "когда перечень пересчитывается сам"
        verbose_name_plural = "когда перечень пересчитывается сам"

    def __str__(self) -> str:
        return str(self.municipality)
