"""Approving a plan by an order: its text is frozen in an edition."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core.values.wording import short_date
from core.web.refusals import NotPossible
from roadmaps.actions.order_scans import OrderScan, keep_scan
from roadmaps.actions.plans import follow_state, lock_plan, record_move
from roadmaps.domain.editions import digest_of, order_words
from roadmaps.domain.plan_states import PlanMove, PlanStatus, plan_refusal, target_of
from roadmaps.models import Edition, Roadmap, RoadmapStatus
from roadmaps.permissions.plans import require_keeper
from roadmaps.queries.edition_content import content_of

NO_ROWS = "В плане нет мероприятий: утверждать пока нечего."
ORDER_IN_FUTURE = "Приказ датирован будущим днём. Проверьте дату."


@dataclass(frozen=True, slots=True)
class Order:
    """The order that approves an edition, and the day from which the edition is in force."""

    number: str
    day: date
    in_force_from: date
    scan: OrderScan | None = None

    @property
    def words(self) -> str:
        """«приказ № 420 от 21 ноября 2022 г.»."""
        return order_words(self.number, self.day)


@transaction.atomic
def approve_plan(*, roadmap: Roadmap, by: User, order: Order, today: date | None = None) -> Edition:
    """Freeze the plan's text as its first edition; the same order again finds that edition.

    The plan is in force at once where its day has come, else it waits for it as approved. A plan
    that is in force already stays so.
    """
    require_keeper(by, roadmap)
    roadmap = lock_plan(roadmap)
    today = today or timezone.localdate()
    known = roadmap.editions.filter(
        number=1, order_number=order.number, order_date=order.day
    ).first()
    if known is not None:
        return known
    before = PlanStatus(roadmap.status)
    of_school = roadmap.is_of_school
    refusal = plan_refusal(
        PlanMove.APPROVE, before, has_edition=roadmap.is_frozen, of_school=of_school
    )
    if not refusal and order.day > today:
        refusal = ORDER_IN_FUTURE
    # Whoever edits a row now waits for its lock and then finds the plan frozen.
    if not refusal and not list(roadmap.activities.select_for_update().values_list("pk")):
        refusal = NO_ROWS
    if refusal:
        raise NotPossible(refusal)
    after = target_of(PlanMove.APPROVE, before, of_school=of_school)
    if after is PlanStatus.APPROVED and order.in_force_from <= today:
        after = PlanStatus.IN_FORCE
    roadmap.status = RoadmapStatus(after.value)
    roadmap.order_number, roadmap.order_date = order.number, order.day
    roadmap.in_force_from = order.in_force_from
    record_move(
        roadmap,
        by,
        PlanMove.APPROVE,
        {
            "состояние": (RoadmapStatus(before.value).label, roadmap.get_status_display()),
            "приказ": ("", order.words),
            "действует с": ("", short_date(order.in_force_from)),
        },
    )
    edition = freeze(roadmap=roadmap, by=by, order=order)
    follow_state(roadmap, by)
    if order.scan is not None:
        keep_scan(edition, order.scan)
    return edition


def freeze(
    *,
    roadmap: Roadmap,
    by: User,
    order: Order,
    amendment_id: int | None = None,
    reasons: dict[str, str] | None = None,
    without: Collection[int] = (),
) -> Edition:
    """Write the next edition of the plan as it stands, which the caller has locked and changed.

    `without` are the rows that this edition takes out of the plan.
    """
    roadmap.edition_number += 1
    roadmap.save(
        update_fields=["status", "order_number", "order_date", "in_force_from", "edition_number"]
    )
    content = content_of(roadmap, without)
    edition = Edition(
        roadmap=roadmap,
        number=roadmap.edition_number,
        order_number=order.number,
        order_date=order.day,
        in_force_from=order.in_force_from,
        content=content,
        sha256=digest_of(content),
        reasons=reasons or {},
        amendment_id=amendment_id,
        approved_by=by,
        approved_by_name=str(by),
        approved_at=timezone.now(),
    )
    edition.save()
    return edition
