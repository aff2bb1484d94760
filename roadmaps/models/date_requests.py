"""«Прошу другой срок»: what the doer of an assignment asks and what the office answers."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from roadmaps.models.work import Assignment
from roadmaps.querysets.date_requests import DateRequestQuerySet


class RequestState(models.TextChoices):
    """Where a request stands."""

    OPEN = "open", "ждёт решения"
    AGREED = "agreed", "согласовано"
    REFUSED = "refused", "отказано"
    WITHDRAWN = "withdrawn", "отозвано"


class DateRequest(models.Model):
    """One request for another date; of each assignment one at most is open.

    `agreed_on` is the date that was agreed to, which may be another than the wished one.
    """

    assignment = models.ForeignKey(
        Assignment, on_delete=models.CASCADE, related_name="date_requests"
    )
    wished_on = models.DateField("желаемый срок")
    reason = models.TextField("почему")
    state = models.CharField(
        "состояние", max_length=10, choices=RequestState, default=RequestState.OPEN
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked_by_name = models.CharField(max_length=200)
    asked_at = models.DateTimeField("когда")
    agreed_on = models.DateField("согласованный срок", null=True, blank=True)
    answer = models.TextField("ответ", blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    answered_by_name = models.CharField(max_length=200, blank=True)
    answered_at = models.DateTimeField("решено", null=True, blank=True)

    objects = DateRequestQuerySet.as_manager()

    class Meta:
        verbose_name = "просьба о другом сроке"
        verbose_name_plural = "просьбы о другом сроке"
        constraints = [
            models.UniqueConstraint(
                fields=["assignment"], condition=Q(state="open"), name="one_open_date_request"
            ),
            models.CheckConstraint(
                condition=Q(state="open", answered_at__isnull=True)
                | ~Q(state="open") & Q(answered_at__isnull=False),
                name="date_request_answered_at_with_state",
            ),
            models.CheckConstraint(
                condition=Q(state="agreed", agreed_on__isnull=False)
                | ~Q(state="agreed") & Q(agreed_on__isnull=True),
                name="date_request_agreed_on_with_state",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assignment}: до {self.wished_on:%d.%m.%Y}"
