"""What is known of a school in one academic year."""

from __future__ import annotations

from django.db import models

from schools.models.schools import School
from schools.querysets import SchoolContextQuerySet


class SchoolContext(models.Model):
    """Context of a school in one academic year; an empty field means no data, never zero."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="contexts")
    academic_year = models.PositiveSmallIntegerField("учебный год")
    pupils = models.PositiveIntegerField("контингент", null=True, blank=True)
    teachers = models.PositiveIntegerField("учителей", null=True, blank=True)
    vacancies = models.PositiveIntegerField("вакансий", null=True, blank=True)

    objects = SchoolContextQuerySet.as_manager()

    class Meta:
        verbose_name = "контекстные данные"
        verbose_name_plural = "контекстные данные"
        constraints = [
            models.UniqueConstraint(fields=["school", "academic_year"], name="one_context_a_year")
        ]

    def __str__(self) -> str:
        return f"{self.school}, {self.academic_year}"
