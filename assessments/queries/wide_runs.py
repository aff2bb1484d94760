"""Calculations of a region or of the country: their totals by municipality or by region."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q

from assessments.domain.rules import Category
from assessments.models import ClassificationRun, Verdict
from schools.models import Region


@dataclass(frozen=True, slots=True)
class PlaceTotals:
    """The schools of one municipality or region in a calculation, by category.

    `asked` is what the page's address says for it: «municipality=7».
    """

    name: str
    asked: str
    schools: int
    listed: int
    at_risk: int
    no_data: int


def totals_of(user: Any, run: ClassificationRun, region: Region | None) -> list[PlaceTotals]:
    """By name: municipalities of the region, or regions where the whole country is looked at."""
    by_region = run.region_id is None and region is None
    path, name = ("school__municipality__region", "region") if by_region else (
        "school__municipality", "municipality"
    )  # fmt: skip
    seen = Verdict.objects.visible_to(user).filter(run=run)
    if region is not None:
        seen = seen.filter(school__municipality__region=region)
    rows = (
        seen.annotate(place=F(path), title=F(f"{path}__name"))
        .values_list("title", "place")
        .annotate(
            schools=Count("pk"),
            listed=Count("pk", filter=Q(category=Category.LOW_RESULTS)),
            at_risk=Count("pk", filter=Q(category=Category.AT_RISK)),
            no_data=Count("pk", filter=Q(category=Category.NO_DATA)),
        )
        .order_by("title", "place")
    )
    return [PlaceTotals(title, f"{name}={pk}", *counts) for title, pk, *counts in rows]
