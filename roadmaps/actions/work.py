"""Moves of assignments: doing, handing in, judging.

Every move goes through the table in `domain.work`. It is made by an UPDATE on condition that the
assignment still stands as the person saw it, so that a second click, or a second reviewer, changes
nothing and reads why.
"""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.actions.audit import record
from accounts.models import User
from core.values.wording import short_date
from core.web.refusals import NotPossible, Refusal
from roadmaps.actions.assigning import follow_taken_rows
from roadmaps.domain.returning import REASON_NAMES, ReturnReason, whole_comment
from roadmaps.domain.work import EXPLANATION_MISSING, MOVE_NAMES, RULES, Move, Status
from roadmaps.models import Assignment, AssignmentEvent, RequestState
from roadmaps.permissions.work import (
    reason_against_evidence,
    reason_against_state,
    require_doer,
    require_part,
    school_marks_itself,
)

NOTHING_TO_REVIEW = "Напишите, что сделано, или приложите документ: иначе проверять нечего."
NOTHING_TO_MARK = "Напишите, что сделано, или приложите документ: по ним видно, что выполнено."
DATE_IS_FAR = "Новый срок больше чем на год позже окончания плана. Проверьте год."
DATE_IS_BEHIND = "Новый срок должен быть не раньше сегодняшнего дня."
DATE_MOVED = (
    "Пока страница была открыта, срок изменили: сейчас стоит {now}.{who} Проверьте и отправьте "
    "снова, если верен ваш."
)
NOTE_CHANGED = (
    "Пока страница была открыта, запись изменили. Сейчас там: «{now}». Ваша запись осталась в "
    "поле: проверьте её и сохраните снова."
)


class NoteChanged(NotPossible):
    """Another note stands there than the one that the form was opened on; nothing is written."""


@dataclass(frozen=True, slots=True)
class Left:
    """An assignment that a bulk decision did not change, and why."""

    assignment: Assignment
    reason: str


@dataclass(frozen=True, slots=True)
class BulkOutcome:
    """What a bulk decision did."""

    done: tuple[Assignment, ...]
    left: tuple[Left, ...]


def start(*, assignment: Assignment, by: User, at: datetime) -> Assignment:
    """The doer takes the assignment up."""
    return _move(assignment, Move.START, by=by, at=at)


@transaction.atomic
def submit(
    *, assignment: Assignment, note: str, by: User, at: datetime, seen: str | None = None
) -> Assignment:
    """The doer hands the work in with a note; a school also with documents, or one of the two.

    `seen` is the mark of the note that the form was opened on. Raises NotPossible where a school
    has neither, NoteChanged where another note stands there by now. Where a school marks the work
    of its own plan by itself, what it hands in is accepted at once.
    """
    require_part(by, Move.SUBMIT, assignment)
    note = _note_to_keep(assignment, note, seen)
    needs_proof = assignment.school_id is not None and not note
    if needs_proof and not reason_against_state(Move.SUBMIT, assignment):
        # A document that is being taken away at this moment does not count.
        hold(assignment)
        if not assignment.evidence.kept().exists():
            marks_itself = school_marks_itself(assignment)
            raise NotPossible(NOTHING_TO_MARK if marks_itself else NOTHING_TO_REVIEW)
    handed_in = _move(
        assignment,
        Move.SUBMIT,
        by=by,
        at=at,
        comment=note,
        note=note,
        rounds=assignment.rounds + 1,
        submitted_at=at,
        submitted_by=by,
    )
    if school_marks_itself(assignment):
        return _write_move(handed_in, Move.ACCEPT, by=by, at=at, accepted_at=at)
    return handed_in


def withdraw(*, assignment: Assignment, by: User, at: datetime) -> Assignment:
    """The doer takes the work back before it is judged."""
    return _move(assignment, Move.WITHDRAW, by=by, at=at)


def accept(*, assignment: Assignment, by: User, at: datetime, comment: str = "") -> Assignment:
    """The reviewer accepts the work."""
    return _move(assignment, Move.ACCEPT, by=by, at=at, comment=comment, accepted_at=at)


def return_for_rework(
    *,
    assignment: Assignment,
    comment: str,
    by: User,
    at: datetime,
    reason: ReturnReason = ReturnReason.OTHER,
) -> Assignment:
    """The reviewer sends the work back and says what to correct; «другое» needs words."""
    comment = whole_comment(reason, comment)
    return _move(assignment, Move.RETURN, by=by, at=at, comment=comment, reason=reason)


