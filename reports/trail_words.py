"""What events about reports are called, and where reports are found."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.urls import reverse

from reports.models import Report

ACTIONS = {"request report": "отчёт запрошен"}


def reports(user: Any, ids: Collection[int]) -> dict[int, str]:
    """Reports that the person sees."""
    found = Report.objects.visible_to(user).filter(pk__in=ids).values_list("pk", flat=True)
    return {pk: reverse("reports:report", args=[pk]) for pk in found}
