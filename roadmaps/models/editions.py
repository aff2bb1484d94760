"""Approved editions of a plan: its text as an order approved it, never changed again."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models

from roadmaps.domain.editions import digest_of, order_words
from roadmaps.models.plans import Roadmap
from roadmaps.querysets.plans import OfRoadmapQuerySet


class Edition(models.Model):
    """The whole text of a plan, frozen with the order that approved it.

    `content` is written by `queries.edition_content` and read by `domain.editions`; `sha256` is
    its digest. `reasons` are the office's grounds for the changes of an amendment by subject.
    `amendment_id` is the working copy that it was made of: approving that again finds it.
    The scanned order may come later than the approval; it is attached once.
    """

    roadmap = models.ForeignKey(Roadmap, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField("номер редакции")
    order_number = models.CharField("номер приказа", max_length=40)
    order_date = models.DateField("дата приказа")
    in_force_from = models.DateField("действует с")
    content = models.JSONField("текст")
    sha256 = models.CharField("контрольная сумма", max_length=64)
    reasons = models.JSONField("обоснования", default=dict, blank=True)
    amendment_id = models.PositiveBigIntegerField(null=True, blank=True)
    scan = models.FileField("скан приказа", upload_to="orders/%Y/%m/", blank=True)
    scan_name = models.CharField("имя файла", max_length=255, blank=True)
    scan_type = models.CharField(max_length=100, blank=True)
    scan_size = models.PositiveIntegerField("размер, байт", default=0)
    scan_sha256 = models.CharField(max_length=64, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    approved_by_name = models.CharField("кто внёс", max_length=200)
    approved_at = models.DateTimeField("внесено")

    objects = OfRoadmapQuerySet.as_manager()

    class Meta:
        verbose_name = "редакция плана"
        verbose_name_plural = "редакции планов"
        constraints = [
            models.UniqueConstraint(fields=["roadmap", "number"], name="edition_number_once"),
            models.UniqueConstraint(
                fields=["amendment_id"],
                condition=models.Q(amendment_id__isnull=False),
                name="one_edition_of_amendment",
            ),
        ]

    def __str__(self) -> str:
        return f"Редакция № {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new edition; ValueError for one that is there already."""
        if not self._state.adding:
            raise ValueError("an approved edition is never changed")
        super().save(*args, **kwargs)

    @property
    def order_words(self) -> str:
        """«приказ № 420 от 21 ноября 2022 г.»."""
        return order_words(self.order_number, self.order_date)

    @property
    def is_intact(self) -> bool:
        """Whether the text is what was approved, to the letter."""
        return digest_of(self.content) == self.sha256


class AmendmentReason(models.Model):
    """Why an amendment changes something; `subject` is a key of `domain.editions.subject_of`."""

    amendment = models.ForeignKey(Roadmap, on_delete=models.CASCADE, related_name="reasons")
    subject = models.CharField(max_length=60)
    text = models.TextField("обоснование")

    objects = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["amendment", "subject"], name="one_reason_per_change")
        ]

    def __str__(self) -> str:
        return self.text[:80]
