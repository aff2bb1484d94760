"""By which criteria a run was made, and which of their parameters were changed for it."""

from __future__ import annotations

from collections.abc import Iterable

from assessments.domain.criteria import SHIPPED, Criteria, from_snapshot
from assessments.domain.criteria.differences import Difference, changed_parameters
from assessments.models import ClassificationRun, CriteriaSet


def criteria_words(run: ClassificationRun) -> str:
    """«федеральные 30/2», версия 1 (изменено: … — 25 вместо 30)."""
    said = f"«{run.criteria_name}», версия {run.criteria['version']}"
    changes = changes_of([run]).get(run.pk, [])
    if not changes:
        return said
    told = "; ".join(f"{one.what} — {one.after} вместо {one.before}" for one in changes)
    return f"{said} (изменено: {told})"


def changes_of(runs: Iterable[ClassificationRun]) -> dict[int, list[Difference]]:
    """By the run's key: parameters that were changed for it alone; runs without any are absent.

    A version that is known no more cannot be compared with, and nothing is said of it.
    """
    of_runs = list(runs)
    stored = _stored(of_runs)
    found = {run.pk: _changes(run, _version_of(run, stored)) for run in of_runs}
    return {pk: changes for pk, changes in found.items() if changes}


def _changes(run: ClassificationRun, version: Criteria | None) -> list[Difference]:
    if version is None:
        return []
    return changed_parameters(version.widened_to(run.place.level), from_snapshot(run.criteria))


def _version_of(run: ClassificationRun, stored: list[CriteriaSet]) -> Criteria | None:
    key, version = run.criteria["key"], run.criteria["version"]
    shipped = SHIPPED.get(key)
    if shipped is not None:
        return shipped if shipped.version == version else None
    return next(
        (
            one.criteria
            for one in stored
            if (one.key, str(one.version)) == (key, version)
            and one.municipality_id in (run.municipality_id, None)
        ),
        None,
    )


def _stored(runs: list[ClassificationRun]) -> list[CriteriaSet]:
    """Versions that people made, under the keys of the runs; nothing is asked where none is."""
    keys = {run.criteria["key"] for run in runs} - SHIPPED.keys()
    return list(CriteriaSet.objects.filter(key__in=keys)) if keys else []
