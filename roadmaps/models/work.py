"""Dated work: occurrences of activities, and what each school or party owes."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core.values.wording import short_date
from roadmaps.domain.returning import REASON_NAMES
from roadmaps.domain.work import STATUS_NAMES, Move, Status
from roadmaps.models.calendars import CalendarEvent
from roadmaps.models.parties import Party
from roadmaps.models.plans import Activity
from roadmaps.querysets.work import (
    AssignmentQuerySet,
    OccurrenceQuerySet,
    OfAssignmentQuerySet,
)
from schools.models import School


class Occurrence(models.Model):
    """One dated occurrence (контрольная дата), expanded from the deadline's reading.

    Without `due_on` nobody can say yet by when: «ждёт даты». `event` gives the date where the
    activity hangs on the office's calendar.
    """

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="occurrences")
    starts_on = models.DateField("начало", null=True, blank=True)
    due_on = models.DateField("срок", null=True, blank=True)
    label = models.CharField("к чему относится", max_length=200, blank=True)
    event = models.ForeignKey(
        CalendarEvent,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="occurrences",
        verbose_name="событие календаря",
    )

    objects = OccurrenceQuerySet.as_manager()

    class Meta:
        verbose_name = "контрольная дата"
        verbose_name_plural = "контрольные даты"
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "due_on", "label"],
                condition=Q(due_on__isnull=False, event__isnull=True),
                name="occurrence_once",
            ),
            models.UniqueConstraint(
                fields=["activity", "event"],
                condition=Q(event__isnull=False),
                name="occurrence_once_per_event",
            ),
            models.UniqueConstraint(
                fields=["activity", "label"],
                condition=Q(due_on__isnull=True),
                name="undated_occurrence_once",
            ),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | Q(due_on__isnull=True)
                | Q(starts_on__lte=F("due_on")),
                name="occurrence_dates_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.activity} — {short_date(self.due_on) if self.due_on else 'ждёт даты'}"


class Assignment(models.Model):
    """What one school, or one party of the office, owes for one occurrence.

    Overdue is computed from the date (`AssignmentQuerySet.overdue`), never stored.
    """

    occurrence = models.ForeignKey(Occurrence, on_delete=models.PROTECT, related_name="assignments")
    school = models.ForeignKey(
        School, null=True, blank=True, on_delete=models.PROTECT, related_name="assignments"
    )
    party = models.ForeignKey(
        Party, null=True, blank=True, on_delete=models.PROTECT, related_name="assignments"
    )
    status = models.CharField(
        "состояние",
        max_length=12,
        choices=[(status.value, STATUS_NAMES[status]) for status in Status],
        default=Status.ASSIGNED.value,
    )
    own_due_on = models.DateField("собственный срок", null=True, blank=True)
    note = models.TextField("что сделано", blank=True)
    rounds = models.PositiveSmallIntegerField("сдач на проверку", default=0)
    submitted_at = models.DateTimeField("сдано", null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="сдал",
    )
    accepted_at = models.DateTimeField("принято", null=True, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = "поручение"
        verbose_name_plural = "поручения"
        constraints = [
            models.CheckConstraint(
                condition=Q(school__isnull=False, party__isnull=True)
                | Q(school__isnull=True, party__isnull=False),
                name="assignment_to_school_or_party",
            ),
            models.UniqueConstraint(
                fields=["occurrence", "school"],
                condition=Q(school__isnull=False),
                name="assignment_once_per_school",
            ),
            models.UniqueConstraint(
                fields=["occurrence", "party"],
                condition=Q(party__isnull=False),
                name="assignment_once_per_party",
            ),
            models.CheckConstraint(
                condition=Q(status="accepted", accepted_at__isnull=False)
                | (~Q(status="accepted") & Q(accepted_at__isnull=True)),
                name="assignment_accepted_at_with_status",
            ),
        ]
        indexes = [
            # For «на проверке», which asks for one status of a whole municipality.
            models.Index(fields=["status", "submitted_at"], name="assignment_status"),
        ]

    def __str__(self) -> str:
        return f"{self.school or self.party}: {self.occurrence}"


class AssignmentEvent(models.Model):
    """One move of an assignment, with the words that came with it."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="events")
    move = models.CharField(max_length=12, choices=[(move.value, move.value) for move in Move])
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    by_name = models.CharField(max_length=200)
    comment = models.TextField("комментарий", blank=True)
    reason = models.CharField(
        "причина возврата",
        max_length=14,
        blank=True,
        choices=[(reason.value, name) for reason, name in REASON_NAMES.items()],
    )

    objects = OfAssignmentQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.by_name}: {self.move}"
