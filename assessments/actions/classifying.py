"""Calculating the list: a run is accepted, carried out once, and never edited again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from django.db import transaction
from django.utils import timezone

from accounts.actions.audit import record
from accounts.actions.jobs import request_job
from accounts.models import Job, User
from assessments.domain import classification
from assessments.domain.classification import classify_school, survey
from assessments.domain.criteria import Criteria, from_snapshot
from assessments.domain.digests import InputDigest
from assessments.domain.rules import Category
from assessments.domain.rules.cases import SchoolFacts
from assessments.domain.rules.landscape import Landscape
from assessments.domain.verdict_data import findings_of, way_out_of, work_data
from assessments.following import figures_changed
from assessments.models import ClassificationRun, Verdict
from assessments.permissions import require_run
from assessments.queries.classification import schools_to_classify
from assessments.queries.run_inputs import RunInputs
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
        makes_list=criteria.makes_list,
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


@transaction.atomic
def carry_out_run(run_id: int, progress: Progress | None = None) -> ClassificationRun:
    """Calculate and save the verdicts; a run that is finished already stays as it is.

    Of two workers with the same run the second one waits here and finds it finished. The schools
    are read in one ordered pass, before it once more where the criteria compare with the
    population; memory holds one batch of schools. Raises NotPossible where the results have
    changed between the two passes.
    """
    run = _locked(run_id)
    if run.finished_at is not None:
        return run
    criteria = from_snapshot(run.criteria)
    inputs = RunInputs(run.municipality, run.academic_year, criteria.plan)
    references = inputs.references() if criteria.plan.needs_survey else {}
    surveyed = InputDigest(criteria, academic_year=run.academic_year, references=references)
    landscape = survey(
        _noted(inputs.facts(), surveyed), criteria, academic_year=run.academic_year,
        references=references,
    )  # fmt: skip
    digest = InputDigest(criteria, academic_year=run.academic_year, references=references)
    listed = _save_verdicts(run, inputs, criteria, landscape, digest, progress)
    if criteria.plan.needs_survey and surveyed.hexdigest() != digest.hexdigest():
        raise NotPossible(
            "Пока считался перечень, результаты изменились. Запустите расчёт ещё раз."
        )
    return _finish(run, digest.hexdigest(), listed, len(inputs.schools))


def _locked(run_id: int) -> ClassificationRun:
    ClassificationRun.objects.select_for_update().get(pk=run_id)
    return ClassificationRun.objects.select_related("municipality", "requested_by").get(pk=run_id)


def _noted(schools: Iterable[SchoolFacts], digest: InputDigest) -> Iterator[SchoolFacts]:
    for facts in schools:
        digest.add(facts)
        yield facts


def _save_verdicts(
    run: ClassificationRun,
    inputs: RunInputs,
    criteria: Criteria,
    landscape: Landscape,
    digest: InputDigest,
    progress: Progress | None,
) -> int:
    """Judge school by school and write batch by batch; how many schools are in the list."""
    pause = max(1, len(inputs.schools) // _REPORTED_STEPS)
    number = listed = 0
    for batch in inputs.batches():
        verdicts = []
        for school, facts in batch:
            number += 1
            digest.add(facts)
            found = classify_school(
                facts, criteria, academic_year=run.academic_year, landscape=landscape
            )
            listed += found.category is Category.LOW_RESULTS
            verdicts.append(_saved_verdict(run, school, found))
            if progress and (number % pause == 0 or number == len(inputs.schools)):
                progress(STEP, number, len(inputs.schools))
        Verdict.objects.bulk_create(verdicts, batch_size=200)
    return listed


def _finish(run: ClassificationRun, digest: str, listed: int, schools: int) -> ClassificationRun:
    run.finished_at = timezone.now()
    run.input_digest = digest
    run.save(update_fields=["finished_at", "input_digest"])
    record(
        by=run.requested_by, action="finish classification", subject=run,
        municipality_id=run.municipality_id,
        summary=f"{run}: в перечне {listed} из {schools}",
    )  # fmt: skip
    figures_changed(run.municipality)
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
        findings=findings_of(found),
        missing=[work_data(work) for work in found.missing],
        unclear=[work_data(work) for work in found.unclear],
        unjudged=list(found.unjudged),
        conditions=found.conditions,
        way_out=way_out_of(found.way_out),
    )
