"""What every figure from a file has in common: where it was read and which version counts."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from assessments.domain.procedures import TITLES, Procedure, Work
from assessments.domain.results import Attempt
from assessments.models.imports import ResultsImport
from assessments.querysets import CurrentFacts, FactQuerySet
from core.values import academic_year
from schools.models import School

PROCEDURE_CHOICES = [(procedure.value, TITLES[procedure]) for procedure in Procedure]
ATTEMPT_TITLES = {
    Attempt.FIRST: "первый результат",
    Attempt.RESIT: "пересдача",
    Attempt.APPEAL: "после апелляции",
}
ATTEMPT_CHOICES = [(attempt.value, ATTEMPT_TITLES[attempt]) for attempt in Attempt]


class Versioned(models.Model):
    """A figure with its place in a file.

    A later import does not overwrite: the old row stays with `superseded_by`, so that taking the
    later import back brings it to life again. `objects` are the rows that count.
    """

    results_import = models.ForeignKey(
        ResultsImport, on_delete=models.PROTECT, related_name="%(class)s_rows"
    )
    superseded_by = models.ForeignKey(
        ResultsImport,
        null=True,
        on_delete=models.PROTECT,
        related_name="%(class)s_rows_superseded",
        verbose_name="заменено файлом",
    )
    sheet = models.CharField("лист", max_length=100, blank=True)
    cell = models.CharField("ячейка", max_length=12, blank=True)

    class Meta:
        abstract = True


class WorkColumns(models.Model):
    """The columns that name a work and its year.

    `academic_year` is the year the figure counts for, `written_year` the one in which the work
    was written (an autumn ВПР; DOMAIN.md 1.3).
    """

    procedure = models.CharField("процедура", max_length=12, choices=PROCEDURE_CHOICES)
    subject = models.CharField("предмет", max_length=60)
    grade = models.PositiveSmallIntegerField("класс")
    academic_year = models.PositiveSmallIntegerField("учебный год")
    written_year = models.PositiveSmallIntegerField("писали в учебном году")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.work.title}, {academic_year.label(self.academic_year)}"

    @property
    def work(self) -> Work:
        """What the federal method counts as one procedure."""
        return Work(Procedure(self.procedure), self.subject, self.grade)


class Fact(Versioned, WorkColumns):
    """A figure of one school, procedure, subject, grade and year. No pupil is in it.

    First results count; those of resits and after appeals are kept apart by `attempt`.
    """

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="%(class)s_rows")
    attempt = models.CharField(
        "попытка", max_length=8, choices=ATTEMPT_CHOICES, default=Attempt.FIRST.value
    )
    participants = models.PositiveIntegerField("участников")

    objects = CurrentFacts()
    versions = FactQuerySet.as_manager()

    class Meta:
        abstract = True


def constraints_of_work(*extra: str) -> list[Any]:
    """What the database keeps of every fact: one current row per work, known procedures."""
    unique = ["school", "academic_year", "procedure", "subject", "grade", "attempt", *extra]
    return [
        models.UniqueConstraint(
            fields=unique,
            condition=Q(superseded_by__isnull=True),
            name="one_current_%(class)s_per_work",
        ),
        models.CheckConstraint(
            condition=Q(grade__range=(1, 12)), name="%(class)s_grade_from_1_to_12"
        ),
        models.CheckConstraint(
            condition=Q(procedure__in=[procedure.value for procedure in Procedure]),
            name="%(class)s_procedure_known",
        ),
    ]
