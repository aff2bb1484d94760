"""Calculating the list: a run is accepted, carried out once, and never edited again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.actions.audit import record
from accounts.actions.jobs import request_job
from accounts.models import Job, User
from assessments.domain import classification
from assessments.domain.classification import classify_school, input_digest
from assessments.domain.criteria import Criteria, from_snapshot
from assessments.domain.findings import Finding
from assessments.domain.measures import rounded
from assessments.domain.procedures import Work
from assessments.domain.results import Result
from assessments.domain.rules import Category
from assessments.following import figures_changed
from assessments.models import ClassificationRun, Verdict
from assessments.permissions import require_run
from assessments.queries.classification import results_to_classify, schools_to_classify
from core.web.refusals import NotPossible
from schools.models import Municipality, School

JOB_KIND = "classification"
STEP = "Посчитано школ"
_REPORTED_STEPS = 40

Progress = Callable[[str, int, int], None]


@transaction.atomic
def start_run(
    *, municipality: Municipality, academic_year: int, criteria: Criteria, by: User
) -> ClassificationRun:
    """Accept a calculation; a background job carries it out.

    The same calculation that the person has in work already is returned: a second click.
    """
    require_run(by, municipality)
    same = _in_work(municipality, academic_year, criteria, by)
    if same is not None:
        return same
    run = create_run(
        municipality=municipality, academic_year=academic_year, criteria=criteria, by=by
    )
    request_job(kind=JOB_KIND, subject_id=run.pk, title=str(run), by=by)
    return run


def _in_work(
    municipality: Municipality, academic_year: int, criteria: Criteria, by: User
) -> ClassificationRun | None:
    # Two clicks at once wait for each other here.
    Municipality.objects.select_for_update().get(pk=municipality.pk)
    unfinished = ClassificationRun.objects.filter(
        municipality=municipality,
        academic_year=academic_year,
        requested_by=by,
        finished_at__isnull=True,
        pk__in=Job.objects.active().filter(kind=JOB_KIND).values("subject_id"),
    )
    snapshot = criteria.snapshot()
    return next((run for run in unfinished if run.criteria == snapshot), None)


@transaction.atomic
def create_run(
    *, municipality: Municipality, academic_year: int, criteria: Criteria, by: User | None
) -> ClassificationRun:
    """A run with its rules frozen, to be carried out at once by the caller.

    Raises NotPossible where the municipality has no schools.
    """
    if not schools_to_classify(municipality, academic_year):
        raise NotPossible(
            "В муниципалитете нет ни одной школы. Сначала загрузите список школ, затем рассчитайте "
            "перечень."
        )
    run = ClassificationRun.objects.create(
        municipality=municipality,
        academic_year=academic_year,
        criteria=criteria.snapshot(),
        requested_by=by,
    )
    record(
        by=by, action="start classification", subject=run, municipality_id=municipality.pk,
        summary=f"{run}: начат расчёт по критериям «{criteria.name}»",
    )  # fmt: skip
    return run


@transaction.atomic
def restart_run(*, run: ClassificationRun, by: User) -> ClassificationRun:
    """Accept the work again where it has failed; a finished run stays as it is."""
    require_run(by, run.municipality)
    if run.finished_at is None:
        request_job(kind=JOB_KIND, subject_id=run.pk, title=str(run), by=by)
    return run


def carry_out_run(run_id: int, progress: Progress | None = None) -> ClassificationRun:
    """Calculate and save the verdicts; a run that is finished already stays as it is."""
    run = ClassificationRun.objects.select_related("municipality", "requested_by").get(pk=run_id)
    if run.finished_at is not None:
        return run
    schools = schools_to_classify(run.municipality, run.academic_year)
    results = results_to_classify(run.municipality, run.academic_year)
    criteria = from_snapshot(run.criteria)
    verdicts = _verdicts(run, schools, results, criteria, progress)
    digest = input_digest(
        results, criteria, academic_year=run.academic_year,
        schools=[school.login for school in schools],
    )  # fmt: skip
    return _finish(run, verdicts, digest)


def _verdicts(
    run: ClassificationRun,
    schools: list[School],
    results: list[Result],
    criteria: Criteria,
    progress: Progress | None,
) -> list[Verdict]:
    by_school: dict[str, list[Result]] = {}
    for result in results:
        by_school.setdefault(result.school, []).append(result)
    pause = max(1, len(schools) // _REPORTED_STEPS)
    verdicts = []
    for number, school in enumerate(schools, start=1):
        found = classify_school(
            school.login, by_school.get(school.login, ()), criteria,
            academic_year=run.academic_year,
        )  # fmt: skip
        verdicts.append(_saved_verdict(run, school, found))
        if progress and (number % pause == 0 or number == len(schools)):
            progress(STEP, number, len(schools))
    return verdicts


@transaction.atomic
def _finish(run: ClassificationRun, verdicts: list[Verdict], digest: str) -> ClassificationRun:
    """Save everything at once; of two workers with the same run only the first one writes."""
    now = timezone.now()
    won = ClassificationRun.objects.filter(pk=run.pk, finished_at__isnull=True).update(
        finished_at=now, input_digest=digest
    )
    if won:
        Verdict.objects.bulk_create(verdicts, batch_size=200)
        listed = sum(verdict.category == Category.LOW_RESULTS for verdict in verdicts)
        record(
            by=run.requested_by, action="finish classification", subject=run,
            municipality_id=run.municipality_id,
            summary=f"{run}: в перечне {listed} из {len(verdicts)}",
        )  # fmt: skip
        figures_changed(run.municipality)
    run.refresh_from_db()
    return run


def _saved_verdict(
    run: ClassificationRun, school: School, found: classification.Verdict
) -> Verdict:
    return Verdict(
        run=run,
        school=school,
        category=found.category.value,
        reason=found.reason,
        low_procedures=sum(finding.met for finding in found.findings),
        assessed_procedures=len(found.findings),
        findings=[_finding_as_dict(finding) for finding in found.findings],
        missing=[_work_as_dict(work) for work in found.missing],
        unclear=[_work_as_dict(work) for work in found.unclear],
        way_out={
            "pupils": found.way_out.pupils,
            "works": [_work_as_dict(work) for work in found.way_out.works],
        }
        if found.way_out
        else None,
    )


def _work_as_dict(work: Work) -> dict[str, Any]:
    return {"procedure": work.procedure.value, "subject": work.subject, "grade": work.grade}


def _finding_as_dict(finding: Finding) -> dict[str, Any]:
    source = finding.source
    return {
        **_work_as_dict(finding.work),
        "academic_year": finding.academic_year,
        "participants": finding.participants,
        "low": finding.low,
        "share": finding.share_text,
        "threshold": str(finding.threshold),
        "met": finding.met,
        "counted": finding.counted,
        "near": finding.near,
        "growth": None if finding.growth is None else f"{rounded(finding.growth, 2):.2f}",
        "grown": finding.grown,
        "margin": finding.margin,
        "recovered": finding.recovered,
        "source": {
            "file": source.file, "sheet": source.sheet, "cell": source.cell,
            "import": source.document,
        } if source else None,
    }  # fmt: skip
