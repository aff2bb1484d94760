"""What files say beside counts of marks: scores, journals, tasks, outcomes, signs of bias."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from assessments.domain.objectivity.signs import FEDERAL, SIGN_NAMES
from assessments.models.facts import Fact, Versioned, WorkColumns, constraints_of_work
from assessments.querysets import CurrentReferences, ReferenceQuerySet
from schools.models import Municipality


class ScoreDistribution(Fact):
    """How many participants got each primary score: `counts[i]` for the score i."""

    max_score = models.PositiveSmallIntegerField("максимальный первичный балл")
    counts = models.JSONField("участников по баллам")
    recovered = models.BooleanField("число восстановлено по процентам", default=False)

    class Meta:
        verbose_name = "распределение первичных баллов"
        verbose_name_plural = "распределения первичных баллов"
        constraints = constraints_of_work()


class JournalComparison(Fact):
    """Marks of the work against those of the class journal (DOMAIN.md 7.2).

    `participants` are those compared; `far` differ by two marks and more, `rank_correlation` is
    Spearman's between journal marks and primary scores (DOMAIN.md 3.1 b); both come only from
    files with single results.
    """

    lowered = models.PositiveIntegerField("понизили")
    confirmed = models.PositiveIntegerField("подтвердили")
    raised = models.PositiveIntegerField("повысили")
    far = models.PositiveIntegerField("расхождение в 2 балла и больше", null=True)
    rank_correlation = models.DecimalField(
        "ранговая корреляция с отметками журнала", max_digits=7, decimal_places=6, null=True
    )
    recovered = models.BooleanField("число восстановлено по процентам", default=False)

    class Meta:
        verbose_name = "сравнение с журналом"
        verbose_name_plural = "сравнения с журналом"
        constraints = [
            *constraints_of_work(),
            models.CheckConstraint(
                condition=Q(participants=F("lowered") + F("confirmed") + F("raised")),
                name="journal_adds_up_to_participants",
            ),
        ]


class TaskPerformance(Fact):
    """How well each task was done: `tasks` as `domain.tasks.Task` describes it."""

    tasks = models.JSONField("выполнение заданий")

    class Meta:
        verbose_name = "выполнение заданий"
        verbose_name_plural = "выполнение заданий"
        constraints = constraints_of_work()


class OutcomePerformance(Fact):
    """How far planned outcomes are reached: `outcomes` as `domain.tasks.Outcome` describes it."""

    outcomes = models.JSONField("планируемые результаты")

    class Meta:
        verbose_name = "достижение планируемых результатов"
        verbose_name_plural = "достижение планируемых результатов"
        constraints = constraints_of_work()


class ObjectivitySign(Fact):
    """A sign of bias that the office was told of (DOMAIN.md 3.2); computed ones are not stored.

    `present` is what the list says: it also names works without the sign.
    """

    sign = models.CharField(
        "признак", max_length=20, choices=[(sign.value, SIGN_NAMES[sign]) for sign in FEDERAL]
    )
    present = models.BooleanField("признак есть")

    class Meta:
        verbose_name = "признак необъективности"
        verbose_name_plural = "признаки необъективности"
        constraints = constraints_of_work("sign")


class ReferenceScope(models.TextChoices):
    """Whose figures schools are compared with."""

    COUNTRY = "country", "Российская Федерация"
    REGION = "region", "регион"
    MUNICIPALITY = "municipality", "муниципалитет"


class ReferenceKind(models.TextChoices):
    """Which report a row to compare with stands in."""

    MARKS = "marks", "отметки"
    SCORES = "scores", "первичные баллы"
    JOURNAL = "journal", "сравнение с журналом"
    TASKS = "tasks", "выполнение заданий"


class ReferenceRow(Versioned, WorkColumns):
    """Percentages of the country, the region or the municipality that a school file brings along.

    `municipality` is the office that loaded the file; nobody else sees the row. `figures` maps
    the column (mark, score, «lowered», task) to the percentage as the file writes it.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("отчёт", max_length=8, choices=ReferenceKind)
    scope = models.CharField("охват", max_length=12, choices=ReferenceScope)
    name = models.CharField("название", max_length=300)
    schools = models.PositiveIntegerField("школ", null=True)
    participants = models.PositiveIntegerField("участников", null=True)
    figures = models.JSONField("доли, %")

    objects = CurrentReferences()
    versions = ReferenceQuerySet.as_manager()

    class Meta:
        verbose_name = "показатели для сравнения"
        verbose_name_plural = "показатели для сравнения"
        constraints = [
            models.UniqueConstraint(
                fields=[
                    "municipality", "kind", "scope", "academic_year", "procedure", "subject",
                    "grade",
                ],
                condition=Q(superseded_by__isnull=True),
                name="one_current_reference_per_work",
            ),
        ]  # fmt: skip
