"""Calculations that the portal asks for by itself: after a file of results, and at night."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from accounts.actions.audit import record
from accounts.actions.jobs import request_job
from accounts.models import Job, JobState, User
from assessments.actions.classifying.starting import JOB_KIND, created
from assessments.domain.criteria import Criteria
from assessments.models import (
    ClassificationRun,
    ImportSource,
    ResultsImport,
    RunCause,
    RunPlace,
    RunSettings,
)
from assessments.permissions import require_run, require_run_at
from assessments.queries.automatic_runs import (
    due_after_context,
    due_after_file,
    due_by_night,
    nights_of,
    settings_of,
)
from core.web.refusals import NotPossible
from schools.context_following import ContextChange
from schools.models import Municipality, Region


@transaction.atomic
def calculate_after_file(
    *, results_import: ResultsImport, cause: RunCause, by: User | None
) -> list[ClassificationRun]:
    """Ask for the calculations whose answer a decision on a file may move.

    One that waits already takes the new figures along: ten files give one calculation. Nothing is
    asked for where the office does not want it, where a program loads (`by` is None: it calculates
    when it has loaded everything), and after figures that were typed in: tables are filled in one
    after another, and the night takes them together. A year that cannot be calculated (the criteria
    are not meant for it) keeps no file from being loaded.
    """
    place = results_import.municipality
    if by is None or results_import.source == ImportSource.ENTRY:
        return []
    if not settings_of(place).after_import:
        return []
    file = [results_import.pk, results_import.file_name]
    asked = []
    for year, criteria in due_after_file(place, results_import.changed_years):
        try:
            asked.append(_asked(RunPlace(place), year, criteria, cause=cause, file=file, by=by))
        except NotPossible:
            continue
    return asked


@transaction.atomic
def calculate_after_context(change: ContextChange) -> list[ClassificationRun]:
    """Ask for the calculations that have read the context data which have changed.

    As after files of results: several changes before one is begun give one calculation.
    """
    place = RunPlace(change.municipality)
    if not settings_of(change.municipality).after_import:
        return []
    file = None if change.file is None else list(change.file)
    asked = []
    for year, criteria in list(due_after_context(change)):
        try:
            asked.append(
                _asked(place, year, criteria, cause=RunCause.CONTEXT, file=file, by=change.by)
            )
        except NotPossible:
            continue
    return asked


def calculate_by_night() -> int:
    """Ask for the calculations of years whose figures have changed; returns how many.

    Each office, region and the country by itself: one that cannot be calculated keeps no other
    from it.
    """
    number = 0
    for place, year, criteria in list(due_by_night()):
        with transaction.atomic():
            _lock(place)
            try:
                _asked(place, year, criteria, cause=RunCause.SCHEDULE)
            except NotPossible:
                continue
            number += 1
    return number


def _lock(place: RunPlace) -> None:
    """Two who decide about one place wait for each other; about the country, at its settings."""
    if place.municipality is not None:
        Municipality.objects.select_for_update(no_key=True).get(pk=place.municipality.pk)
    elif place.region is not None:
        Region.objects.select_for_update(no_key=True).get(pk=place.region.pk)
    else:
        list(RunSettings.objects.select_for_update().filter(municipality=None, region=None))


def _asked(
    place: RunPlace,
    year: int,
    criteria: Criteria,
    *,
    cause: RunCause,
    file: list[object] | None = None,
    by: User | None = None,
) -> ClassificationRun:
    waiting = _waiting(place, year, criteria)
    if waiting is not None:
        if waiting.cause == cause and file is not None:
            waiting.cause_files = [*waiting.cause_files, file]
            waiting.save(update_fields=["cause_files"])
        return waiting
    run = created(
        place, year, criteria, by, cause=cause, cause_files=[] if file is None else [file]
    )
    request_job(kind=JOB_KIND, subject_id=run.pk, title=str(run), by=by)
    return run


def _waiting(place: RunPlace, year: int, criteria: Criteria) -> ClassificationRun | None:
    """The same calculation that nobody has begun, kept from being begun until this is done."""
    unfinished = ClassificationRun.objects.filter(
        municipality=place.municipality, region=place.region, academic_year=year,
        finished_at__isnull=True,
    )  # fmt: skip
    jobs = Job.objects.select_for_update().filter(
        kind=JOB_KIND, state=JobState.QUEUED, subject_id__in=unfinished.values("pk")
    )
    found = ClassificationRun.objects.filter(pk__in=[job.subject_id for job in jobs])
    snapshot = criteria.snapshot()
    return next((run for run in found.order_by("pk") if run.criteria == snapshot), None)


@transaction.atomic
def set_run_settings(
    *, municipality: Municipality, after_import: bool, nightly: bool, by: User
) -> bool:
    """Say when the portal calculates by itself; False where that is so already."""
    require_run(by, municipality)
    _lock(RunPlace(municipality))
    kept = settings_of(municipality)
    titles = {"after_import": "после загрузки результатов", "nightly": "ночью"}
    said = {"after_import": after_import, "nightly": nightly}
    changes = {
        titles[name]: (getattr(kept, name), value)
        for name, value in said.items()
        if getattr(kept, name) != value
    }
    if not changes:
        return False
    RunSettings.objects.update_or_create(
        municipality=municipality, defaults={**said, "set_by_name": str(by)}
    )
    record(
        by=by, action="set automatic calculations", subject=municipality, changes=changes,
        municipality_id=municipality.pk, summary="Изменено, когда перечень пересчитывается сам",
    )  # fmt: skip
    return True


@transaction.atomic
def set_nights(*, nightly: Mapping[RunPlace, bool], by: User) -> bool:
    """Say which regions, and whether the country, are calculated at night; False for no change.

    A region is never calculated after single files: its offices load many a day.
    """
    changed = False
    for place, wanted in nightly.items():
        require_run_at(by, place)
        _lock(place)
        if nights_of([place])[place] == wanted:
            continue
        kept, _ = RunSettings.objects.update_or_create(
            municipality=None, region=place.region,
            defaults={"after_import": False, "nightly": wanted, "set_by_name": str(by)},
        )  # fmt: skip
        record(
            by=by, action="set automatic calculations", subject=kept,
            changes={"ночью": (not wanted, wanted)},
            summary=f"Изменено, когда пересчитывается сам расчёт: {place.words}",
        )  # fmt: skip
        changed = True
    return changed
