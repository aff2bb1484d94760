"""Calculations of the list of ШНОР and what they decided about schools."""

from __future__ import annotations

from functools import cached_property

from django.conf import settings
from django.db import models
from django.db.models import Q

from assessments.domain.criteria import from_snapshot
from assessments.domain.rules import Category
from assessments.domain.rules.categories import LIST_WORDS, CategoryWords
from assessments.models.run_places import RunPlace
from assessments.querysets import ClassificationRunQuerySet, VerdictQuerySet
from core.values import academic_year
from core.values.wording import counted
from schools.models import Municipality, Region, School

CATEGORY_TITLES = LIST_WORDS.titles
"""What the list calls them; a calculation may be by criteria with other words (`run.words`)."""
CATEGORY_CHOICES = [(category.value, CATEGORY_TITLES[category]) for category in Category]


class RunCause(models.TextChoices):
    """What a calculation was asked for by."""

    HAND = "hand", "вручную"
    IMPORT = "import", "после загрузки"
    WITHDRAWAL = "withdrawal", "после отзыва"
    SCHEDULE = "schedule", "по расписанию"
    CONTEXT = "context", "после изменения контекстных данных"


class ClassificationRun(models.Model):
    """One calculation of the list with its data and rules frozen; never edited when finished.

    Its schools are those of the municipality, else of the region, else of the country. Only a
    municipality's calculation makes a list: an office decides about its own schools.

    `cause_files` are pairs of key and name of the files, of results or of context data by `cause`,
    that asked for it.
    """

    municipality = models.ForeignKey(
        Municipality, null=True, on_delete=models.PROTECT, related_name="+"
    )
    region = models.ForeignKey(Region, null=True, on_delete=models.PROTECT, related_name="+")
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
    cause = models.CharField(max_length=10, choices=RunCause, default=RunCause.HAND)
    cause_files = models.JSONField(default=list)

    objects = ClassificationRunQuerySet.as_manager()

    class Meta:
        verbose_name = "расчёт перечня"
        verbose_name_plural = "расчёты перечня"
        constraints = [
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True, input_digest="")
                | Q(finished_at__isnull=False) & ~Q(input_digest=""),
                name="finished_run_has_digest",
            ),
            models.CheckConstraint(
                condition=Q(municipality__isnull=True) | Q(region__isnull=True),
                name="run_of_one_place",
            ),
            models.CheckConstraint(
                condition=Q(municipality__isnull=False) | Q(makes_list=False),
                name="wide_run_makes_no_list",
            ),
        ]
        indexes = [
            models.Index(
                fields=["municipality", "academic_year", "-finished_at"], name="run_latest"
            )
        ]

    def __str__(self) -> str:
        year = f"за {academic_year.label(self.academic_year)} учебный год"
        if self.words.are_of_list:
            return f"Перечень ШНОР {year}"
        name = self.criteria_name
        return f"{name[:1].upper()}{name[1:]} {year}"

    @property
    def criteria_name(self) -> str:
        """«федеральные 30/2»."""
        return str(self.criteria["name"])

    @cached_property
    def words(self) -> CategoryWords:
        """What its criteria call the categories."""
        return LIST_WORDS if self.makes_list else from_snapshot(self.criteria).words

    @property
    def place(self) -> RunPlace:
        """Whose schools it is of."""
        return RunPlace(self.municipality, self.region)

    @property
    def is_wide(self) -> bool:
        """Whether it is of a region or of the country."""
        return self.municipality_id is None

    @property
    def cause_words(self) -> str:
        """«вручную», «по расписанию», «после загрузки «a.xlsx» и ещё 2 файлов»."""
        names = [f"«{name}»" for _, name in self.cause_files]
        if not names:
            return self.get_cause_display()
        first, *others = names
        if len(others) == 1:
            said = f" и {others[0]}"
        else:
            more = counted(len(others), "файла", "файлов", "файлов")
            said = f" и ещё {more}" if others else ""
        return f"{self.get_cause_display()} {first}{said}"


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
        return f"{self.school}: {self.title}"

    @property
    def title(self) -> str:
        """The category as the criteria call it: «зона риска», «отметки вне коридора»."""
        return self.run.words.titles[self.standing]

    @property
    def heading(self) -> str:
        """The same as it is said of a school: «в зоне риска»."""
        return self.run.words.headings[self.standing]

    @property
    def standing(self) -> Category:
        """The category as a value of the domain."""
        return Category(self.category)
