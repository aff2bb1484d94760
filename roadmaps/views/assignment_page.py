"""What the page of one assignment shows: facts, the doer's form, the reviewer's decisions."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.utils import timezone

from roadmaps.actions.work import date_mark, note_mark
from roadmaps.domain.moved import moved
from roadmaps.domain.returning import reason_words, returned_words
from roadmaps.domain.standing import standing
from roadmaps.domain.work import Move, Status
from roadmaps.forms.date_requests import AnswerDateForm, AskForDateForm
from roadmaps.forms.review import ReturnForm
from roadmaps.forms.work import DoneForm, MoveForm
from roadmaps.models import Assignment
from roadmaps.permissions import work as permissions
from roadmaps.queries import work as queries
from roadmaps.queries.clocks import waited_words
from roadmaps.queries.date_requests import last_refusal_of, open_request_of
from roadmaps.queries.evidence import rows_of
from schools.domain.roles import Right
from schools.permissions import may_anywhere

MOVE_BUTTONS = {
    Move.ACCEPT: "Принять",
    Move.RETURN: "Вернуть на доработку",
    Move.WITHDRAW: "Отозвать с проверки",
    Move.REOPEN: "Снять приёмку и вернуть",
    Move.POSTPONE: "Перенести срок",
    Move.CANCEL: "Отменить поручение",
    Move.RESTORE: "Восстановить поручение",
}
_LESS_USUAL = (Move.POSTPONE, Move.CANCEL, Move.REOPEN, Move.RESTORE)


@dataclass(frozen=True, slots=True)
class Offer:
    """A decision that the page offers; `reason` says why its button does not work now."""

    move: Move
    button: str
    form: MoveForm | ReturnForm
    reason: str


def assignment_context(
    request: HttpRequest,
    found: Any,
    *,
    done_form: DoneForm | None = None,
    move_form: tuple[Move, MoveForm | ReturnForm] | None = None,
    ask_form: AskForDateForm | None = None,
    answer_form: AnswerDateForm | None = None,
) -> dict[str, Any]:
    """Context of the page; forms that were refused come back with what was typed."""
    user, today = request.user, timezone.localdate()
    is_doer = permissions.may_do(user, found)
    may_change = is_doer and not permissions.reason_against_evidence(found)
    refused = dict([move_form] if move_form else [])
    offers = _Offers(user, found, refused)
    return {
        "assignment": found,
        "activity": found.occurrence.activity,
        "standing": standing(
            Status(found.status),
            found.due_on,
            today,
            has_begun=found.occurrence.activity.roadmap.has_begun,
        ),
        "due": queries.due_words(found),
        "documents": rows_of(found, user),
        "history": queries.history_of(found),
        "round_words": queries.round_words(found.rounds),
        "returned_reason": reason_words(found.returned_reason),
        "waited": waited_words(found, today),
        "returned_words": returned_words(found.returns),
        "moved_words": moved(found.moves, found.occurrence.due_on, found.due_on).words,
        **_other_date(user, found, ask_form, answer_form, is_doer=is_doer),
        "is_doer": is_doer,
        "may_change": may_change,
        "marks_itself": permissions.school_marks_itself(found),
        "done_form": done_form
        or DoneForm(initial={"note": found.note, "seen": note_mark(found.note)}),
        "upload_limit": settings.UPLOAD_LIMIT_MB,
        "withdraw": offers.possible(Move.WITHDRAW) if is_doer else None,
        # Who still does the work has nothing to judge yet.
        "accept": None if may_change else offers.of_reviewer(Move.ACCEPT),
        "send_back": offers.possible(Move.RETURN),
        "other_moves": [offer for move in _LESS_USUAL if (offer := offers.possible(move))],
        "open_move": move_form[0] if move_form else None,
        "bystander_reason": "" if is_doer else _bystander_reason(user, found),
        "from_review": request.GET.get("from") == "review" or "from_review" in request.POST,
        "keeps_phrases": may_anywhere(user, [Right.EDIT_ROADMAPS]),
        "sees_all": not queries.owes_work_only(user),
    }


def decision_form(
    move: Move, found: Assignment, data: QueryDict | None = None
) -> MoveForm | ReturnForm:
    """The form with which `move` is asked for."""
    due_on = found.own_due_on or found.occurrence.due_on
    initial: dict[str, Any] = {"round": found.rounds, "seen": date_mark(due_on)}
    if move == Move.RETURN:
        office = found.occurrence.activity.roadmap.municipality_id
        return ReturnForm(data, initial=initial, prefix=move.value, municipalities=[office])
    return MoveForm(data, initial=initial, move=move)


def _other_date(
    user: Any,
    found: Assignment,
    ask_form: AskForDateForm | None,
    answer_form: AnswerDateForm | None,
    *,
    is_doer: bool,
) -> dict[str, Any]:
    """The request for another date: what was asked, and the form of who asks or answers."""
    asked = open_request_of(found)
    is_possible = not permissions.reason_against_state(Move.POSTPONE, found)
    if answer_form is None and asked is not None and is_possible:
        may_answer = (
            asked.asked_by_id != user.pk
            and not permissions.owes(user, found)
            and permissions.may_review(user, found)
        )
        initial = {"due_on": asked.wished_on}
        answer_form = AnswerDateForm(prefix="answer", initial=initial) if may_answer else None
    may_ask = is_doer and is_possible and asked is None
    return {
        "date_request": asked if is_possible else None,
        "date_refusal": last_refusal_of(found) if is_possible and asked is None else None,
        "ask_form": ask_form or (AskForDateForm(prefix="ask") if may_ask else None),
        "answer_form": answer_form,
    }


class _Offers:
    """Makes offers for one person and one assignment."""

    def __init__(self, user: Any, found: Assignment, refused: dict[Move, Any]) -> None:
        self.user, self.found, self.refused = user, found, refused

    def possible(self, move: Move) -> Offer | None:
        """The offer where the person may make the move now."""
        offer = self._offer(move)
        return None if offer.reason and move not in self.refused else offer

    def of_reviewer(self, move: Move) -> Offer | None:
        """The offer for everybody who judges this work, with the reason where it must wait."""
        if Status(self.found.status) in (Status.ACCEPTED, Status.CANCELLED):
            return None
        offer = self._offer(move)
        if offer.reason and not self._is_reviewer(offer.reason):
            return None
        return offer

    def _is_reviewer(self, reason: str) -> bool:
        is_own = reason == permissions.OWN_WORK
        return is_own or permissions.may_review(self.user, self.found)

    def _offer(self, move: Move) -> Offer:
        form = self.refused.get(move) or decision_form(move, self.found)
        reason = permissions.reason_against_move(self.user, move, self.found)
        return Offer(move, MOVE_BUTTONS[move], form, reason)


def _bystander_reason(user: Any, found: Assignment) -> str:
    """For who only looks on: whose work this is."""
    if permissions.may_review(user, found) or found.submitted_by_id == user.pk:
        return ""
    return permissions.reason_against_doing(user, found)
