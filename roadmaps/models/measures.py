"""Which named measure an indicator is computed by, and the figures that wait for a person."""

from __future__ import annotations

from fractions import Fraction

from django.db import models

from assessments.domain.named_measures import MeasureChoice
from roadmaps.models.indicators import Indicator, exact_of
from roadmaps.querysets.indicators import OfIndicatorQuerySet


class IndicatorMeasure(models.Model):
    """A person has said which measure of the results the indicator is.

    `choice` is `MeasureChoice.as_dict`. It is no word of the plan and stays free in an approved
    edition.
    """

    indicator = models.OneToOneField(Indicator, on_delete=models.CASCADE, related_name="measure")
    choice = models.JSONField("как считать")
    chosen_by_name = models.CharField("кто выбрал", max_length=200)
    chosen_at = models.DateTimeField("выбрано")

    objects = OfIndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = "расчёт показателя"
        verbose_name_plural = "расчёты показателей"

    def __str__(self) -> str:
        return self.measure_choice.words

    @property
    def measure_choice(self) -> MeasureChoice:
        """The measure with its parameters."""
        return MeasureChoice.from_dict(self.choice)


class IndicatorOffer(models.Model):
    """A figure that the portal computed for a year and that nobody has taken yet.

    `computed` is what `IndicatorValue.computed` keeps once it is taken. `is_declined` is told of
    this very figure: new data bring a new offer.
    """

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="offers")
    year = models.PositiveSmallIntegerField("год")
    computed = models.JSONField("расчёт")
    digest = models.CharField(max_length=64)
    offered_at = models.DateTimeField("посчитано")
    is_declined = models.BooleanField("отклонено", default=False)

    objects = OfIndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = "посчитанное значение"
        verbose_name_plural = "посчитанные значения"
        constraints = [
            models.UniqueConstraint(fields=["indicator", "year"], name="one_offer_a_year")
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.exact}"

    @property
    def exact(self) -> Fraction:
        """The figure before any rounding."""
        return exact_of(self.computed)
