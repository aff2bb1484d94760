"""Accounts of the demonstration: one per role, a head for every school."""

from dataclasses import dataclass

from accounts.actions.people import create_person
from accounts.models import User
from schools.actions.memberships import appoint
from schools.domain.roles import ROLE_NAMES, Role
from schools.models import Municipality, School
from shnor_portal.demo.places import (
    CURATED_SCHOOLS,
    HEAD_OF_DEMONSTRATION,
    MAIL_DOMAIN,
    PASSWORD,
    SCHOOLS,
    STAFF,
)


@dataclass(frozen=True, slots=True)
class Account:
    """What `make run` prints: who signs in how."""

    role: str
    email: str
    name: str


def head_address(number: int) -> str:
    """E-mail of the head of the numbered school."""
    return f"school{number}@{MAIL_DOMAIN}"


def accounts() -> list[Account]:
    """One account per role, in the order of the roles."""
    staff = {
        Role(key): Account(ROLE_NAMES[Role(key)], f"{name}@{MAIL_DOMAIN}", full_name)
        for key, name, full_name in STAFF
    }
    head = SCHOOLS[HEAD_OF_DEMONSTRATION - 1]
    staff[Role.SCHOOL_HEAD] = Account(
        f"{ROLE_NAMES[Role.SCHOOL_HEAD]} ({head.name})",
        head_address(HEAD_OF_DEMONSTRATION),
        head.head,
    )
    return [staff[role] for role in Role]


def make_people(municipality: Municipality, schools: list[School]) -> dict[Role, User]:
    """Everybody of the home municipality; `schools` in the order of SCHOOLS."""
    staff = {
        Role(key): create_person(
            email=f"{name}@{MAIL_DOMAIN}", full_name=full_name, password=PASSWORD, by=None
        )
        for key, name, full_name in STAFF
    }
    for role in (Role.ADMINISTRATOR, Role.COORDINATOR, Role.EXECUTOR):
        appoint(user=staff[role], role=role, place=municipality, by=None)
    appoint(user=staff[Role.OBSERVER], role=Role.OBSERVER, place=municipality.region, by=None)
    administrator = staff[Role.ADMINISTRATOR]
    for number, (school, demo) in enumerate(zip(schools, SCHOOLS, strict=True), start=1):
        if number in CURATED_SCHOOLS:
            appoint(user=staff[Role.CURATOR], role=Role.CURATOR, place=school, by=administrator)
        head = create_person(
            email=head_address(number), full_name=demo.head, password=PASSWORD, by=administrator
        )
        appoint(user=head, role=Role.SCHOOL_HEAD, place=school, by=administrator)
    return staff
