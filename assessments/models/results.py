"""Counts of marks and scores: the figures that measures and the list are computed from."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from assessments.domain.marks import MarkCounts
from assessments.models.facts import Fact, constraints_of_work


class Result(Fact):
    """Counts of one school, procedure, subject, grade and year.

    Marks are absent for the 100-point scale.
    """

    twos = models.PositiveIntegerField("«2»", null=True)
    threes = models.PositiveIntegerField("«3»", null=True)
    fours = models.PositiveIntegerField("«4»", null=True)
    fives = models.PositiveIntegerField("«5»", null=True)
    mean_score = models.DecimalField("средний балл", max_digits=7, decimal_places=4, null=True)
    below_minimum = models.PositiveIntegerField("ниже минимального балла", null=True)
    below_entry_minimum = models.PositiveIntegerField("ниже балла для вуза", null=True)
    high_scorers = models.PositiveIntegerField("81–100 баллов", null=True)
    recovered = models.BooleanField("число отметок восстановлено по процентам", default=False)

    class Meta:
        verbose_name = "результат"
        verbose_name_plural = "результаты"
        constraints = [
            *constraints_of_work(),
            models.CheckConstraint(
                condition=Q(
                    twos__isnull=True, threes__isnull=True, fours__isnull=True, fives__isnull=True
                )
                | Q(participants=F("twos") + F("threes") + F("fours") + F("fives")),
                name="marks_add_up_to_participants",
            ),
            models.CheckConstraint(
                condition=Q(below_minimum__isnull=True) | Q(below_minimum__lte=F("participants")),
                name="below_minimum_within_participants",
            ),
            models.CheckConstraint(
                condition=Q(below_entry_minimum__isnull=True)
                | Q(below_entry_minimum__lte=F("participants")),
                name="below_entry_minimum_within_participants",
            ),
            models.CheckConstraint(
                condition=Q(high_scorers__isnull=True) | Q(high_scorers__lte=F("participants")),
                name="high_scorers_within_participants",
            ),
        ]
        indexes = [
            models.Index(
                fields=["academic_year", "procedure", "subject", "grade"], name="result_work"
            )
        ]

    @property
    def marks(self) -> MarkCounts | None:
        """Counts of marks; None for the 100-point scale."""
        if self.twos is None or self.threes is None or self.fours is None or self.fives is None:
            return None
        return MarkCounts(self.twos, self.threes, self.fours, self.fives)
