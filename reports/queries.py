"""Reads of reports shaped for their pages."""

from typing import Any

from django.db.models import QuerySet

from reports.models import Report


def report_list(user: Any) -> QuerySet[Report]:
    """Reports that the person sees, newest first, with what their rows show."""
    return (
        Report.objects.visible_to(user)
        .select_related("job", "requested_by", "municipality")
        .order_by("-requested_at", "-pk")
    )


def report_of(user: Any) -> QuerySet[Report]:
    """Reports for the page of one report."""
    return Report.objects.visible_to(user).select_related(
        "job", "requested_by", "municipality__region"
    )
