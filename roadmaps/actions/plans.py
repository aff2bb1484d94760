"""The life of a roadmap as a whole (`domain.plan_states`); approvals are in `actions.editions`."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.actions.audit import record
from accounts.models import User
from core.values.wording import short_date
from core.web.refusals import NotPossible
from roadmaps.actions.assigning import follow_taken_rows, sync_assignments
from roadmaps.domain.plan_states import (
    CHECK_MOVES,
    PLAN_MOVE_NAMES,
    PlanMove,
    PlanStatus,
    plan_refusal,
    rules_of,
    target_of,
)
from roadmaps.models import Roadmap, RoadmapStatus
from roadmaps.permissions.plans import require_keeper

BY_CHECK = "План школы согласуют или возвращают на странице его проверки."
OF_TEMPLATE = "Это типовая дорожная карта: её не утверждают и не исполняют. Составьте по ней план."
OF_AMENDMENT = "Это изменение к плану: его утверждают приказом или отменяют на странице изменения."


@transaction.atomic
def move_plan(
    *,
    roadmap: Roadmap,
    by: User | None,
    move: PlanMove,
    order_number: str = "",
    order_date: date | None = None,
    today: date | None = None,
) -> Roadmap:
    """Make a move that needs neither order nor check; repeating it changes nothing.

    A plan that comes in force without an approved edition may bring the order that is known. `by`
    is None where the portal itself puts an approved plan in force on its day.
    """
    if by is not None:
        require_keeper(by, roadmap)
    roadmap = lock_plan(roadmap, or_amendment=move is PlanMove.REVISE)
    before, of_school = PlanStatus(roadmap.status), roadmap.is_of_school
    rule = rules_of(of_school=of_school).get(move)
    if rule is not None and before in rule.targets.values():
        return roadmap
    refusal = plan_refusal(move, before, has_edition=roadmap.is_frozen, of_school=of_school)
    if refusal or rule is None or rule.needs_order:
        raise NotPossible(refusal or "Укажите приказ, которым утверждён план.")
    if of_school and move in CHECK_MOVES:
        raise NotPossible(BY_CHECK)
    changes = moved(roadmap, target_of(move, before, of_school=of_school))
    if move is PlanMove.ENTER_FORCE:
        changes |= _enter_force(roadmap, order_number, order_date, today or timezone.localdate())
    roadmap.save(update_fields=["status", "order_number", "order_date", "in_force_from"])
    record_move(roadmap, by, move, changes)
    if not roadmap.is_amendment:
        follow_state(roadmap, by)
    return roadmap


def follow_state(roadmap: Roadmap, by: User | None) -> None:
    """Work after the plan's state or its first day has changed.

    A school's plan asks for nothing before its first day. When the office's is closed or brought
    back, rows that schools took from it become work of their own, or cease to be.
    """
    if not roadmap.is_of_school:
        rows = roadmap.activities.values_list("pk", flat=True)
        follow_taken_rows(activity_ids=rows, by=by)
        return
    for row in roadmap.activities.select_related("roadmap__municipality").order_by("pk"):
        sync_assignments(activity=row, by=by)


def start_due_plans(*, today: date) -> int:
    """Put in force every approved plan whose day has come; returns how many have started.

    Each starts in a transaction of its own, the portal is who did it. May be called as often as
    one likes, by several at once.
    """
    due = Roadmap.objects.plans().filter(status=RoadmapStatus.APPROVED, in_force_from__lte=today)
    return sum(_start(plan, today) for plan in due.order_by("pk"))


@transaction.atomic
def _start(plan: Roadmap, today: date) -> bool:
    plan = lock_plan(plan)
    # A person may have led the plan on since it was found.
    if plan.status != RoadmapStatus.APPROVED:
        return False
    move_plan(roadmap=plan, by=None, move=PlanMove.ENTER_FORCE, today=today)
    return True


def lock_plan(roadmap: Roadmap, *, or_amendment: bool = False) -> Roadmap:
    """The plan as it stands now, locked; NotPossible for what is no plan of its own.

    With `or_amendment` that of a school's plan is as good: it is checked as the plan was.
    """
    # As every editor of the plan locks it (`editing.writing.locked_plan`).
    locked = Roadmap.objects.select_for_update(no_key=True).get(pk=roadmap.pk)
    if locked.is_amendment and not (or_amendment and locked.is_of_school):
        raise NotPossible(OF_AMENDMENT)
    if locked.is_template:
        raise NotPossible(OF_TEMPLATE)
    return locked


def record_move(
    roadmap: Roadmap, by: User | None, move: PlanMove, changes: dict[str, tuple[Any, Any]]
) -> None:
    """One event of the plan's life; that of an amendment is told of the plan that it changes."""
    words = PLAN_MOVE_NAMES[move]
    record(
        by=by,
        action=f"{move.value.replace('_', ' ')} plan",
        subject=roadmap.amends or roadmap,
        summary=f"Изменение: {words}" if roadmap.amends else words.capitalize(),
        changes=changes,
        municipality_id=roadmap.municipality_id,
    )


def moved(roadmap: Roadmap, target: PlanStatus) -> dict[str, tuple[Any, Any]]:
    """Set the state that follows; the change in words."""
    before, after = RoadmapStatus(roadmap.status), RoadmapStatus(target.value)
    roadmap.status = after
    return {"состояние": (before.label, after.label)}


def _enter_force(
    roadmap: Roadmap, number: str, day: date | None, today: date
) -> dict[str, tuple[Any, Any]]:
    changes: dict[str, tuple[Any, Any]] = {}
    is_new_order = number and (number, day) != (roadmap.order_number, roadmap.order_date)
    if is_new_order and not roadmap.is_frozen:
        changes["приказ"] = (_order(roadmap.order_number), _order(number))
        roadmap.order_number, roadmap.order_date = number, day
    if roadmap.in_force_from is None or roadmap.in_force_from > today:
        changes["действует с"] = (roadmap.in_force_from or "", short_date(today))
        roadmap.in_force_from = today
    return changes


def _order(number: str) -> str:
    return f"№\u00a0{number}" if number else ""
