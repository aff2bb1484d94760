"""Who keeps the plan of a school and who checks it: those whose turn it is."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import User
from roadmaps.models import Roadmap
from schools.domain.roles import ROLE_RIGHTS, Right, Role
from schools.models import Membership
from schools.permissions import memberships_of


def keepers_of(roadmap: Roadmap, *, besides: User) -> QuerySet[User]:
    """The heads of the plan's school, and of the school that it is a branch of."""
    return _people(_at_school(roadmap, Role.SCHOOL_HEAD), besides)


def checkers_of(roadmap: Roadmap, *, besides: User) -> QuerySet[User]:
    """The school's curators; the office's coordinators where it has none."""
    curators = _people(_at_school(roadmap, Role.CURATOR), besides)
    if curators.exists():
        return curators
    office = Membership.objects.filter(role=Role.COORDINATOR, municipality=roadmap.municipality_id)
    return _people(office, besides)


def checked_by(user: Any) -> Q:
    """Condition on roadmaps: plans of schools that the person may check, their own among them."""
    municipalities, schools = set(), set()
    for membership in memberships_of(user):
        if Right.CHECK_SCHOOL_PLANS in ROLE_RIGHTS[Role(membership.role)]:
            municipalities.add(membership.municipality_id)
            schools.add(membership.school_id)
    in_office = Q(school__isnull=False, municipality__in=municipalities - {None})
    schools.discard(None)
    return in_office | Q(school__in=schools) | Q(school__parent__in=schools)


def has_curator(school: str) -> Exists:
    """Whether somebody supports the school at the path `school` as its curator."""
    own = Q(school=OuterRef(school)) | Q(school=OuterRef(f"{school}__parent"))
    return Exists(Membership.objects.filter(own, role=Role.CURATOR, user__is_active=True))


def _at_school(roadmap: Roadmap, role: Role) -> QuerySet[Membership]:
    school = roadmap.school
    places = {school.pk, school.parent_id} - {None} if school else set()
    return Membership.objects.filter(role=role, school__in=places)


def _people(memberships: QuerySet[Membership], besides: User) -> QuerySet[User]:
    found = User.objects.filter(is_active=True, pk__in=memberships.values("user"))
    return found.exclude(pk=besides.pk).order_by("pk")
