"""Files of results and what became of them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from assessments.querysets import ResultsImportQuerySet
from schools.models import Municipality


class ImportState(models.TextChoices):
    """Where an uploaded workbook stands."""

    DRAFT = "draft", "на проверке"
    CONFIRMED = "confirmed", "загружен"
    DISCARDED = "discarded", "отклонён"
    WITHDRAWN = "withdrawn", "отозван"


class ResultsImport(models.Model):
    """Where figures came from: a workbook or a table filled in by hand.

    `draft` and `issues` hold what was read and are never changed. A file with pupils' names is
    not kept: `file` is empty then, and so it is for figures entered by hand.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    file = models.FileField(upload_to="results/%Y/%m/", blank=True)
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
