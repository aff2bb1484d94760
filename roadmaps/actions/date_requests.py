"""Asking for another date and answering: one open request of an assignment, answered once."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.actions.audit import record
from accounts.actions.letters import write_letter
from accounts.models import User
from core.values.wording import NBSP, long_date, short_date
from core.web.addresses import absolute
from core.web.refusals import NotPossible, Refusal
from roadmaps.actions.work import hold, postpone, require_possible_date
from roadmaps.domain.work import Move
from roadmaps.models import Assignment, DateRequest, RequestState
from roadmaps.permissions.work import (
    may_do,
    owes,
    reason_against_state,
    require_doer,
    require_reviewer,
)
from roadmaps.queries.work import doers_of

REASON_MISSING = "Напишите, почему нужен другой срок."
LETTER_KIND = "date_request"
ANSWER_MISSING = "Напишите, почему срок остаётся прежним."
SAME_DATE = "Это и есть нынешний срок. Укажите другой."
ASKED_ALREADY = "Другой срок уже попросили, просьба ждёт решения."
OWN_REQUEST = "На свою просьбу отвечает другой сотрудник."


@transaction.atomic
def ask_for_date(
    *, assignment: Assignment, wished_on: date, reason: str, by: User, at: datetime
) -> DateRequest:
    """The doer asks for another date. The same request twice is a second click.

    Raises NotPossible without a reason, for an impossible date, or where a request is open.
    """
    require_doer(by, assignment)
    impossible = reason_against_state(Move.POSTPONE, assignment)
    if impossible:
        raise NotPossible(impossible)
    reason = reason.strip()
    if not reason:
        raise NotPossible(REASON_MISSING)
    if wished_on == (assignment.own_due_on or assignment.occurrence.due_on):
        raise NotPossible(SAME_DATE)
    require_possible_date(assignment, wished_on, at)
    request = DateRequest(
        assignment=assignment,
        wished_on=wished_on,
        reason=reason,
        asked_by=by,
        asked_by_name=str(by),
        asked_at=at,
    )
    try:
        with transaction.atomic():
            request.save()
    except IntegrityError:
        known = assignment.date_requests.get(state=RequestState.OPEN)
        if (known.wished_on, known.reason, known.asked_by_id) == (wished_on, reason, by.pk):
            return known
        raise NotPossible(ASKED_ALREADY) from None
    _record(request, by, "ask for date", f"Попросили срок {short_date(wished_on)}. {reason}")
    return request


@transaction.atomic
def withdraw_request(*, request: DateRequest, by: User, at: datetime) -> None:
    """The doer takes the request back before it is answered; a second click changes nothing."""
    require_doer(by, request.assignment)
    if request.state == RequestState.WITHDRAWN:
        return
    _answer(request, RequestState.WITHDRAWN, by, at)
    _record(request, by, "withdraw date request", "Просьба о другом сроке отозвана")


@transaction.atomic
def agree_to_date(
    *, request: DateRequest, due_on: date, answer: str, by: User, at: datetime
) -> DateRequest:
    """The office or the curator gives a date, the wished or another one; the work is postponed.

    Raises NotPossible where the request was answered meanwhile or the date is impossible.
    """
    _require_answerer(by, request)
    # The assignment before its request, as `postpone` goes: two at once wait, none dies.
    hold(request.assignment)
    _answer(request, RequestState.AGREED, by, at, agreed_on=due_on, answer=answer.strip())
    words = answer.strip() or f"По просьбе: {request.reason}"
    postpone(assignment=request.assignment, due_on=due_on, comment=words, by=by, at=at)
    _tell(request, f"новый срок — {long_date(due_on)}{NBSP}г.")
    return request


@transaction.atomic
def refuse_date(*, request: DateRequest, answer: str, by: User, at: datetime) -> DateRequest:
    """The office or the curator lets the date stand and says why."""
    _require_answerer(by, request)
    answer = answer.strip()
    if not answer:
        raise NotPossible(ANSWER_MISSING)
    _answer(request, RequestState.REFUSED, by, at, answer=answer)
    _record(request, by, "refuse date", f"В другом сроке отказано. {answer}")
    _tell(request, "срок остаётся прежним.")
    return request


def _require_answerer(by: User, request: DateRequest) -> None:
    require_reviewer(by, request.assignment)
    if request.asked_by_id == by.pk or owes(by, request.assignment):
        raise Refusal(OWN_REQUEST)


def _answer(
    request: DateRequest,
    state: RequestState,
    by: User,
    at: datetime,
    *,
    agreed_on: date | None = None,
    answer: str = "",
) -> None:
    """Claim the open request; whoever comes second reads who was first."""
    fields = {
        "state": state.value,
        "agreed_on": agreed_on,
        "answer": answer,
        "answered_by": by,
        "answered_by_name": str(by),
        "answered_at": at,
    }
    still_open = DateRequest.objects.filter(pk=request.pk, state=RequestState.OPEN)
    if not still_open.update(**fields):
        request.refresh_from_db()
        raise NotPossible(
            f"На просьбу уже ответили: {request.get_state_display()}, {request.answered_by_name}."
        )
    for name, value in fields.items():
        setattr(request, name, value)


def _tell(request: DateRequest, decision: str) -> None:
    """A letter to who asked, or to whoever does the work now where it has passed on."""
    assignment = request.assignment
    address = reverse("roadmaps:assignment", kwargs={"assignment_id": assignment.pk})
    said = f"\n\n{request.answered_by_name}: «{request.answer}»" if request.answer else ""
    wished = short_date(request.wished_on)
    for person in _concerned(request):
        is_asker = person == request.asked_by
        who = "Вы просили" if is_asker else f"{request.asked_by_name} просил(а)"
        write_letter(
            key=f"date-request-{request.pk}-answer{'' if is_asker else f'-{person.pk}'}",
            kind=LETTER_KIND,
            to=person,
            subject=f"Ответ о сроке: {decision}",
            body=(
                f"{who} другой срок: {wished}.\nМероприятие: {assignment.occurrence.activity}\n\n"
                f"Ответ: {decision}{said}\n\nПоручение: {absolute(address)}\n"
            ),
            municipality_id=assignment.occurrence.activity.roadmap.municipality_id,
        )


def _concerned(request: DateRequest) -> list[User]:
    asker = request.asked_by
    if asker is not None and may_do(asker, request.assignment):
        return [asker]
    return doers_of(request.assignment)


def _record(request: DateRequest, by: User, action: str, summary: str) -> None:
    record(
        by=by,
        action=action,
        subject=request.assignment,
        summary=summary[:500],
        municipality_id=request.assignment.occurrence.activity.roadmap.municipality_id,
    )
