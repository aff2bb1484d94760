"""Reads of occurrences and assignments; dates are compared here, not stored."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from roadmaps.domain.work import CLOSED_STATUSES, OPEN_STATUSES, Move, Status
from roadmaps.querysets.plans import of_schools, published, seen_plans
from schools.querysets import Scope

DUE_SOON_DAYS = 14
SILENT_DAYS = 30
_ROADMAP = "occurrence__activity__roadmap"


def _seen_work(scope: Scope, prefix: str, plan: str) -> Q:
    """That the assignment at `prefix` is open to the person; `plan` is the path to its roadmap.

    A school sees what its own plan will ask of it while it is still writing that.
    """
    counts = published(plan) | Q(**{f"{plan}__school__isnull": False})
    return scope.office(f"{plan}__municipality") | (of_schools(scope, f"{prefix}school") & counts)


def begun(plan: str) -> Q:
    """That work by the plan at `plan` may be late: a school's plan binds once it is approved."""
    return Q(**{f"{plan}__school__isnull": True}) | published(plan)


class OccurrenceQuerySet(models.QuerySet[Any]):
    """Dated occurrences of activities."""

    def visible_to(self, user: Any) -> OccurrenceQuerySet:
        """As the roadmap."""
        return self.filter(seen_plans(Scope.of(user), "activity__roadmap"))


class AssignmentQuerySet(models.QuerySet[Any]):
    """Work that one school or one party of the office owes."""

    def visible_to(self, user: Any) -> AssignmentQuerySet:
        """The office sees all, a school its own; plans before approval oblige nobody yet."""
        return self.filter(_seen_work(Scope.of(user), "", _ROADMAP))

    def with_due(self) -> AssignmentQuerySet:
        """Adds `due_on`: the school's own date, else the occurrence's; None waits for a date."""
        return self.annotate(due_on=Coalesce(F("own_due_on"), F("occurrence__due_on")))

    def with_moves(self) -> AssignmentQuerySet:
        """Adds `moves`: how many times the date was moved for this doer."""
        return self.annotate(moves=self._times(Move.POSTPONE))

    def with_returns(self) -> AssignmentQuerySet:
        """Adds `returns`: how many times the work was sent back, an acceptance taken back too."""
        return self.annotate(returns=self._times(Move.RETURN, Move.REOPEN))

    def _times(self, *moves: Move) -> Coalesce:
        events: Any = self.model._meta.get_field("events").related_model
        names = [one.value for one in moves]
        made = events.objects.filter(assignment=OuterRef("pk"), move__in=names).order_by()
        number = made.values("assignment").annotate(number=Count("pk")).values("number")
        return Coalesce(Subquery(number), 0)

    def open(self) -> AssignmentQuerySet:
        """The doer still owes something."""
        return self.filter(status__in=[status.value for status in OPEN_STATUSES])

    def closed(self) -> AssignmentQuerySet:
        """Accepted or cancelled."""
        return self.filter(status__in=[status.value for status in CLOSED_STATUSES])

    def overdue(self, today: date) -> AssignmentQuerySet:
        """Owed, with the date behind us."""
        return self.with_due().open().filter(due_on__lt=today)

    def to_do_now(self, today: date) -> AssignmentQuerySet:
        """Owed, and overdue, sent back, or due within two weeks."""
        soon = today + timedelta(days=DUE_SOON_DAYS)
        return self.with_due().open().filter(Q(status=Status.RETURNED.value) | Q(due_on__lte=soon))

    def of_silent_schools(self, today: date) -> AssignmentQuerySet:
        """Pressing work of schools that have been silent for 30 days.

        Nothing has happened to any work of such a school: no move, no document. Only work counts
        that is overdue or due within two weeks, of plans that have been in force for that long.
        """
        first = today - timedelta(days=SILENT_DAYS)
        since = timezone.make_aware(datetime.combine(first, time()))
        of_schools = self.model.objects.filter(school__isnull=False).order_by().values("school")
        began = Coalesce(f"{_ROADMAP}__in_force_from", f"{_ROADMAP}__created_at__date")
        return (
            self.to_do_now(today)
            .alias(began_on=began)
            .filter(school__isnull=False, began_on__lte=first)
            .exclude(school__in=of_schools.filter(events__at__gte=since))
            .exclude(school__in=of_schools.filter(evidence__uploaded_at__gte=since))
        )

    def waiting_for_review(self) -> AssignmentQuerySet:
        """Handed in and not yet judged."""
        return self.filter(status=Status.SUBMITTED.value)

    def untouched(self) -> AssignmentQuerySet:
        """Nobody has done or said anything about it: it may disappear without a loss.

        A request for another date, a photographed sheet or a file on its way begin no work yet,
        but would be lost with it.
        """
        return self.filter(
            status=Status.ASSIGNED.value,
            own_due_on__isnull=True,
            note="",
            events__isnull=True,
            evidence__isnull=True,
            date_requests__isnull=True,
            sheets__isnull=True,
            uploads__isnull=True,
        )

    def in_force(self) -> AssignmentQuerySet:
        """Of plans that are being carried out now."""
        return self.filter(occurrence__activity__roadmap__status="in_force")

    def of_rows_in_plan(self) -> AssignmentQuerySet:
        """Without work of rows that an amendment took out: the plan counts it no more."""
        return self.filter(occurrence__activity__excluded_by__isnull=True)

    def of_office_plans(self) -> AssignmentQuerySet:
        """Without what schools owe by plans of their own."""
        return self.filter(occurrence__activity__roadmap__school__isnull=True)

    def of_school_plans(self) -> AssignmentQuerySet:
        """What schools owe by plans of their own."""
        return self.filter(occurrence__activity__roadmap__school__isnull=False)

    def of_begun_plans(self) -> AssignmentQuerySet:
        """Without what a school's plan will ask once it is approved: nothing of it is late yet."""
        return self.filter(begun(_ROADMAP))

    def postponed(self, today: date) -> AssignmentQuerySet:
        """Owed on a later day than planned, by agreement, and that day is ahead: not overdue."""
        moved = self.with_due().open().filter(own_due_on__gt=F("occurrence__due_on"))
        return moved.filter(due_on__gte=today)

    def awaiting_date(self) -> AssignmentQuerySet:
        """Owed, and nobody can say yet by when."""
        return self.with_due().open().filter(due_on__isnull=True)


class OfAssignmentQuerySet(models.QuerySet[Any]):
    """Events and documents of assignments."""

    def visible_to(self, user: Any) -> OfAssignmentQuerySet:
        """As the assignment."""
        return self.filter(_seen_work(Scope.of(user), "assignment__", f"assignment__{_ROADMAP}"))
