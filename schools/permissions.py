"""May this person do this here: one place that answers with a sentence.

Visibility comes first and elsewhere (`visible_to`, 404); these checks speak of objects the person
already sees, so a refusal is a 403 with its reason.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from core.web.refusals import Refusal
from schools import querysets
from schools.domain.roles import REFUSALS, ROLE_RIGHTS, ROLE_SCOPES, Right, Role, ScopeKind
from schools.models import (
    Membership,
    Municipality,
    Partnership,
    PartnershipVisit,
    Region,
    School,
)
from schools.querysets import Scope


def memberships_of(user: Any) -> tuple[Membership, ...]:
    """The person's memberships with their places, read once and kept on the user object."""
    return querysets.memberships_of(user)


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


def regions_with(user: Any, right: Right) -> list[Region]:
    """Regions in which the person has `right` for the whole region."""
    found = {
        membership.region.pk: membership.region
        for membership in memberships_of(user)
        if membership.region is not None and right in ROLE_RIGHTS[Role(membership.role)]
    }
    return list(found.values())


def offices_of(user: Any) -> list[Municipality]:
    """Municipalities that the person sees as a member of the office or observes, by name."""
    scope = Scope.of(user)
    seen = Q(pk__in=scope.office_ids) | Q(region__in=scope.region_ids)
    return list(Municipality.objects.filter(seen).order_by("name", "pk"))


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


HISTORY_OF_OFFICE = "Кто и что менял, видят сотрудники управления образования."


def is_of_office(user: Any, municipality: Municipality) -> bool:
    """Whether the person sees the municipality as a member of its office or observes its region."""
    scope = Scope.of(user)
    return municipality.pk in scope.office_ids or municipality.region_id in scope.region_ids


def require_history(user: Any, municipality: Municipality) -> None:
    """Pass for who may see who changed what in the office's own things."""
    if not is_of_office(user, municipality):
        raise Refusal(HISTORY_OF_OFFICE)


# Rules of keeping people: each sentence is the refusal and the reason beside the disabled button.
OWN_ADMINISTRATION = "Свою роль администратора снять нельзя: её снимает другой администратор."
OWN_SIGN_IN = "Свой вход закрыть нельзя: его закрывает другой администратор."
LAST_ADMINISTRATOR = "Это единственный администратор муниципалитета. Сначала назначьте другого."
ROLES_ELSEWHERE = (
    "У сотрудника есть роли и за пределами муниципалитета, его входом управляет владелец портала. "
    "Здесь можно снять роли."
)
OWNER = "Это владелец портала, его входом здесь не управляют."
NOT_HERE = "Роль регионального наблюдателя назначает и снимает владелец портала."
SIGN_IN_CLOSED = "Вход закрыт. Сначала откройте его."


def municipality_of(membership: Membership) -> Municipality | None:
    """The municipality in which a role holds; None for roles of a region."""
    if membership.school is not None:
        return membership.school.municipality
    return membership.municipality


def require_appointment(by: Any, role: Role, municipality: Municipality) -> None:
    """Pass for who may give `role` in `municipality` or in one of its schools."""
    if ROLE_SCOPES[role] is ScopeKind.REGION:
        raise Refusal(NOT_HERE)
    require(by, Right.MANAGE_PEOPLE, municipality=municipality)


def require_dismissal(by: Any, membership: Membership) -> None:
    """Pass for who may take this role away now."""
    municipality = municipality_of(membership)
    if municipality is None:
        raise Refusal(NOT_HERE)
    require(by, Right.MANAGE_PEOPLE, municipality=municipality)
    if membership.role != Role.ADMINISTRATOR:
        return
    if membership.user_id == by.pk:
        raise Refusal(OWN_ADMINISTRATION)
    _require_another_administrator(membership.user_id, municipality.pk)


def require_person(by: Any, person: Any) -> Municipality:
    """The municipality in which `by` keeps the account of `person`; Refusal where there is none."""
    places = municipalities_with(by, Right.MANAGE_PEOPLE)
    for place in places:
        if Membership.objects.filter(user=person).in_municipalities([place.pk]).exists():
            return place
    raise Refusal(REFUSALS[Right.MANAGE_PEOPLE])


def require_sign_in_control(by: Any, person: Any) -> None:
    """Pass for who may open and close the sign-in of `person`."""
    require_person(by, person)
    if person.pk == by.pk:
        raise Refusal(OWN_SIGN_IN)
    if person.is_superuser or person.is_staff:
        raise Refusal(OWNER)
    places = [place.pk for place in municipalities_with(by, Right.MANAGE_PEOPLE)]
    roles = Membership.objects.filter(user=person)
    if roles.exclude(pk__in=roles.in_municipalities(places).values("pk")).exists():
        raise Refusal(ROLES_ELSEWHERE)
    for membership in roles.filter(role=Role.ADMINISTRATOR):
        _require_another_administrator(person.pk, membership.municipality_id)


def require_letter(by: Any, person: Any) -> None:
    """Pass for who may send `person` the letter with the link to set a password."""
    require_person(by, person)
    if not person.is_active:
        raise Refusal(SIGN_IN_CLOSED)


def _require_another_administrator(person_id: int, municipality_id: int | None) -> None:
    """Somebody else who can sign in administers the municipality."""
    others = Membership.objects.filter(
        role=Role.ADMINISTRATOR, municipality=municipality_id, user__is_active=True
    ).exclude(user=person_id)
    if not others.exists():
        raise Refusal(LAST_ADMINISTRATOR)


NOT_OWN_VISIT = "Запись о встрече убирает тот, кто её внёс, координатор или администратор."


def require_visits(user: Any, partnership: Partnership) -> None:
    """Pass for who may record what the two schools of a partnership did."""
    municipality = partnership.school.municipality
    sides = (partnership.school, partnership.partner)
    if not any(
        has_right(user, Right.RECORD_VISITS, municipality=municipality, school=side)
        for side in sides
    ):
        raise Refusal(REFUSALS[Right.RECORD_VISITS])


def require_visit(user: Any, visit: PartnershipVisit) -> None:
    """Pass for who may take this record away or put it back."""
    municipality = visit.partnership.school.municipality
    is_keeper = has_right(user, Right.KEEP_PARTNERSHIPS, municipality=municipality)
    if not is_keeper and visit.recorded_by_id != user.pk:
        raise Refusal(NOT_OWN_VISIT)
