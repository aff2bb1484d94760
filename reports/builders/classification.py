"""The latest classification run of a municipality as the facts of a report."""

from typing import Any

from django.utils import timezone

from assessments.domain.procedures import Procedure, Work
from assessments.domain.rules import Category
from assessments.domain.verdict_data import is_share
from assessments.models import ClassificationRun, Verdict
from assessments.queries.classification import latest_run
from reports.builders.publication import hidden_titles
from reports.domain.publication import published
from reports.domain.run_facts import Ground, RunFacts, SchoolVerdict
from schools.models import Municipality


def run_facts(
    municipality: Municipality, academic_year: int, *, public: bool = False
) -> RunFacts | None:
    """The newest finished run of the year, for publication without small groups; else None."""
    run = latest_run(municipality, academic_year)
    if run is None or run.finished_at is None:
        return None
    found = RunFacts(
        criteria=run.criteria_name,
        finished_on=timezone.localdate(run.finished_at),
        verdicts=tuple(map(_verdict, _verdicts(run))),
    )
    return published(found, hidden_titles(municipality, academic_year)) if public else found


def _verdicts(run: ClassificationRun) -> list[Verdict]:
    return list(
        Verdict.objects.filter(run=run).select_related("school").order_by("school__name", "pk")
    )


def _verdict(verdict: Verdict) -> SchoolVerdict:
    return SchoolVerdict(
        school=verdict.school.login,
        category=Category(verdict.category),
        reason=verdict.reason,
        grounds=tuple(map(ground_of, filter(is_share, verdict.findings))),
    )


def ground_of(finding: dict[str, Any]) -> Ground:
    """A stored share of low results."""
    return Ground(
        work=Work(Procedure(finding["procedure"]), finding["subject"], finding["grade"]),
        academic_year=finding["academic_year"],
        participants=finding["participants"],
        low=finding["low"],
        threshold=finding["threshold"],
        met=finding["met"],
    )
