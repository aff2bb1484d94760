"""The lines of a calculation: what its page and its workbook are narrowed to, and their counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet
from django.http import HttpRequest

from assessments.domain.rules import Category
from assessments.models import ClassificationRun, Verdict
from assessments.queries.classification import verdicts_of
from assessments.queries.wide_runs import PlaceTotals, totals_of
from core.web.excel import excel_link
from core.web.ids import read_id
from schools.models import Municipality, Region

ROWS_A_FILE = 5_000
"""So many rows a workbook holds at most: it is made while the person waits."""


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What a page of a calculation is narrowed to; only those of several offices are."""

    run: ClassificationRun
    verdicts: QuerySet[Verdict]
    region: Region | None = None
    municipality: Municipality | None = None

    def of(self, category: str) -> QuerySet[Verdict]:
        """The lines of one category; all of them for an empty one."""
        return self.verdicts.filter(category=category) if category else self.verdicts

    @property
    def words(self) -> str:
        """The territory that is shown; empty for the whole of it."""
        place = self.municipality or self.region
        return place.name if place is not None else ""

    @property
    def asked(self) -> str:
        """What the address says of it."""
        if self.municipality is not None:
            return f"municipality={self.municipality.pk}"
        return f"region={self.region.pk}" if self.region is not None else ""


def narrowed(request: HttpRequest, run: ClassificationRun) -> tuple[Narrowed, str]:
    """What is asked for and the category, empty for all."""
    category = request.GET.get("category", "")
    category = category if category in set(Category) else ""
    verdicts = verdicts_of(request.user, run)
    if not run.is_wide:
        return Narrowed(run, verdicts), category
    municipality = (
        Municipality.objects.filter(run.place.municipalities())
        .filter(pk=read_id(request.GET.get("municipality")))
        .first()
    )
    if municipality is not None:
        verdicts = verdicts.filter(school__municipality=municipality)
        return Narrowed(run, verdicts, None, municipality), category
    region = None
    if run.region_id is None:
        region = Region.objects.filter(pk=read_id(request.GET.get("region"))).first()
    if region is not None:
        verdicts = verdicts.filter(school__municipality__region=region)
    return Narrowed(run, verdicts, region), category


def totals_shown(request: HttpRequest, shown: Narrowed) -> list[PlaceTotals]:
    """By municipality or region; empty where one municipality is looked at."""
    if not shown.run.is_wide or shown.municipality is not None:
        return []
    return totals_of(request.user, shown.run, shown.region)


def workbook_links(
    request: HttpRequest,
    run: ClassificationRun,
    rows: int,
    route: str = "assessments:run_workbook",
) -> list[tuple[str, str]]:
    """One file, or several where there are too many rows to wait for."""
    words, address = excel_link(request, route, run.pk)
    if rows <= ROWS_A_FILE:
        return [(words, address)]
    mark = "&" if "?" in address else "?"
    return [
        (f"Excel: {first}–{min(first + ROWS_A_FILE - 1, rows)}", f"{address}{mark}part={part}")
        for part, first in enumerate(range(1, rows + 1, ROWS_A_FILE), start=1)
    ]


def tally_of(request: HttpRequest, shown: Narrowed) -> list[dict[str, Any]]:
    """How many schools are in each category, for the sentence and the links above the list.

    Categories that the criteria do not give are not named.
    """
    counted = shown.verdicts.order_by().values_list("category").annotate(Count("pk"))
    found: dict[str, int] = dict(counted)
    run = shown.run
    possible = {one["category"] for one in run.criteria.get("categories", [])}
    possible |= {Category.NONE, Category.NO_DATA, *found}
    lines = [
        {"category": one.value, "words": run.words.headings[one], "number": found.get(one, 0)}
        for one in Category
        if one in possible
    ]
    lines.append({"category": "", "words": "всего", "number": sum(found.values())})
    place = [shown.asked] if shown.asked else []
    for line in lines:
        asked = [f"category={line['category']}"] if line["category"] else []
        line["url"] = f"{request.path}?{'&'.join([*asked, *place])}".removesuffix("?")
    return lines
