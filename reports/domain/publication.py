"""What a report for publication leaves out (docs/guide/results.md: groups of fewer than five)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from assessments.domain import small_groups
from assessments.domain.hidden_figures import Place, hidden_places
from assessments.domain.procedures import Work
from assessments.domain.results import Result
from core.values.wording import NBSP
from reports.domain.document import Absent
from reports.domain.run_facts import RunFacts, SchoolVerdict

HIDDEN = Absent(small_groups.HIDDEN)
HIDDEN_NOTE = (
    "Скрыто — участников меньше пяти; где скрытое можно было бы вычислить по итогам, скрыты и "
    "соседние показатели."
)


Hidden = Mapping[str, frozenset[str]]
"""Titles of works by login of a school."""
Group = tuple[str, Work, int]
"""A school, a work and how many wrote it."""
# A school's figure of all works together stands without a title before it, an index has its name.
_TOGETHER = re.compile(
    rf"(?<![\d,])(?<!— )(?<!индекс{NBSP})\d[\d,]*(?:{NBSP}%)?, место \d+ из \d+, в группу входит "
    rf"\d+{NBSP}мест\w*"
)
_JOINT = re.compile(r"у школы \d+, у школ с большим числом \d+, всего \d+")


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
    results: Iterable[Result], vpr: frozenset[Place], judged: Iterable[Group] = ()
) -> Hidden:
    """Titles of works by school whose figures are not published.

    Works that fewer than five wrote in any year of `results` with what guards them in the table of
    that work, those that a справка about ВПР hides, and those that fewer than five had written when
    a list was calculated (`judged`): its words stay as they were when results change.
    """
    tables: dict[tuple[int, Work], list[Group]] = defaultdict(list)
    for one in results:
        tables[one.academic_year, one.work].append((one.school, one.work, one.participants))
    pairs = {
        groups[place][:2]
        for groups in tables.values()
        for place in small_groups.to_hide([people for _, _, people in groups])
    }
    pairs |= {
        (school, work) for school, work, people in judged if 0 < people < small_groups.LEAST_PUBLIC
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


def masked_for(school: str, words: str, hidden: Hidden) -> str:
    """`words` about a school without what tells of hidden works, named or summed up.

    A mean or a place by all works together tells of the school's hidden one, and numbers of those
    who failed in all schools tell of any school's.
    """
    titles = hidden.get(school, frozenset())
    words = masked(words, titles)
    if titles:
        words = _TOGETHER.sub(small_groups.HIDDEN, words)
    return _JOINT.sub(small_groups.HIDDEN, words) if hidden else words


def published(run: RunFacts, hidden: Hidden) -> RunFacts:
    """The verdicts of a run without the figures of hidden works."""
    return replace(run, verdicts=tuple(_published(one, hidden) for one in run.verdicts))


def _published(verdict: SchoolVerdict, hidden: Hidden) -> SchoolVerdict:
    titles = hidden.get(verdict.school, frozenset())
    return replace(
        verdict,
        reason=masked_for(verdict.school, verdict.reason, hidden),
        grounds=tuple(replace(one, is_hidden=one.work.title in titles) for one in verdict.grounds),
    )


def note_of(words: Iterable[str]) -> tuple[str, ...]:
    """The note that a table needs where any of its words is hidden."""
    return (HIDDEN_NOTE,) if any(small_groups.HIDDEN in one for one in words) else ()
