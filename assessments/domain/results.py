"""What is known of one school's participation in one procedure."""

from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from assessments.domain.marks import MarkCounts
from assessments.domain.procedures import SCORED, Procedure, Work
from assessments.domain.subjects import RUSSIAN

EGE_RUSSIAN_MINIMUM = 24
"""Minimum score of ЕГЭ in Russian for the certificate (DOMAIN.md 4.1)."""
EGE_RUSSIAN_ENTRY_MINIMUM = 36
"""Minimum score of ЕГЭ in Russian for entering a university (DOMAIN.md 4.1)."""


class Attempt(StrEnum):
    """Which of a pupil's results was counted: the first one, a resit's, or one after an appeal."""

    FIRST = "first"
    RESIT = "resit"
    APPEAL = "appeal"


class Source(NamedTuple):
    """Where a figure was read: file, sheet and cell; `document` tells files apart."""

    file: str
    sheet: str
    cell: str
    document: int | None = None


class Result(NamedTuple):
    """Counts of one school, procedure, subject, grade and year; no pupil is in it.

    `school` is whatever tells schools apart for the caller. `below_minimum` counts those under
    the minimum of a scored procedure, `below_entry_minimum` those under the university's one.
    """

    school: str
    work: Work
    academic_year: int
    participants: int
    marks: MarkCounts | None = None
    below_minimum: int | None = None
    below_entry_minimum: int | None = None
    mean_score: Decimal | None = None
    high_scorers: int | None = None
    recovered: bool = False
    source: Source | None = None

    def low(self, *, ege_russian_minimum: int = EGE_RUSSIAN_MINIMUM) -> int | None:
        """Participants who did not pass the threshold; None where the file does not tell."""
        if self.marks and self.work.procedure not in SCORED:
            return self.marks.twos
        if is_below_entry(self.work, ege_russian_minimum):
            return self.below_entry_minimum
        return self.below_minimum


def is_below_entry(work: Work, ege_russian_minimum: int) -> bool:
    """Whether low results of `work` are those under the university's minimum."""
    is_russian = work.procedure is Procedure.EGE and work.subject == RUSSIAN
    return is_russian and ege_russian_minimum != EGE_RUSSIAN_MINIMUM
