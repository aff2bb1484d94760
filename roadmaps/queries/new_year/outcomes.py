"""What became of the rows of a plan: who has not done what was owed."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Count, F, Q

from roadmaps.domain.new_year.taking import RowOutcome
from roadmaps.domain.progress import NO_WORK
from roadmaps.domain.work import Status
from roadmaps.models import Assignment, Roadmap
from roadmaps.queries.plans import work_by_activity


def outcomes_of(user: Any, roadmap: Roadmap, today: date) -> dict[int, RowOutcome]:
    """By activity, cancelled work left out; a fixed number of queries."""
    work = work_by_activity(user, roadmap, today)
    left = ~Q(status=Status.ACCEPTED.value)
    rows = (
        Assignment.objects.filter(occurrence__activity__roadmap=roadmap)
        .exclude(status=Status.CANCELLED.value)
        .order_by()
        .values(activity=F("occurrence__activity"))
        .annotate(
            total=Count("pk"),
            left=Count("pk", filter=left),
            schools=Count("school", distinct=True),
            schools_left=Count("school", filter=left, distinct=True),
        )
    )
    return {
        row["activity"]: RowOutcome(
            row["total"],
            row["left"],
            row["schools"],
            row["schools_left"],
            is_enough=work.get(row["activity"], NO_WORK).is_accepted,
        )
        for row in rows
    }
