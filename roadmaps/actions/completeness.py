"""Answering a question about a plan's completeness: «так и задумано», or taking that back."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from accounts.actions.audit import record
from accounts.models import User
from core.web.refusals import NotPossible
from roadmaps.domain.completeness import GAP_NAMES, Gap, questions_about
from roadmaps.models import IntendedGap, Roadmap
from roadmaps.permissions.plans import require_arrange
from roadmaps.queries.completeness import living_id, plan_facts

NOTHING_CHOSEN = "Отметьте, что так и задумано."
NO_REASON = "Напишите, почему так и задумано: это увидят те, кто спросит после вас."


@transaction.atomic
def intend(*, roadmap: Roadmap, by: User, gap: Gap, subjects: Collection[int], reason: str) -> int:
    """Say that these parts of the plan are meant so; how many questions that answers.

    What is no question any more, or was answered, is left alone. NotPossible without a reason or
    a part.
    """
    plan = _locked(roadmap, by)
    reason = reason.strip()
    if not subjects:
        raise NotPossible(NOTHING_CHOSEN)
    if not reason:
        raise NotPossible(NO_REASON)
    open_ones = {one.subject: one for one in questions_about(plan_facts(roadmap)) if one.gap is gap}
    held = set(
        IntendedGap.objects.filter(roadmap=plan, gap=gap.value).values_list("subject", flat=True)
    )
    answered = [open_ones[pk] for pk in subjects if pk in open_ones and pk not in held]
    signed = {"answered_by_name": str(by), "answered_at": timezone.now()}
    IntendedGap.objects.bulk_create(
        IntendedGap(roadmap=plan, gap=gap.value, subject=one.subject, reason=reason, **signed)
        for one in answered
    )
    if answered:
        said = "; ".join(one.name for one in answered)
        _record(plan, by, "intend gap", f"Так и задумано: {GAP_NAMES[gap].lower()}. {reason}", said)
    return len(answered)


@transaction.atomic
def ask_again(*, roadmap: Roadmap, by: User, answer_id: int) -> None:
    """Take an answer back: the question is open again. A second click changes nothing."""
    plan = _locked(roadmap, by)
    answer = IntendedGap.objects.filter(roadmap=plan, pk=answer_id).first()
    if answer is None:
        return
    _record(plan, by, "ask about gap again", f"Снова спрашивать: {answer}", "")
    answer.delete()


def _locked(roadmap: Roadmap, by: User) -> Roadmap:
    """The plan that keeps the answers."""
    locked = Roadmap.objects.select_for_update(of=("self",), no_key=True)
    plan = locked.select_related("municipality").get(pk=living_id(roadmap))
    require_arrange(by, plan)
    return plan


def _record(plan: Roadmap, by: User, action: str, summary: str, after: str) -> None:
    record(
        by=by,
        action=action,
        subject=plan,
        summary=summary,
        changes={"о чём": ("", after)} if after else None,
        municipality_id=plan.municipality_id,
    )
