"""What is on its way to becoming evidence: files sent in pieces and photographed sheets."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from roadmaps.models.evidence import Evidence
from roadmaps.models.work import Assignment
from roadmaps.querysets.uploads import OwnQuerySet


class Upload(models.Model):
    """A file that arrives in pieces, one after another, over however many connections.

    `received` bytes are here; the next piece begins there. A finished one names its `evidence`, or
    is a photographed sheet (`is_sheet`).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="uploads")
    is_sheet = models.BooleanField(default=False)
    file_name = models.CharField(max_length=255)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    received = models.PositiveIntegerField(default=0)
    touched_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)
    evidence = models.ForeignKey(Evidence, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = OwnQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "assignment", "sha256", "is_sheet"],
                condition=Q(finished_at__isnull=True),
                name="upload_under_way_once",
            ),
            models.CheckConstraint(
                condition=Q(received__lte=F("size")), name="upload_not_beyond_its_size"
            ),
        ]

    def __str__(self) -> str:
        return self.file_name


class UploadPiece(models.Model):
    """A part of a file; gone as soon as the file is whole or forgotten."""

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="pieces")
    offset = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["upload", "offset"], name="upload_piece_once")
        ]

    def __str__(self) -> str:
        return f"{self.upload_id}: {self.offset}"


class PhotoSheet(models.Model):
    """A photographed sheet that waits to become a page of a document."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="sheets")
    file = models.FileField(upload_to="sheets/%Y/%m/")
    size = models.PositiveIntegerField()
    position = models.PositiveIntegerField()
    quarter_turns = models.PositiveSmallIntegerField(default=0)
    added_at = models.DateTimeField(default=timezone.now)

    objects = OwnQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return f"{self.assignment_id}: {self.position}"
