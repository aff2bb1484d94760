"""Reads of schools shaped for their pages."""

from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from core.ordering import NaturalKey
from schools.domain.roles import ROLE_NAMES, Role
from schools.models import Membership, Municipality, School, SchoolContext
from schools.permissions import memberships_of


@dataclass(frozen=True, slots=True)
class RoleLine:
    """A role and where it holds, in words."""

    role: str
    place: str


def school_list(user: Any) -> QuerySet[School]:
    """Schools that the person sees, with `pupils` of the latest year for which it is known."""
    latest = (
        SchoolContext.objects.filter(school=OuterRef("pk"), pupils__isnull=False)
        .order_by("-academic_year")
        .values("pupils")[:1]
    )
    return (
        School.objects.visible_to(user)
        .select_related("parent", "municipality")
        .annotate(pupils=Subquery(latest))
        .order_by(NaturalKey("name"), "pk")
    )


def sees_several_municipalities(user: Any) -> bool:
    """Whether a list of schools must say where each of them is."""
    return Municipality.objects.visible_to(user).count() > 1


def school_of(user: Any) -> QuerySet[School]:
    """Schools for the page of one school."""
    return School.objects.visible_to(user).select_related(
        "municipality__region", "parent", "successor"
    )


def contexts_of(user: Any, school: School) -> QuerySet[SchoolContext]:
    """Context data by year, the latest first."""
    return SchoolContext.objects.visible_to(user).filter(school=school).order_by("-academic_year")


def people_of(user: Any, school: School) -> list[tuple[str, str]]:
    """Heads and curators of the school that the person may know: role and name."""
    rows = (
        Membership.objects.visible_to(user)
        .filter(school=school)
        .select_related("user")
        .order_by("role", "user__full_name", "pk")
    )
    return [(ROLE_NAMES[Role(row.role)].capitalize(), str(row.user)) for row in rows]


def role_lines(user: Any) -> list[RoleLine]:
    """One's own roles with their places."""
    return [
        RoleLine(
            role=ROLE_NAMES[Role(row.role)].capitalize(),
            place=str(row.school or row.municipality or row.region),
        )
        for row in memberships_of(user)
    ]
