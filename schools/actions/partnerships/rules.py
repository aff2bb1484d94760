"""What an office sets for its partnerships: limits of partners and weights of criteria."""

from __future__ import annotations

from dataclasses import asdict

from django.db import transaction

from accounts.actions.audit import record
from accounts.models import User
from schools.domain.partnerships import PartnershipRules
from schools.domain.roles import Right
from schools.models import Municipality, PartnershipRuleSet
from schools.permissions import require
from schools.queries.partnerships import rules_of


@transaction.atomic
def set_rules(*, municipality: Municipality, rules: PartnershipRules, by: User) -> None:
    """Write the rules of an office; the same rules again change nothing."""
    require(by, Right.KEEP_PARTNERSHIPS, municipality=municipality)
    Municipality.objects.select_for_update().get(pk=municipality.pk)
    before, after = asdict(rules_of(municipality)), asdict(rules)
    if before == after:
        return
    PartnershipRuleSet.objects.update_or_create(municipality=municipality, defaults=after)
    words = {one.name: str(one.verbose_name) for one in PartnershipRuleSet._meta.fields}
    record(
        by=by,
        action="set partnership rules",
        subject=municipality,
        summary="Изменены правила наставничества",
        changes={
            words[name].capitalize(): (before[name], after[name])
            for name in after
            if before[name] != after[name]
        },
        municipality_id=municipality.pk,
    )
