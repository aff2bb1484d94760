"""What people tied to a row beside its words, kept as plain data so that it can come back.

Dates and assignments are not kept: they follow from the words and from these ties.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.core import serializers
from django.core.serializers.base import DeserializedObject
from django.db.models import ForeignKey, Model, QuerySet

from roadmaps.models import Activity, ActivityParty
from schools.models import School

Held = list[dict[str, Any]]
"""Objects as Django serialises them, under their own keys."""


def held_by(activity: Activity) -> Held:
    """Its responsible parties in their order and whom groups mean, its place on calendars, the
    indicators and risk factors it answers to."""
    ties: Sequence[QuerySet[Any]] = (
        activity.party_links.order_by("position"),
        activity.calendar_links.order_by("pk"),
        activity.indicator_links.order_by("pk"),
        activity.risk_links.order_by("pk"),
    )
    return [plain for tie in ties for plain in _plain(tie)]


def decided_parties(activity: Activity) -> Held:
    """The parties of whom a person has decided which schools they mean."""
    return _plain(activity.party_links.filter(audience_by__isnull=False).order_by("position"))


def give_back(held: Iterable[dict[str, Any]]) -> None:
    """Tie to its row again what `held` names, but for what is gone since and what it has anyway."""
    for one in serializers.deserialize("json", json.dumps(list(held))):
        found: Any = one.object
        is_there = found._meta.default_manager.filter(**_same(found)).exists()
        if not is_there and _can_stand(found):
            _only_living(one)
            one.save(force_insert=True)


def without_present(activity: Activity, held: Held) -> Held:
    """Those party links of `held` that the row does not have any more."""
    present = set(activity.party_links.values_list("party", flat=True))
    return [one for one in held if one["fields"]["party"] not in present]


def drop_references_to_nothing(found: Model) -> None:
    """Empty what may be empty and points at something that has been deleted since."""
    for field in _references(found):
        if field.null and not _is_there(found, field):
            setattr(found, field.attname, None)


def _plain(tie: QuerySet[Any]) -> Held:
    held: Held = json.loads(serializers.serialize("json", tie))
    return held


def _same(found: Any) -> dict[str, Any]:
    """What tells this tie of the row from its others: all that the model wants to be there once."""
    constraint = found._meta.constraints[0]
    columns = {name: found._meta.get_field(name).attname for name in constraint.fields}
    return {name: getattr(found, column) for name, column in columns.items()}


def _can_stand(found: Model) -> bool:
    return all(field.null or _is_there(found, field) for field in _references(found))


def _only_living(one: DeserializedObject) -> None:
    drop_references_to_nothing(one.object)
    if isinstance(one.object, ActivityParty) and one.m2m_data:
        chosen = School.objects.filter(pk__in=list(one.m2m_data["schools"]))
        one.m2m_data = {"schools": list(chosen.values_list("pk", flat=True))}


def _references(found: Model) -> list[ForeignKey[Any, Any]]:
    return [field for field in found._meta.concrete_fields if isinstance(field, ForeignKey)]


def _is_there(found: Model, field: ForeignKey[Any, Any]) -> bool:
    pk = getattr(found, field.attname)
    related: Any = field.related_model
    return pk is None or related._base_manager.filter(pk=pk).exists()
