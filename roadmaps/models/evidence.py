"""Documents that prove the work."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from roadmaps.domain.evidence import KIND_NAMES, LINK_LIMIT, DocumentKind
from roadmaps.models.work import Assignment
from roadmaps.querysets.evidence import EvidenceQuerySet


class Evidence(models.Model):
    """A document that proves the work was done: a file with its digest, or a link.

    A document that serves several assignments has a row for each; the rows share the stored file.
    A new version names the row that it `replaces`; the former row is removed but stays readable.
    """

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="evidence")
    kind = models.CharField(
        "вид документа",
        max_length=10,
        choices=[(kind.value, name) for kind, name in KIND_NAMES.items()],
        default=DocumentKind.OTHER.value,
    )
    file = models.FileField("файл", upload_to="evidence/%Y/%m/", blank=True)
    url = models.URLField("ссылка", max_length=LINK_LIMIT, blank=True)
    file_name = models.CharField("имя файла", max_length=255)
    content_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveIntegerField("размер, байт", default=0)
    sha256 = models.CharField(max_length=64, db_index=True)
    remark = models.CharField("пояснение", max_length=500, blank=True)
    taken_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    replaces = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    replaced_because = models.CharField("почему заменён", max_length=500, blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    uploaded_at = models.DateTimeField("приложено", default=timezone.now)
    removed_at = models.DateTimeField("убрано", null=True, blank=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = "подтверждающий документ"
        verbose_name_plural = "подтверждающие документы"
        constraints = [
            models.UniqueConstraint(
                fields=["assignment", "sha256"],
                condition=Q(removed_at__isnull=True),
                name="evidence_file_once",
            ),
            models.CheckConstraint(
                condition=(Q(file="") & ~Q(url="")) | (~Q(file="") & Q(url="")),
                name="evidence_is_file_or_link",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_link(self) -> bool:
        """Whether it is an address and not a file."""
        return bool(self.url)
