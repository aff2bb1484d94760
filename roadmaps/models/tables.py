"""What the tables of a plan's document say: the office's own columns, tasks by years, partners."""

from __future__ import annotations

from django.db import models

from roadmaps.domain.plan_tables import PlanColumn, columns_from_json
from roadmaps.models.plans import ActivityKind, Roadmap
from roadmaps.querysets.plans import OfRoadmapQuerySet


class PlanTable(models.Model):
    """A table of activities, checkpoints or mechanisms as the office laid it out.

    `caption` are the words above it, empty where the plan's title is enough; `layout` are its
    columns from left to right as `columns_as_json` writes them. A plan made in the portal has none
    and is printed in default columns.
    """

    roadmap = models.ForeignKey(Roadmap, on_delete=models.CASCADE, related_name="tables")
    position = models.PositiveIntegerField()
    kind = models.CharField(
        "строки", max_length=12, choices=ActivityKind, default=ActivityKind.ACTIVITY
    )
    caption = models.CharField("название", max_length=300, blank=True)
    layout = models.JSONField("столбцы", default=list)
    origin = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = OfRoadmapQuerySet.as_manager()

    class Meta:
        verbose_name = "таблица плана"
        verbose_name_plural = "таблицы плана"
        constraints = [
            models.UniqueConstraint(fields=["roadmap", "position"], name="plan_table_position")
        ]

    def __str__(self) -> str:
        return self.caption or self.get_kind_display()

    @property
    def columns(self) -> tuple[PlanColumn, ...]:
        """The columns from left to right."""
        return columns_from_json(self.layout)


class YearTask(models.Model):
    """What a direction of work sets for one calendar year."""

    roadmap = models.ForeignKey(Roadmap, on_delete=models.CASCADE, related_name="year_tasks")
    position = models.PositiveIntegerField()
    direction = models.TextField("направление")
    year = models.PositiveSmallIntegerField("год")
    text = models.TextField("задача года")
    source = models.JSONField("место в документе", default=dict, blank=True)
    origin = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = OfRoadmapQuerySet.as_manager()

    class Meta:
        verbose_name = "задача года"
        verbose_name_plural = "задачи по годам"

    def __str__(self) -> str:
        return f"{self.direction}, {self.year}"


class PartnerKind(models.TextChoices):
    """Who supports a school."""

    SCHOOL = "school", "школа"
    TEACHER = "teacher", "педагог"


class PlanPartnership(models.Model):
    """A school and its partner as the plan names them; not tied to the register of schools."""

    roadmap = models.ForeignKey(Roadmap, on_delete=models.CASCADE, related_name="partnerships")
    position = models.PositiveIntegerField()
    school = models.TextField("школа")
    partner = models.TextField("партнёр")
    partner_kind = models.CharField("кто партнёр", max_length=10, choices=PartnerKind)
    scope = models.TextField("о чём сотрудничество", blank=True)
    source = models.JSONField("место в документе", default=dict, blank=True)
    origin = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = OfRoadmapQuerySet.as_manager()

    class Meta:
        verbose_name = "партнёрство по плану"
        verbose_name_plural = "партнёрства по плану"

    def __str__(self) -> str:
        return f"{self.school} — {self.partner}"
