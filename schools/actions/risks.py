"""The risk profile of a school: which factors are relevant to it and how much."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from accounts.actions.audit import record
from accounts.models import User
from core.web.refusals import NotPossible
from schools.domain.risks import RISK_NAMES, SIGNIFICANCE_NAMES, RiskFactor, Significance
from schools.domain.roles import Right
from schools.models import School, SchoolRisk
from schools.permissions import require

CHANGED = (
    "Пока форма была открыта, риск-профиль изменил другой человек. "
    "Посмотрите, что стоит теперь, и решите снова."
)
Profile = Mapping[RiskFactor, Significance]


@transaction.atomic
def set_risk_profile(*, school: School, by: User, profile: Profile, seen: str) -> None:
    """Write which factors the school has; those that are absent are not relevant to it.

    `seen` is the mark of the profile that the form was opened on: NotPossible where another
    stands by now. The same profile again changes nothing.
    """
    school = (
        School.objects.select_for_update(of=("self",))
        .select_related("municipality")
        .get(pk=school.pk)
    )
    require(by, Right.EDIT_RISKS, municipality=school.municipality)
    before = profile_of(school)
    if before == dict(profile):
        return
    if profile_mark(before) != seen:
        raise NotPossible(CHANGED)
    school.risks.exclude(factor__in=[one.value for one in profile]).delete()
    for factor, significance in profile.items():
        if before.get(factor) is not significance:
            SchoolRisk.objects.update_or_create(
                school=school,
                factor=factor.value,
                defaults={
                    "significance": significance.value,
                    "set_by_name": str(by),
                    "set_at": timezone.now(),
                },
            )
    record(
        by=by,
        action="set risk profile",
        subject=school,
        summary="Изменён риск-профиль школы",
        changes={
            RISK_NAMES[factor]: (_told(before.get(factor)), _told(profile.get(factor)))
            for factor in RiskFactor
            if before.get(factor) != profile.get(factor)
        },
        municipality_id=school.municipality_id,
    )


def profile_of(school: School) -> dict[RiskFactor, Significance]:
    """What stands now, in the order of the federal list."""
    held = dict(school.risks.values_list("factor", "significance"))
    return {one: Significance(held[one.value]) for one in RiskFactor if one.value in held}


def profile_mark(profile: Profile) -> str:
    """One text that tells a profile from another."""
    return ";".join(f"{one.value}={profile[one].value}" for one in RiskFactor if one in profile)


def _told(significance: Significance | None) -> str:
    return SIGNIFICANCE_NAMES[significance] if significance else ""
