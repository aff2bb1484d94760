"""One cell of the matrix opened: every date of an activity that one school owes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F

from core.values.wording import counted, short_date
from roadmaps.domain.moved import moved
from roadmaps.domain.returning import returned_words
from roadmaps.domain.standing import AWAITS_DATE, Standing, standing
from roadmaps.domain.work import Move, Status
from roadmaps.models import Assignment, Evidence
from roadmaps.permissions.work import reason_against_move
from roadmaps.queries.matrix import Mark, cell_of, mark_of
from roadmaps.queries.work import assignments_of


@dataclass(frozen=True, slots=True)
class CellLine:
    """One date: where it stands, what was handed in, and what the person may decide."""

    assignment: Assignment
    standing: Standing
    due: str
    facts: str
    """«2 документа, возвращено 1 раз»; empty where there is nothing to say."""
    may_accept: bool
    may_return: bool

    @property
    def key(self) -> str:
        """The id as text, for addresses."""
        return str(self.assignment.pk)

    @property
    def token(self) -> str:
        """The assignment and the submission that is looked at."""
        return f"{self.assignment.pk}.{self.assignment.rounds}"


@dataclass(frozen=True, slots=True)
class Cell:
    """The dates of the cell in order; `sign` and `words` are what the matrix shows of it."""

    lines: tuple[CellLine, ...]
    sign: str
    words: str
    may_settle: bool


def cell(
    user: Any,
    plan_id: int,
    school_id: int,
    activity_id: int,
    today: date,
    *,
    occurrence_id: int | None = None,
) -> Cell | None:
    """What the person sees of the cell; None where the school owes nothing for the activity.

    Only one date of it where `occurrence_id` names it.
    """
    owed = assignments_of(user).of_rows_in_plan().filter(
        occurrence__activity__roadmap=plan_id,
        occurrence__activity=activity_id,
        school=school_id,
    )  # fmt: skip
    if occurrence_id:
        owed = owed.filter(occurrence=occurrence_id)
    found = list(owed.order_by(F("due_on").asc(nulls_last=True), "pk"))
    if not found:
        return None
    documents = _documents(found)
    marks = [_mark(one, today) for one in found]
    sign, words = cell_of(marks)
    return Cell(
        tuple(_line(one, documents.get(one.pk, 0), user, today) for one in found),
        sign,
        words,
        any(not reason_against_move(user, Move.POSTPONE, one) for one in found),
    )


def _mark(one: Any, today: date) -> Mark:
    return mark_of(one.pk, standing(Status(one.status), one.due_on, today), one.status)


def _documents(found: Iterable[Assignment]) -> dict[int, int]:
    kept: Any = Evidence.objects.kept().filter(assignment__in=[one.pk for one in found])
    return dict(kept.order_by().values_list("assignment").annotate(Count("pk")))


def _line(one: Any, documents: int, user: Any, today: date) -> CellLine:
    facts = (
        counted(documents, "документ", "документа", "документов") if documents else "",
        returned_words(one.returns),
        moved(one.moves, one.occurrence.due_on, one.due_on).words,
    )
    return CellLine(
        assignment=one,
        standing=standing(Status(one.status), one.due_on, today),
        due=short_date(one.due_on) if one.due_on else AWAITS_DATE,
        facts=", ".join(words for words in facts if words),
        may_accept=not reason_against_move(user, Move.ACCEPT, one),
        may_return=not reason_against_move(user, Move.RETURN, one),
    )
