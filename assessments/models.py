"""Results of assessment procedures, the files they came from, and the list of ШНОР."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from assessments.domain.marks import MarkCounts
from assessments.domain.procedures import TITLES, Procedure, Work
from assessments.domain.rules import Category
from assessments.querysets import (
    ClassificationRunQuerySet,
    ResultQuerySet,
    ResultsImportQuerySet,
    VerdictQuerySet,
)
from core.values import academic_year
from schools.models import Municipality, School

PROCEDURE_CHOICES = [(procedure.value, TITLES[procedure]) for procedure in Procedure]
CATEGORY_TITLES = {
    Category.LOW_RESULTS: "в перечне",
    Category.AT_RISK: "зона риска",
    Category.NONE: "не в перечне",
    Category.NO_DATA: "нет данных",
}
CATEGORY_CHOICES = [(category.value, CATEGORY_TITLES[category]) for category in Category]


class ImportState(models.TextChoices):
    """Where an uploaded workbook stands."""

    DRAFT = "draft", "на проверке"
    CONFIRMED = "confirmed", "загружен"
    DISCARDED = "discarded", "отклонён"


class ResultsImport(models.Model):
    """An uploaded workbook; `draft` and `issues` hold what was read and are never changed."""

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    file = models.FileField(upload_to="results/%Y/%m/")
    file_name = models.CharField("файл", max_length=255)
    sha256 = models.CharField(max_length=64, db_index=True)
    kind = models.CharField("вид файла", max_length=200)
    draft = models.JSONField()
    issues = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=ImportState, default=ImportState.DRAFT)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    uploaded_at = models.DateTimeField("загружен", auto_now_add=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField("решение принято", null=True)

    objects = ResultsImportQuerySet.as_manager()

    class Meta:
        verbose_name = "загруженные результаты"
        verbose_name_plural = "загруженные результаты"
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "sha256"],
                condition=Q(state="draft"),
                name="one_results_draft_per_file",
            ),
            models.CheckConstraint(
                condition=Q(state="draft", decided_at__isnull=True)
                | ~Q(state="draft") & Q(decided_at__isnull=False),
                name="results_import_decided_at_with_state",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name


class Result(models.Model):
    """Counts of one school, procedure, subject, grade and year. No pupil is in it.

    `academic_year` is the year the result counts for, `written_year` the one in which the work
    was written (an autumn ВПР). Marks are absent for the 100-point scale.
    """

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="results")
    procedure = models.CharField("процедура", max_length=12, choices=PROCEDURE_CHOICES)
    subject = models.CharField("предмет", max_length=60)
    grade = models.PositiveSmallIntegerField("класс")
    academic_year = models.PositiveSmallIntegerField("учебный год")
    written_year = models.PositiveSmallIntegerField("писали в учебном году")
    participants = models.PositiveIntegerField("участников")
    twos = models.PositiveIntegerField("«2»", null=True)
    threes = models.PositiveIntegerField("«3»", null=True)
    fours = models.PositiveIntegerField("«4»", null=True)
    fives = models.PositiveIntegerField("«5»", null=True)
    mean_score = models.DecimalField("средний балл", max_digits=7, decimal_places=4, null=True)
    below_minimum = models.PositiveIntegerField("ниже минимального балла", null=True)
    below_entry_minimum = models.PositiveIntegerField("ниже балла для вуза", null=True)
    high_scorers = models.PositiveIntegerField("81–100 баллов", null=True)
    recovered = models.BooleanField("число отметок восстановлено по процентам", default=False)
    results_import = models.ForeignKey(
        ResultsImport, on_delete=models.PROTECT, related_name="results"
    )
    sheet = models.CharField("лист", max_length=100, blank=True)
    cell = models.CharField("ячейка", max_length=12, blank=True)

    objects = ResultQuerySet.as_manager()

    class Meta:
        verbose_name = "результат"
        verbose_name_plural = "результаты"
        constraints = [
            models.UniqueConstraint(
                fields=["school", "academic_year", "procedure", "subject", "grade"],
                name="one_result_per_work",
            ),
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
            models.CheckConstraint(condition=Q(grade__range=(1, 12)), name="grade_from_1_to_12"),
            models.CheckConstraint(
                condition=Q(procedure__in=[procedure.value for procedure in Procedure]),
                name="result_procedure_known",
            ),
        ]
        indexes = [
            models.Index(
                fields=["academic_year", "procedure", "subject", "grade"], name="result_work"
            )
        ]

    def __str__(self) -> str:
        return f"{self.work.title}, {academic_year.label(self.academic_year)}"

    @property
    def work(self) -> Work:
        """What the federal method counts as one procedure."""
        return Work(Procedure(self.procedure), self.subject, self.grade)

    @property
    def marks(self) -> MarkCounts | None:
        """Counts of marks; None for the 100-point scale."""
        if self.twos is None or self.threes is None or self.fours is None or self.fives is None:
            return None
        return MarkCounts(self.twos, self.threes, self.fours, self.fives)


class ClassificationRun(models.Model):
    """One calculation of the list with its data and rules frozen; never edited when finished."""

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    academic_year = models.PositiveSmallIntegerField("учебный год")
    criteria = models.JSONField("критерии")
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
    category = models.CharField("категория", max_length=16, choices=CATEGORY_CHOICES)
    reason = models.TextField("основание")
    low_procedures = models.PositiveSmallIntegerField("низких процедур")
    assessed_procedures = models.PositiveSmallIntegerField("процедур с результатами")
    findings = models.JSONField()
    missing = models.JSONField(default=list)
    unclear = models.JSONField(default=list)
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
