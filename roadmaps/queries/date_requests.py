"""Requests for another date as the queue of those who answer and as the page of an assignment."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from core.values.wording import short_date
from roadmaps.models import Assignment, DateRequest, RequestState
from roadmaps.queries.work import judged_by, owed_by


def requests_waiting_for(user: Any) -> QuerySet[DateRequest]:
    """Requests that the person may answer, oldest first; their own wait for others."""
    waiting: Any = DateRequest.objects.visible_to(user)
    return (
        waiting.waiting()
        .filter(assignment__in=Assignment.objects.filter(judged_by(user)))
        .filter(~Q(asked_by=user.pk))
        .exclude(assignment__in=Assignment.objects.filter(owed_by(user)))
        .select_related(
            "assignment__school",
            "assignment__party",
            "assignment__occurrence__activity__roadmap__municipality",
        )
        .order_by("asked_at", "pk")
    )


def open_request_of(assignment: Assignment) -> DateRequest | None:
    """The request that waits for an answer."""
    return assignment.date_requests.filter(state=RequestState.OPEN).first()


def last_refusal_of(assignment: Assignment) -> DateRequest | None:
    """The last answer where it was a refusal: the doer reads it until the date is settled."""
    last = assignment.date_requests.exclude(state=RequestState.OPEN).order_by("-pk").first()
    return last if last is not None and last.state == RequestState.REFUSED else None


def due_of(request: DateRequest) -> str:
    """The date that stands now: «30.10.2026»."""
    assignment = request.assignment
    return short_date(assignment.own_due_on or assignment.occurrence.due_on)
