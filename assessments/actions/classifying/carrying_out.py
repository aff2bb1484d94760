"""Carrying out a calculation: judged and written batch by batch, once, and never edited again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from django.db import transaction
from django.utils import timezone

from accounts.actions.audit import record
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
from assessments.queries.run_inputs import Batch, RunInputs, figures_stamp
from core.web.refusals import NotPossible
from schools.models import School

STEP = "Посчитано школ"
SURVEY_STEP = "Прочитано школ"
CHANGED = (
    "Пока считался перечень, результаты несколько раз менялись. Запустите расчёт, когда загрузка "
    "закончится."
)
_ATTEMPTS = 3

Progress = Callable[[str, int, int], None]


class _FiguresChanged(Exception):
    """What was read or written first is not what is there now: the calculation begins again."""


def carry_out_run(run_id: int, progress: Progress | None = None) -> ClassificationRun:
    """Calculate and save the verdicts; a run that is finished already stays as it is.

    The schools are read in one ordered pass, before it once more where the criteria compare with
    the population; memory holds one batch of schools. Each batch is written by itself: nobody
    waits for a calculation of the country, and how far it is can be seen. What a killed worker has
    left is thrown away. `progress` speaks within each of these writings, so that a worker whose
    work another one has taken over writes nothing.

    Where the results change meanwhile the calculation begins again; NotPossible where they go on
    changing.
    """
    for _ in range(_ATTEMPTS):
        run = _emptied(run_id, progress)
        if run.finished_at is not None:
            return run
        try:
            return _Calculation(run, progress).carry_out()
        except _FiguresChanged:
            continue
    raise NotPossible(CHANGED)


@transaction.atomic
def _emptied(run_id: int, progress: Progress | None) -> ClassificationRun:
    """The run, without what an earlier attempt has written."""
    run = _locked(run_id)
    if run.finished_at is None:
        if progress:
            progress(STEP, 0, 0)
        Verdict.objects.filter(run=run).delete()
    return run


def _locked(run_id: int) -> ClassificationRun:
    ClassificationRun.objects.select_for_update().get(pk=run_id)
    related = ("municipality", "region", "requested_by")
    return ClassificationRun.objects.select_related(*related).get(pk=run_id)


class _Calculation:
    """One attempt over the figures as they stand when it begins."""

    def __init__(self, run: ClassificationRun, progress: Progress | None) -> None:
        self.run = run
        self.progress = progress
        self.stamp = figures_stamp(run.place)
        self.criteria: Criteria = from_snapshot(run.criteria)
        self.inputs = RunInputs(run.place, run.academic_year, self.criteria.plan)
        self.references = self.inputs.references()

    def carry_out(self) -> ClassificationRun:
        """The finished run; _FiguresChanged where it would mix two states of the results."""
        surveyed = self._digest()
        landscape = survey(
            self._surveyed(surveyed), self.criteria, academic_year=self.run.academic_year,
            references=self.references,
        )  # fmt: skip
        digest = self._digest()
        number = 0
        categories: Counter[Category] = Counter()
        for batch in self.inputs.batches():
            self._note(batch, digest)
            verdicts = self._judged(batch, landscape)
            number += len(verdicts)
            categories.update(one.standing for one in verdicts)
            self._write(verdicts, number)
        if self.criteria.plan.needs_survey and surveyed.hexdigest() != digest.hexdigest():
            raise _FiguresChanged
        return self._finish(digest.hexdigest(), categories)

    def _digest(self) -> InputDigest:
        return InputDigest(
            self.criteria, academic_year=self.run.academic_year, references=self.references
        )

    def _surveyed(self, digest: InputDigest) -> Iterator[SchoolFacts]:
        number = 0
        for batch in self.inputs.batches():
            self._note(batch, digest)
            for _, facts in batch.lines:
                yield facts
            number += len(batch.lines)
            if self.progress:
                self.progress(SURVEY_STEP, number, len(self.inputs.schools))

    def _note(self, batch: Batch, digest: InputDigest) -> None:
        for school, facts in batch.lines:
            digest.add_references(
                str(school.municipality_id), batch.references.get(school.municipality_id, {})
            )
            digest.add(facts)

    def _judged(self, batch: Batch, landscape: Landscape) -> list[Verdict]:
        seen: Mapping[int, Landscape] = {
            pk: landscape.with_references(own) for pk, own in batch.references.items()
        }
        return [
            _saved_verdict(
                self.run, school,
                classify_school(
                    facts, self.criteria, academic_year=self.run.academic_year,
                    landscape=seen.get(school.municipality_id, landscape),
                ),
            )
            for school, facts in batch.lines
        ]  # fmt: skip

    @transaction.atomic
    def _write(self, verdicts: list[Verdict], number: int) -> None:
        if self.progress:
            self.progress(STEP, number, len(self.inputs.schools))
        Verdict.objects.bulk_create(verdicts, batch_size=200)

    def _is_torn(self, run: ClassificationRun, schools: int) -> bool:
        """Whether another attempt at the same run has thrown away what this one wrote."""
        return run.verdicts.count() != schools

    @transaction.atomic
    def _finish(self, digest: str, categories: Counter[Category]) -> ClassificationRun:
        run, schools = _locked(self.run.pk), categories.total()
        if run.finished_at is not None:
            return run
        if self.progress:
            self.progress(STEP, schools, schools)
        if figures_stamp(run.place) != self.stamp or self._is_torn(run, schools):
            raise _FiguresChanged
        run.finished_at = timezone.now()
        run.input_digest = digest
        run.save(update_fields=["finished_at", "input_digest"])
        record(
            by=run.requested_by, action="finish classification", subject=run,
            municipality_id=run.municipality_id,
            summary=f"{run}: {_tally(run, self.criteria, categories)} из {schools}",
        )  # fmt: skip
        if run.municipality is not None:
            figures_changed(run.municipality)
        return run


def _tally(run: ClassificationRun, criteria: Criteria, categories: Counter[Category]) -> str:
    """«в перечне 3»; by auxiliary criteria the number of each category that they give."""
    if run.words.are_of_list:
        said = [Category.LOW_RESULTS]
    else:
        said = [one.category for one in criteria.plan.rules]
    return ", ".join(f"{run.words.headings[one]} {categories[one]}" for one in dict.fromkeys(said))


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
