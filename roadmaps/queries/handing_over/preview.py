"""A hand-over before it happens: what would pass, to whom, what stands against it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from accounts.models import User
from roadmaps.domain.handing_over.act import (
    Act,
    ActOffice,
    ActPerson,
    recorded_schools,
    recorded_tasks,
)
from roadmaps.domain.handing_over.passing import (
    fits,
    lines_of,
    reasons_against,
    shares_of,
    warnings_of,
)
from roadmaps.domain.handing_over.seal import seal_of
from roadmaps.domain.handing_over.values import Decision, Holdings, Receiver
from roadmaps.models import HandOver
from roadmaps.queries.handing_over.holdings import counts_of_schools, holdings_of
from roadmaps.queries.handing_over.roles import Staff, staff_of
from schools.domain.roles import Role
from schools.models import Municipality
from schools.queries import role_words


@dataclass(frozen=True, slots=True)
class Preview:
    """What the administrator looks at; `seal` tells whether it is still what there is."""

    held: Holdings
    decision: Decision
    act: Act
    reasons: tuple[str, ...]
    warnings: tuple[str, ...]
    seal: str


def preview_of(
    *,
    person: User,
    receiver: User,
    municipality: Municipality,
    decision: Decision,
    reason: str,
    by: User,
    today: date,
) -> Preview:
    """The hand-over of `person` to `receiver` as it would be made today."""
    staff = staff_of(municipality)
    held = holdings_of(person, staff)
    taker = _receiver(staff, person, receiver, decision)
    tasks, to_review = recorded_tasks(held, decision, today)
    counts = counts_of_schools(staff, (*held.headed, *held.supported), today)
    act = Act(
        office=_office(municipality),
        day=today,
        former=_person(staff, person),
        receiver=_person(staff, receiver),
        made_by=str(by),
        reason=reason,
        tasks=tasks,
        to_review=to_review,
        schools=recorded_schools(held, decision, counts),
        lines=lines_of(held, decision),
    )
    earlier = HandOver.objects.filter(former=person).count()
    return Preview(
        held=held,
        decision=decision,
        act=act,
        reasons=reasons_against(held, decision, taker),
        warnings=warnings_of(held, decision, taker),
        seal=seal_of(held, decision, taker, receiver_id=receiver.pk, former_acts=earlier),
    )


def candidates_for(person: User, staff: Staff, held: Holdings) -> list[tuple[User, str]]:
    """Who could take over at least a part of it, with their roles in words, by name."""
    shares = shares_of(held)
    found = [
        (own[0].user, "; ".join(role_words(own)))
        for pk, own in staff.memberships.items()
        if pk != person.pk
        and own[0].user.is_active
        and any(fits(held, share, staff.roles_of(pk)) for share in shares)
    ]
    return sorted(found, key=lambda pair: (pair[0].full_name, pair[0].pk))


def _receiver(staff: Staff, person: User, receiver: User, decision: Decision) -> Receiver:
    others = staff.other_reviewers({receiver.pk})
    stays = Role.ADMINISTRATOR in staff.roles_of(person.pk).roles
    if decision.ends_roles and not stays:
        others.discard(person.pk)
    return Receiver(staff.roles_of(receiver.pk), is_only_reviewer=not others)


def _office(municipality: Municipality) -> ActOffice:
    return ActOffice(
        name=municipality.office_name,
        municipality=municipality.name,
        municipality_genitive=municipality.name_genitive,
        place=municipality.place,
    )


def _person(staff: Staff, person: User) -> ActPerson:
    return ActPerson(str(person), "; ".join(role_words(staff.memberships.get(person.pk, ()))))
