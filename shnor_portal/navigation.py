"""What the header and the menu show to this person."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from core.web.display import SCHEMES, SIZES, display_of
from core.web.navigation import menu_for
from schools.domain.roles import ROLE_NAMES, Role
from schools.models import Membership
from schools.permissions import memberships_of

PORTAL_NAME = "Портал поддержки школ"


@dataclass(frozen=True, slots=True)
class Header:
    """The upper line of a page: whose portal it is and who has signed in."""

    office: str = PORTAL_NAME
    place: str = ""
    person: str = ""
    role: str = ""


def context(request: HttpRequest) -> dict[str, Any]:
    """Template context of every page: `header`, `menu`, `display` and its choices."""
    user = getattr(request, "user", None)
    is_known = user is not None and user.is_authenticated
    return {
        "header": header_for(user) if is_known else Header(),
        "menu": menu_for(user, request.path) if is_known else [],
        "display": display_of(request),
        "display_sizes": SIZES.items(),
        "display_schemes": SCHEMES.items(),
    }


def header_for(user: Any) -> Header:
    """The header by the person's first membership; people without one see the portal's name."""
    memberships = memberships_of(user)
    if not memberships:
        role = "владелец портала" if user.is_superuser else ""
        return Header(person=user.short_name, role=role)
    first = memberships[0]
    office, place = _office_of(first)
    role = ROLE_NAMES[Role(first.role)]
    if first.role == Role.SCHOOL_HEAD and first.school is not None:
        role = first.school.name
    return Header(office=office, place=place, person=user.short_name, role=role)


def _office_of(membership: Membership) -> tuple[str, str]:
    if membership.region is not None:
        return PORTAL_NAME, membership.region.name
    municipality = membership.municipality
    if membership.school is not None:
        municipality = membership.school.municipality
    if municipality is None:
        return PORTAL_NAME, ""
    return municipality.office_name or PORTAL_NAME, municipality.name
