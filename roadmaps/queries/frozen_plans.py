"""The text of an edition as the parts that pages and documents know: unsaved, read-only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from roadmaps.domain.progress import NO_WORK, WorkCounts
from roadmaps.models import (
    Activity,
    Indicator,
    Objective,
    PassportEntry,
    PlanPartnership,
    Roadmap,
    Section,
    YearTask,
)
from roadmaps.queries.edition_content import ACTIVITY_TEXTS, LISTS, PLAN_FACTS
from roadmaps.queries.periods import periods_of
from roadmaps.queries.plan_texts import PlanParts
from roadmaps.queries.plans import (
    PlanPart,
    SectionsWithDepth,
    depths_of,
    in_parts,
    row_with_work,
)
from roadmaps.queries.readings import view_of


@dataclass(frozen=True, slots=True)
class FrozenPlan:
    """A plan as a kept text says it; its parts carry the ids of the living plan."""

    roadmap: Roadmap
    sections: SectionsWithDepth
    activities: tuple[Activity, ...]
    parts: PlanParts


def frozen_plan(content: Mapping[str, Any], roadmap: Roadmap) -> FrozenPlan:
    """The plan that `content` (of `edition_content`) keeps of `roadmap`; no query."""
    kept = Roadmap(
        pk=roadmap.pk,
        municipality=roadmap.municipality,
        status=roadmap.status,
        abbreviations=content["abbreviations"],
        **{name: content[name] for name in PLAN_FACTS},
    )
    sections = [
        Section(
            pk=one["id"], roadmap=kept, parent_id=one["parent"],
            number=one["number"], title=one["title"], kind=one["kind"],
        )
        for one in content["sections"]
    ]  # fmt: skip
    by_id = {section.pk: section for section in sections}
    activities = [
        Activity(
            pk=one["id"], roadmap=kept, section=by_id.get(one["section"]),
            table_id=one["table"], position=position,
            **{name: one[name] for name in ACTIVITY_TEXTS},
        )
        for position, one in enumerate(content["activities"], 1)
    ]  # fmt: skip
    return FrozenPlan(
        roadmap=kept,
        sections=depths_of(sections),
        activities=tuple(activities),
        parts=PlanParts(
            objectives=tuple(_items(Objective, "objectives", content, kept)),
            indicators=tuple(_items(Indicator, "indicators", content, kept)),
            passport=tuple(_items(PassportEntry, "passport", content, kept)),
            year_tasks=tuple(_items(YearTask, "year_tasks", content, kept)),
            partnerships=tuple(_items(PlanPartnership, "partnerships", content, kept)),
        ),
    )


def kept_parts(
    plan: FrozenPlan, work: Mapping[int, WorkCounts], today: date
) -> tuple[PlanPart, ...]:
    """The rows under the headings of their sections; `work` is what was owed by activity."""
    periods = periods_of(plan.roadmap, [section for section, _ in plan.sections])
    rows = [
        row_with_work(
            activity,
            work.get(activity.pk, NO_WORK),
            today,
            view_of(activity, periods.within(activity.section_id)),
            is_office=True,
            is_done_by_office=False,
        )
        for activity in plan.activities
    ]
    return in_parts(plan.sections, rows, with_empty=True)


def _items(model: Any, name: str, content: Mapping[str, Any], kept: Roadmap) -> Iterable[Any]:
    for position, one in enumerate(content[name], 1):
        values = {field: one[field] for field in LISTS[name]}
        yield model(pk=one["id"], roadmap=kept, position=position, **values)
