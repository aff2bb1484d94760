"""How a municipality looks for signs of bias, a version at a time."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from assessments.domain.objectivity.settings import MarkerRules
from assessments.querysets import ObjectivityRulesQuerySet
from schools.models import Municipality


class ObjectivityRules(models.Model):
    """One version of the settings; never edited, the last one holds.

    `settings` is `MarkerRules.as_dict`.
    """

    municipality = models.ForeignKey(
        Municipality, on_delete=models.CASCADE, related_name="objectivity_rules"
    )
    version = models.PositiveIntegerField("версия")
    settings = models.JSONField("настройки")
    set_by_name = models.CharField("кто указал", max_length=200)
    set_at = models.DateTimeField("указано", default=timezone.now)

    objects = ObjectivityRulesQuerySet.as_manager()

    class Meta:
        verbose_name = "настройки признаков необъективности"
        verbose_name_plural = "настройки признаков необъективности"
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "version"], name="one_version_of_objectivity_rules"
            )
        ]

    def __str__(self) -> str:
        return f"Настройки признаков необъективности, версия {self.version}"

    @property
    def rules(self) -> MarkerRules:
        """As the domain has them."""
        return MarkerRules.from_dict(self.settings)
