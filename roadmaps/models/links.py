"""What the activities of a plan answer to: its indicators, and risk factors of schools."""

from __future__ import annotations

from django.db import models

from roadmaps.models.indicators import Indicator
from roadmaps.models.plans import Activity
from roadmaps.querysets.links import OfActivityQuerySet
from schools.domain.risks import RISK_NAMES, RiskFactor


class ActivityIndicator(models.Model):
    """An activity works on an indicator; a person has said so."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="indicator_links")
    indicator = models.ForeignKey(
        Indicator, on_delete=models.CASCADE, related_name="activity_links"
    )
    linked_by_name = models.CharField("кто связал", max_length=200)
    linked_at = models.DateTimeField("связано")

    objects = OfActivityQuerySet.as_manager()

    class Meta:
        verbose_name = "связь мероприятия с показателем"
        verbose_name_plural = "связи мероприятий с показателями"
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "indicator"], name="activity_works_on_indicator_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.activity} → {self.indicator}"


class ActivityRisk(models.Model):
    """An activity answers to a risk factor; a person has said so."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="risk_links")
    factor = models.CharField(
        "фактор риска", max_length=20, choices=[(one.value, RISK_NAMES[one]) for one in RiskFactor]
    )
    linked_by_name = models.CharField("кто связал", max_length=200)
    linked_at = models.DateTimeField("связано")

    objects = OfActivityQuerySet.as_manager()

    class Meta:
        verbose_name = "связь мероприятия с фактором риска"
        verbose_name_plural = "связи мероприятий с факторами риска"
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "factor"], name="activity_answers_to_risk_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.activity} → {self.get_factor_display()}"
