"""Submitted work shaped for the queue of a reviewer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from textwrap import shorten
from typing import Any

from django.utils import timezone

from core.values.wording import counted, short_date
from roadmaps.domain.clocks import Clocks, clock_words
from roadmaps.domain.returning import returned_words
from roadmaps.domain.work import Move
from roadmaps.models import Assignment, Evidence
from roadmaps.permissions.work import reason_against_move
from roadmaps.queries.clocks import clocks_by_assignment
from roadmaps.queries.evidence import DocumentRow, document_rows
from roadmaps.queries.work import TITLE_WIDTH, round_words


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One piece of submitted work: who, what, since when, with which documents."""

    id: int
    round: int
    number: str
    title: str
    doer: str
    submitted: str
    waits: str
    round_words: str
    returned_words: str
    waited: str
    """How long it waited for the doer and for the office."""
    due: str
    note: str
    documents: tuple[DocumentRow, ...]
    reason: str
    """Why this person may not accept it; empty where they may."""

    @property
    def key(self) -> str:
        """The id as text: numbers in templates get spaces."""
        return str(self.id)

    @property
    def token(self) -> str:
        """The assignment and the submission that was looked at."""
        return f"{self.id}.{self.round}"


def review_rows(assignments: Iterable[Assignment], user: Any, today: date) -> list[ReviewRow]:
    """Rows of assignments that came from `queries.work.waiting_for`."""
    found = list(assignments)
    kept: Any = Evidence.objects.kept().filter(assignment__in=[one.pk for one in found])
    documents = document_rows(kept.order_by("uploaded_at", "pk"), user)
    clocks = clocks_by_assignment(found, today)
    return [_row(one, documents.get(one.pk, []), clocks[one.pk], user, today) for one in found]


def _row(
    assignment: Any, documents: list[DocumentRow], clocks: Clocks, user: Any, today: date
) -> ReviewRow:
    activity = assignment.occurrence.activity
    submitted_on = timezone.localdate(assignment.submitted_at)
    return ReviewRow(
        id=assignment.pk,
        round=assignment.rounds,
        number=activity.number,
        title=shorten(activity.title, TITLE_WIDTH, placeholder="…"),
        doer=str(assignment.school or assignment.party),
        submitted=short_date(submitted_on),
        waits=_waits((today - submitted_on).days),
        round_words=round_words(assignment.rounds),
        returned_words=returned_words(assignment.returns),
        waited=clock_words(clocks, is_school=assignment.school_id is not None),
        due=short_date(assignment.due_on),
        note=assignment.note,
        documents=tuple(documents),
        reason=reason_against_move(user, Move.ACCEPT, assignment),
    )


def _waits(days: int) -> str:
    if days <= 0:
        return "сегодня"
    return f"ждёт {counted(days, 'день', 'дня', 'дней')}"
