"""The calculations that are measured: the code of a run, whole and in its parts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bench.country.making import YEARS
from bench.country.statements import low_by_sql

YEAR = YEARS[-1]


@dataclass(frozen=True, slots=True)
class Question:
    """One calculation, and over how many years its SQL statement goes.

    `reads` is how many years a run reads: 30/2 looks at the year before for schools at risk.
    """

    title: str
    key: str
    settings: tuple[str, ...]
    years: int
    reads: int


QUESTIONS = (
    Question("федеральные 30/2, один год", "federal-30-2", (), 1, 2),
    Question(
        "30/2 или три года подряд по той же процедуре", "federal-30-2-repeat-or",
        ("repeat_years=3",), 3, 3,
    ),
)  # fmt: skip


def reading(question: Question) -> int:
    """Read what the run reads, nothing else; how many results."""
    return sum(len(facts.results) for facts in _inputs(question).facts())


def judging(question: Question) -> int:
    """Read, take the digest and judge each school; nothing is saved. How many schools."""
    from assessments.domain.classification import classify_school, survey
    from assessments.domain.digests import InputDigest

    criteria, inputs = criteria_of(question), _inputs(question)
    digest = InputDigest(criteria, academic_year=YEAR)
    landscape = survey((), criteria, academic_year=YEAR)
    number = 0
    for facts in inputs.facts():
        digest.add(facts)
        classify_school(facts, criteria, academic_year=YEAR, landscape=landscape)
        number += 1
    return number


def carrying_out(question: Question) -> int:
    """The whole run over the country as a worker does it, with everything saved; its key."""
    from assessments.actions.classifying import carry_out_run, create_run_at
    from assessments.models import RunPlace

    criteria = criteria_of(question)
    run = create_run_at(place=RunPlace(), academic_year=YEAR, criteria=criteria, by=None)
    return carry_out_run(run.pk).pk


def plain_sql(question: Question) -> int:
    """The statement with its answer fetched; how many schools are in the list."""
    return sum(listed for _, listed in low_by_sql(YEAR, question.years).values())


def results_read(question: Question) -> int:
    """How many results the run reads."""
    from assessments.models import Result, RunPlace
    from assessments.queries.classification import schools_of

    years = range(YEAR - question.reads + 1, YEAR + 1)
    found = Result.objects.first_results().filter(academic_year__in=years)
    return found.filter(school__in=schools_of(RunPlace(), YEAR)).count()


def differences(question: Question, run: int) -> list[str]:
    """Schools whose verdict and whose line of the statement differ; none where all is well."""
    from assessments.models import Verdict

    told = low_by_sql(YEAR, question.years)
    verdicts = Verdict.objects.filter(run=run).values_list(
        "school__login", "low_procedures", "category"
    )
    found = []
    for login, low, category in verdicts.iterator():
        judged = (low, category == "low_results")
        if judged != told.pop(login, (0, False)):
            found.append(login)
    return [*found, *told]


def criteria_of(question: Question) -> Any:
    """The shipped criteria with the question's parameters."""
    from assessments.domain.criteria import shipped

    return shipped(question.key).with_settings(question.settings)


def _inputs(question: Question) -> Any:
    from assessments.models import RunPlace
    from assessments.queries.run_inputs import RunInputs

    return RunInputs(RunPlace(), YEAR, criteria_of(question).plan)


Measures = tuple[tuple[str, Callable[[Question], Any]], ...]
WHOLE = "расчёт целиком, с записью"
MEASURES: Measures = (
    ("чтение результатов", reading), ("чтение и выводы", judging), (WHOLE, carrying_out),
)  # fmt: skip
