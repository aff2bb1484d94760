"""Making criteria: a draft is changed, put into force once, and from then on only withdrawn."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from django.db import transaction
from django.utils import timezone

from accounts.actions.audit import record
from accounts.models import AuditEvent, User
from assessments.domain.criteria import SHIPPED, Criteria, read_definition
from assessments.domain.criteria.differences import differences
from assessments.domain.criteria.sense import contradictions
from assessments.models import CriteriaSet, CriteriaState
from assessments.permissions import (
    require_criteria,
    require_criteria_draft,
    require_criteria_in_force,
)
from core.web.refusals import NotPossible
from schools.models import Municipality

RULES = ("parameters", "works", "categories", "makes_list", "titles")


class ChangedMeanwhile(NotPossible):
    """Somebody has changed the draft since the page was opened."""


class Details(NamedTuple):
    """What is said of criteria beside their rules; years are first calendar years."""

    name: str
    order_number: str = ""
    order_date: date | None = None
    valid_from: int | None = None
    valid_to: int | None = None


def rules_of(criteria: Criteria) -> dict[str, Any]:
    """The part of a definition that a stored version keeps as JSON."""
    snapshot = criteria.snapshot()
    return {name: snapshot[name] for name in RULES if name in snapshot}


@transaction.atomic
def draft_criteria(
    *, municipality: Municipality | None, key: str, name: str, criteria: Criteria, by: User
) -> CriteriaSet:
    """The next version under `key` as a draft, with the rules and years of `criteria`.

    Without a municipality it is of the whole installation. Raises NotPossible where the key or the
    name is one of those that ship, the key is of others' criteria or has a draft already, and
    DefinitionError where the key or the name cannot be used.
    """
    require_criteria(by, municipality)
    places = Municipality.objects.select_for_update().order_by("pk")
    list(places if municipality is None else places.filter(pk=municipality.pk))
    _require_free_key(municipality, key)
    _require_own_name(name)
    versions = CriteriaSet.objects.of(municipality.pk if municipality else None).filter(key=key)
    draft = versions.filter(state=CriteriaState.DRAFT).first()
    if draft is not None:
        raise NotPossible(
            f"У критериев «{draft.name}» уже есть проект версии {draft.version}. Введите его в "
            "действие или удалите, либо впишите другое имя для команд."
        )
    last = versions.order_by("-version").first()
    made = CriteriaSet(
        municipality=municipality, key=key, version=last.version + 1 if last else 1, name=name,
        valid_from=criteria.valid_from, valid_to=criteria.valid_to,
        rules=rules_of(criteria), based_on=f"{criteria.key}@{criteria.version}", made_by=by,
    )  # fmt: skip
    read_definition(made.definition)
    made.save()
    _told(made, "draft criteria", by, f"{made}: составлен проект по «{criteria.name}»")
    return made


@transaction.atomic
def change_rules(
    *, stored: CriteriaSet, rules: Mapping[str, Any], by: User, seen: str = ""
) -> CriteriaSet:
    """Other parameters, works or categories of a draft; DefinitionError where they are wrong.

    `seen` is the mark of the draft as the person saw it; ChangedMeanwhile where it is another now.
    """
    locked = _locked(stored)
    require_criteria_draft(by, locked)
    _require_seen(locked, seen)
    before = locked.criteria
    changed = read_definition({**locked.definition, **rules})
    found = differences(before, changed)
    if not found:
        return locked
    locked.rules = rules_of(changed)
    locked.save(update_fields=["rules"])
    del locked.criteria
    _told(
        locked, "change criteria", by, f"{locked}: изменены правила",
        {one.what: (one.before, one.after) for one in found},
    )  # fmt: skip
    return locked


@transaction.atomic
def change_details(
    *, stored: CriteriaSet, details: Details, by: User, seen: str = ""
) -> CriteriaSet:
    """Name, order and years of a draft; NotPossible where half of the order is missing.

    So it is for a name that is taken.

    `seen` as in `change_rules`.
    """
    locked = _locked(stored)
    require_criteria_draft(by, locked)
    _require_seen(locked, seen)
    _require_own_name(details.name)
    if bool(details.order_number) != bool(details.order_date):
        raise NotPossible("Укажите и номер, и дату приказа либо оставьте пустыми оба поля.")
    if details.valid_from and details.valid_to and details.valid_from > details.valid_to:
        raise NotPossible("Последний учебный год раньше первого. Исправьте один из них.")
    old = locked.criteria
    before = Details(
        locked.name, locked.order_number, locked.order_date, locked.valid_from, locked.valid_to
    )
    if before == details:
        return locked
    for field, value in details._asdict().items():
        setattr(locked, field, value)
    locked.save(update_fields=list(Details._fields))
    del locked.criteria
    found = differences(old, locked.criteria)
    _told(
        locked, "change criteria", by, f"{locked}: изменены реквизиты",
        {one.what: (one.before, one.after) for one in found},
    )  # fmt: skip
    return locked


@transaction.atomic
def publish_criteria(*, stored: CriteriaSet, by: User, seen: str = "") -> CriteriaSet:
    """Put a draft into force: from now on calculations can be made by it, and it stays as it is.

    NotPossible with sentences where the rules contradict themselves; `seen` as in `change_rules`.
    """
    locked = _locked(stored)
    require_criteria_draft(by, locked)
    _require_seen(locked, seen)
    wrong = contradictions(locked.criteria)
    if wrong:
        raise NotPossible(" ".join(wrong))
    locked.state, locked.published_at = CriteriaState.PUBLISHED, timezone.now()
    locked.save(update_fields=["state", "published_at"])
    _told(locked, "publish criteria", by, f"{locked}: введены в действие")
    return locked


@transaction.atomic
def withdraw_criteria(*, stored: CriteriaSet, by: User) -> CriteriaSet:
    """No calculation can be made by a version any more; those that were made stay."""
    locked = _locked(stored)
    require_criteria_in_force(by, locked)
    locked.state, locked.withdrawn_at = CriteriaState.WITHDRAWN, timezone.now()
    locked.save(update_fields=["state", "withdrawn_at"])
    _told(locked, "withdraw criteria", by, f"{locked}: отозваны")
    return locked


@transaction.atomic
def discard_criteria(*, stored: CriteriaSet, by: User) -> None:
    """Delete a draft."""
    locked = _locked(stored)
    require_criteria_draft(by, locked)
    _told(locked, "discard criteria", by, f"{locked}: проект удалён")
    locked.delete()


def _require_free_key(municipality: Municipality | None, key: str) -> None:
    """A key tells a set apart: of what ships, what is common and what a municipality has made."""
    if key in SHIPPED:
        raise NotPossible(
            f"Имя для команд «{key}» занято критериями, которые поставляются с порталом. Впишите "
            "другое."
        )
    others = CriteriaSet.objects.filter(key=key, municipality__isnull=municipality is not None)
    if others.exists():
        whose = "критериями муниципалитета" if municipality is None else "общими критериями"
        raise NotPossible(f"Имя для команд «{key}» занято {whose}. Впишите другое.")


def _require_own_name(name: str) -> None:
    """An order names criteria by their name: it must not pass for one that ships."""
    if name.strip().casefold() in {one.name.casefold() for one in SHIPPED.values()}:
        raise NotPossible(
            f"«{name.strip()}» — название критериев, которые поставляются с порталом. Назовите "
            "свои иначе: название войдёт в приказ."
        )


def _require_seen(locked: CriteriaSet, seen: str) -> None:
    if not seen or seen == locked.mark:
        return
    last = AuditEvent.objects.about(CriteriaSet._meta.label_lower, locked.pk).first()
    who = f" ({last.actor_name}, {timezone.localtime(last.at):%H:%M %d.%m.%Y})" if last else ""
    raise ChangedMeanwhile(
        f"Пока страница была открыта, проект изменили{who}. Ваше не записано, набранное осталось. "
        "Проверьте, что стало, и сохраните ещё раз."
    )


def _locked(stored: CriteriaSet) -> CriteriaSet:
    CriteriaSet.objects.select_for_update().get(pk=stored.pk)
    return CriteriaSet.objects.select_related("municipality").get(pk=stored.pk)


def _told(
    stored: CriteriaSet,
    action: str,
    by: User,
    summary: str,
    changes: dict[str, tuple[str, str]] | None = None,
) -> None:
    record(
        by=by, action=action, subject=stored, municipality_id=stored.municipality_id,
        summary=summary, changes=changes or {},
    )  # fmt: skip
