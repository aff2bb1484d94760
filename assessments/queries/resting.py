"""Which calculations have read the figures of a file, and which lists were made of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from assessments.domain.criteria import from_snapshot
from assessments.models import ApprovedList, ClassificationRun, ResultsImport


@dataclass(frozen=True, slots=True)
class Resting:
    """What stands on figures of a file and stays as it is when they go; the latest first."""

    runs: list[ClassificationRun]
    lists: list[ApprovedList]

    @property
    def approved(self) -> list[ApprovedList]:
        """Lists that an order has approved, those that were replaced or cancelled since too."""
        return [one for one in self.lists if not one.is_draft]

    @property
    def drafts(self) -> list[ApprovedList]:
        """Lists on their way to an order."""
        return [one for one in self.lists if one.is_draft]


def resting_on(results_import: ResultsImport, touched: Iterable[tuple[int, int | None]]) -> Resting:
    """Finished calculations that looked at a year while a figure of the file counted in it.

    `touched` has the academic year of each figure and the file that replaces it now, None where
    it counts. At most three queries.
    """
    ends = _ends_by_year(touched)
    if not ends:
        return Resting([], [])
    found = (
        ClassificationRun.objects.finished()
        .filter(
            municipality=results_import.municipality_id,
            academic_year__gte=min(ends),
            finished_at__gte=results_import.decided_at,
        )
        .order_by("-finished_at", "-pk")
    )
    runs = [run for run in found if _has_read(run, ends)]
    lists = ApprovedList.objects.filter(run__in=runs).order_by("-academic_year", "-pk")
    return Resting(runs, list(lists))


def _has_read(run: ClassificationRun, ends: dict[int, datetime | None]) -> bool:
    looked_at = from_snapshot(run.criteria).plan.frame.years
    for year in range(run.academic_year - looked_at + 1, run.academic_year + 1):
        if year in ends:
            end = ends[year]
            if end is None or (run.finished_at is not None and run.finished_at < end):
                return True
    return False


def _ends_by_year(touched: Iterable[tuple[int, int | None]]) -> dict[int, datetime | None]:
    """By academic year, until when some figure of the file counted; None: it counts today."""
    heirs: dict[int, set[int | None]] = defaultdict(set)
    for year, heir in touched:
        heirs[year].add(heir)
    named = {heir for found in heirs.values() for heir in found if heir is not None}
    decided = {
        pk: day
        for pk, day in ResultsImport.objects.filter(pk__in=named).values_list("pk", "decided_at")
        if day is not None
    }
    return {
        year: None if None in found else max(decided[heir] for heir in found if heir is not None)
        for year, found in heirs.items()
    }
