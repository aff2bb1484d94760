"""Accepting a calculation: of a municipality, a region or the country."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from accounts.actions.audit import record
from accounts.actions.jobs import request_job
from accounts.models import Job, User
from assessments.domain.criteria import Criteria
from assessments.models import ClassificationRun, RunCause, RunPlace
from assessments.permissions import require_run_at
from assessments.queries.automatic_runs import RUN_JOBS
from assessments.queries.classification import schools_of
from core.web.refusals import NotPossible
from schools.models import Municipality

JOB_KIND = RUN_JOBS
NO_SCHOOLS = (
    "В муниципалитете нет ни одной школы. Сначала загрузите список школ, затем рассчитайте "
    "перечень."
)
NO_SCHOOLS_ANYWHERE = (
    "Здесь нет ни одной школы, которая работала в этом учебном году. Сначала муниципалитеты "
    "загружают списки школ."
)


@transaction.atomic
def start_run_at(
    *, place: RunPlace, academic_year: int, criteria: Criteria, by: User
) -> ClassificationRun:
    """Accept a calculation; a background job carries it out.

    The same calculation that the person has in work already is returned: a second click.
    """
    require_run_at(by, place)
    same = _in_work(place, academic_year, criteria, by)
    if same is not None:
        return same
    run = created(place, academic_year, criteria, by)
    request_job(kind=JOB_KIND, subject_id=run.pk, title=str(run), by=by)
    return run


def start_run(
    *, municipality: Municipality, academic_year: int, criteria: Criteria, by: User
) -> ClassificationRun:
    """The same for one municipality."""
    return start_run_at(
        place=RunPlace(municipality), academic_year=academic_year, criteria=criteria, by=by
    )


def create_run_at(
    *, place: RunPlace, academic_year: int, criteria: Criteria, by: User | None
) -> ClassificationRun:
    """A run with its rules frozen, to be carried out at once by the caller.

    Raises NotPossible where the place has no schools or the criteria are not for the year.
    """
    return created(place, academic_year, criteria, by)


def create_run(
    *, municipality: Municipality, academic_year: int, criteria: Criteria, by: User | None
) -> ClassificationRun:
    """The same for one municipality."""
    return created(RunPlace(municipality), academic_year, criteria, by)


@transaction.atomic
def restart_run(*, run: ClassificationRun, by: User) -> ClassificationRun:
    """Accept the work again where it has failed; a finished run stays as it is."""
    require_run_at(by, run.place)
    if run.finished_at is None:
        request_job(kind=JOB_KIND, subject_id=run.pk, title=str(run), by=by)
    return run


def _in_work(
    place: RunPlace, academic_year: int, criteria: Criteria, by: User
) -> ClassificationRun | None:
    # Two clicks at once wait for each other here.
    if place.municipality is not None:
        Municipality.objects.select_for_update().get(pk=place.municipality.pk)
    else:
        User.objects.select_for_update().get(pk=by.pk)
    unfinished = ClassificationRun.objects.filter(
        municipality=place.municipality,
        region=place.region,
        academic_year=academic_year,
        requested_by=by,
        finished_at__isnull=True,
        pk__in=Job.objects.active().filter(kind=JOB_KIND).values("subject_id"),
    )
    snapshot = criteria.snapshot()
    return next((run for run in unfinished if run.criteria == snapshot), None)


@transaction.atomic
def created(
    place: RunPlace,
    academic_year: int,
    criteria: Criteria,
    by: User | None,
    *,
    cause: RunCause = RunCause.HAND,
    cause_files: Sequence[Sequence[object]] = (),
) -> ClassificationRun:
    """A run with its rules frozen and what it was asked for by; NotPossible without schools."""
    out_of_years = criteria.out_of_years(academic_year)
    if out_of_years:
        raise NotPossible(out_of_years)
    if not schools_of(place, academic_year).exists():
        raise NotPossible(NO_SCHOOLS_ANYWHERE if place.is_wide else NO_SCHOOLS)
    run = ClassificationRun.objects.create(
        municipality=place.municipality,
        region=place.region,
        academic_year=academic_year,
        criteria=criteria.snapshot(),
        makes_list=criteria.makes_list and not place.is_wide,
        requested_by=by,
        cause=cause,
        cause_files=list(cause_files),
    )
    why = "" if cause == RunCause.HAND else f", {run.cause_words}"
    record(
        by=by, action="start classification", subject=run, municipality_id=run.municipality_id,
        summary=f"{run}: начат расчёт по критериям «{criteria.name}»{why}",
    )  # fmt: skip
    return run
