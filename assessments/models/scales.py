"""Scales and minimum scores that people enter beside those the portal ships, and their files."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from assessments.domain.procedures import Procedure, Work
from assessments.domain.scales import Certainty, Level, Scale
from assessments.models.facts import PROCEDURE_CHOICES
from assessments.models.imports import ImportState
from assessments.querysets import ScaleUploadQuerySet, StoredScaleQuerySet
from core.values import academic_year
from schools.models import Municipality, Region


class ScaleUpload(models.Model):
    """A table of scales on its way in: what was read and what is wrong with it, never changed."""

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField("файл", max_length=255)
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

    objects = ScaleUploadQuerySet.as_manager()

    class Meta:
        verbose_name = "файл шкал"
        verbose_name_plural = "файлы шкал"
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft", decided_at__isnull=True)
                | ~Q(state="draft") & Q(decided_at__isnull=False),
                name="scale_upload_decided_at_with_state",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name


def _one_in_force(name: str, place: list[str], condition: Q) -> models.UniqueConstraint:
    return models.UniqueConstraint(
        fields=[*place, "procedure", "subject", "grade", "first_year"],
        condition=condition & Q(ended_at__isnull=True),
        name=name,
    )


class StoredScale(models.Model):
    """One version of a scale for a municipality, a region or, with neither, everybody.

    A version is never edited: a correction is a new version that `replaces` the old one, which
    ends at that moment; a withdrawn one ends without a follower. Years are academic years by their
    first calendar year. Figures as in `assessments.domain.scales.Scale`.
    """

    municipality = models.ForeignKey(
        Municipality, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name="муниципалитет",
    )  # fmt: skip
    region = models.ForeignKey(
        Region, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name="регион",
    )  # fmt: skip
    procedure = models.CharField("процедура", max_length=12, choices=PROCEDURE_CHOICES)
    subject = models.CharField("предмет", max_length=60)
    grade = models.PositiveSmallIntegerField("класс")
    first_year = models.PositiveSmallIntegerField("действует с учебного года")
    last_year = models.PositiveSmallIntegerField("действует по учебный год")
    max_score = models.PositiveSmallIntegerField("наибольший балл", null=True, blank=True)
    twos_to = models.PositiveSmallIntegerField("«2» до", null=True, blank=True)
    threes_to = models.PositiveSmallIntegerField("«3» до", null=True, blank=True)
    fours_to = models.PositiveSmallIntegerField("«4» до", null=True, blank=True)
    minimum = models.PositiveSmallIntegerField("наименьший балл", null=True, blank=True)
    entry_minimum = models.PositiveSmallIntegerField("балл для вуза", null=True, blank=True)
    conditions = models.CharField("условия", max_length=300, blank=True)
    source = models.CharField("источник", max_length=300)
    note = models.CharField("примечание", max_length=500, blank=True)
    upload = models.ForeignKey(
        ScaleUpload, null=True, blank=True, on_delete=models.PROTECT, related_name="scales"
    )
    cell = models.CharField("ячейка", max_length=12, blank=True)
    replaces = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+",
        verbose_name="внёс",
    )  # fmt: skip
    entered_at = models.DateTimeField("внесена", auto_now_add=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    ended_at = models.DateTimeField("перестала действовать", null=True)

    objects = StoredScaleQuerySet.as_manager()

    class Meta:
        verbose_name = "шкала"
        verbose_name_plural = "шкалы"
        constraints = [
            models.CheckConstraint(
                condition=Q(municipality__isnull=True) | Q(region__isnull=True),
                name="scale_of_one_place",
            ),
            models.CheckConstraint(
                condition=Q(last_year__gte=F("first_year")), name="scale_years_in_order"
            ),
            models.CheckConstraint(
                condition=Q(threes_to__gt=F("twos_to")) & Q(fours_to__gt=F("threes_to")),
                name="scale_bounds_rise",
            ),
            models.CheckConstraint(
                condition=Q(procedure__in=[procedure.value for procedure in Procedure]),
                name="scale_procedure_known",
            ),
            _one_in_force(
                "one_scale_of_municipality", ["municipality"], Q(municipality__isnull=False)
            ),
            _one_in_force("one_scale_of_region", ["region"], Q(region__isnull=False)),
            _one_in_force(
                "one_scale_of_all", [], Q(municipality__isnull=True, region__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"Шкала: {self.work.title}, {self.years}"

    @property
    def work(self) -> Work:
        """The work whose scores it reads."""
        return Work(Procedure(self.procedure), self.subject, self.grade)

    @property
    def years(self) -> str:
        """«2025/26» or «2025/26–2026/27»."""
        return academic_year.span(self.first_year, self.last_year)

    @property
    def level(self) -> Level:
        """For whom it is in force."""
        if self.municipality_id is not None:
            return Level.MUNICIPALITY
        return Level.INSTALLATION if self.region_id is None else Level.REGION

    @property
    def value(self) -> Scale:
        """The scale as the domain knows it."""
        return Scale(
            self.work, self.first_year, self.last_year, self.max_score, self.twos_to,
            self.threes_to, self.fours_to, self.minimum, self.entry_minimum, self.conditions,
            self.source, Certainty.ENTERED, self.note, self.level, self.pk,
        )  # fmt: skip
