"""Who sees which municipalities and schools: the scope that every `visible_to` rests on."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q

from core.values import academic_year as years
from schools.domain.partnerships import LOADING, OPEN
from schools.domain.risks import NOT_FOUND
from schools.domain.roles import OFFICE_ROLES, Role


def memberships_of(user: Any) -> tuple[Any, ...]:
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


def is_owner(user: Any) -> bool:
    """Whether the person owns the installation: no office, but what concerns all of them."""
    return bool(user.is_active and user.is_superuser)


@dataclass(frozen=True, slots=True)
class Scope:
    """Ids of what a person's memberships open. Empty for strangers: nothing is seen."""

    office_ids: frozenset[int] = frozenset()
    """Municipalities whose every object the person sees as a member of the office."""
    region_ids: frozenset[int] = frozenset()
    """Regions that the person observes."""
    school_ids: frozenset[int] = frozenset()
    """Schools that the person heads or supports as curator."""
    school_municipality_ids: frozenset[int] = frozenset()
    """Municipalities of those schools."""

    @classmethod
    def of(cls, user: Any) -> Scope:
        """The scope of `user`, read once per request and kept on the user object."""
        if not user.is_authenticated or not user.is_active:
            return cls()
        kept = getattr(user, "_scope", None)
        if kept is None:
            kept = user._scope = cls._read(user)
        return kept

    @classmethod
    def _read(cls, user: Any) -> Scope:
        held = memberships_of(user)
        schools = [one.school for one in held if one.school is not None]
        return cls(
            office_ids=frozenset(one.municipality_id for one in held if one.role in OFFICE_ROLES),
            region_ids=frozenset(one.region_id for one in held if one.role == Role.OBSERVER),
            school_ids=frozenset(school.pk for school in schools),
            school_municipality_ids=frozenset(school.municipality_id for school in schools),
        )

    def municipal(self, path: str) -> Q:
        """Condition: the municipality at `path` («municipality», «roadmap__municipality») is ours.

        For objects that everybody in a municipality sees, schools included.
        """
        ids = self.office_ids | self.school_municipality_ids
        condition = Q(**{f"{path}__in": ids})
        if self.region_ids:
            condition |= Q(**{f"{path}__region__in": self.region_ids})
        return condition

    def office(self, path: str) -> Q:
        """Condition for objects of the office alone: schools do not see them."""
        condition = Q(**{f"{path}__in": self.office_ids})
        if self.region_ids:
            condition |= Q(**{f"{path}__region__in": self.region_ids})
        return condition

    def school(self, path: str) -> Q:
        """Condition for objects of one school at `path` («school», «assignment__school»).

        A head also sees the school's branches.
        """
        condition = self.office(f"{path}__municipality")
        if self.school_ids:
            condition |= Q(**{f"{path}__in": self.school_ids})
            condition |= Q(**{f"{path}__parent__in": self.school_ids})
        return condition


class MunicipalityQuerySet(models.QuerySet[Any]):
    """Municipalities."""

    def visible_to(self, user: Any) -> MunicipalityQuerySet:
        """The municipalities in which the person has a membership, or all of an observed region."""
        scope = Scope.of(user)
        return self.filter(
            Q(pk__in=scope.office_ids | scope.school_municipality_ids)
            | Q(region__in=scope.region_ids)
        )


class SchoolQuerySet(models.QuerySet[Any]):
    """Schools."""

    def visible_to(self, user: Any) -> SchoolQuerySet:
        """The office sees all its schools, a head or curator their own and its branches."""
        scope = Scope.of(user)
        return self.filter(
            scope.office("municipality")
            | Q(pk__in=scope.school_ids)
            | Q(parent__in=scope.school_ids)
        )

    def open(self) -> SchoolQuerySet:
        """Schools that work today."""
        return self.filter(closed_on__isnull=True)

    def worked_in(self, academic_year: int) -> SchoolQuerySet:
        """Schools that worked at the beginning of the academic year, or later."""
        began = date(academic_year, years.FIRST_MONTH, 1)
        return self.filter(Q(closed_on__isnull=True) | Q(closed_on__gt=began))