def reopen(*, assignment: Assignment, comment: str, by: User, at: datetime) -> Assignment:
    """The reviewer takes an acceptance back."""
    return _move(assignment, Move.REOPEN, by=by, at=at, comment=comment, accepted_at=None)


@transaction.atomic
def postpone(
    *,
    assignment: Assignment,
    due_on: date,
    comment: str,
    by: User,
    at: datetime,
    seen: str | None = None,
) -> Assignment:
    """The reviewer gives the doer a date of their own, with a reason.

    It answers the doer's request for another date, if one is open. `seen` is the mark of the date
    that the form was opened on: NotPossible where another date stands by now.
    """
    require_possible_date(assignment, due_on, at)
    before = assignment.own_due_on or assignment.occurrence.due_on
    if seen is not None and seen != date_mark(before):
        raise _date_moved(assignment, before)
    moved = _move(
        assignment,
        Move.POSTPONE,
        by=by,
        at=at,
        comment=comment,
        changes={"срок": (short_date(before), short_date(due_on))},
        own_due_on=due_on,
    )
    assignment.date_requests.filter(state=RequestState.OPEN).update(
        state=RequestState.AGREED,
        agreed_on=due_on,
        answer=comment,
        answered_by=by,
        answered_by_name=str(by),
        answered_at=at,
    )
    return moved


def date_mark(due_on: date | None) -> str:
    """One text that tells a date from another: for a form that was open meanwhile."""
    return due_on.isoformat() if due_on else ""


def _date_moved(assignment: Assignment, now: date | None) -> NotPossible:
    last = assignment.events.filter(move=Move.POSTPONE.value).order_by("-at", "-pk").first()
    who = (
        f" Перенёс(ла) {last.by_name}: «{last.comment}»." if last and assignment.own_due_on else ""
    )
    return NotPossible(DATE_MOVED.format(now=short_date(now), who=who))


def require_possible_date(assignment: Assignment, due_on: date, at: datetime) -> None:
    """Raise NotPossible for a day that is behind or far beyond the plan."""
    if due_on < timezone.localdate(at):
        raise NotPossible(DATE_IS_BEHIND)
    if due_on.year > assignment.occurrence.activity.roadmap.last_year + 1:
        raise NotPossible(DATE_IS_FAR)


@transaction.atomic
def cancel(*, assignment: Assignment, reason: str, by: User, at: datetime) -> Assignment:
    """The reviewer says that the assignment does not concern this doer."""
    cancelled = _move(assignment, Move.CANCEL, by=by, at=at, comment=reason)
    follow_taken_rows(activity_ids=[assignment.occurrence.activity_id], by=by)
    return cancelled


@transaction.atomic
def restore(*, assignment: Assignment, by: User, at: datetime) -> Assignment:
    """The reviewer takes a cancellation back."""
    restored = _move(assignment, Move.RESTORE, by=by, at=at)
    follow_taken_rows(activity_ids=[assignment.occurrence.activity_id], by=by)
    return restored


@transaction.atomic
def accept_many(*, assignments: Iterable[Assignment], by: User, at: datetime) -> BulkOutcome:
    """Accept what can be accepted; what cannot is told with its reason, nothing is lost."""
    return _many(assignments, lambda one: accept(assignment=one, by=by, at=at))


@transaction.atomic
def return_many(
    *,
    assignments: Iterable[Assignment],
    reason: ReturnReason,
    comment: str,
    by: User,
    at: datetime,
) -> BulkOutcome:
    """Send back what can be sent back, with one reason and comment for all."""
    return _many(
        assignments,
        lambda one: return_for_rework(assignment=one, reason=reason, comment=comment, by=by, at=at),
    )


def _many(
    assignments: Iterable[Assignment], decide: Callable[[Assignment], Assignment]
) -> BulkOutcome:
    done: list[Assignment] = []
    left: list[Left] = []
    for assignment in assignments:
        try:
            done.append(decide(assignment))
        except (NotPossible, Refusal) as refused:
            left.append(Left(assignment, str(refused)))
    return BulkOutcome(tuple(done), tuple(left))


@transaction.atomic
def save_note(
    *, assignment: Assignment, note: str, by: User, at: datetime, seen: str | None = None
) -> Assignment:
    """Keep what the doer has written so far, without handing it in; `seen` as in `submit`."""
    take_up(assignment=assignment, by=by, at=at)
    note = _note_to_keep(assignment, note, seen)
    if note == assignment.note:
        return assignment
    as_read = {"status": assignment.status, "note": assignment.note}
    if not Assignment.objects.filter(pk=assignment.pk, **as_read).update(note=note):
        raise overtaken(assignment)
    assignment.note = note
    record(
        by=by,
        action="save note",
        subject=assignment,
        summary="Сохранена запись о выполнении",
        municipality_id=assignment.occurrence.activity.roadmap.municipality_id,
    )
    return assignment


