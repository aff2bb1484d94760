"""Reads of people, their roles and the letters to them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from accounts.models import LetterState, OutgoingLetter, User
from core.ordering import NaturalKey
from core.values.wording import counted
from core.web.signs import Sign
from schools.domain.roles import ROLE_NAMES, Right, Role
from schools.models import Membership
from schools.permissions import memberships_of, municipalities_with
from schools.querysets import MembershipQuerySet

SCHOOLS_NAMED = 3


@dataclass(frozen=True, slots=True)
class RoleLine:
    """A role and where it holds, in words."""

    role: str
    place: str


def role_lines(user: Any) -> list[RoleLine]:
    """One's own roles with their places."""
    return [
        RoleLine(
            role=ROLE_NAMES[Role(row.role)].capitalize(),
            place=str(row.school or row.municipality or row.region),
        )
        for row in memberships_of(user)
    ]


def people_kept_by(user: Any) -> QuerySet[User]:
    """Everybody with a role where the person keeps accounts; `roles_here` holds those roles."""
    here = roles_kept_by(user)
    return (
        User.objects.filter(Exists(here.filter(user=OuterRef("pk"))))
        .prefetch_related(Prefetch("memberships", queryset=here, to_attr="roles_here"))
        .order_by("full_name", "pk")
    )


def roles_kept_by(user: Any) -> MembershipQuerySet:
    """Roles in the municipalities where the person keeps accounts."""
    places = [place.pk for place in municipalities_with(user, Right.MANAGE_PEOPLE)]
    roles: MembershipQuerySet = Membership.objects.in_municipalities(places)
    return roles.select_related("municipality", "school__municipality", "user").order_by(
        "role", NaturalKey("school__name"), "pk"
    )


def colleagues_of(user: Any) -> QuerySet[User]:
    """People whose roles the person sees: 404 for everybody else."""
    seen = Membership.objects.visible_to(user).filter(user=OuterRef("pk"))
    return User.objects.filter(Exists(seen))


def role_words(roles: Iterable[Membership]) -> list[str]:
    """«координатор», «куратор: Школа № 1, Школа № 2», «куратор: 12 школ»."""
    places: dict[str, list[str]] = {}
    for role in roles:
        names = places.setdefault(ROLE_NAMES[Role(role.role)], [])
        if role.school is not None:
            names.append(role.school.name)
    return [f"{role}: {_listed(names)}" if names else role for role, names in places.items()]


def _listed(names: list[str]) -> str:
    if len(names) > SCHOOLS_NAMED:
        return counted(len(names), "школа", "школы", "школ")
    return ", ".join(names)


def standing_of(person: User) -> tuple[Sign, str]:
    """Whether somebody may sign in, as a sign with its words."""
    if not person.is_active:
        return Sign.OFF, "вход закрыт"
    if person.last_login is None:
        return Sign.AHEAD, "ещё не входил"
    return Sign.DONE, "вход открыт"


def letters_kept_by(user: Any) -> QuerySet[OutgoingLetter]:
    """The log of letters of the municipalities where the person keeps accounts."""
    places = [place.pk for place in municipalities_with(user, Right.MANAGE_PEOPLE)]
    letters: QuerySet[OutgoingLetter] = OutgoingLetter.objects.filter(municipality_id__in=places)
    return letters.select_related("to").order_by("-created_at", "-pk")


def letter_not_taken(person: User) -> OutgoingLetter | None:
    """The last letter to the person's present address, where the mail server refused it."""
    finished = OutgoingLetter.objects.filter(
        to=person, email=person.email, state__in=[LetterState.SENT, LetterState.FAILED]
    )
    last = finished.order_by("-created_at", "-pk").first()
    return last if last is not None and last.state == LetterState.FAILED else None


LETTER_SIGNS = {
    LetterState.WAITING: Sign.AHEAD,
    LetterState.SENDING: Sign.ACTIVE,
    LetterState.SENT: Sign.DONE,
    LetterState.FAILED: Sign.OVERDUE,
    LetterState.UNKNOWN: Sign.RETURNED,
}


def standing_of_letter(letter: OutgoingLetter) -> tuple[Sign, str]:
    """What became of a letter, as a sign with its words."""
    state = LetterState(letter.state)
    return LETTER_SIGNS[state], str(state.label)
