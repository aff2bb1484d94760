"""What a report for publication leaves out (docs/guide/results.md: groups of fewer than five)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from assessments.domain import small_groups
from assessments.domain.hidden_figures import Place, hidden_places
from assessments.domain.results import Result
from reports.domain.document import Absent
from reports.domain.run_facts import RunFacts, SchoolVerdict

HIDDEN = Absent(small_groups.HIDDEN)
HIDDEN_NOTE = (
    "Скрыто — участников меньше пяти; где скрытое можно было бы вычислить по итогам, скрыты и "
    "соседние показатели."
)


def hidden_in_year(results: Iterable[Result], academic_year: int) -> frozenset[Place]:
    """Places of a table of the year's marks that are not published."""
    return hidden_places(
        {
            (one.school, one.work): one.marks.total
            for one in results
            if one.academic_year == academic_year and one.marks is not None
        }
    )


def hidden_titles(
    results: Collection[Result], vpr: frozenset[Place]
) -> Mapping[str, frozenset[str]]:
    """Titles of works by school whose figures are not published.

    Works that fewer than five wrote in any year of `results`, and those that a справка about ВПР
    hides.
    """
    pairs = {
        (one.school, one.work)
        for one in results
        if 0 < one.participants < small_groups.LEAST_PUBLIC
    }
    pairs |= {(school, work) for school, work in vpr if school is not None and work is not None}
    found: dict[str, set[str]] = {}
    for school, work in pairs:
        found.setdefault(school, set()).add(work.title)
    return {school: frozenset(titles) for school, titles in found.items()}


def masked(words: str, titles: Iterable[str]) -> str:
    """`words` without the figures of the works named in `titles`.

    «ОГЭ, математика, 2025/26: 1 из 3 (33,3 %); …» → «ОГЭ, математика — скрыто; …».
    """
    for title in titles:
        figures = rf"(?P<title>{re.escape(title)})(?:[^;()]|\([^()]*\))*"
        words = re.sub(figures, rf"\g<title> — {small_groups.HIDDEN}", words)
    return words


def published(run: RunFacts, hidden: Mapping[str, frozenset[str]]) -> RunFacts:
    """The verdicts of a run without the figures of hidden works."""
    return replace(run, verdicts=tuple(_published(one, hidden) for one in run.verdicts))


def _published(verdict: SchoolVerdict, hidden: Mapping[str, frozenset[str]]) -> SchoolVerdict:
    titles = hidden.get(verdict.school, frozenset())
    return replace(
        verdict,
        reason=masked(verdict.reason, titles),
        grounds=tuple(replace(one, is_hidden=one.work.title in titles) for one in verdict.grounds),
    )


def note_of(words: Iterable[str]) -> tuple[str, ...]:
    """The note that a table needs where any of its words is hidden."""
    return (HIDDEN_NOTE,) if any(small_groups.HIDDEN in one for one in words) else ()
