"""May this person do this here: one place that answers with a sentence.

Visibility comes first and elsewhere (`visible_to`, 404); these checks speak of objects the person
already sees, so a refusal is a 403 with its reason.
"""

from collections.abc import Iterable
from typing import Any

from core.web.refusals import Refusal
from schools.domain.roles import REFUSALS, ROLE_RIGHTS, Right, Role
from schools.models import Membership, Municipality, School


def memberships_of(user: Any) -> tuple[Membership, ...]:
    """The person's memberships with their places, read once and kept on the user object."""
    if not user.is_authenticated or not user.is_active:
        return ()
    kept = getattr(user, "_memberships", None)
    if kept is None:
        kept = user._memberships = tuple(
            user.memberships.select_related(
                "region", "municipality__region", "school__municipality__region"
            ).order_by("pk")
        )
    return kept


def roles_of(user: Any) -> frozenset[Role]:
    """Every role the person has anywhere."""
    return frozenset(Role(membership.role) for membership in memberships_of(user))


def is_only_school_head(user: Any) -> bool:
    """Whether the person heads schools and has no other role."""
    return roles_of(user) == {Role.SCHOOL_HEAD}


def has_right(
    user: Any, right: Right, *, municipality: Municipality, school: School | None = None
) -> bool:
    """Whether a membership of the person gives `right` in this municipality or for this school."""
    return any(
        right in ROLE_RIGHTS[Role(membership.role)] and _covers(membership, municipality, school)
        for membership in memberships_of(user)
    )


def require(
    user: Any, right: Right, *, municipality: Municipality, school: School | None = None
) -> None:
    """Pass, or raise Refusal with the sentence that belongs to `right`."""
    if not has_right(user, right, municipality=municipality, school=school):
        raise Refusal(REFUSALS[right])


def may_anywhere(user: Any, rights: Iterable[Right]) -> bool:
    """Whether any membership gives any of `rights`: for what the menu offers."""
    wanted = frozenset(rights)
    return any(wanted & ROLE_RIGHTS[role] for role in roles_of(user))


def municipalities_with(user: Any, right: Right) -> list[Municipality]:
    """Municipalities in which the person has `right` for the whole municipality."""
    found = {
        membership.municipality.pk: membership.municipality
        for membership in memberships_of(user)
        if membership.municipality is not None and right in ROLE_RIGHTS[Role(membership.role)]
    }
    return list(found.values())


def require_somewhere(user: Any, right: Right) -> Municipality:
    """The municipality in which the person uses `right` by default; Refusal where there is none."""
    municipalities = municipalities_with(user, right)
    if not municipalities:
        raise Refusal(REFUSALS[right])
    return municipalities[0]


def _covers(membership: Membership, municipality: Municipality, school: School | None) -> bool:
    if membership.municipality_id is not None:
        return membership.municipality_id == municipality.pk
    if membership.school_id is not None:
        return school is not None and membership.school_id in (school.pk, school.parent_id)
    return membership.region_id == municipality.region_id
