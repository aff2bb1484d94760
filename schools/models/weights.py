"""The weights of the context index, a version at a time."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.utils import timezone

from schools.domain.context.fields import BY_KEY
from schools.domain.context.index import DEFAULT_COVERAGE, IndexRules, Normalisation
from schools.domain.context.types import Typing
from schools.models.places import Municipality
from schools.querysets import ContextWeightsQuerySet


class ContextWeights(models.Model):
    """One version of what a municipality makes its index of; never edited, the last one holds.

    `weights` maps fields to signed weights as texts; a field that is absent weighs nothing.
    """

    municipality = models.ForeignKey(
        Municipality, on_delete=models.CASCADE, related_name="context_weights"
    )
    version = models.PositiveIntegerField("версия")
    weights = models.JSONField("веса")
    normalisation = models.CharField("приведение", max_length=10, default=Normalisation.Z_SCORE)
    least_coverage = models.PositiveSmallIntegerField(
        "наименьшая доля весов с данными, %", default=DEFAULT_COVERAGE
    )
    parts = models.PositiveSmallIntegerField("частей", default=3)
    typing = models.CharField("типы школ", max_length=12, default=Typing.TWO_BY_TWO)
    set_by_name = models.CharField("кто указал", max_length=200)
    set_at = models.DateTimeField("указано", default=timezone.now)

    objects = ContextWeightsQuerySet.as_manager()

    class Meta:
        verbose_name = "веса индекса"
        verbose_name_plural = "веса индекса"
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "version"], name="one_version_of_context_weights"
            )
        ]

    def __str__(self) -> str:
        return f"Веса индекса, версия {self.version}"

    @property
    def rules(self) -> IndexRules:
        """As the domain has them."""
        return IndexRules(
            {key: Decimal(weight) for key, weight in self.weights.items() if key in BY_KEY},
            Normalisation(self.normalisation),
            self.least_coverage,
            self.parts,
            Typing(self.typing),
        )