def note_mark(note: str) -> str:
    """One short text that tells a note from another: for a form that was open meanwhile."""
    return hashlib.sha256("\n".join(note.split()).encode()).hexdigest()[:16]


def _note_to_keep(assignment: Assignment, note: str, seen: str | None) -> str:
    """What is to stand there; a form whose note nobody touched leaves that of another person."""
    note, now = note.strip(), assignment.note
    if seen is None or note == now or note_mark(now) == seen:
        return note
    if note_mark(note) == seen:
        return now
    raise NoteChanged(NOTE_CHANGED.format(now=now))


def take_up(*, assignment: Assignment, by: User, at: datetime) -> None:
    """Make sure the doer may change the work now, and that it counts as begun."""
    require_doer(by, assignment)
    reason = reason_against_evidence(assignment)
    if reason:
        raise NotPossible(reason)
    if assignment.status == Status.ASSIGNED:
        start(assignment=assignment, by=by, at=at)


def hold(assignment: Assignment) -> None:
    """Keep the assignment from being handed in or judged until this transaction ends.

    Raises NotPossible where it does not stand any more as it was seen.
    """
    row = Assignment.objects.filter(pk=assignment.pk, status=assignment.status)
    if not row.update(status=assignment.status):
        raise overtaken(assignment)


def overtaken(assignment: Assignment) -> NotPossible:
    """What the second of two people reads: who was first, and with what."""
    last = assignment.events.order_by("-at", "-pk").first()
    if last is None:
        return NotPossible("Поручение изменилось, пока страница была открыта. Обновите её.")
    when = timezone.localtime(last.at)
    return NotPossible(
        f"Пока страница была открыта, поручение изменилось: {MOVE_NAMES[Move(last.move)]}, "
        f"{last.by_name}, {when:%d.%m.%Y в %H:%M}. Ваше действие не выполнено."
    )


@transaction.atomic
def _move(
    assignment: Assignment,
    move: Move,
    *,
    by: User,
    at: datetime,
    comment: str = "",
    reason: ReturnReason | None = None,
    changes: dict[str, tuple[Any, Any]] | None = None,
    **fields: Any,
) -> Assignment:
    comment = comment.strip()
    require_part(by, move, assignment)
    against = reason_against_state(move, assignment)
    if against:
        raise NotPossible(against)
    if RULES[move].needs_comment and not comment:
        raise NotPossible(EXPLANATION_MISSING[move])
    return _write_move(
        assignment, move, by=by, at=at, comment=comment, reason=reason, changes=changes, **fields
    )


def _write_move(
    assignment: Assignment,
    move: Move,
    *,
    by: User,
    at: datetime,
    comment: str = "",
    reason: ReturnReason | None = None,
    changes: dict[str, tuple[Any, Any]] | None = None,
    **fields: Any,
) -> Assignment:
    """Write a move that is allowed, where the assignment still stands as it was seen."""
    before, fields["status"] = assignment.status, RULES[move].target.value
    # `rounds` tells a new submission from the one that the person has judged.
    as_seen = Assignment.objects.filter(pk=assignment.pk, status=before, rounds=assignment.rounds)
    if "own_due_on" in fields:
        # Postponed twice it stands as before but for its date.
        as_seen = as_seen.filter(own_due_on=assignment.own_due_on)
    if not as_seen.update(**fields):
        raise overtaken(assignment)
    event = AssignmentEvent(move=move.value, at=at, by=by, comment=comment, reason=reason or "")
    _keep_history(assignment, event, changes)
    for name, value in fields.items():
        setattr(assignment, name, value)
    return assignment


def _keep_history(
    assignment: Assignment,
    event: AssignmentEvent,
    changes: dict[str, tuple[Any, Any]] | None,
) -> None:
    event.assignment, event.by_name = assignment, str(event.by)
    event.save()
    changes = dict(changes or {})
    if event.reason:
        changes["причина"] = ("", REASON_NAMES[ReturnReason(event.reason)])
    if event.comment:
        changes["комментарий"] = ("", event.comment)
    record(
        by=event.by,
        action=f"{event.move} assignment",
        subject=assignment,
        summary=f"Поручение: {MOVE_NAMES[Move(event.move)]}",
        changes=changes,
        municipality_id=assignment.occurrence.activity.roadmap.municipality_id,
    )