class ContextValueQuerySet(models.QuerySet[Any]):
    """Context data of schools."""

    def visible_to(self, user: Any) -> ContextValueQuerySet:
        """As the school itself."""
        return self.filter(Scope.of(user).school("school"))


class ContextUploadQuerySet(models.QuerySet[Any]):
    """Files with context data, single or uploaded together."""

    def visible_to(self, user: Any) -> ContextUploadQuerySet:
        """The office and who observes its region."""
        return self.filter(Scope.of(user).office("municipality"))


class ContextWeightsQuerySet(models.QuerySet[Any]):
    """Weights of the context index."""

    def visible_to(self, user: Any) -> ContextWeightsQuerySet:
        """Everybody of the municipality: a head reads what the own index is made of."""
        return self.filter(Scope.of(user).municipal("municipality"))


class SchoolRiskQuerySet(models.QuerySet[Any]):
    """Risk profiles of schools."""

    def visible_to(self, user: Any) -> SchoolRiskQuerySet:
        """As the school itself."""
        return self.filter(Scope.of(user).school("school"))

    def of_year(self, academic_year: int) -> SchoolRiskQuerySet:
        """What weighs in the year: of each school the latest profile up to it."""
        latest = (
            type(self)(self.model)
            .filter(school=models.OuterRef("school"), academic_year__lte=academic_year)
            .order_by("-academic_year")
            .values("academic_year")[:1]
        )
        return self.filter(academic_year=models.Subquery(latest)).exclude(significance=NOT_FOUND)


class PartnershipQuerySet(models.QuerySet[Any]):
    """Partnerships of schools."""

    def visible_to(self, user: Any) -> PartnershipQuerySet:
        """The office sees all of its municipality; a head or curator those of the own school."""
        scope = Scope.of(user)
        return self.filter(scope.school("school") | scope.school("partner"))

    def open(self) -> PartnershipQuerySet:
        """What goes on."""
        return self.filter(state__in=OPEN)

    def loading(self) -> PartnershipQuerySet:
        """What counts against the limit of a partner."""
        return self.filter(state__in=LOADING)

    def about(self, subject: str) -> PartnershipQuerySet:
        """Where `subject` is named; those for all subjects do not name it."""
        return self.filter(
            Q(subjects=subject)
            | Q(subjects__startswith=f"{subject}; ")
            | Q(subjects__endswith=f"; {subject}")
            | Q(subjects__contains=f"; {subject}; ")
        )


class PartsQuerySet(models.QuerySet[Any]):
    """Lines of the plan of partnerships, and their visits."""

    def visible_to(self, user: Any) -> PartsQuerySet:
        """As the partnership itself."""
        scope = Scope.of(user)
        return self.filter(
            scope.school("partnership__school") | scope.school("partnership__partner")
        )


class PartnershipRuleSetQuerySet(models.QuerySet[Any]):
    """Rules of offices about partnerships."""

    def visible_to(self, user: Any) -> PartnershipRuleSetQuerySet:
        """The office alone."""
        return self.filter(Scope.of(user).office("municipality"))


class RegisterUploadQuerySet(models.QuerySet[Any]):
    """Registers on their way in."""

    def visible_to(self, user: Any) -> RegisterUploadQuerySet:
        """One's own uploads, as long as one belongs to the office."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(uploaded_by=user, municipality__in=Scope.of(user).office_ids)


class MembershipQuerySet(models.QuerySet[Any]):
    """Who holds which role where."""

    def visible_to(self, user: Any) -> MembershipQuerySet:
        """Members of one's own office, and one's own memberships."""
        scope = Scope.of(user)
        if not user.is_authenticated:
            return self.none()
        return self.filter(
            Q(user=user)
            | Q(municipality__in=scope.office_ids)
            | Q(school__municipality__in=scope.office_ids)
        )

    def in_municipalities(self, ids: Collection[int]) -> MembershipQuerySet:
        """Roles in these municipalities and in their schools; none of a region."""
        return self.filter(Q(municipality__in=ids) | Q(school__municipality__in=ids))


class SchoolNameQuerySet(models.QuerySet[Any]):
    """What files call schools."""

    def visible_to(self, user: Any) -> SchoolNameQuerySet:
        """The office: whose files bring the names and who says what they mean."""
        return self.filter(Scope.of(user).office("municipality"))
