"""What a municipality has decided about headings of columns, remembered for its next plans."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from roadmaps.querysets.plans import OfOfficeQuerySet
from schools.models import Municipality


class LearnedHeading(models.Model):
    """The meaning of a heading: `role` is a `roadmaps.parsing.vocabulary.Role`.

    `key` is the heading as it is compared (`wording.heading_key`), `heading` as people saw it.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=200)
    heading = models.CharField("столбец", max_length=300)
    role = models.CharField("значение", max_length=40)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(auto_now=True)

    objects = OfOfficeQuerySet.as_manager()

    class Meta:
        verbose_name = "запомненный столбец"
        verbose_name_plural = "запомненные столбцы"
        constraints = [
            models.UniqueConstraint(fields=["municipality", "key"], name="one_meaning_of_heading")
        ]

    def __str__(self) -> str:
        return self.heading
