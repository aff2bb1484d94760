"""Figures typed into the table of schools: texts of one row become a draft fact or a sentence."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from assessments.domain.marks import MarkCounts
from assessments.domain.objectivity.signs import Sign
from assessments.domain.procedures import SCORED, Work
from assessments.domain.results import Attempt
from assessments.parsing.bias_list import presence_of
from assessments.parsing.cells import CellError, count_of, number_of
from assessments.parsing.drafts import DraftDistribution, DraftFact, DraftRow, DraftSign

SHEET = "Ввод вручную"
PARTICIPANTS, MEAN = "participants", "mean_score"
MARK_COLUMNS = (PARTICIPANTS, "twos", "threes", "fours", "fives")
SCORE_COLUMNS = (
    PARTICIPANTS, MEAN, "below_minimum", "below_entry_minimum", "high_scorers",
)  # fmt: skip
_REACHED = "score-"
_HIGHEST_SCORE = 100
_MEAN_STEP = Decimal("0.0001")

Counts = Mapping[str, int | None]


class EntryError(Exception):
    """A row that makes no sense; the message is a sentence for people."""


@dataclass(frozen=True, slots=True)
class EntryFrame:
    """What is typed of which work: with `max_score` how many reached each primary score."""

    work: Work
    year: int
    attempt: Attempt
    max_score: int | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """What is typed for one school: marks, figures of the 100-point scale, or scores."""
        if self.max_score is not None:
            return (PARTICIPANTS, *(f"{_REACHED}{score}" for score in range(self.max_score + 1)))
        return SCORE_COLUMNS if self.work.procedure in SCORED else MARK_COLUMNS


def score_of(column: str) -> int | None:
    """The primary score that a column counts; None for other columns."""
    return int(column.removeprefix(_REACHED)) if column.startswith(_REACHED) else None


def read_entered(texts: Mapping[str, str], frame: EntryFrame, *, login: str) -> DraftFact:
    """The row of one school.

    Participants may be left out where marks or scores add up to them. Raises EntryError.
    """
    counts = {name: _count(text) for name, text in texts.items() if name != MEAN}
    common: dict[str, Any] = {
        "school_code": login, "school_name": "", "municipality": "", "work": frame.work,
        "academic_year": frame.year, "written_year": frame.year, "attempt": frame.attempt,
        "sheet": SHEET,
    }  # fmt: skip
    if frame.max_score is not None:
        return DraftDistribution(
            **common, **_distribution(counts, frame), max_score=frame.max_score
        )
    if frame.work.procedure in SCORED:
        return DraftRow(**common, **_scores(counts, _mean(texts[MEAN])))
    return DraftRow(**common, **_marks(counts))


def read_sign(text: str, *, work: Work, sign: Sign, year: int, login: str) -> DraftSign | None:
    """What a list says of one work of one school; None for nothing. Raises EntryError."""
    try:
        present = presence_of(" ".join(text.split()))
    except CellError as error:
        raise EntryError(f"{str(error).capitalize()}.") from error
    if present is None:
        return None
    return DraftSign(
        school_code=login, school_name="", municipality="", work=work, academic_year=year,
        written_year=year, participants=0, sheet=SHEET, sign=sign, present=present,
    )  # fmt: skip


def _marks(counts: Counts) -> dict[str, Any]:
    marks = [counts[name] for name in MARK_COLUMNS[1:]]
    known = [mark for mark in marks if mark is not None]
    if len(known) != len(marks):
        raise EntryError("Впишите все четыре отметки; если какой-то нет, впишите 0.")
    total = _added_up(known, counts[PARTICIPANTS], "Сумма отметок")
    return {"participants": total, "marks": MarkCounts(*known)}


def _distribution(counts: Counts, frame: EntryFrame) -> dict[str, Any]:
    reached = [counts[name] for name in frame.columns[1:]]
    if all(count is None for count in reached):
        raise EntryError("Впишите, сколько участников получили каждый балл.")
    known = [count or 0 for count in reached]
    total = _added_up(known, counts[PARTICIPANTS], "Сумма по баллам")
    return {"participants": total, "counts": tuple(known)}


def _added_up(known: list[int], said: int | None, words: str) -> int:
    total = sum(known)
    if said is not None and said != total:
        raise EntryError(f"{words} — {total}, а участников {said}. Исправьте одно из них.")
    return total


def _scores(counts: Counts, mean: Decimal | None) -> dict[str, Any]:
    participants = counts[PARTICIPANTS]
    below, entry, high = (counts[name] for name in SCORE_COLUMNS[2:])
    if participants is None:
        raise EntryError("Впишите число участников.")
    if below is None and mean is None:
        raise EntryError("Впишите средний балл или сколько участников ниже минимального балла.")
    if entry is not None and entry < (below or 0):
        raise EntryError(
            "Ниже балла для вуза не может быть меньше участников, чем ниже минимального."
        )
    if max(below or 0, entry or 0) + (high or 0) > participants:
        raise EntryError("Ниже минимального балла и высокобалльников больше, чем участников.")
    return {
        "participants": participants, "mean_score": mean, "below_minimum": below,
        "below_entry_minimum": entry, "high_scorers": high,
    }  # fmt: skip


def _count(text: str) -> int | None:
    try:
        return count_of(text.strip() or None)
    except CellError as error:
        raise EntryError("Нужны целые числа, ноль или больше.") from error


def _mean(text: str) -> Decimal | None:
    try:
        mean = number_of(text.strip() or None)
    except CellError as error:
        raise EntryError("Средний балл — число от 0 до 100.") from error
    if mean is None:
        return None
    if not 0 <= mean <= _HIGHEST_SCORE:
        raise EntryError("Средний балл — число от 0 до 100.")
    return mean.quantize(_MEAN_STEP, rounding=ROUND_HALF_UP)
