"""Which signs a work of a school bears: each one with its answer, figures, source and sentence.

An answer is True, False or None: None is «нельзя оценить» and says what is missing. Signs that a
list told and those counted here stand apart and may contradict each other (DOMAIN.md 3.2).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import partial

from assessments.domain.objectivity import wording
from assessments.domain.objectivity.cohorts import (
    Change,
    Limits,
    change_of,
    limits_of,
    share_of_maximum,
)
from assessments.domain.objectivity.evidence import Base, Evidence, Scores, WorkFigures
from assessments.domain.objectivity.markers import differences, outside, peaks
from assessments.domain.objectivity.moments import lies_above, moments_of
from assessments.domain.objectivity.settings import MarkerRules
from assessments.domain.objectivity.signs import FEDERAL, Sign
from assessments.domain.procedures import Procedure, Work
from assessments.domain.results import Source
from assessments.domain.scales import Scale

Changes = Mapping[Work, Mapping[str, Change]]
"""The change of the same pupils in each work of each school."""


@dataclass(frozen=True, slots=True)
class FoundSign:
    """One sign of one work. `told` where a list says so, otherwise counted by the portal.

    `said` is its sentence or makes it: whoever only counts signs needs no words.
    """

    sign: Sign
    answer: bool | None
    said: str | Callable[[], str]
    told: bool = False
    note: str = ""
    source: Source | None = None

    @property
    def words(self) -> str:
        """The sentence with its figures."""
        return self.said if isinstance(self.said, str) else self.said()


@dataclass(frozen=True, slots=True)
class WorkSigns:
    """All signs of one work of a school; `counted` where the index counts the work."""

    work: Work
    signs: tuple[FoundSign, ...]
    counted: bool
    scores: Scores | None = None
    scale: Scale | None = None

    @property
    def told(self) -> bool | None:
        """What received lists say; None where they are silent."""
        return answer_of(one.answer for one in self.signs if one.told)

    @property
    def computed(self) -> bool | None:
        """Whether a sign of the methodology was counted; None where nothing could be judged."""
        return answer_of(one.answer for one in self.signs if not one.told and one.sign in FEDERAL)

    @property
    def local(self) -> bool | None:
        """Whether an additional marker is there (DOMAIN.md 3.4)."""
        return answer_of(one.answer for one in self.signs if one.sign not in FEDERAL)

    @property
    def bears_sign(self) -> bool | None:
        """By a list or, for a counted work, by counting; additional markers alone make none."""
        return answer_of((self.told, self.computed)) if self.counted else self.told

    @property
    def contradiction(self) -> str:
        """The sentence where the list and the counting disagree; empty where they do not."""
        return wording.contradiction(is_told=self.told, is_computed=self.computed)


@dataclass(frozen=True, slots=True)
class Judged:
    """Signs of every school and work of a municipality in one year, in the order of works."""

    schools: Mapping[str, tuple[WorkSigns, ...]]
    limits: Mapping[Work, Limits]


def answer_of(answers: Iterable[bool | None]) -> bool | None:
    """True for any yes, else False for any no, else None."""
    found = set(answers)
    return True if True in found else (False if False in found else None)


def judge(
    evidence: Evidence, rules: MarkerRules, *, with_local: bool = True, only: str | None = None
) -> Judged:
    """The signs of all schools, or of the `only` one; limits of changes are taken over all.

    Additional markers (DOMAIN.md 3.4), which alone mark no school, may be left out.
    """
    changes = _changes(evidence)
    limits = _limits(changes, rules)
    order = {work: place for place, work in enumerate(rules.works)}
    schools = {
        school: tuple(
            _work_signs(
                work, works[work], evidence, rules,
                (changes.get(work, {}).get(school), limits.get(work)), with_local=with_local,
            )
            for work in sorted(works, key=lambda one: (order.get(one, len(order)), one))
        )
        for school, works in evidence.figures.items()
        if only is None or school == only
    }  # fmt: skip
    return Judged(schools, limits)


def _changes(evidence: Evidence) -> Changes:
    changes: dict[Work, dict[str, Change]] = {}
    for school, works in evidence.figures.items():
        for work, figures in works.items():
            change = _change(figures)
            if change is not None:
                changes.setdefault(work, {})[school] = change
    return changes


def _limits(changes: Changes, rules: MarkerRules) -> dict[Work, Limits]:
    found = {
        work: limits_of(of_schools, least_schools=rules.least_schools)
        for work, of_schools in changes.items()
    }
    return {work: limits for work, limits in found.items() if limits is not None}


def _change(figures: WorkFigures) -> Change | None:
    before, now = figures.earlier, figures.scores
    if before is None or now is None:
        return None
    return change_of(
        share_of_maximum(before.counts, before.max_score),
        share_of_maximum(now.counts, now.max_score),
    )


def _work_signs(
    work: Work,
    figures: WorkFigures,
    evidence: Evidence,
    rules: MarkerRules,
    changed: tuple[Change | None, Limits | None],
    *,
    with_local: bool,
) -> WorkSigns:
    counted = work in rules.works
    scale = evidence.scales.get(work)
    found = [*_told(figures), *_high_mean(figures, evidence.bases.get(work), rules)]
    if work.procedure is Procedure.VPR:
        found += [
            *_journal_ranks(figures),
            *_sharp_change(work, figures, rules, *changed),
        ]
    if work.procedure is Procedure.VPR and with_local:
        found += [
            *_peak(figures, scale, rules),
            *_corridor(work, figures, rules),
            *_journal_shares(figures, rules),
        ]
    if not counted:
        found = [one for one in found if one.answer is not None]
    return WorkSigns(work, tuple(found), counted, figures.scores, scale)


def _told(figures: WorkFigures) -> Iterator[FoundSign]:
    for one in figures.told:
        yield FoundSign(
            one.sign, one.present, partial(wording.told, one.sign, present=one.present),
            told=True, source=one.source,
        )  # fmt: skip


def _high_mean(figures: WorkFigures, base: Base | None, rules: MarkerRules) -> Iterator[FoundSign]:
    scores = figures.scores
    if scores is None:
        yield FoundSign(Sign.HIGH_MEAN, None, wording.NO_SCORES)
        return
    school = moments_of(scores.counts)
    if school is None:
        yield FoundSign(Sign.HIGH_MEAN, None, wording.TOO_FEW, source=scores.source)
        return
    if base is None:
        missing = wording.NO_REGION if not rules.municipality_as_base else wording.NO_BASE
        yield FoundSign(Sign.HIGH_MEAN, None, missing, source=scores.source)
        return
    z = Fraction(rules.z)
    is_above = lies_above(school, base.moments, z=z)
    yield FoundSign(
        Sign.HIGH_MEAN, is_above, partial(wording.means, school, base, z=z, is_above=is_above),
        note=wording.of_scores(scores), source=scores.source,
    )  # fmt: skip


def _journal_ranks(figures: WorkFigures) -> Iterator[FoundSign]:
    comparison = figures.comparison
    if comparison is None:
        yield FoundSign(Sign.JOURNAL_RANKS, None, wording.NO_JOURNAL)
    elif comparison.ranks is None:
        missing = wording.NO_RANKS if comparison.has_singles else wording.NO_SINGLES
        yield FoundSign(Sign.JOURNAL_RANKS, None, missing, source=comparison.source)
    else:
        yield FoundSign(
            Sign.JOURNAL_RANKS, comparison.ranks < 0, partial(wording.ranks, comparison),
            source=comparison.source,
        )  # fmt: skip


def _sharp_change(
    work: Work,
    figures: WorkFigures,
    rules: MarkerRules,
    change: Change | None,
    limits: Limits | None,
) -> Iterator[FoundSign]:
    earlier_work = Work(work.procedure, work.subject, work.grade - 1)
    if work in rules.works and earlier_work not in rules.works:
        return
    tests: tuple[tuple[Sign, Callable[[Limits, Change], bool]], ...] = (
        (Sign.SHARP_RISE, Limits.is_rise),
        (Sign.SHARP_FALL, Limits.is_fall),
    )
    source = figures.scores.source if figures.scores else None
    for sign, is_sharp in tests:
        if change is None:
            yield FoundSign(sign, None, partial(wording.no_change, work), source=source)
        elif limits is None:
            missing = partial(wording.few_schools, rules.least_schools)
            yield FoundSign(sign, None, missing, source=source)
        else:
            yield FoundSign(
                sign, is_sharp(limits, change), partial(wording.changed, work, change, limits),
                source=source,
            )  # fmt: skip


def _peak(figures: WorkFigures, scale: Scale | None, rules: MarkerRules) -> Iterator[FoundSign]:
    scores = figures.scores
    if scores is None:
        yield FoundSign(Sign.PEAK, None, wording.NO_SCORES)
        return
    missing = _missing_scale(scores, scale)
    if missing or scale is None:
        yield FoundSign(Sign.PEAK, None, missing, source=scores.source)
        return
    found = peaks(scores.counts, scale.boundaries(), rules.peak)
    yield FoundSign(
        Sign.PEAK, bool(found), partial(wording.peaks, found, scale.boundaries()),
        note=wording.of_distribution(scores, scale), source=scores.source,
    )  # fmt: skip


def _missing_scale(scores: Scores, scale: Scale | None) -> str:
    if scale is None or not scale.boundaries():
        return wording.NO_SCALE
    if scale.max_score is not None and scale.max_score != scores.max_score:
        return wording.other_maximum(scale.max_score, scores.max_score)
    return ""


def _corridor(work: Work, figures: WorkFigures, rules: MarkerRules) -> Iterator[FoundSign]:
    corridor = rules.corridors.get((work.subject, work.grade))
    if corridor is None:
        return
    marks = figures.marks
    if marks is None or not marks.counts.total:
        yield FoundSign(Sign.CORRIDOR, None, wording.NO_MARKS)
        return
    found = outside(marks.counts, corridor)
    # A share of «4» beyond its limit only warns (DOMAIN.md 2, R10).
    is_sign = any(not one.warning for one in found)
    yield FoundSign(
        Sign.CORRIDOR, is_sign, partial(wording.corridor, found, corridor, marks.counts.total),
        note=wording.recovered(is_so=marks.recovered), source=marks.source,
    )  # fmt: skip


def _journal_shares(figures: WorkFigures, rules: MarkerRules) -> Iterator[FoundSign]:
    comparison = figures.comparison
    if comparison is None or not comparison.journal.compared:
        yield FoundSign(Sign.JOURNAL_SHARES, None, wording.NO_JOURNAL)
        return
    found = differences(comparison.journal, rules.journal)
    yield FoundSign(
        Sign.JOURNAL_SHARES, bool(found),
        partial(wording.journal, comparison, found, rules.journal),
        note=wording.recovered(is_so=comparison.recovered), source=comparison.source,
    )  # fmt: skip
