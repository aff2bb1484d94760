"""Whose work may be handed over, who left work behind, and hand-overs of the past."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from accounts.models import User
from roadmaps.domain.work import OPEN_STATUSES, Status
from roadmaps.models import HandOver, Party, RoadmapStatus
from schools.domain.roles import Right
from schools.models import Membership, Municipality
from schools.permissions import municipalities_with

_UNFINISHED = [*(status.value for status in OPEN_STATUSES), Status.SUBMITTED.value]


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """Somebody without any role in the municipality whose parties still owe work."""

    person_id: int
    name: str
    number: int


def people_with_work(user: Any) -> QuerySet[User]:
    """People whom the person may know of: by their roles, or as a party of the office."""
    roles = Membership.objects.visible_to(user).filter(user=OuterRef("pk"))
    parties = Party.objects.visible_to(user).filter(user=OuterRef("pk"))
    return User.objects.filter(Exists(roles) | Exists(parties))


def municipality_of_work(user: Any, person: User) -> Municipality | None:
    """Where the user keeps accounts and `person` has a role or parties; None for nowhere."""
    for place in municipalities_with(user, Right.MANAGE_PEOPLE):
        roles = Membership.objects.filter(user=person).in_municipalities([place.pk])
        if roles.exists() or Party.objects.filter(user=person, municipality=place).exists():
            return place
    return None


def left_behind(user: Any) -> list[LeftBehind]:
    """People who have no role here any more and still have unfinished work, by name."""
    places = [place.pk for place in municipalities_with(user, Right.MANAGE_PEOPLE)]
    here = Q(municipality=OuterRef("municipality")) | Q(
        school__municipality=OuterRef("municipality")
    )
    living = [one.value for one in RoadmapStatus if one is not RoadmapStatus.CLOSED]
    unfinished = Q(
        assignments__status__in=_UNFINISHED,
        assignments__occurrence__activity__roadmap__status__in=living,
    )
    rows = (
        Party.objects.filter(municipality__in=places, user__isnull=False)
        .exclude(Exists(Membership.objects.filter(here, user=OuterRef("user"))))
        .order_by("user__full_name", "user")
        .values_list("user", "user__full_name")
        .annotate(number=Count("assignments", filter=unfinished))
    )
    return [LeftBehind(*row) for row in rows if row[2]]


def hand_overs(user: Any) -> QuerySet[HandOver]:
    """Hand-overs that the person sees, the newest first; their acts are read one by one."""
    return HandOver.objects.visible_to(user).defer("content").order_by("-at", "-pk")


def hand_overs_of(user: Any, person: User) -> QuerySet[HandOver]:
    """Those in which `person` handed over or took over."""
    return hand_overs(user).filter(Q(former=person) | Q(receiver=person))
