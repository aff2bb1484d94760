"""What an office has answered to the questions about a plan's completeness."""

from __future__ import annotations

from django.db import models

from roadmaps.domain.completeness import GAP_NAMES, Gap
from roadmaps.models.plans import Roadmap
from roadmaps.querysets.plans import OfRoadmapQuerySet


class IntendedGap(models.Model):
    """«Так и задумано»: one question about one part of a plan, with the reason.

    `subject` is the id of the activity, party, section or indicator in the living plan.
    """

    roadmap = models.ForeignKey(Roadmap, on_delete=models.CASCADE, related_name="intended_gaps")
    gap = models.CharField(
        "вопрос", max_length=20, choices=[(one.value, GAP_NAMES[one]) for one in Gap]
    )
    subject = models.PositiveBigIntegerField("о чём")
    reason = models.CharField("почему", max_length=500)
    answered_by_name = models.CharField("кто ответил", max_length=200)
    answered_at = models.DateTimeField("когда")

    objects = OfRoadmapQuerySet.as_manager()

    class Meta:
        verbose_name = "ответ о полноте плана"
        verbose_name_plural = "ответы о полноте плана"
        constraints = [
            models.UniqueConstraint(
                fields=["roadmap", "gap", "subject"], name="gap_is_intended_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_gap_display()}: {self.reason}"
