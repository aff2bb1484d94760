"""The list of ШНОР as a pure function: results and criteria in, verdicts with findings out."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from assessments.domain import reasons
from assessments.domain.criteria import Criteria
from assessments.domain.findings import Finding, assess
from assessments.domain.procedures import Work
from assessments.domain.results import Result
from assessments.domain.rules import Category, categories


@dataclass(frozen=True, slots=True)
class WayOut:
    """The smallest change that takes a school out of the list."""

    works: tuple[Work, ...]
    pupils: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was decided about one school, and why.

    `missing` are procedures of the criteria without participants this year, `unclear` those
    whose file does not tell how many results are low.
    """

    school: str
    category: Category
    reason: str
    findings: tuple[Finding, ...]
    missing: tuple[Work, ...]
    unclear: tuple[Work, ...]
    way_out: WayOut | None


def classify(
    results: Iterable[Result],
    criteria: Criteria,
    *,
    academic_year: int,
    schools: Iterable[str] | None = None,
) -> list[Verdict]:
    """A verdict for each of `schools` (by default: each school of `results`), in their order.

    Results of other years than `academic_year` and the one before are ignored. Two results of
    one school, procedure and year are a ValueError: the caller decides which one counts.
    """
    by_school: dict[str, list[Result]] = defaultdict(list)
    for result in results:
        by_school[result.school].append(result)
    order = sorted(by_school) if schools is None else schools
    works = criteria.parameters.works()
    return [
        classify_school(
            school, by_school.get(school, ()), criteria, academic_year=academic_year, works=works
        )
        for school in order
    ]


def classify_school(
    school: str,
    results: Sequence[Result],
    criteria: Criteria,
    *,
    academic_year: int,
    works: Sequence[Work] = (),
) -> Verdict:
    """The verdict for one school from its own results.

    `works` spares a caller with many schools the listing of the criteria's procedures.
    """
    current = _by_work(results, academic_year)
    previous = _by_work(results, academic_year - 1)
    findings: list[Finding] = []
    missing: list[Work] = []
    unclear: list[Work] = []
    for work in works or criteria.parameters.works():
        result = current.get(work)
        if result is None or not result.participants:
            missing.append(work)
            continue
        finding = assess(result, previous.get(work), criteria.parameters)
        if finding is None:
            unclear.append(work)
        else:
            findings.append(finding)
    category = _category(findings, criteria)
    return Verdict(
        school=school,
        category=category,
        reason=reasons.sentence(category, findings, criteria, academic_year),
        findings=tuple(findings),
        missing=tuple(missing),
        unclear=tuple(unclear),
        way_out=_way_out(findings, criteria) if category is Category.LOW_RESULTS else None,
    )


def input_digest(
    results: Iterable[Result], criteria: Criteria, *, academic_year: int, schools: Iterable[str]
) -> str:
    """SHA-256 of everything a classification depends on; equal inputs give equal digests."""
    document = {
        "criteria": criteria.snapshot(),
        "academic_year": academic_year,
        "schools": sorted(schools),
        "results": sorted((_fingerprint(result) for result in results), key=repr),
    }
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _fingerprint(result: Result) -> list[Any]:
    work = result.work
    return [
        result.school, work.procedure, work.subject, work.grade, result.academic_year,
        result.participants, result.marks.as_tuple() if result.marks else None,
        result.below_minimum, result.below_entry_minimum,
    ]  # fmt: skip


def _by_work(results: Iterable[Result], academic_year: int) -> dict[Work, Result]:
    found: dict[Work, Result] = {}
    for result in results:
        if result.academic_year != academic_year:
            continue
        if result.work in found:
            raise ValueError(f"two results of {result.work} in {academic_year}")
        found[result.work] = result
    return found


def _category(findings: Sequence[Finding], criteria: Criteria) -> Category:
    if not findings:
        return Category.NO_DATA
    for category, rule in categories(criteria):
        if rule.holds(findings):
            return category
    return Category.NONE


def _way_out(findings: Sequence[Finding], criteria: Criteria) -> WayOut:
    low = sorted((finding for finding in findings if finding.met), key=_effort)
    cheapest = low[: len(low) - criteria.parameters.k + 1]
    return WayOut(
        works=tuple(finding.work for finding in cheapest),
        pupils=sum(finding.margin for finding in cheapest),
    )


def _effort(finding: Finding) -> tuple[int, Work]:
    return (finding.margin, finding.work)
