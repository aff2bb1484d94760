"""Changing what the context index is made of: each change is a new version."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from accounts.actions.audit import record
from accounts.models import User
from core.values.wording import NBSP
from core.web.refusals import NotPossible
from schools.context_following import ContextChange, context_changed
from schools.domain.context.fields import BY_KEY
from schools.domain.context.index import NORMALISATION_NAMES, PARTS, IndexRules
from schools.domain.context.types import TYPING_NAMES
from schools.domain.roles import Right
from schools.models import ContextWeights, Municipality
from schools.permissions import require
from schools.queries.context_index import rules_of, weights_of

CHANGED = (
    "Пока форма была открыта, веса изменил другой человек. Посмотрите, что стоит теперь, "
    "и решите снова."
)


@transaction.atomic
def set_weights(*, municipality: Municipality, rules: IndexRules, seen: int, by: User) -> bool:
    """Keep `rules` as the next version; False where they are those that hold.

    `seen` is the version that the form showed (0 for the default weights): NotPossible where
    another one holds by now.
    """
    require(by, Right.EDIT_SCHOOLS, municipality=municipality)
    Municipality.objects.select_for_update().get(pk=municipality.pk)
    kept, before = weights_of(municipality), rules_of(municipality)
    if rules == before:
        return False
    version = kept.version if kept else 0
    if version != seen:
        raise NotPossible(CHANGED)
    new = ContextWeights.objects.create(
        municipality=municipality,
        version=version + 1,
        weights={key: f"{weight:f}" for key, weight in rules.weights.items()},
        normalisation=rules.normalisation,
        least_coverage=rules.least_coverage,
        parts=rules.parts,
        typing=rules.typing,
        set_by_name=str(by),
    )
    then, now = _said(before), _said(rules)
    record(
        by=by,
        action="set context weights",
        subject=municipality,
        summary=f"Изменены веса индекса благополучия, версия {new.version}",
        changes={
            name: (then.get(name, ""), now.get(name, ""))
            for name in {**then, **now}
            if then.get(name) != now.get(name)
        },
        municipality_id=municipality.pk,
    )
    if _made_of(rules) != _made_of(before):
        context_changed(ContextChange(municipality, by))
    return True


def _made_of(rules: IndexRules) -> tuple[Any, ...]:
    """What the value of an index depends on; parts and types only divide schools by it."""
    return dict(rules.weights), rules.normalisation, rules.least_coverage


def _said(rules: IndexRules) -> dict[str, str]:
    weights = {
        BY_KEY[key].title: f"{weight.normalize():f}".replace(".", ",")
        for key, weight in rules.weights.items()
    }
    return weights | {
        "приведение": NORMALISATION_NAMES[rules.normalisation],
        "наименьшая доля весов с данными": f"{rules.least_coverage}{NBSP}%",
        "деление школ": PARTS[rules.parts],
        "типы школ": TYPING_NAMES[rules.typing],
    }
