"""Opening an amendment as a working copy of the plan, and discarding it."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from accounts.actions.audit import record
from accounts.models import User
from core.web.refusals import NotPossible
from roadmaps.actions.copying import cloned, copy_parts
from roadmaps.actions.plans import lock_plan
from roadmaps.models import Activity, ImportState, PlanImport, Roadmap, RoadmapStatus
from roadmaps.permissions.plans import require_arrange
from roadmaps.queries.editions import amendment_of

ON_REVIEW = "Изменение на проверке. Сначала отзовите его."
NOT_FROZEN = "Текст плана ещё не утверждён приказом: его можно править сразу, без изменения."


@transaction.atomic
def open_amendment(*, roadmap: Roadmap, by: User) -> Roadmap:
    """The plan's working copy, made if none is open: one at a time, a second click finds it.

    Documents that wait for a comparison with the plan are compared with the copy from then on.
    """
    require_arrange(by, roadmap)
    plan = lock_plan(roadmap)
    require_arrange(by, plan)
    known = amendment_of(plan)
    if known is not None:
        return known
    if not plan.is_frozen:
        raise NotPossible(NOT_FROZEN)
    copy: Roadmap = cloned(
        plan,
        amends=plan,
        status=RoadmapStatus.DRAFT,
        edition_number=0,
        in_force_from=None,
        carried_from=None,
        made_with=None,
    )
    copy.save()
    copy_parts(plan, copy, revise=_as_copy_of)
    PlanImport.objects.filter(updates=plan, state=ImportState.DRAFT).update(updates=copy)
    _record(plan, by, "open amendment", "Начато внесение изменений в план")
    return copy


@transaction.atomic
def discard_amendment(*, roadmap: Roadmap, amendment_id: int, by: User) -> None:
    """Put the working copy away; the plan stays as it was. Repeating it changes nothing.

    NotPossible while others check it.
    """
    require_arrange(by, roadmap)
    plan = lock_plan(roadmap)
    copy = Roadmap.objects.select_for_update().filter(amends=plan, pk=amendment_id).first()
    if copy is None:
        return
    if copy.status == RoadmapStatus.ON_REVIEW:
        raise NotPossible(ON_REVIEW)
    hand_documents_back(plan, copy)
    copy.delete()
    _record(plan, by, "discard amendment", "Внесение изменений отменено, план остался прежним")


def hand_documents_back(plan: Roadmap, copy: Roadmap) -> None:
    """Documents of the copy are the plan's again."""
    PlanImport.objects.filter(updates=copy).update(updates=plan)
    PlanImport.objects.filter(roadmap=copy).update(roadmap=plan)


def _as_copy_of(part: Any, original: Any) -> None:
    """Each part knows what it is a copy of, so that the approval finds it."""
    part.origin_id = original.pk
    if isinstance(part, Activity):
        part.carried_from = None


def _record(plan: Roadmap, by: User, action: str, summary: str) -> None:
    record(
        by=by, action=action, subject=plan, summary=summary, municipality_id=plan.municipality_id
    )
