"""Risk profiles of schools."""

from __future__ import annotations

from django.db import models

from schools.domain.risks import NOT_FOUND, RISK_NAMES, SIGNIFICANCE_NAMES, RiskFactor, Significance
from schools.models.schools import School
from schools.querysets import SchoolRiskQuerySet


class SchoolRisk(models.Model):
    """One risk factor of a school in one academic year (DOMAIN.md 6.5).

    A profile holds until a later year has one; NOT_FOUND is a factor that was taken off in that
    year. A factor without a row is not relevant to the school.
    """

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="risks")
    factor = models.CharField(
        "фактор риска", max_length=20, choices=[(one.value, RISK_NAMES[one]) for one in RiskFactor]
    )
    significance = models.CharField(
        "значимость",
        max_length=10,
        choices=[
            *((one.value, SIGNIFICANCE_NAMES[one]) for one in Significance),
            (NOT_FOUND, "не выявлен"),
        ],
    )
    academic_year = models.PositiveSmallIntegerField("учебный год")
    set_by_name = models.CharField("кто указал", max_length=200)
    set_at = models.DateTimeField("указано")

    objects = SchoolRiskQuerySet.as_manager()

    class Meta:
        verbose_name = "фактор риска школы"
        verbose_name_plural = "риск-профили школ"
        constraints = [
            models.UniqueConstraint(
                fields=["school", "academic_year", "factor"], name="one_weight_of_a_risk_a_year"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_factor_display()}: {self.get_significance_display()}"
