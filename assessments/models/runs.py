"""Calculations of the list of ШНОР and what they decided about schools."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from assessments.domain.rules import Category
from assessments.querysets import ClassificationRunQuerySet, VerdictQuerySet
from core.values import academic_year
from schools.models import Municipality, School

CATEGORY_TITLES = {
    Category.LOW_RESULTS: "в перечне",
    Category.AT_RISK: "зона риска",
    Category.ADVERSE_CONDITIONS: "неблагоприятные условия",
    Category.HIGH_RESULTS: "высокие результаты",
    Category.NONE: "не в перечне",
    Category.NO_DATA: "нет данных",
}
CATEGORY_CHOICES = [(category.value, CATEGORY_TITLES[category]) for category in Category]


class ClassificationRun(models.Model):
    """One calculation of the list with its data and rules frozen; never edited when finished."""

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    academic_year = models.PositiveSmallIntegerField("учебный год")
    criteria = models.JSONField("критерии")
    makes_list = models.BooleanField(
        "составляет перечень", default=True,
        help_text="Нет — расчёт по вспомогательным критериям: перечнем муниципалитета он не служит",
    )  # fmt: skip
    input_digest = models.CharField(max_length=64, blank=True)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    requested_at = models.DateTimeField("запрошен", auto_now_add=True)
    finished_at = models.DateTimeField("выполнен", null=True)

    objects = ClassificationRunQuerySet.as_manager()

    class Meta:
        verbose_name = "расчёт перечня"
        verbose_name_plural = "расчёты перечня"
        constraints = [
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True, input_digest="")
                | Q(finished_at__isnull=False) & ~Q(input_digest=""),
                name="finished_run_has_digest",
            )
        ]
        indexes = [
            models.Index(
                fields=["municipality", "academic_year", "-finished_at"], name="run_latest"
            )
        ]

    def __str__(self) -> str:
        return f"Перечень ШНОР за {academic_year.label(self.academic_year)} учебный год"

    @property
    def criteria_name(self) -> str:
        """«федеральные 30/2»."""
        return str(self.criteria["name"])


class Verdict(models.Model):
    """What a run decided about a school, and the figures behind it."""

    run = models.ForeignKey(ClassificationRun, on_delete=models.CASCADE, related_name="verdicts")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="verdicts")
    category = models.CharField("категория", max_length=20, choices=CATEGORY_CHOICES)
    reason = models.TextField("основание")
    low_procedures = models.PositiveSmallIntegerField("низких процедур")
    assessed_procedures = models.PositiveSmallIntegerField("процедур с результатами")
    findings = models.JSONField()
    missing = models.JSONField(default=list)
    unclear = models.JSONField(default=list)
    unjudged = models.JSONField(default=list)
    conditions = models.TextField("ответы условий", default="", blank=True)
    way_out = models.JSONField(null=True)

    objects = VerdictQuerySet.as_manager()

    class Meta:
        verbose_name = "отнесение школы"
        verbose_name_plural = "отнесения школ"
        constraints = [
            models.UniqueConstraint(fields=["run", "school"], name="one_verdict_per_school"),
            models.CheckConstraint(
                condition=Q(category__in=[category.value for category in Category]),
                name="verdict_category_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.school}: {self.get_category_display()}"

    @property
    def standing(self) -> Category:
        """The category as a value of the domain."""
        return Category(self.category)
