"""What files call a school."""

from __future__ import annotations

from django.db import models

from schools.models.places import Municipality
from schools.models.schools import School
from schools.querysets import SchoolNameQuerySet


class SchoolName(models.Model):
    """A name, code or login that files use for a school, as a person of the office has said.

    `plain` is the name without legal form and punctuation: one name means one school of the
    municipality.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="written_names")
    written = models.CharField("как пишут", max_length=300)
    plain = models.CharField(max_length=300)
    remembered_by_name = models.CharField("кто запомнил", max_length=200)
    remembered_at = models.DateTimeField("когда", auto_now=True)

    objects = SchoolNameQuerySet.as_manager()

    class Meta:
        verbose_name = "запомненное название"
        verbose_name_plural = "запомненные названия"
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "plain"], name="one_school_per_written_name"
            )
        ]

    def __str__(self) -> str:
        return self.written
