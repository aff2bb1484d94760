"""Which activities have work on them, and which indicators values, that must not be lost."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Count, F, Q

from core.values.wording import counted
from roadmaps.models import Assignment, Indicator

HAS_VALUES = (
    "По показателю внесён факт, удалить его нельзя: пропали бы данные. "
    "Сначала удалите факт по годам."
)


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


def indicators_with_values(indicator_ids: Collection[int]) -> set[int]:
    """Those for which people have entered actual values.

    The copy in an amendment has none of its own: those of the plan's indicator count.
    """
    entered = Q(values__isnull=False) | Q(origin__values__isnull=False)
    found = Indicator.objects.filter(entered, pk__in=indicator_ids)
    return set(found.values_list("pk", flat=True))
