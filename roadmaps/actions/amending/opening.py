"""Opening an amendment as a working copy of the plan, and discarding it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Model

from accounts.actions.audit import record
from accounts.models import User
from core.web.refusals import NotPossible
from roadmaps.actions.plans import lock_plan
from roadmaps.models import (
    Activity,
    ActivityParty,
    ImportState,
    Indicator,
    Objective,
    PassportEntry,
    PlanImport,
    PlanPartnership,
    PlanTable,
    Roadmap,
    RoadmapStatus,
    Section,
    YearTask,
)
from roadmaps.permissions.plans import require_arrange
from roadmaps.queries.editions import amendment_of

NOT_FROZEN = "Текст плана ещё не утверждён приказом: его можно править сразу, без изменения."
_LISTS: tuple[Any, ...] = (Objective, PassportEntry, Indicator, YearTask, PlanPartnership)


@transaction.atomic
def open_amendment(*, roadmap: Roadmap, by: User) -> Roadmap:
    """The plan's working copy, made if none is open: one at a time, a second click finds it.

    Documents that wait for a comparison with the plan are compared with the copy from then on.
    """
    require_arrange(by, roadmap)
    plan = lock_plan(roadmap)
    require_arrange(by, plan)
    known = amendment_of(plan)
    if known is not None:
        return known
    if not plan.is_frozen:
        raise NotPossible(NOT_FROZEN)
    copy: Roadmap = _clone(
        plan, amends=plan, status=RoadmapStatus.DRAFT, edition_number=0, in_force_from=None
    )
    copy.save()
    _copy_rows(plan, copy, _copy_sections(plan, copy), _copied(PlanTable, plan, copy))
    for model in _LISTS:
        _copied(model, plan, copy)
    PlanImport.objects.filter(updates=plan, state=ImportState.DRAFT).update(updates=copy)
    _record(plan, by, "open amendment", "Начато внесение изменений в план")
    return copy


@transaction.atomic
def discard_amendment(*, roadmap: Roadmap, amendment_id: int, by: User) -> None:
    """Put the working copy away; the plan stays as it was. Repeating it changes nothing."""
    require_arrange(by, roadmap)
    plan = lock_plan(roadmap)
    copy = Roadmap.objects.select_for_update().filter(amends=plan, pk=amendment_id).first()
    if copy is None:
        return
    hand_documents_back(plan, copy)
    copy.delete()
    _record(plan, by, "discard amendment", "Внесение изменений отменено, план остался прежним")


def hand_documents_back(plan: Roadmap, copy: Roadmap) -> None:
    """Documents of the copy are the plan's again."""
    PlanImport.objects.filter(updates=copy).update(updates=plan)
    PlanImport.objects.filter(roadmap=copy).update(roadmap=plan)


def _clone(part: Any, **changes: Any) -> Any:
    """The same values in an object that is not saved yet."""
    fields = [field for field in part._meta.concrete_fields if not field.primary_key]
    values = {field.attname: getattr(part, field.attname) for field in fields}
    clone = type(part)(**values)
    for name, value in changes.items():
        setattr(clone, name, value)
    return clone


def _copied(model: type[Model], plan: Roadmap, copy: Roadmap) -> dict[int, int]:
    """Copy all parts of one kind; ids of the copies by those of the originals."""
    originals = list(model._default_manager.filter(roadmap=plan).order_by("pk"))
    made = model._default_manager.bulk_create(
        [_clone(one, roadmap=copy, origin_id=one.pk) for one in originals]
    )
    return {one.pk: clone.pk for one, clone in zip(originals, made, strict=True)}


def _copy_sections(plan: Roadmap, copy: Roadmap) -> dict[int, int]:
    ids = _copied(Section, plan, copy)
    sections = list(copy.sections.exclude(parent=None))
    for section in sections:
        section.parent_id = ids[section.parent_id or 0]
    Section.objects.bulk_update(sections, ["parent"])
    return ids


def _copy_rows(
    plan: Roadmap, copy: Roadmap, sections: dict[int, int], tables: dict[int, int]
) -> None:
    ids = _copied(Activity, plan, copy)
    rows = list(copy.activities.all())
    for row in rows:
        row.section_id = sections.get(row.section_id or 0)
        row.table_id = tables.get(row.table_id or 0)
    Activity.objects.bulk_update(rows, ["section", "table"])
    ActivityParty.objects.bulk_create(_links(plan, ids))


def _links(plan: Roadmap, ids: dict[int, int]) -> Iterable[ActivityParty]:
    """Who answers for the rows, for the pages of the copy."""
    for link in ActivityParty.objects.filter(activity__in=plan.activities.all()).order_by("pk"):
        yield _clone(link, activity_id=ids[link.activity_id])


def _record(plan: Roadmap, by: User, action: str, summary: str) -> None:
    record(
        by=by, action=action, subject=plan, summary=summary, municipality_id=plan.municipality_id
    )
