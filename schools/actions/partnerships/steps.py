"""The plan of a partnership."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from accounts.models import User
from core.values.wording import quoted
from schools.actions.partnerships.locking import held, told
from schools.domain.roles import Right
from schools.models import Partnership, PartnershipStep
from schools.permissions import require, require_visits


@transaction.atomic
def add_step(
    *, partnership: Partnership, what: str, when: str, due_on: date | None, who: str, by: User
) -> PartnershipStep:
    """One more line of the plan."""
    require(by, Right.KEEP_PARTNERSHIPS, municipality=partnership.school.municipality)
    made = PartnershipStep.objects.create(
        partnership=partnership, what=what, when=when, due_on=due_on, who=who
    )
    told(partnership, by=by, action="add step", summary=f"В план добавлено: {quoted(what)}")
    return made


@transaction.atomic
def drop_step(*, step: PartnershipStep, by: User) -> None:
    """Take a line out of the plan; the trail keeps its words."""
    partnership = step.partnership
    require(by, Right.KEEP_PARTNERSHIPS, municipality=partnership.school.municipality)
    deleted, _ = PartnershipStep.objects.filter(pk=step.pk).delete()
    if deleted:
        told(
            partnership, by=by, action="drop step", summary=f"Из плана убрано: {quoted(step.what)}"
        )


@transaction.atomic
def mark_step(*, step: PartnershipStep, done_on: date | None, by: User) -> None:
    """Say on which day a line was done, or that it is not done yet; both sides may."""
    require_visits(by, step.partnership)
    held(step.partnership)
    now = PartnershipStep.objects.get(pk=step.pk)
    if now.done_on == done_on:
        return
    before, now.done_on = now.done_on, done_on
    now.save(update_fields=["done_on"])
    verb = "Сделано" if done_on else "Снята отметка"
    told(
        step.partnership,
        by=by,
        action="mark step",
        summary=f"{verb}: {quoted(step.what)}",
        changes={"Сделано": (before, done_on)},
    )
