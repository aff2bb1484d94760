"""Target indicators of a plan, their values by years, and targets that an order changed."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from roadmaps.domain.editions import order_words
from roadmaps.models.plans import Roadmap
from roadmaps.querysets.indicators import OfIndicatorQuerySet
from roadmaps.querysets.plans import OfRoadmapQuerySet

VALUE_DIGITS, VALUE_PLACES = 18, 6


def exact_of(computed: Mapping[str, Any]) -> Fraction:
    """The exact value that a calculation keeps."""
    return Fraction(int(computed["numerator"]), int(computed["denominator"]))


class Indicator(models.Model):
    """A target indicator; values are texts of exact decimals as the plan states them.

    `reading` is the key of the reading of its targets that people chose among those of
    `parsing.target_readings`; empty means the likeliest. It is no word of the plan and stays free
    in an approved edition, as do its values.
    """

    roadmap = models.ForeignKey(Roadmap, on_delete=models.CASCADE, related_name="indicators")
    position = models.PositiveIntegerField()
    name = models.TextField("показатель")
    unit = models.CharField("единица", max_length=40, blank=True)
    comparator = models.CharField("сравнение", max_length=4, blank=True)
    baseline_year = models.PositiveSmallIntegerField("исходный год", null=True, blank=True)
    baseline_value = models.CharField("исходное значение", max_length=60, blank=True)
    targets = models.JSONField("цели по годам", default=dict, blank=True)
    relative_to = models.CharField("относительно", max_length=300, blank=True)
    reading = models.CharField("читать цель как", max_length=20, blank=True)
    source = models.JSONField("место в документе", default=dict, blank=True)
    origin = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = OfRoadmapQuerySet.as_manager()

    class Meta:
        verbose_name = "показатель"
        verbose_name_plural = "показатели"

    def __str__(self) -> str:
        return self.name[:80]


class IndicatorValue(models.Model):
    """What was reached in one year, and where the figure comes from.

    `reference` is the figure of what a relative target names («среднее по району»). `computed` is
    empty for a figure that people entered; else it keeps what the figure was computed from, with
    the exact value as «numerator» and «denominator».
    """

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="values")
    year = models.PositiveSmallIntegerField("год")
    actual = models.DecimalField(
        "факт", max_digits=VALUE_DIGITS, decimal_places=VALUE_PLACES, null=True, blank=True
    )
    reference = models.DecimalField(
        "с чем сравнивают",
        max_digits=VALUE_DIGITS,
        decimal_places=VALUE_PLACES,
        null=True,
        blank=True,
    )
    source = models.CharField("источник", max_length=300)
    note = models.TextField("примечание", blank=True)
    computed = models.JSONField("расчёт", default=dict, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    entered_by_name = models.CharField("кто внёс", max_length=200)
    entered_at = models.DateTimeField("внесено")

    objects = OfIndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = "значение показателя"
        verbose_name_plural = "значения показателей"
        constraints = [
            models.UniqueConstraint(fields=["indicator", "year"], name="one_value_a_year"),
            models.CheckConstraint(
                condition=Q(actual__isnull=False) | Q(reference__isnull=False),
                name="indicator_value_says_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.actual}"

    @property
    def exact(self) -> Fraction | None:
        """The actual to compare with: as computed, before any rounding."""
        if self.actual is None:
            return None
        if self.computed:
            return exact_of(self.computed)
        return Fraction(self.actual)

    @property
    def entered(self) -> Decimal | None:
        """The actual as it was entered, without the zeros that the database adds."""
        return None if self.actual is None else self.actual.normalize()


class TargetChange(models.Model):
    """Another target for a year of a plan that people work by; the plan's own words stay.

    `plan_text` are the plan's words that it stands in place of: once an amendment writes others,
    those hold and the change is history.
    """

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="changes")
    year = models.PositiveSmallIntegerField("год")
    plan_text = models.CharField("цель плана", max_length=300, blank=True)
    before = models.CharField("было", max_length=300, blank=True)
    after = models.CharField("стало", max_length=300)
    reason = models.TextField("почему")
    order_number = models.CharField("номер приказа", max_length=40, blank=True)
    order_date = models.DateField("дата приказа", null=True, blank=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    changed_by_name = models.CharField("кто изменил", max_length=200)
    changed_at = models.DateTimeField("изменено")

    objects = OfIndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = "изменение цели"
        verbose_name_plural = "изменения целей"

    def __str__(self) -> str:
        return f"{self.year}: {self.before} → {self.after}"

    @property
    def order_words(self) -> str:
        """«приказ № 420 от 21 ноября 2022 г.», empty without an order."""
        return order_words(self.order_number, self.order_date) if self.order_number else ""
