"""All versions of criteria under a key: who made them, what they changed, what came of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.db.models.fields.json import KT

from accounts.models import AuditEvent
from accounts.queries import EventLine, event_lines
from assessments.domain.criteria import Criteria
from assessments.domain.criteria.differences import Difference, differences
from assessments.models import ApprovedList, ClassificationRun, CriteriaSet
from assessments.queries.criteria import base_of_version, source_of

RUNS_SHOWN = 100
"""Newest calculations and lists that are named on the page; all are counted."""
EVENTS_READ = 500


@dataclass(frozen=True, slots=True)
class Use:
    """A calculation by a version, and the lists of orders that rest on it."""

    run: ClassificationRun
    is_changed: bool
    lists: tuple[ApprovedList, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """One version; `stored` is None for what ships. `runs` counts calculations, also unnamed.

    `source` is what it was copied from, as far as that is to be found.
    """

    criteria: Criteria
    source: Criteria | None
    stored: CriteriaSet | None
    differences: tuple[Difference, ...]
    events: tuple[EventLine, ...]
    uses: tuple[Use, ...]
    runs: int

    @property
    def unnamed(self) -> int:
        """Calculations that the page does not name."""
        return self.runs - len(self.uses)


def versions_of(user: Any, stored: CriteriaSet) -> list[Version]:
    """The versions under the key of `stored`, the newest first, as far as the person sees them."""
    seen = CriteriaSet.objects.visible_to(user).of(stored.municipality_id)
    found = list(seen.filter(key=stored.key).select_related("municipality").order_by("version"))
    runs = _runs(user, stored.key)
    if stored.municipality_id is not None:
        runs = runs.filter(municipality=stored.municipality_id)
    used, counted = _uses(user, runs), _counted(runs)
    events = _events(user, found)
    made = []
    before = base_of_version(found[0])
    known = {one.address: one.criteria for one in found}
    for one in found:
        changes = differences(before, one.criteria) if before else []
        version = str(one.version)
        source = known.get(one.based_on) or source_of(one)
        made.append(
            Version(
                one.criteria, source, one, tuple(changes), events[one.pk],
                _of_version(used, one.criteria), counted[version],
            )
        )  # fmt: skip
        before = one.criteria
    return made[::-1]


def version_that_ships(user: Any, criteria: Criteria) -> list[Version]:
    """What ships has one version; earlier ones are known from calculations alone."""
    runs = _runs(user, criteria.key)
    used = _of_version(_uses(user, runs), criteria)
    return [Version(criteria, None, None, (), (), used, _counted(runs)[criteria.version])]


def _runs(user: Any, key: str) -> QuerySet[ClassificationRun]:
    return ClassificationRun.objects.visible_to(user).finished().filter(criteria__key=key)


def _counted(runs: QuerySet[ClassificationRun]) -> Counter[str]:
    return Counter(runs.order_by().values_list(KT("criteria__version"), flat=True))


def _uses(user: Any, runs: QuerySet[ClassificationRun]) -> list[tuple[ClassificationRun, Any]]:
    """The newest calculations with their lists."""
    newest = list(
        runs.select_related("municipality", "region").order_by("-finished_at", "-pk")[:RUNS_SHOWN]
    )
    lists: Mapping[int, list[ApprovedList]] = defaultdict(list)
    seen = ApprovedList.objects.visible_to(user).exclude(state="draft")
    for one in seen.filter(run__in=[run.pk for run in newest]).order_by("-pk"):
        lists[one.run_id].append(one)
    return [(run, tuple(lists[run.pk])) for run in newest]


def _of_version(
    used: Sequence[tuple[ClassificationRun, tuple[ApprovedList, ...]]], criteria: Criteria
) -> tuple[Use, ...]:
    return tuple(
        Use(run, run.criteria["parameters"] != _parameters(criteria, run), lists)
        for run, lists in used
        if run.criteria["version"] == criteria.version
    )


def _parameters(criteria: Criteria, run: ClassificationRun) -> Any:
    return criteria.widened_to(run.place.level).snapshot()["parameters"]


def _events(user: Any, found: Sequence[CriteriaSet]) -> dict[int, tuple[EventLine, ...]]:
    """What people did to each version, the earliest first."""
    events = AuditEvent.objects.about_all((CriteriaSet, [one.pk for one in found]))
    newest = list(events[:EVENTS_READ])
    made: dict[int, list[EventLine]] = {one.pk: [] for one in found}
    for event, line in zip(newest, event_lines(newest, user), strict=True):
        made[event.subject_id].insert(0, line)
    return {pk: tuple(lines) for pk, lines in made.items()}
