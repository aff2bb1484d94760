"""What an office keeps for judging work."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from roadmaps.querysets.plans import OfOfficeQuerySet
from schools.models import Municipality


class ReviewPhrase(models.Model):
    """A ready comment of the office for sending work back."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    text = models.CharField("комментарий", max_length=500)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    added_at = models.DateTimeField(auto_now_add=True)

    objects = OfOfficeQuerySet.as_manager()

    class Meta:
        verbose_name = "готовый комментарий"
        verbose_name_plural = "готовые комментарии"
        ordering = ["text", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "text"], name="review_phrase_once")
        ]

    def __str__(self) -> str:
        return self.text
