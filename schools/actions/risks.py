"""The risk profile of a school: which factors are relevant to it and how much."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from accounts.actions.audit import record
from accounts.models import User
from core.values import academic_year as academic_years
from core.web.refusals import NotPossible
from schools.domain.risks import (
    NOT_FOUND,
    RISK_NAMES,
    SIGNIFICANCE_NAMES,
    RiskFactor,
    Significance,
)
from schools.domain.roles import Right
from schools.models import School, SchoolRisk
from schools.permissions import require
from schools.queries import profile_years, this_year

CHANGED = (
    "Пока форма была открыта, риск-профиль изменил другой человек. "
    "Посмотрите, что стоит теперь, и решите снова."
)
Profile = Mapping[RiskFactor, Significance]


@transaction.atomic
def set_risk_profile(
    *, school: School, by: User, profile: Profile, seen: str, academic_year: int | None = None
) -> None:
    """Write which factors the school has in a year, the current one where none is named.

    Earlier years keep theirs; those factors that are absent are not relevant to the school. `seen`
    is the mark of the profile that the form was opened on: NotPossible where another stands by
    now. The same profile again changes nothing.
    """
    year = this_year() if academic_year is None else academic_year
    school = (
        School.objects.select_for_update(of=("self",))
        .select_related("municipality")
        .get(pk=school.pk)
    )
    require(by, Right.EDIT_RISKS, municipality=school.municipality)
    before = profile_of(school, year)
    if before == dict(profile) and (year in profile_years(school) or not profile):
        return
    if profile_mark(before) != seen:
        raise NotPossible(CHANGED)
    _write(school, year, profile, by)
    record(
        by=by,
        action="set risk profile",
        subject=school,
        summary=f"Изменён риск-профиль школы на {academic_years.label(year)} учебный год",
        changes={
            RISK_NAMES[factor]: (_told(before.get(factor)), _told(profile.get(factor)))
            for factor in RiskFactor
            if before.get(factor) != profile.get(factor)
        },
        municipality_id=school.municipality_id,
    )


def _write(school: School, year: int, profile: Profile, by: User) -> None:
    """The rows of the year: what weighs, and what weighed the year before and does no more."""
    earlier = profile_of(school, year - 1)
    weights = {factor.value: significance.value for factor, significance in profile.items()}
    weights |= {one.value: NOT_FOUND for one in earlier if one not in profile}
    school.risks.filter(academic_year=year).exclude(factor__in=weights).delete()
    for factor, significance in weights.items():
        SchoolRisk.objects.update_or_create(
            school=school,
            academic_year=year,
            factor=factor,
            defaults={
                "significance": significance,
                "set_by_name": str(by),
                "set_at": timezone.now(),
            },
        )


def profile_of(school: School, academic_year: int | None = None) -> dict[RiskFactor, Significance]:
    """What weighs in a year, the current one where none is named, in the federal order."""
    year = this_year() if academic_year is None else academic_year
    held = dict(
        SchoolRisk.objects.filter(school=school).of_year(year).values_list("factor", "significance")
    )
    return {one: Significance(held[one.value]) for one in RiskFactor if one.value in held}


def profile_mark(profile: Profile) -> str:
    """One text that tells a profile from another."""
    return ";".join(f"{one.value}={profile[one].value}" for one in RiskFactor if one in profile)


def _told(significance: Significance | None) -> str:
    return SIGNIFICANCE_NAMES[significance] if significance else ""
