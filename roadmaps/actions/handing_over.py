"""Handing over the work of a person: parties, schools, roles, addresses, the act, two letters."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.actions.audit import record
from accounts.actions.letters import write_letter
from accounts.models import User
from core.web.addresses import absolute
from core.web.refusals import NotPossible
from roadmaps.actions.feeds import withdraw_feed
from roadmaps.domain.handing_over.act import as_data
from roadmaps.domain.handing_over.passing import ending_feeds, ending_roles, shares_of
from roadmaps.domain.handing_over.values import Decision, Holdings, Share
from roadmaps.domain.handing_over.wording import letter_to_former, letter_to_receiver, summary_of
from roadmaps.models import Assignment, CalendarFeed, HandOver, Party
from roadmaps.permissions.handing_over import require_hand_over, require_receiver
from roadmaps.queries.handing_over.preview import Preview, preview_of
from schools.actions.memberships import appoint, dismiss
from schools.domain.roles import Role
from schools.models import Membership, Municipality

LETTER_KIND = "hand_over"
CHANGED = (
    "Пока страница была открыта, дела сотрудника изменились, ничего не передано. Посмотрите ещё "
    "раз, что перейдёт, и нажмите «Передать дела»."
)
_ROLES = {Share.SCHOOLS: Role.SCHOOL_HEAD, Share.SUPPORT: Role.CURATOR}


@transaction.atomic
def hand_over(
    *,
    person: User,
    receiver: User,
    municipality: Municipality,
    decision: Decision,
    reason: str,
    seen: str,
    by: User,
    at: datetime,
) -> HandOver:
    """Pass the work of `person` in `municipality` to `receiver`; a second press finds the first.

    `seen` is the seal of the preview that was looked at. Raises Refusal for who keeps no accounts
    here and for a receiver who has no role here, NotPossible where something stands against it or
    where the work has changed since.
    """
    require_hand_over(by, municipality)
    _lock(person, municipality)
    done = HandOver.objects.filter(seal=seen, former=person, receiver=receiver).first()
    if done is not None:
        return done
    require_receiver(person, receiver, municipality)
    reason = " ".join(reason.split())
    preview = preview_of(
        person=person,
        receiver=receiver,
        municipality=municipality,
        decision=decision,
        reason=reason,
        by=by,
        today=timezone.localdate(at),
    )
    if preview.seal != seen:
        raise NotPossible(CHANGED)
    if preview.reasons:
        raise NotPossible(preview.reasons[0])
    _pass_on(preview.held, decision, person, receiver, municipality, by)
    made = _keep(preview, person, receiver, municipality, by, at)
    _tell(made)
    return made


def _lock(person: User, municipality: Municipality) -> None:
    """Hand-overs follow one another; work of the person's parties stands still meanwhile."""
    Municipality.objects.select_for_update().get(pk=municipality.pk)
    parties = Party.objects.filter(municipality=municipality, user=person)
    locked = Assignment.objects.select_for_update(of=("self",)).filter(
        party__in=list(parties.select_for_update().values_list("pk", flat=True))
    )
    list(locked.order_by("pk").values_list("pk", flat=True))


def _pass_on(
    held: Holdings,
    decision: Decision,
    person: User,
    receiver: User,
    municipality: Municipality,
    by: User,
) -> None:
    shares = [share for share in shares_of(held) if share in decision.shares]
    if Share.OFFICE in shares:
        _pass_parties(held, person, receiver, municipality, by)
    here = Membership.objects.filter(user=person).in_municipalities([municipality.pk])
    roles = here.select_related("user", "municipality", "school__municipality").order_by("pk")
    for share in shares:
        if share in _ROLES:
            _pass_schools(roles.filter(role=_ROLES[share]), receiver, by)
    if decision.ends_roles:
        for membership in roles.filter(role__in=ending_roles(held)):
            dismiss(membership=membership, by=by)
    _end_feeds(ending_feeds(held, decision), person, by)


def _pass_parties(
    held: Holdings, person: User, receiver: User, municipality: Municipality, by: User
) -> None:
    for party in Party.objects.filter(pk__in=[one.id for one in held.parties]).order_by("pk"):
        party.user = receiver
        party.save(update_fields=["user"])
        record(
            by=by,
            action="hand over party",
            subject=party,
            summary=f"Переданы поручения ответственного: {party}",
            changes={"сотрудник": (person, receiver)},
            municipality_id=municipality.pk,
        )


def _pass_schools(memberships: Iterable[Membership], receiver: User, by: User) -> None:
    """The receiver first: a school is never without anybody."""
    for membership in list(memberships):
        if membership.school is not None:
            appoint(user=receiver, role=Role(membership.role), place=membership.school, by=by)
            dismiss(membership=membership, by=by)


def _end_feeds(ending: Iterable[int | None], person: User, by: User) -> None:
    gone = set(ending)
    for feed in CalendarFeed.objects.filter(user=person).select_related("school", "user"):
        if feed.school_id in gone:
            withdraw_feed(feed=feed, by=by)


def _keep(
    preview: Preview,
    person: User,
    receiver: User,
    municipality: Municipality,
    by: User,
    at: datetime,
) -> HandOver:
    made = HandOver.objects.create(
        municipality=municipality,
        former=person,
        former_name=str(person),
        receiver=receiver,
        receiver_name=str(receiver),
        by=by,
        by_name=str(by),
        at=at,
        reason=preview.act.reason,
        content=as_data(preview.act),
        seal=preview.seal,
    )
    made.assignments.set([task.id for task in preview.act.tasks])
    record(
        by=by,
        action="hand over work",
        subject=person,
        summary=f"Дела переданы: {summary_of(preview.act)}",
        changes={"кто ведёт дела": (person, receiver)},
        municipality_id=municipality.pk,
    )
    return made


def _tell(made: HandOver) -> None:
    """A letter to each of the two; nobody who may not sign in gets one."""
    act = made.act
    address = absolute(reverse("roadmaps:hand_over_act", args=[made.pk]))
    work = absolute(reverse("roadmaps:assignments"))
    review = absolute(reverse("roadmaps:review"))
    letters = (
        ("receiver", made.receiver, letter_to_receiver(act, address, work, review)),
        ("former", made.former, letter_to_former(act, address)),
    )
    for part, to, letter in letters:
        if to is not None:
            write_letter(
                key=f"hand-over-{made.pk}-{part}",
                kind=LETTER_KIND,
                to=to,
                subject=letter.subject,
                body=letter.body,
                municipality_id=made.municipality_id,
            )
