"""Which list of ШНОР a plan goes by: a calculation, or the list that an order made of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from assessments.models import ApprovedList, ClassificationRun
from roadmaps.models.plans import Roadmap
from roadmaps.querysets.plans import OfRoadmapQuerySet


class PlanSchoolList(models.Model):
    """The list whose categories say which schools «ШНОР» and «зона риска» mean in a plan.

    `approved` is the list by an order that rests on `run`; where it is empty the calculation itself
    counts. A later one is offered and taken by a person; `declined` and `declined_list` are the
    newest that was turned down.
    """

    roadmap = models.OneToOneField(Roadmap, on_delete=models.CASCADE, related_name="school_list")
    run = models.ForeignKey(
        ClassificationRun, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    declined = models.ForeignKey(
        ClassificationRun, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    approved = models.ForeignKey(
        ApprovedList, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    declined_list = models.ForeignKey(
        ApprovedList, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    taken_at = models.DateTimeField("принят", auto_now=True)

    objects = OfRoadmapQuerySet.as_manager()

    class Meta:
        verbose_name = "перечень дорожной карты"
        verbose_name_plural = "перечни дорожных карт"

    def __str__(self) -> str:
        return f"{self.roadmap}: {self.approved or self.run or 'перечня нет'}"
