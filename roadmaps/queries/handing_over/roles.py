"""Who is what in one municipality, for everybody at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from core.ordering import NaturalKey
from roadmaps.domain.handing_over.passing import REVIEWERS
from roadmaps.domain.handing_over.values import Named, Roles
from schools.domain.roles import Role
from schools.models import Membership, Municipality, School


@dataclass(frozen=True, slots=True)
class Staff:
    """The people of a municipality with their roles, and the branches of its schools."""

    municipality: Municipality
    memberships: Mapping[int, tuple[Membership, ...]]
    branches: Mapping[int, frozenset[int]]

    def roles_of(self, user_id: int) -> Roles:
        """What somebody is here; branches are done and supported with their school."""
        own = self.memberships.get(user_id, ())
        return Roles(
            roles=frozenset(Role(one.role) for one in own),
            heads=self._covered(own, Role.SCHOOL_HEAD),
            supports=self._covered(own, Role.CURATOR),
        )

    def schools_of(self, user_id: int, role: Role) -> tuple[Named, ...]:
        """Schools in which somebody has `role`, in natural order."""
        own = self.memberships.get(user_id, ())
        return tuple(
            Named(one.school.pk, one.school.name)
            for one in own
            if one.role == role and one.school is not None
        )

    def other_reviewers(self, but: Iterable[int]) -> set[int]:
        """Who can sign in and review the office's work, without these people."""
        found = {
            user
            for user, own in self.memberships.items()
            if any(one.role in REVIEWERS and one.user.is_active for one in own)
        }
        return found - set(but)

    def with_branches(self, school_id: int) -> frozenset[int]:
        """A school and its branches."""
        return self.branches.get(school_id, frozenset()) | {school_id}

    def _covered(self, own: Iterable[Membership], role: Role) -> frozenset[int]:
        schools = [one.school_id for one in own if one.role == role and one.school_id is not None]
        return frozenset(pk for school in schools for pk in self.with_branches(school))


def staff_of(municipality: Municipality) -> Staff:
    """Everybody with a role in the municipality or one of its schools: two queries."""
    memberships: dict[int, list[Membership]] = defaultdict(list)
    here = Membership.objects.in_municipalities([municipality.pk])
    ordered = here.select_related("user", "school", "municipality").order_by(
        "role", NaturalKey("school__name"), "pk"
    )
    for one in ordered:
        memberships[one.user_id].append(one)
    branches: dict[int, set[int]] = defaultdict(set)
    of_place = School.objects.filter(municipality=municipality, parent__isnull=False)
    for branch, parent in of_place.values_list("pk", "parent_id"):
        branches[parent].add(branch)
    return Staff(
        municipality,
        {user: tuple(own) for user, own in memberships.items()},
        {parent: frozenset(own) for parent, own in branches.items()},
    )
