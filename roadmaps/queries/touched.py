"""Which activities have work on them that must not be lost."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Count, F

from core.values.wording import counted
from roadmaps.models import Assignment


def touched_assignments(activity_ids: Collection[int]) -> dict[int, int]:
    """How many assignments of each activity somebody has worked on; those without are left out."""
    assignments = Assignment.objects.filter(occurrence__activity__in=activity_ids)
    touched = assignments.exclude(pk__in=assignments.untouched().values("pk"))
    rows = touched.order_by().values(activity=F("occurrence__activity"))
    return {row["activity"]: row["number"] for row in rows.annotate(number=Count("pk"))}


def refusal_with_work(touched: int) -> str:
    """Why an activity with so much work cannot be deleted; empty where there is none."""
    if not touched:
        return ""
    work = counted(touched, "поручению", "поручениям", "поручениям")
    return (
        f"По {work} этого мероприятия уже есть работа, поэтому удалить его нельзя. "
        "Отмените поручения, если мероприятие больше не нужно."
    )
