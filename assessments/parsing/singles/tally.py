"""Sums of one school and work over single results; of a pupil only numbers come in."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any

from assessments.domain.marks import MarkCounts
from assessments.domain.measures import rounded
from assessments.domain.procedures import SCORED, Work
from assessments.domain.rank_correlation import rank_correlation
from assessments.domain.results import Attempt
from assessments.domain.scales import HIGH_SCORE, Scales
from assessments.domain.subjects import RUSSIAN
from assessments.domain.tasks import Level, Task
from assessments.parsing.drafts import (
    DraftDistribution,
    DraftFact,
    DraftJournal,
    DraftRow,
    DraftTasks,
)

_FAR = 2
_MEAN_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Single:
    """The numbers of one result; None for what the file does not say."""

    primary: int | None = None
    test: int | None = None
    mark: int | None = None
    journal: int | None = None
    tasks: tuple[tuple[str, int | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Key:
    """Whose sums they are: a school by its code, a work, a year and an attempt."""

    school_code: str
    work: Work
    academic_year: int
    attempt: Attempt = Attempt.FIRST


@dataclass(frozen=True, slots=True)
class WorkFrame:
    """What is known of a work beside its results."""

    written_year: int
    max_score: int | None = None
    maxima: tuple[tuple[str, int | None], ...] = ()
    levels: tuple[tuple[str, Level], ...] = ()


@dataclass(slots=True)
class Tally:
    """Sums of one key, and the place of its first row."""

    key: Key
    frame: WorkFrame
    sheet: str
    cell: str
    school_name: str = ""
    marks: Counter[int] = field(default_factory=Counter)
    scores: Counter[int] = field(default_factory=Counter)
    tests: list[int] = field(default_factory=list)
    compared: list[tuple[int, int, int | None]] = field(default_factory=list)
    task_points: Counter[str] = field(default_factory=Counter)
    task_pupils: Counter[str] = field(default_factory=Counter)

    def add(self, single: Single) -> None:
        """Counts one result in."""
        if single.mark is not None:
            self.marks[single.mark] += 1
        if single.primary is not None:
            self.scores[single.primary] += 1
        if single.test is not None:
            self.tests.append(single.test)
        if single.mark is not None and single.journal is not None:
            self.compared.append((single.mark, single.journal, single.primary))
        for number, points in single.tasks:
            if points is not None:
                self.task_points[number] += points
                self.task_pupils[number] += 1

    def facts(self, scales: Scales) -> list[DraftFact]:
        """Everything that the sums say of the school."""
        scored = self.key.work.procedure in SCORED
        row = self._scored_row(scales) if scored else self._marked_row()
        made = (row, self._distribution(scales), self._tasks(), self._journal())
        return [fact for fact in made if fact is not None]

    def _marked_row(self) -> DraftRow | None:
        counts = MarkCounts(*(self.marks[mark] for mark in (2, 3, 4, 5)))
        if not counts.total:
            return None
        return DraftRow(**self._common(counts.total), marks=counts)

    def _scored_row(self, scales: Scales) -> DraftRow | None:
        if not self.tests:
            return None
        work, year = self.key.work, self.key.academic_year
        minimum = scales.minimum(work, year)
        entry = scales.entry_minimum(work, year) if work.subject == RUSSIAN else None
        mean = Fraction(sum(self.tests), len(self.tests))
        return DraftRow(
            **self._common(len(self.tests)),
            mean_score=rounded(mean, _MEAN_DIGITS),
            below_minimum=_below(self.tests, minimum),
            below_entry_minimum=_below(self.tests, entry),
            high_scorers=sum(score >= HIGH_SCORE for score in self.tests),
        )

    def _distribution(self, scales: Scales) -> DraftDistribution | None:
        work, year = self.key.work, self.key.academic_year
        maximum = self.frame.max_score or scales.maximum(work, year)
        if not self.scores or maximum is None or max(self.scores) > maximum:
            return None
        counts = tuple(self.scores[score] for score in range(maximum + 1))
        return DraftDistribution(**self._common(sum(counts)), max_score=maximum, counts=counts)

    def _tasks(self) -> DraftTasks | None:
        levels = dict(self.frame.levels)
        tasks = tuple(
            Task(number, maximum, self._share(number, maximum), levels.get(number))
            for number, maximum in self.frame.maxima
        )
        if not any(task.percent is not None for task in tasks):
            return None
        return DraftTasks(**self._common(max(self.task_pupils.values())), tasks=tasks)

    def _share(self, number: str, maximum: int | None) -> Decimal | None:
        pupils = self.task_pupils[number]
        if not maximum or not pupils:
            return None
        return rounded(Fraction(100 * self.task_points[number], maximum * pupils), 2)

    def _journal(self) -> DraftJournal | None:
        if not self.compared:
            return None
        steps = [mark - journal for mark, journal, _ in self.compared]
        ranked = [
            (journal, score) for _, journal, score in self.compared if score is not None
        ]  # fmt: skip
        return DraftJournal(
            **self._common(len(steps)),
            lowered=sum(step < 0 for step in steps),
            confirmed=steps.count(0),
            raised=sum(step > 0 for step in steps),
            far=sum(abs(step) >= _FAR for step in steps),
            rank_correlation=_correlation(ranked),
        )

    def _common(self, participants: int) -> dict[str, Any]:
        key = self.key
        return {
            "school_code": key.school_code, "school_name": self.school_name, "municipality": "",
            "work": key.work, "academic_year": key.academic_year,
            "written_year": self.frame.written_year, "attempt": key.attempt,
            "participants": participants, "sheet": self.sheet, "cell": self.cell,
            "cells": (("participants", self.cell),),
        }  # fmt: skip


def _below(scores: Sequence[int], minimum: int | None) -> int | None:
    return None if minimum is None else sum(score < minimum for score in scores)


def _correlation(pairs: list[tuple[int, int]]) -> Decimal | None:
    if not pairs:
        return None
    return rank_correlation([left for left, _ in pairs], [right for _, right in pairs])
