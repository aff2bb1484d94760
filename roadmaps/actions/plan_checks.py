"""Checking the plan of a school: handed in, agreed or returned, round by round.

The school hands its plan in and may take it back; its curator or a coordinator decides. Each side
gets a letter when it is its turn.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse

from accounts.actions.letters import Draft, write_letters
from accounts.models import User
from core.web.addresses import absolute
from core.web.refusals import NotPossible
from roadmaps.actions.amending.approving import refusal_to_apply
from roadmaps.actions.plans import lock_plan, moved, record_move
from roadmaps.domain.plan_states import (
    SCHOOL_PLAN_RULES,
    PlanMove,
    PlanStatus,
    plan_refusal,
    target_of,
)
from roadmaps.models import CheckResult, PlanCheck, Roadmap
from roadmaps.permissions.plans import require_part
from roadmaps.queries.plan_people import checkers_of, keepers_of

LETTER_KIND = "plan_check"
NO_ROWS = "В плане нет мероприятий: проверять пока нечего."
COMMENT_MISSING = "Напишите, что исправить: без этого вернуть план нельзя."
DECIDED_ALREADY = (
    "Пока страница была открыта, решение уже принял другой сотрудник: {result}, {who}. Ваши "
    "замечания школе не отправлены."
)
SENT_AGAIN = (
    "Пока страница была открыта, школа отправила план заново. Посмотрите его и решите снова."
)


@transaction.atomic
def submit_plan(*, roadmap: Roadmap, by: User, at: datetime, note: str = "") -> Roadmap:
    """Hand the plan in for its check, which begins a round; a second click finds it there."""
    roadmap, is_done = _taken_up(roadmap, by, PlanMove.SUBMIT)
    if is_done:
        return roadmap
    refusal = refusal_to_hand_in(roadmap)
    if refusal:
        raise NotPossible(refusal)
    check = PlanCheck.objects.create(
        roadmap=roadmap,
        round=roadmap.checks.count() + 1,
        submitted_by=by,
        submitted_by_name=str(by),
        submitted_at=at,
        note=note.strip(),
        is_of_amendment=roadmap.is_amendment,
    )
    _write(roadmap, by, PlanMove.SUBMIT, {"пояснение": ("", check.note)} if check.note else {})
    _tell(check, checkers_of(roadmap, besides=by), *_words_of_submission(check))
    return roadmap


def refusal_to_hand_in(roadmap: Roadmap) -> str:
    """Why there is nothing to check yet; empty where there is."""
    if not roadmap.activities.exists():
        return NO_ROWS
    return refusal_to_apply(roadmap.amends, roadmap) if roadmap.amends else ""


@transaction.atomic
def withdraw_plan(*, roadmap: Roadmap, by: User, at: datetime) -> Roadmap:
    """Take the plan back before it is decided upon; a second click finds it back."""
    roadmap, is_done = _taken_up(roadmap, by, PlanMove.WITHDRAW)
    if not is_done:
        _decide(roadmap, by, at, CheckResult.WITHDRAWN)
        _write(roadmap, by, PlanMove.WITHDRAW, {})
    return roadmap


@transaction.atomic
def agree_plan(
    *, roadmap: Roadmap, by: User, at: datetime, seen: int | None, comment: str = ""
) -> Roadmap:
    """Agree to the plan as it stands; `seen` is the round that the person has looked at."""
    roadmap, is_done = _taken_up(roadmap, by, PlanMove.AGREE)
    if is_done:
        _require_heard(roadmap, by, comment.strip())
        return roadmap
    _close_round(roadmap, by, at, PlanMove.AGREE, seen, comment.strip())
    return roadmap


@transaction.atomic
def return_plan(
    *, roadmap: Roadmap, by: User, at: datetime, seen: int | None, comment: str
) -> Roadmap:
    """Send the plan back with what is to be corrected; `seen` as above."""
    roadmap, is_done = _taken_up(roadmap, by, PlanMove.RETURN)
    if is_done:
        _require_heard(roadmap, by, comment.strip())
        return roadmap
    if not comment.strip():
        raise NotPossible(COMMENT_MISSING)
    _close_round(roadmap, by, at, PlanMove.RETURN, seen, comment.strip())
    return roadmap


def _taken_up(roadmap: Roadmap, by: User, move: PlanMove) -> tuple[Roadmap, bool]:
    """The plan, locked, and whether it stands already where the move leads.

    Refusal for who does not play the part of `move`, NotPossible where it cannot be made now.
    """
    rule = SCHOOL_PLAN_RULES[move]
    require_part(by, rule.part, roadmap)
    locked = lock_plan(roadmap, or_amendment=True)
    status = PlanStatus(locked.status)
    if locked.is_of_school and status in rule.targets.values():
        return locked, True
    refusal = plan_refusal(
        move, status, has_edition=locked.is_frozen, of_school=locked.is_of_school
    )
    if refusal:
        raise NotPossible(refusal)
    return locked, False


def _close_round(
    roadmap: Roadmap, by: User, at: datetime, move: PlanMove, seen: int | None, comment: str
) -> None:
    result = CheckResult.AGREED if move is PlanMove.AGREE else CheckResult.RETURNED
    check = _decide(roadmap, by, at, result, comment)
    if seen != check.round:
        raise NotPossible(SENT_AGAIN)
    _write(roadmap, by, move, {"замечания": ("", comment)} if comment else {})
    _tell(check, keepers_of(roadmap, besides=by), *_words_of_decision(check))


def _require_heard(roadmap: Roadmap, by: User, comment: str) -> None:
    """NotPossible where what the person says of the plan would be lost: somebody was quicker."""
    last = roadmap.checks.order_by("-round").first()
    if last is None or not comment or comment == last.comment or last.decided_by_id == by.pk:
        return
    result = last.get_result_display()
    raise NotPossible(DECIDED_ALREADY.format(result=result, who=last.decided_by_name))


def _decide(
    roadmap: Roadmap, by: User, at: datetime, result: CheckResult, comment: str = ""
) -> PlanCheck:
    """End the open round."""
    check: PlanCheck = roadmap.checks.select_for_update().get(result="")
    check.result, check.comment = result, comment
    check.decided_by, check.decided_by_name, check.decided_at = by, str(by), at
    check.save(update_fields=["result", "comment", "decided_by", "decided_by_name", "decided_at"])
    return check


def _write(roadmap: Roadmap, by: User, move: PlanMove, told: dict[str, tuple[Any, Any]]) -> None:
    target = target_of(move, PlanStatus(roadmap.status), of_school=True)
    changes = moved(roadmap, target) | told
    roadmap.save(update_fields=["status"])
    record_move(roadmap, by, move, changes)


def _words_of_submission(check: PlanCheck) -> tuple[str, str]:
    roadmap = check.roadmap
    again = "" if check.round == 1 else " снова"
    said = f"\nПояснение школы: {check.note}\n" if check.note else ""
    body = (
        f"{roadmap.school}{again} прислала на проверку {_what(roadmap)} «{roadmap.title}», "
        f"{roadmap.years}.\n{said}\nСогласовать или вернуть: {_address(roadmap)}\n"
    )
    subject = "Изменение дорожной карты" if roadmap.is_amendment else "Дорожная карта школы"
    return f"{subject} ждёт проверки: {roadmap.school}", body


def _what(roadmap: Roadmap) -> str:
    return "изменение к дорожной карте" if roadmap.is_amendment else "дорожную карту"


def _words_of_decision(check: PlanCheck) -> tuple[str, str]:
    is_agreed = check.result == CheckResult.AGREED
    if check.is_of_amendment:
        name, it, end = "Изменение дорожной карты", "его", "о"
    else:
        name, it, end = "Дорожная карта", "её", "а"
    words = f"{'согласован' if is_agreed else 'возвращен'}{end}"
    said = f"\nЗамечания: {check.comment}\n" if check.comment else ""
    after = f"Утвердите {it} приказом" if is_agreed else f"Исправьте {it} и отправьте снова"
    body = (
        f"{name} «{check.roadmap.title}» {words}. Решение: {check.decided_by_name}.\n"
        f"{said}\n{after}: {_address(check.roadmap)}\n"
    )
    return f"{name if check.is_of_amendment else 'Дорожная карта школы'} {words}", body


def _address(roadmap: Roadmap) -> str:
    return absolute(reverse("roadmaps:state", args=[roadmap.pk]))


def _tell(check: PlanCheck, people: Iterable[User], subject: str, body: str) -> None:
    """One letter to each; the key lets none be written twice."""
    stage = check.result or "submitted"
    write_letters(
        Draft(
            key=f"{LETTER_KIND}:{check.pk}:{stage}:{person.pk}",
            kind=LETTER_KIND,
            to=person,
            subject=subject,
            body=body,
            municipality_id=check.roadmap.municipality_id,
        )
        for person in people
    )
