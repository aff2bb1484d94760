"""Reports that people had made: what was asked for, and the file that came of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import Job, JobState
from reports.domain import kinds
from reports.domain.file_names import file_title
from reports.domain.kinds import Parameters
from reports.querysets import ReportQuerySet
from schools.models import Municipality


class ReportKind(models.TextChoices):
    """What a report is about."""

    ANALYSIS_VPR = (
        kinds.ReportKind.ANALYSIS_VPR.value,
        kinds.KIND_NAMES[kinds.ReportKind.ANALYSIS_VPR],
    )
    ROADMAP_PROGRESS = (
        kinds.ReportKind.ROADMAP_PROGRESS.value,
        kinds.KIND_NAMES[kinds.ReportKind.ROADMAP_PROGRESS],
    )
    CLASSIFICATION_LIST = (
        kinds.ReportKind.CLASSIFICATION_LIST.value,
        kinds.KIND_NAMES[kinds.ReportKind.CLASSIFICATION_LIST],
    )
    CLASSIFICATION_ORDER = (
        kinds.ReportKind.CLASSIFICATION_ORDER.value,
        kinds.KIND_NAMES[kinds.ReportKind.CLASSIFICATION_ORDER],
    )
    SCHOOL_GROUNDS = (
        kinds.ReportKind.SCHOOL_GROUNDS.value,
        kinds.KIND_NAMES[kinds.ReportKind.SCHOOL_GROUNDS],
    )
    ROADMAP_ANNEX = (
        kinds.ReportKind.ROADMAP_ANNEX.value,
        kinds.KIND_NAMES[kinds.ReportKind.ROADMAP_ANNEX],
    )
    PARTNERSHIP_LIST = (
        kinds.ReportKind.PARTNERSHIP_LIST.value,
        kinds.KIND_NAMES[kinds.ReportKind.PARTNERSHIP_LIST],
    )


class ReportFormat(models.TextChoices):
    """The kind of file."""

    PDF = "pdf", "PDF"
    DOCX = "docx", "Word"
    XLSX = "xlsx", "Excel"


class Report(models.Model):
    """One report. How far it is, its job knows; the file is there when the job is done."""

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="reports")
    kind = models.CharField("вид", max_length=24, choices=ReportKind)
    format = models.CharField("формат", max_length=4, choices=ReportFormat)
    params = models.JSONField("о чём", default=dict)
    title = models.CharField("название", max_length=500)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="reports"
    )
    requested_at = models.DateTimeField("запрошен", default=timezone.now, editable=False)
    job = models.OneToOneField(Job, null=True, on_delete=models.SET_NULL, related_name="report")
    file = models.FileField("файл", upload_to="reports/%Y/%m/", blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveIntegerField("размер, байт", default=0)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = "отчёт"
        verbose_name_plural = "отчёты"
        constraints = [
            models.CheckConstraint(
                condition=Q(file="", sha256="", size=0)
                | (~Q(file="") & ~Q(sha256="") & Q(size__gt=0)),
                name="report_file_with_digest",
            )
        ]
        indexes = [
            # For the list of one municipality, newest first.
            models.Index(fields=["municipality", "-requested_at"], name="report_newest")
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def parameters(self) -> Parameters:
        """What the report was asked about."""
        return Parameters.from_json(self.params)

    @property
    def is_ready(self) -> bool:
        """Whether there is a file to download."""
        return bool(self.file)

    @property
    def is_active(self) -> bool:
        """Whether the work still goes on."""
        return not self.is_ready and self.job is not None and self.job.is_active

    @property
    def state(self) -> tuple[str, str]:
        """Sign (core.web.signs) and word of where the report stands."""
        if self.is_ready:
            return "done", "готов"
        if self.job is None or self.job.state == JobState.FAILED:
            return "returned", "не составлен"
        if self.job.state == JobState.QUEUED:
            return "ahead", "в очереди"
        return "active", "составляется"

    @property
    def file_name(self) -> str:
        """A name for the downloaded file that people recognise."""
        return f"{file_title(self.title)}.{self.format}"
