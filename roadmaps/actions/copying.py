"""Copying the parts of a plan into another: for amendments, new years and typical roadmaps.

Orders, editions, work and evidence are never copied.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from roadmaps.models import (
    Activity,
    ActivityIndicator,
    ActivityParty,
    ActivityRisk,
    CalendarLink,
    Indicator,
    Objective,
    PassportEntry,
    PlanPartnership,
    PlanTable,
    Roadmap,
    Section,
    YearTask,
)

_LISTS_OF_ALL: tuple[Any, ...] = (Objective, PassportEntry, YearTask)
_LISTS = (*_LISTS_OF_ALL, PlanPartnership)

Revise = Callable[[Any, Any], None]
"""Changes the copy of a part before it is saved; the second is the original."""


@dataclass(frozen=True, slots=True)
class CopiedIds:
    """Ids of copies by those of the originals."""

    rows: dict[int, int]
    indicators: dict[int, int]
    links: dict[int, int]


def cloned(part: Any, **changes: Any) -> Any:
    """The same values in an object that is not saved yet."""
    fields = [field for field in part._meta.concrete_fields if not field.primary_key]
    values = {field.attname: getattr(part, field.attname) for field in fields}
    clone = type(part)(**values)
    for name, value in changes.items():
        setattr(clone, name, value)
    return clone


def copy_parts(
    plan: Roadmap,
    copy: Roadmap,
    *,
    revise: Revise,
    rows: Collection[int] | None = None,
    with_parties: bool = True,
) -> CopiedIds:
    """Copy the text of `plan` into the saved `copy`, with who answers for the rows.

    Only the rows with ids in `rows` where it is given; sections and texts always. Parties and
    partners are left out without `with_parties`: those of an office are none of a school's.
    """
    sections = _copy_sections(plan, copy, revise)
    tables = _copied(PlanTable, plan, copy, revise)
    ids = _copy_rows(plan, copy, _Places(sections, tables), rows, revise)
    links = _copy_links(ActivityParty, ids) if with_parties else {}
    for model in _LISTS if with_parties else _LISTS_OF_ALL:
        _copied(model, plan, copy, revise)
    return CopiedIds(ids, _copied(Indicator, plan, copy, revise), links)


def copy_arrangements(ids: CopiedIds, signed: Mapping[str, Any] | None = None) -> None:
    """Copy how the rows are carried out: chosen schools, events, indicators, risks.

    `signed` says who linked rows to indicators and risks, where it is not who did in the original.
    """
    signed = signed or {}
    chosen: Any = ActivityParty.schools.through
    chosen._default_manager.bulk_create(
        chosen(activityparty_id=ids.links[one.activityparty_id], school_id=one.school_id)
        for one in chosen._default_manager.filter(activityparty__in=ids.links).order_by("pk")
    )
    _copy_links(CalendarLink, ids.rows)
    _copy_links(ActivityRisk, ids.rows, signed)
    ActivityIndicator.objects.bulk_create(
        cloned(
            one,
            activity_id=ids.rows[one.activity_id],
            indicator_id=ids.indicators[one.indicator_id],
            **signed,
        )
        for one in _of_rows(ActivityIndicator, ids.rows)
    )


@dataclass(frozen=True, slots=True)
class _Places:
    """Where copied rows stand: copies of sections and tables by the ids of the originals."""

    sections: dict[int, int]
    tables: dict[int, int]


def _copied(
    model: type[Model],
    plan: Roadmap,
    copy: Roadmap,
    revise: Revise,
    rows: Collection[int] | None = None,
) -> dict[int, int]:
    """Copy all parts of one kind; ids of the copies by those of the originals."""
    found = model._default_manager.filter(roadmap=plan).order_by("pk")
    originals = list(found if rows is None else found.filter(pk__in=rows))
    clones = [cloned(one, roadmap=copy) for one in originals]
    for clone, original in zip(clones, originals, strict=True):
        revise(clone, original)
    made = model._default_manager.bulk_create(clones)
    return {one.pk: clone.pk for one, clone in zip(originals, made, strict=True)}


def _copy_sections(plan: Roadmap, copy: Roadmap, revise: Revise) -> dict[int, int]:
    ids = _copied(Section, plan, copy, revise)
    sections = list(copy.sections.exclude(parent=None))
    for section in sections:
        section.parent_id = ids[section.parent_id or 0]
    Section.objects.bulk_update(sections, ["parent"])
    return ids


def _copy_rows(
    plan: Roadmap, copy: Roadmap, places: _Places, chosen: Collection[int] | None, revise: Revise
) -> dict[int, int]:
    def placed(row: Any, original: Any) -> None:
        row.section_id = places.sections.get(original.section_id or 0)
        row.table_id = places.tables.get(original.table_id or 0)
        revise(row, original)

    return _copied(Activity, plan, copy, placed, chosen)


def _copy_links(
    model: type[Any], rows: dict[int, int], changes: Mapping[str, Any] | None = None
) -> dict[int, int]:
    """Copy what hangs on rows alone; ids of the copies by those of the originals."""
    originals = list(_of_rows(model, rows))
    made = model._default_manager.bulk_create(
        [cloned(one, activity_id=rows[one.activity_id], **(changes or {})) for one in originals]
    )
    return {one.pk: clone.pk for one, clone in zip(originals, made, strict=True)}


def _of_rows(model: type[Any], rows: Iterable[int]) -> Any:
    return model._default_manager.filter(activity__in=list(rows)).order_by("pk")
