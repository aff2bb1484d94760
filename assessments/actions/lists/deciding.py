"""An order approves a list; a later one of the same year replaces it, or it is cancelled."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.actions.audit import record
from accounts.models import User
from assessments.actions.lists.meanwhile import require_seen_list
from assessments.domain.approved_lists import ExitKind
from assessments.following import figures_changed
from assessments.models import ApprovedList, ListState
from assessments.permissions import require_draft, require_in_force
from assessments.queries.current_list import list_in_force
from assessments.queries.list_drafts import previous_list
from core.values.wording import short_date
from core.web.refusals import NotPossible
from schools.models import Municipality

NUMBER_MISSING = "Впишите номер приказа."
DATE_AHEAD = "Дата приказа ещё не наступила. Внесите приказ, когда он подписан."
BEFORE_REPLACED = "Приказ не может быть раньше того, который он заменяет: тот от {day}."
UNDECIDED = (
    "Решите, что со школами прежнего перечня, по которым нет данных: {schools}. Оставьте их в "
    "перечне или исключите, указав причину."
)
BEFORE_CHANGED = (
    "Пока проект готовился, изменился перечень, с которым он сравнивается. Удалите проект и "
    "составьте его снова: от прежнего перечня зависит, кто включён впервые и кто вышел."
)
REASON_MISSING = "Напишите, почему перечень отменён и каким документом."


@transaction.atomic
def approve_list(
    *, approved_list: ApprovedList, order_number: str, order_date: date, by: User, seen: str = ""
) -> ApprovedList:
    """Freeze the draft with its order; the list in force of the same year is replaced.

    NotPossible where the order's number or date does not fit, where schools without data are
    undecided, and where the lists it was drafted against have changed. The same order again
    changes nothing. `seen` is the mark of the draft on the page of approval; NotPossible where it
    is another now.
    """
    held = _locked(approved_list)
    number = order_number.strip()
    if held.is_in_force and (held.order_number, held.order_date) == (number, order_date):
        return held
    require_draft(by, held)
    require_seen_list(held, seen)
    _require_order(held, number, order_date)
    now = timezone.now()
    if held.replaces_id is not None:
        ApprovedList.objects.filter(pk=held.replaces_id).update(
            state=ListState.REPLACED, ended_at=now
        )
    held.state, held.order_number, held.order_date = ListState.APPROVED, number, order_date
    held.approved_by_name, held.approved_at = str(by), now
    held.save(
        update_fields=["state", "order_number", "order_date", "approved_by_name", "approved_at"]
    )
    record(
        by=by, action="approve list", subject=held, municipality_id=held.municipality_id,
        summary=f"{held} утверждён: {held.order_words}",
        changes={"состояние": ("проект", "утверждён")},
    )  # fmt: skip
    figures_changed(held.municipality)
    return held


def _require_order(held: ApprovedList, number: str, day: date) -> None:
    if not number:
        raise NotPossible(NUMBER_MISSING)
    if day > timezone.localdate():
        raise NotPossible(DATE_AHEAD)
    in_force = list_in_force(held.municipality_id, held.academic_year)
    before = previous_list(held.municipality, held.academic_year)
    if (in_force and in_force.pk, before and before.pk) != (held.replaces_id, held.previous_id):
        raise NotPossible(BEFORE_CHANGED)
    if in_force and in_force.order_date and day < in_force.order_date:
        raise NotPossible(BEFORE_REPLACED.format(day=short_date(in_force.order_date)))
    undecided = held.exits.filter(kind=ExitKind.NO_DATA).order_by("pk")
    if undecided:
        names = ", ".join(one.school_name for one in undecided)
        raise NotPossible(UNDECIDED.format(schools=names))


@transaction.atomic
def cancel_list(*, approved_list: ApprovedList, reason: str, by: User) -> None:
    """End the list in force without a new one; the list that it replaced does not come back."""
    held = _locked(approved_list)
    require_in_force(by, held)
    reason = reason.strip()
    if not reason:
        raise NotPossible(REASON_MISSING)
    held.state, held.ended_at, held.end_reason = ListState.CANCELLED, timezone.now(), reason
    held.save(update_fields=["state", "ended_at", "end_reason"])
    record(
        by=by, action="cancel list", subject=held, municipality_id=held.municipality_id,
        summary=f"{held} отменён. {reason}", changes={"состояние": ("утверждён", "отменён")},
    )  # fmt: skip
    figures_changed(held.municipality)


@transaction.atomic
def discard_list(*, approved_list: ApprovedList, by: User) -> None:
    """Delete a draft that no order has approved."""
    held = _locked(approved_list)
    require_draft(by, held)
    record(
        by=by, action="discard list", subject=held, municipality_id=held.municipality_id,
        summary=f"Удалён проект: {held}",
    )  # fmt: skip
    held.delete()


def _locked(approved_list: ApprovedList) -> ApprovedList:
    """The list, with everybody else who changes lists of the municipality waiting."""
    Municipality.objects.select_for_update().get(pk=approved_list.municipality_id)
    return ApprovedList.objects.select_related("municipality").get(pk=approved_list.pk)
