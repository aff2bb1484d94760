"""Totals of a file under review, which do not change from page to page."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import chain

from django.core.cache import cache

from assessments.models import ResultsImport, RunPlace
from assessments.parsing.results_draft import IssueList
from assessments.queries.draft_pieces import ROWS_AT_ONCE, issues_of
from assessments.queries.import_plans import ImportPlan, Known, plan_of
from assessments.queries.run_inputs import figures_stamp
from core.office.issues import Issue, Severity

ISSUES_SHOWN = 200
_SECONDS_KEPT = 600


@dataclass(frozen=True, slots=True)
class Totals:
    """The plan without its issues; the first issues of the file and of the plan, errors first."""

    plan: ImportPlan
    issues: list[Issue]
    errors: int
    issues_hidden: int


def totals_of(results_import: ResultsImport, known: Known) -> Totals:
    """The totals as things stand now.

    A long file is met once for all pages of its review: its totals are kept for some minutes
    under everything that they depend on, so that nothing has to be forgotten. Logins of other
    municipalities are the exception: where one changes meanwhile, the lines of a page, which are
    always met anew, say so before the totals do.
    """
    if results_import.contents.get("rows", 0) <= ROWS_AT_ONCE:
        return _counted(results_import, known)
    key = _key(results_import, known)
    totals: Totals | None = cache.get(key)
    if totals is None:
        totals = _counted(results_import, known)
        cache.set(key, totals, timeout=_SECONDS_KEPT)
    return totals


def _key(results_import: ResultsImport, known: Known) -> str:
    stamp = figures_stamp(RunPlace(results_import.municipality))
    depends_on = [results_import.state, results_import.decisions, stamp, known.register_stamp()]
    said = json.dumps(depends_on, sort_keys=True, default=str)
    return f"results-review:{results_import.pk}:{hashlib.sha256(said.encode()).hexdigest()}"


def _counted(results_import: ResultsImport, known: Known) -> Totals:
    plan = plan_of(results_import, known)
    errors = results_import.contents.get("errors", 0) + plan.issues.errors
    count, first = _first(chain(issues_of(results_import), plan.issues))
    bare = replace(plan, issues=IssueList())
    return Totals(bare, first, errors, count - len(first))


def _first(issues: Iterable[Issue]) -> tuple[int, list[Issue]]:
    """How many there are, and the first of them, errors before others."""
    errors: list[Issue] = []
    others: list[Issue] = []
    count = 0
    for issue in issues:
        count += 1
        kept = errors if issue.severity is Severity.ERROR else others
        if len(kept) < ISSUES_SHOWN:
            kept.append(issue)
    return count, [*errors, *others][:ISSUES_SHOWN]
