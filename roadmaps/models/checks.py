"""Checks of a school's plan by those who support the school: one row for each round."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from roadmaps.models.plans import Roadmap
from roadmaps.querysets.plans import OfRoadmapQuerySet


class CheckResult(models.TextChoices):
    """How a round ended."""

    AGREED = "agreed", "согласован"
    RETURNED = "returned", "возвращён"
    WITHDRAWN = "withdrawn", "отозван школой"


class PlanCheck(models.Model):
    """One round: who handed the plan in, and what was decided about it; empty while it waits.

    Rounds of an amendment (`is_of_amendment`) belong to its working copy until an order approves
    it, then to the plan.
    """

    roadmap = models.ForeignKey(Roadmap, on_delete=models.CASCADE, related_name="checks")
    round = models.PositiveSmallIntegerField("раз")
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    submitted_by_name = models.CharField("кто отправил", max_length=200)
    submitted_at = models.DateTimeField("отправлен")
    note = models.TextField("пояснение школы", blank=True)
    result = models.CharField("решение", max_length=10, blank=True, choices=CheckResult)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_by_name = models.CharField("кто решил", max_length=200, blank=True)
    decided_at = models.DateTimeField("решено", null=True, blank=True)
    comment = models.TextField("замечания", blank=True)
    is_of_amendment = models.BooleanField("проверяли изменение", default=False)

    objects = OfRoadmapQuerySet.as_manager()

    class Meta:
        verbose_name = "проверка плана школы"
        verbose_name_plural = "проверки планов школ"
        constraints = [
            models.UniqueConstraint(fields=["roadmap", "round"], name="plan_check_round_once"),
            models.UniqueConstraint(
                fields=["roadmap"], condition=Q(result=""), name="one_open_plan_check"
            ),
            models.CheckConstraint(
                condition=Q(result="", decided_at__isnull=True)
                | (~Q(result="") & Q(decided_at__isnull=False)),
                name="plan_check_decided_at_with_result",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.roadmap}: {self.get_result_display() or 'ждёт решения'}"
