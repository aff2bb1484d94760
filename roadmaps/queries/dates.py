"""Days of work on a calendar: one mark for each activity and day, however many owe it.

A school's own date makes a mark of its own. Cancelled work and that of rows which left their plan
is on no calendar.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Max, Min, Q
from django.utils import timezone

from roadmaps.domain.progress import WorkCounts, activity_standing
from roadmaps.domain.standing import Standing
from roadmaps.domain.work import OPEN_STATUSES, Status
from roadmaps.queries.rollups import RuleAndDates
from roadmaps.querysets.work import begun

_OPEN = Q(status__in=[status.value for status in OPEN_STATUSES])
_ACTIVITY = "occurrence__activity"
_BEGUN = begun(f"{_ACTIVITY}__roadmap")


@dataclass(frozen=True, slots=True)
class Mark:
    """What is due on one day of one activity, and how it stands today."""

    day: date
    activity_id: int
    roadmap_id: int
    number: str
    title: str
    standing: Standing
    total: int
    accepted: int

    @property
    def words(self) -> str:
        """«просрочено на 3 дня, 2 из 5 поручений»."""
        parts = [self.standing.word]
        if self.standing.detail:
            parts.append(self.standing.detail)
        return ", ".join(parts)


def marks_of(
    assignments: Any, first: date, last: date, today: date, rules: Mapping[int, RuleAndDates]
) -> list[Mark]:
    """The days of `assignments` from `first` to `last`, in order; `rules` as they are read.

    Of one school's work, whose days are done when the school is, there are none.
    """
    return list(_marks(assignments, first, last, today, rules))


def _marks(
    assignments: Any, first: date, last: date, today: date, rules: Mapping[int, RuleAndDates]
) -> Iterator[Mark]:
    late = _OPEN & Q(due_on__lt=today) & _BEGUN
    rows = (
        assignments.of_rows_in_plan()
        .with_due()
        .exclude(status=Status.CANCELLED.value)
        .filter(due_on__gte=first, due_on__lte=last)
        .order_by()
        .values(
            "due_on",
            activity=F(_ACTIVITY),
            roadmap=F(f"{_ACTIVITY}__roadmap"),
            number=F(f"{_ACTIVITY}__number"),
            title=F(f"{_ACTIVITY}__title"),
            position=F(f"{_ACTIVITY}__position"),
        )
        .annotate(
            total=Count("pk"),
            accepted=Count("pk", filter=Q(status=Status.ACCEPTED.value)),
            submitted=Count("pk", filter=Q(status=Status.SUBMITTED.value)),
            returned=Count("pk", filter=Q(status=Status.RETURNED.value)),
            overdue=Count("pk", filter=late),
            behind=Count("pk", filter=_OPEN & Q(due_on__lt=today) & ~_BEGUN),
            oldest_overdue=Min("due_on", filter=late),
            next_due=Min("due_on", filter=_OPEN & Q(due_on__gte=today)),
            accepted_at=Max("accepted_at"),
        )
        .order_by("due_on", "roadmap", "position", "activity")
    )
    for row in rows:
        accepted_at = row["accepted_at"]
        own = rules.get(row["activity"], RuleAndDates())
        counts = WorkCounts(
            total=row["total"],
            accepted=row["accepted"],
            submitted=row["submitted"],
            returned=row["returned"],
            overdue=row["overdue"],
            behind=row["behind"],
            oldest_overdue=row["oldest_overdue"],
            # Work handed in on time owes nothing more; its day still stands for it.
            next_due=row["next_due"] or (None if row["behind"] else row["due_on"]),
            accepted_on=timezone.localdate(accepted_at) if accepted_at else None,
            rule=own.rule,
            school_dates=own.on(row["due_on"]),
        )
        yield Mark(
            day=row["due_on"],
            activity_id=row["activity"],
            roadmap_id=row["roadmap"],
            number=row["number"],
            title=row["title"],
            standing=activity_standing(counts, today),
            total=counts.total,
            accepted=counts.accepted,
        )
