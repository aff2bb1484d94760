"""Figures typed into the table of schools: texts of one row become a draft row or a sentence."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from assessments.domain.marks import MarkCounts
from assessments.domain.procedures import SCORED, Work
from assessments.domain.results import Attempt
from assessments.parsing.cells import CellError, count_of, number_of
from assessments.parsing.drafts import DraftRow

SHEET = "Ввод вручную"
MARK_COLUMNS = ("participants", "twos", "threes", "fours", "fives")
SCORE_COLUMNS = ("participants", "mean_score", "below_minimum", "high_scorers")
_HIGHEST_SCORE = 100
_MEAN_STEP = Decimal("0.0001")


class EntryError(Exception):
    """A row that makes no sense; the message is a sentence for people."""


def entry_columns(work: Work) -> tuple[str, ...]:
    """What is typed for one school: marks, or figures of the 100-point scale."""
    return SCORE_COLUMNS if work.procedure in SCORED else MARK_COLUMNS


def read_entered(
    texts: Mapping[str, str], *, login: str, work: Work, year: int, attempt: Attempt
) -> DraftRow:
    """The row of one school.

    Participants may be left out where all marks are typed. Raises EntryError.
    """
    counts = {name: _count(text) for name, text in texts.items() if name != "mean_score"}
    figures = _scores(counts, texts) if work.procedure in SCORED else _marks(counts)
    return DraftRow(
        school_code=login, school_name="", municipality="", work=work, academic_year=year,
        written_year=year, attempt=attempt, sheet=SHEET, **figures,
    )  # fmt: skip


def _marks(counts: Mapping[str, int | None]) -> dict[str, Any]:
    marks = [counts[name] for name in MARK_COLUMNS[1:]]
    known = [mark for mark in marks if mark is not None]
    if len(known) != len(marks):
        raise EntryError("Впишите все четыре отметки; если какой-то нет, впишите 0.")
    total, said = sum(known), counts["participants"]
    if said is not None and said != total:
        raise EntryError(f"Сумма отметок — {total}, а участников {said}. Исправьте одно из них.")
    return {"participants": total, "marks": MarkCounts(*known)}


def _scores(counts: Mapping[str, int | None], texts: Mapping[str, str]) -> dict[str, Any]:
    participants, mean = counts["participants"], _mean(texts["mean_score"])
    below, high = counts["below_minimum"], counts["high_scorers"]
    if participants is None:
        raise EntryError("Впишите число участников.")
    if below is None and mean is None:
        raise EntryError("Впишите средний балл или сколько участников ниже минимального балла.")
    if (below or 0) + (high or 0) > participants:
        raise EntryError("Ниже минимального балла и высокобалльников больше, чем участников.")
    return {
        "participants": participants, "mean_score": mean, "below_minimum": below,
        "high_scorers": high,
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
