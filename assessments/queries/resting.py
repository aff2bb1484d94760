"""Which calculations have read the figures of a file, and which lists were made of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from assessments.domain.criteria import from_snapshot
from assessments.models import ApprovedList, ClassificationRun, ResultsImport
from core.values.wording import counted
from schools.models import Region


@dataclass(frozen=True, slots=True)
class Resting:
    """What stands on figures of a file and stays as it is when they go; the latest first.

    Of calculations of the region and of the country the office, which does not see them, is told
    the number and nothing else.
    """

    runs: list[ClassificationRun]
    lists: list[ApprovedList]
    of_region: int = 0
    of_country: int = 0

    @property
    def wide(self) -> int:
        """How many calculations over several offices there are."""
        return self.of_region + self.of_country

    @property
    def wide_words(self) -> str:
        """«1 расчёт региона и 2 расчёта страны»; empty where there is none."""
        numbers = {"региона": self.of_region, "страны": self.of_country}
        return " и ".join(
            f"{counted(number, 'расчёт', 'расчёта', 'расчётов')} {whose}"
            for whose, number in numbers.items()
            if number
        )

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
            _of_its_schools(results_import),
            academic_year__gte=min(ends),
            finished_at__gte=results_import.decided_at,
        )
        .order_by("-finished_at", "-pk")
    )
    read = [run for run in found if _has_read(run, ends)]
    runs = [run for run in read if not run.is_wide]
    lists = ApprovedList.objects.filter(run__in=runs).order_by("-academic_year", "-pk")
    of_region = sum(run.region_id is not None for run in read)
    return Resting(runs, list(lists), of_region, len(read) - len(runs) - of_region)


def _of_its_schools(results_import: ResultsImport) -> Q:
    """Calculations that hold the schools of the file's municipality."""
    own = Q(municipality=results_import.municipality_id)
    region = Q(region__in=Region.objects.filter(municipalities=results_import.municipality_id))
    return own | region | Q(municipality__isnull=True, region__isnull=True)


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
