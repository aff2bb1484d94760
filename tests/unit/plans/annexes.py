"""A draft as the facts of its annex, and two drafts brought to what must be the same in both."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from reports.domain.office import Office
from reports.domain.plan_facts import (
    PlanActivity,
    PlanFacts,
    PlanIndicator,
    PlanPartner,
    PlanSection,
    PlanTable,
)
from roadmaps.domain.plan_layout import tables_of_draft
from roadmaps.domain.plan_tables import TEXT_OF_ROLE
from roadmaps.parsing.draft import ActivityDraft, IndicatorDraft, PlanDraft
from roadmaps.parsing.draft_json import draft_as_json

OFFICE = Office("Управление образования администрации Приозёрного округа", "Приозёрный округ")
DAY = date(2026, 11, 21)


def facts_of(draft: PlanDraft) -> PlanFacts:
    """What the roadmap of a draft keeps, without a database."""
    first, last = draft.years or (2026, 2026)
    return PlanFacts(
        title=draft.title,
        first_year=first,
        last_year=last,
        school_years=draft.school_years,
        order_number=draft.order.number if draft.order else "",
        order_date=draft.order.date if draft.order else None,
        goal=draft.goal,
        objectives=draft.objectives,
        passport=tuple((entry.name, entry.text) for entry in draft.passport),
        sections=tuple(
            PlanSection(s.id, s.parent, s.number, s.title, s.kind.value) for s in draft.sections
        ),
        tables=_tables(draft),
        indicators=tuple(map(indicator_of, draft.indicators)),
        year_tasks=tuple((task.direction, task.year, task.text) for task in draft.year_tasks),
        partners=tuple(
            PlanPartner(pair.school, pair.partner, pair.partner_kind, pair.scope)
            for pair in draft.partnerships
        ),
    )


def _tables(draft: PlanDraft) -> tuple[PlanTable, ...]:
    found = [
        PlanTable(
            table.kind,
            table.caption,
            table.columns,
            tuple(_activity(draft.activities[row]) for row in table.rows),
        )
        for table in tables_of_draft(draft_as_json(draft))
    ]
    return tuple(found) or (PlanTable("activity", "", (), tuple(map(_activity, draft.activities))),)


def _activity(activity: ActivityDraft) -> PlanActivity:
    return PlanActivity(
        activity.section,
        {field: getattr(activity, field) for field in TEXT_OF_ROLE.values()},
        tuple((cell.heading, cell.text) for cell in activity.extra),
    )


def indicator_of(one: IndicatorDraft) -> PlanIndicator:
    """The facts of an indicator as it was read."""
    return PlanIndicator(
        one.name,
        one.unit,
        one.comparator,
        (one.baseline.year, one.baseline.value) if one.baseline else None,
        tuple((target.year, target.value) for target in one.targets),
        one.relative_to,
    )


def said(draft: PlanDraft, heal: Callable[[str], str] = str) -> dict[str, Any]:
    """Everything that must come out as it went in; `heal` is applied to every text.

    Left out: places in the document, confidences, issues, statistics, which stay with the draft.
    """
    document = draft_as_json(draft)
    paths = {section.id: _path(draft, section.id) for section in draft.sections}
    plan: dict[str, Any] = {
        name: document[name]
        for name in ("title", "years", "order", "goal", "objectives", "passport")
    }
    plan["school_years"] = draft.school_years
    plan["sections"] = list(paths.values())
    plan["activities"] = [
        {
            "section": paths.get(one.section or 0),
            "kind": one.kind.value,
            "extra": [(cell.heading, cell.text) for cell in one.extra],
            "dates": one.deadline and one.deadline.occurrences,
            "parties": [party.name for party in one.responsible],
            **{field: getattr(one, field) for field in TEXT_OF_ROLE.values()},
        }
        for one in draft.activities
    ]
    plan["indicators"] = [asdict_without_source(one) for one in draft.indicators]
    plan["year_tasks"] = [asdict_without_source(one) for one in draft.year_tasks]
    plan["partnerships"] = [asdict_without_source(one) for one in draft.partnerships]
    return _healed(plan, heal)


def asdict_without_source(value: Any) -> Any:
    """A part of a draft without its place."""
    return replace(value, source=None)


def _path(draft: PlanDraft, identifier: int | None) -> tuple[tuple[str, str, str], ...]:
    by_id = {section.id: section for section in draft.sections}
    path: list[tuple[str, str, str]] = []
    while identifier is not None:
        section = by_id[identifier]
        path.insert(0, (section.kind.value, section.number, section.title))
        identifier = section.parent
    return tuple(path)


def _healed(value: Any, heal: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return heal(value)
    if isinstance(value, dict):
        return {key: _healed(one, heal) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_healed(one, heal) for one in value]
    if hasattr(value, "__dataclass_fields__"):
        return {name: _healed(getattr(value, name), heal) for name in value.__dataclass_fields__}
    return value
