"""What filters offer."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from core.values import academic_year


def years_of(queryset: QuerySet[Any]) -> list[tuple[int, str]]:
    """The school years of the rows as choices, newest first."""
    years = queryset.order_by("-academic_year").values_list("academic_year", flat=True).distinct()
    return [(year, academic_year.label(year)) for year in years]
