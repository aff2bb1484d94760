"""A verdict as plain data: what a run stores and other programs read (DESIGN of `classify`).

Every finding has the same members; those that do not apply to its `kind` are null or false.
"""

from __future__ import annotations

from typing import Any

from assessments.domain.classification import Verdict
from assessments.domain.findings import Finding
from assessments.domain.measures import rounded
from assessments.domain.procedures import Work
from assessments.domain.results import Source
from assessments.domain.rules.grounds import Comparison
from assessments.domain.way_out import WayOut

SHARE = "share"


def findings_of(verdict: Verdict) -> list[dict[str, Any]]:
    """Shares of low results first, then all other figures."""
    return [*map(_share, verdict.findings), *map(_comparison, verdict.comparisons)]


def way_out_of(found: WayOut | None) -> dict[str, Any] | None:
    """The smallest change; `pupils` is null where `words` say why it is not in pupils."""
    if found is None:
        return None
    works = [work_data(work) for work in found.works]
    return {"pupils": found.pupils, "works": works, "words": found.words}


def work_data(work: Work) -> dict[str, Any]:
    """A work by its three parts."""
    return {"procedure": work.procedure.value, "subject": work.subject, "grade": work.grade}


def is_share(finding: dict[str, Any]) -> bool:
    """Whether a stored finding is a share of low results; old runs hold no other."""
    return bool(finding.get("kind", SHARE) == SHARE)


def _share(finding: Finding) -> dict[str, Any]:
    growth = finding.growth
    return {
        **work_data(finding.work),
        "kind": SHARE,
        "academic_year": finding.academic_year,
        "participants": finding.participants,
        "low": finding.low,
        "share": finding.share_text,
        "threshold": str(finding.threshold),
        "met": finding.met,
        "counted": finding.counted,
        "near": finding.near,
        "growth": None if growth is None else f"{rounded(growth, 2):.2f}",
        "grown": finding.grown,
        "margin": finding.margin,
        "recovered": finding.recovered,
        "source": _source(finding.source),
    }


def _comparison(one: Comparison) -> dict[str, Any]:
    work = work_data(one.work) if one.work else dict.fromkeys(("procedure", "subject", "grade"))
    return {
        **work,
        "kind": one.kind,
        "academic_year": one.academic_year,
        "participants": one.participants,
        "low": one.low,
        "share": None,
        "threshold": None,
        "met": one.met,
        "counted": True,
        "near": False,
        "growth": None,
        "grown": False,
        "margin": one.margin,
        "recovered": False,
        "source": _source(one.source),
        "words": one.words,
        "value": None if one.value is None else f"{rounded(one.value, 2):.2f}",
        "limit": None if one.limit is None else f"{rounded(one.limit, 2):.2f}",
        "place": one.place,
        "of": one.of,
        "reference": one.reference,
    }


def _source(source: Source | None) -> dict[str, Any] | None:
    if source is None:
        return None
    return {
        "file": source.file, "sheet": source.sheet, "cell": source.cell, "import": source.document,
    }  # fmt: skip
