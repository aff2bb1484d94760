"""What people changed in a plan, kept with what it takes to take it back."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from roadmaps.models.plans import Roadmap
from roadmaps.querysets.plans import OfRoadmapQuerySet


class ChangeKind(models.TextChoices):
    """What was done to the plan."""

    EDIT = "edit", "изменение"
    INSERT = "insert", "новая строка"
    DELETE = "delete", "удаление"
    MOVE = "move", "перемещение"
    PASTE = "paste", "вставка"
    RENUMBER = "renumber", "нумерация"
    SECTION = "section", "раздел"
    TEXT = "text", "сведения и тексты"
    UNDO = "undo", "отмена"


class PlanChange(models.Model):
    """One change by one person: twenty pasted rows are one.

    `steps` are written and read by the modules `…_steps` of `actions.editing`, in the order in
    which they were done.
    `undoes` is the change that this one took back; what was taken back once is not again.
    """

    roadmap = models.ForeignKey(Roadmap, on_delete=models.CASCADE, related_name="changes")
    at = models.DateTimeField("когда")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    by_name = models.CharField("кто", max_length=200)
    kind = models.CharField("вид", max_length=10, choices=ChangeKind)
    summary = models.CharField("что сделано", max_length=500)
    steps = models.JSONField(default=list)
    undoes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="undone_by"
    )

    objects = OfRoadmapQuerySet.as_manager()

    class Meta:
        verbose_name = "изменение плана"
        verbose_name_plural = "изменения планов"

    def __str__(self) -> str:
        return self.summary

    @property
    def is_undone(self) -> bool:
        """Whether it has been taken back."""
        return hasattr(self, "undone_by")
