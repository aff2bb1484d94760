"""Передача дел: what passed from one person to another, as it stood on that day."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from roadmaps.domain.handing_over.act import Act, from_data
from roadmaps.models.work import Assignment
from roadmaps.querysets.handing_over import HandOverQuerySet
from schools.models import Municipality


class HandOver(models.Model):
    """One hand-over with its act, never changed again.

    `content` is the act as `domain.handing_over.act` writes it; `seal` is that of the preview
    which the administrator pressed, so that pressing again finds it. `assignments` are those whose
    history tells of it.
    """

    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="+", verbose_name="муниципалитет"
    )
    former = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="дела сдал",
    )
    former_name = models.CharField("дела сдал", max_length=200)
    receiver = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="дела принял",
    )
    receiver_name = models.CharField("дела принял", max_length=200)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    by_name = models.CharField("кто оформил", max_length=200)
    at = models.DateTimeField("когда")
    reason = models.CharField("основание", max_length=300, blank=True)
    content = models.JSONField("акт")
    seal = models.CharField(max_length=64, unique=True)
    assignments = models.ManyToManyField(Assignment, related_name="hand_overs", blank=True)

    objects = HandOverQuerySet.as_manager()

    class Meta:
        verbose_name = "передача дел"
        verbose_name_plural = "передачи дел"
        indexes = [
            # For the list of an office, the newest first.
            models.Index(fields=["municipality", "-at"], name="hand_over_of_office"),
        ]

    def __str__(self) -> str:
        day = timezone.localdate(self.at)
        return f"Передача дел {day:%d.%m.%Y}: {self.former_name} → {self.receiver_name}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new hand-over; ValueError for one that is there already."""
        if not self._state.adding:
            raise ValueError("a recorded hand-over is never changed")
        super().save(*args, **kwargs)

    @property
    def act(self) -> Act:
        """What was recorded."""
        return from_data(self.content)
