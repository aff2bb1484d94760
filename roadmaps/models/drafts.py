"""A plan on its way in: the file, what was understood, and what a person decided row by row."""

from __future__ import annotations

import hashlib
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from roadmaps.domain.taking import taken
from roadmaps.models.plans import Roadmap
from roadmaps.querysets.plans import PlanImportQuerySet, PlanImportRowQuerySet
from schools.models import Municipality, School


class ImportState(models.TextChoices):
    """Where an imported plan stands."""

    DRAFT = "draft", "на проверке"
    CONFIRMED = "confirmed", "создана дорожная карта"
    APPLIED = "applied", "изменения применены"
    DISCARDED = "discarded", "отклонён"


class PlanImport(models.Model):
    """An uploaded document; `draft` holds what `read_roadmap` gives and changes only where the
    document is read anew, with `column_decisions` (as `parsing.guidance` writes them).
    `text_decisions` are about its texts and figures beside the rows (`domain.taking`).

    `school` is the school whose plan it becomes; without it the plan is the office's.

    `updates` is the living roadmap that a draft is taken for a changed edition of; `roadmap` is the
    one that it made or changed. `difference` keeps what was applied of it and what was not.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    school = models.ForeignKey(
        School, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    file = models.FileField(upload_to="plans/%Y/%m/")
    file_name = models.CharField("файл", max_length=255)
    sha256 = models.CharField(max_length=64, db_index=True)
    draft = models.JSONField()
    title = models.CharField("название", max_length=500, blank=True)
    first_year = models.PositiveSmallIntegerField("первый год", null=True)
    last_year = models.PositiveSmallIntegerField("последний год", null=True)
    calendar = models.CharField("счёт лет", max_length=12, default="calendar")
    order_number = models.CharField("номер приказа", max_length=40, blank=True)
    order_date = models.DateField("дата приказа", null=True, blank=True)
    is_approved = models.BooleanField("план утверждён", default=True)
    state = models.CharField(max_length=10, choices=ImportState, default=ImportState.DRAFT)
    roadmap = models.ForeignKey(
        Roadmap, null=True, blank=True, on_delete=models.SET_NULL, related_name="imports"
    )
    updates = models.ForeignKey(
        Roadmap, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    difference = models.JSONField(null=True, blank=True)
    column_decisions = models.JSONField(default=list, blank=True)
    text_decisions = models.JSONField(default=dict, blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    uploaded_at = models.DateTimeField(auto_now_add=True)

    objects = PlanImportQuerySet.as_manager()

    class Meta:
        verbose_name = "загруженный план"
        verbose_name_plural = "загруженные планы"
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["confirmed", "applied"]) | Q(roadmap__isnull=True),
                name="only_decided_import_has_roadmap",
            ),
            models.UniqueConstraint(
                fields=["municipality", "sha256"],
                condition=Q(state="draft", school__isnull=True),
                name="one_draft_per_file",
            ),
            models.UniqueConstraint(
                fields=["school", "sha256"],
                condition=Q(state="draft", school__isnull=False),
                name="one_draft_per_file_of_school",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def taken(self) -> dict[str, Any]:
        """The draft as people leave it: its texts corrected, without what they left out."""
        return taken(self.draft, self.text_decisions)


CORRECTABLE = (
    "number",
    "title",
    "deadline_text",
    "deadline_choice",
    "responsible_text",
    "deliverable",
    "expected_outcome",
)


class RowState(models.TextChoices):
    """What a person decided about a row."""

    UNSEEN = "unseen", "не просмотрена"
    ACCEPTED = "accepted", "верно"
    DROPPED = "dropped", "пропущена"


class PlanImportRow(models.Model):
    """One activity as read and as corrected. `original` keeps what the document said."""

    plan_import = models.ForeignKey(PlanImport, on_delete=models.CASCADE, related_name="rows")
    position = models.PositiveIntegerField()
    section_id_in_draft = models.PositiveIntegerField(null=True)
    kind = models.CharField(max_length=12, default="activity")
    original = models.JSONField()
    source = models.JSONField(default=dict)
    confidence = models.DecimalField(max_digits=3, decimal_places=2)
    number = models.CharField("номер", max_length=40, blank=True)
    title = models.TextField("мероприятие", blank=True)
    deadline_text = models.TextField("срок", blank=True)
    deadline_choice = models.TextField("читать срок как", blank=True)
    responsible_text = models.TextField("ответственные", blank=True)
    deliverable = models.TextField("итоговый документ", blank=True)
    expected_outcome = models.TextField("ожидаемый результат", blank=True)
    state = models.CharField(max_length=10, choices=RowState, default=RowState.UNSEEN)

    objects = PlanImportRowQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan_import", "position"], name="import_row_position")
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()

    @property
    def seen(self) -> str:
        """What a page shows of the row, in short: a quick decision brings it back."""
        words = "\x00".join(getattr(self, name) for name in CORRECTABLE)
        return f"{self.state}.{hashlib.sha256(words.encode()).hexdigest()[:16]}"
