"""Changing how signs of bias are looked for: each change is a new version."""

from __future__ import annotations

from django.db import transaction

from accounts.actions.audit import record
from accounts.models import User
from assessments.domain.objectivity.settings import MarkerRules
from assessments.models import ObjectivityRules
from assessments.permissions import require_scales
from assessments.queries.objectivity import kept_rules, rules_for
from core.web.refusals import NotPossible
from schools.models import Municipality

CHANGED = (
    "Пока форма была открыта, настройки изменил другой человек. Посмотрите, что стоит теперь, "
    "и решите снова."
)


@transaction.atomic
def set_objectivity_rules(
    *, municipality: Municipality, rules: MarkerRules, seen: int, by: User
) -> bool:
    """Keep `rules` as the next version; False where they are those that hold.

    `seen` is the version that the form showed (0 for the defaults): NotPossible where another one
    holds by now.
    """
    require_scales(by, municipality)
    Municipality.objects.select_for_update().get(pk=municipality.pk)
    kept, before = kept_rules(municipality), rules_for(municipality)
    if rules == before:
        return False
    version = kept.version if kept else 0
    if version != seen:
        raise NotPossible(CHANGED)
    new = ObjectivityRules.objects.create(
        municipality=municipality, version=version + 1, settings=rules.as_dict(),
        set_by_name=str(by),
    )  # fmt: skip
    then, now = before.said(), rules.said()
    record(
        by=by,
        action="set objectivity rules",
        subject=municipality,
        summary=f"Изменены настройки признаков необъективности, версия {new.version}",
        changes={name: (then[name], now[name]) for name in now if then[name] != now[name]},
        municipality_id=municipality.pk,
    )
    return True
