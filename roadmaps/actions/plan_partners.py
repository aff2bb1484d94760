"""Partners that a plan names go over into the register of partnerships."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction

from accounts.models import User
from core.values.wording import quoted
from core.web.refusals import NotPossible
from roadmaps.models import PlanPartnership, Roadmap
from roadmaps.queries.plan_partners import partner_mark, support_by_plan, twin_of
from schools.actions.partnerships import PartnershipFacts, enter_partnership
from schools.actions.partnerships.locking import hold_places
from schools.domain.roles import Right
from schools.models import Partnership, School
from schools.permissions import require

GONE = "Этой записи в плане уже нет. Посмотрите партнёров снова."
CHANGED = "Запись плана тем временем изменили. Посмотрите, что в ней теперь, и отметьте снова."


@dataclass(frozen=True, slots=True)
class PartnerChoice:
    """A partner by the plan with the schools that a person chose; `seen` is its mark as shown."""

    key: int
    seen: str
    school: School
    partner: School
    teacher_name: str = ""
    teacher_post: str = ""


@dataclass(slots=True)
class Taken:
    """The partnerships that were entered, and by key of the plan why another was not."""

    made: list[Partnership] = field(default_factory=list)
    refused: dict[int, str] = field(default_factory=dict)


@transaction.atomic
def take_partners(*, roadmap: Roadmap, choices: Iterable[PartnerChoice], by: User) -> Taken:
    """Propose a partnership for each choice; one that cannot be entered keeps no other back.

    The plan stays as it is. A partnership that the register already has is not entered again.
    """
    require(by, Right.KEEP_PARTNERSHIPS, municipality=roadmap.municipality)
    hold_places(roadmap.municipality)
    items = {one.pk: one for one in roadmap.partnerships.all()}
    taken = Taken()
    for choice in choices:
        try:
            taken.made.append(_enter(roadmap, items.get(choice.key), choice, by))
        except NotPossible as refusal:
            taken.refused[choice.key] = str(refusal)
    return taken


def _enter(
    roadmap: Roadmap, item: PlanPartnership | None, choice: PartnerChoice, by: User
) -> Partnership:
    if item is None:
        raise NotPossible(GONE)
    if partner_mark(item) != choice.seen:
        raise NotPossible(CHANGED)
    support = support_by_plan(item)
    among = Partnership.objects.open().filter(school=choice.school, partner=choice.partner)
    twin = twin_of(choice.school, choice.partner, choice.teacher_name, support, list(among))
    if twin is not None:
        raise NotPossible(
            f"Такое партнёрство уже есть в наставничестве ({twin.get_state_display()})."
        )
    facts = PartnershipFacts(
        partner=choice.partner,
        teacher_name=choice.teacher_name,
        teacher_post=choice.teacher_post,
        subjects=support.subjects,
        scope=support.scope,
    )
    return enter_partnership(
        school=choice.school, facts=facts, by=by, grounds=_grounds(roadmap, item)
    )


def _grounds(roadmap: Roadmap, item: PlanPartnership) -> str:
    """The words of the plan, as they stand there."""
    said = [
        f"По плану {quoted(roadmap.title)}, {roadmap.years}.",
        f"Школа: {item.school}",
        f"Партнёр: {item.partner}",
    ]
    return "\n".join([*said, f"О чём: {item.scope}"] if item.scope else said)
