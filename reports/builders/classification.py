"""The list of a municipality that counts in a year, as the facts of a report."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from assessments.domain.procedures import Procedure, Work
from assessments.domain.rules import Category
from assessments.domain.verdict_data import is_share
from assessments.models import ApprovedList, ListEntry, Verdict
from assessments.queries.current_list import CurrentList, current_list
from assessments.queries.run_criteria import criteria_words
from core.values.natural_order import natural_key
from core.values.wording import lower_first
from reports.builders.publication import hidden_titles
from reports.domain.publication import published
from reports.domain.run_facts import Ground, RunFacts, SchoolVerdict
from schools.models import Municipality


def run_facts(
    municipality: Municipality, academic_year: int, *, public: bool = False
) -> RunFacts | None:
    """The list that counts in the year: by its order, else the newest finished run, else None.

    For publication without figures of small groups.
    """
    current = current_list(municipality, academic_year)
    if current is None or current.run.finished_at is None:
        return None
    found = RunFacts(
        criteria=current.approved.method if current.approved else criteria_words(current.run),
        finished_on=timezone.localdate(current.run.finished_at),
        verdicts=_standings(current),
        order=current.approved.order_words if current.approved else "",
    )
    return published(found, hidden_titles(municipality, current.run)) if public else found


def _standings(current: CurrentList) -> tuple[SchoolVerdict, ...]:
    """The verdicts of the calculation, with what the office has decided in their place."""
    verdicts = Verdict.objects.filter(run=current.run).select_related("school")
    names = {one.school_id: one.school.name for one in verdicts}
    found = {one.school_id: _verdict(one) for one in verdicts}
    for entry in _decided(current.approved):
        names.setdefault(entry.school_id, entry.school_name)
        counted = found.get(entry.school_id)
        found[entry.school_id] = SchoolVerdict(
            school=entry.school.login,
            category=Category(entry.category),
            reason=f"Решение управления: {lower_first(entry.decision)}",
            grounds=counted.grounds if counted else (),
            decision=entry.decision,
        )
    return tuple(found[pk] for pk in sorted(found, key=lambda pk: (natural_key(names[pk]), pk)))


def _decided(approved: ApprovedList | None) -> Iterable[ListEntry]:
    if approved is None:
        return ()
    return approved.entries.exclude(decision="").select_related("school")


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
