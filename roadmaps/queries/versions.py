"""A living roadmap and an uploaded document as two versions of one plan, to be compared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Model

from roadmaps.domain.comparison.values import Item, PlanVersion
from roadmaps.models import (
    Activity,
    ActivityKind,
    Indicator,
    PlanImport,
    PlanImportRow,
    PlanPartnership,
    Roadmap,
    Section,
    YearTask,
)

FACTS = (
    "title",
    "first_year",
    "last_year",
    "calendar",
    "order_number",
    "order_date",
    "goal",
)
# Of an imported row, what stands in the row itself and what only in the document's own words.
FROM_ROW = ("deadline_text", "responsible_text", "deliverable", "expected_outcome")
FROM_ORIGINAL = ("indicator_text", "funding_text", "information_text", "done_mark")
ROW_TEXTS = (*FROM_ROW, *FROM_ORIGINAL)
KIND = "kind"
# Names of texts that a plan has of its own: an unknown column, the target of a year.
EXTRA = "extra "
TARGET = "target "
YEAR_TASK = ("direction", "year", "text")
PARTNERSHIP = ("school", "partner", "partner_kind", "scope")
INDICATOR_TEXTS = ("unit", "comparator", "baseline_year", "baseline_value", "relative_to")


@dataclass(frozen=True, slots=True)
class LivingPlan:
    """A roadmap as it stands, with the objects behind the ids of its version."""

    roadmap: Roadmap
    version: PlanVersion
    activities: Mapping[int, Activity]
    sections: Mapping[int, Section]


def living_plan(roadmap: Roadmap) -> LivingPlan:
    """The roadmap as it stands, in a query for each kind of its parts."""
    activities = list(roadmap.activities.order_by("position", "pk"))
    sections = list(roadmap.sections.order_by("position", "pk"))
    return LivingPlan(
        roadmap=roadmap,
        version=PlanVersion(
            facts={name: _text(getattr(roadmap, name)) for name in FACTS},
            sections=tuple(Item(one.pk, one.title, one.number, one.parent_id) for one in sections),
            rows=tuple(_activity(one) for one in activities),
            lists={
                "objectives": tuple(
                    Item(one.pk, one.text) for one in roadmap.objectives.order_by("position")
                ),
                "indicators": tuple(map(_indicator, roadmap.indicators.order_by("position"))),
                "passport": tuple(
                    Item(one.pk, one.name, texts={"text": one.text})
                    for one in roadmap.passport.order_by("position")
                ),
                "year_tasks": tuple(map(_year_task, roadmap.year_tasks.order_by("position"))),
                "partnerships": tuple(map(_partnership, roadmap.partnerships.order_by("position"))),
            },
        ),
        activities={one.pk: one for one in activities},
        sections={one.pk: one for one in sections},
    )


def imported_version(plan_import: PlanImport, rows: Iterable[PlanImportRow]) -> PlanVersion:
    """The document as people left it after its review; ids are those of rows and draft."""
    draft = plan_import.taken
    facts = {name: _text(getattr(plan_import, name)) for name in FACTS if name != "goal"}
    return PlanVersion(
        facts={**facts, "goal": draft["goal"]},
        sections=tuple(
            Item(one["id"], one["title"], one["number"][:40], one["parent"])
            for one in draft["sections"]
        ),
        rows=tuple(map(_row, rows)),
        lists={
            "objectives": tuple(Item(at, text) for at, text in enumerate(draft["objectives"])),
            "indicators": tuple(
                _indicator(indicator_of(one), at) for at, one in enumerate(draft["indicators"])
            ),
            "passport": tuple(
                Item(at, one["name"][:300], texts={"text": one["text"]})
                for at, one in enumerate(draft["passport"])
            ),
            "year_tasks": tuple(
                _year_task(YearTask(**named(one, YEAR_TASK)), at)
                for at, one in enumerate(draft["year_tasks"])
            ),
            "partnerships": tuple(
                _partnership(PlanPartnership(**named(one, PARTNERSHIP)), at)
                for at, one in enumerate(draft["partnerships"])
            ),
        },
    )


def without_missing_columns(
    living: PlanVersion, document: PlanVersion
) -> tuple[PlanVersion, tuple[str, ...]]:
    """The living version without the texts that no row of the document has, and their names.

    A document without a column says nothing of its values, least of all that they are gone.
    """
    filled = {name for row in document.rows for name, text in row.texts.items() if text}
    known = dict.fromkeys(
        name for row in living.rows for name, text in row.texts.items() if text and name != KIND
    )
    missing = tuple(name for name in known if name not in filled)
    rows = tuple(
        replace(row, texts={name: t for name, t in row.texts.items() if name not in missing})
        for row in living.rows
    )
    return replace(living, rows=rows), missing


def activity_values(row: PlanImportRow) -> dict[str, Any]:
    """What an activity takes of an imported row, by the names of its fields."""
    values = {name: getattr(row, name) for name in ("number", "title", "deadline_choice", KIND)}
    values |= {name: getattr(row, name) for name in FROM_ROW}
    values |= {name: row.original[name] for name in FROM_ORIGINAL}
    return {**values, "extra": row.original.get("extra", [])}


def indicator_of(draft: Mapping[str, Any]) -> Indicator:
    """An unsaved indicator as a document's draft has it."""
    baseline = draft["baseline"] or {}
    return Indicator(
        name=draft["name"],
        unit=(draft["unit"] or "")[:40],
        comparator=draft["comparator"] or "",
        baseline_year=baseline.get("year"),
        baseline_value=str(baseline.get("value") or "")[:60],
        targets=draft["targets"],
        relative_to=(draft["relative_to"] or "")[:300],
    )


def named(item: Mapping[str, Any], members: Iterable[str]) -> dict[str, Any]:
    """Those members of a draft's item that the plan keeps; places stay with the draft."""
    return {name: item[name] for name in members}


def _activity(activity: Activity) -> Item:
    texts = {name: getattr(activity, name) for name in ROW_TEXTS}
    own = {KIND: _kind(activity.kind), **_extra(activity.extra)}
    return Item(activity.pk, activity.title, activity.number, activity.section_id, {**texts, **own})


def _row(row: PlanImportRow) -> Item:
    texts = {name: getattr(row, name) for name in FROM_ROW}
    texts |= {name: row.original[name] for name in FROM_ORIGINAL}
    own = {KIND: _kind(row.kind), **_extra(row.original.get("extra", ()))}
    return Item(row.pk, row.title, row.number, row.section_id_in_draft, {**texts, **own})


def _kind(kind: str) -> str:
    """Plain activities say nothing of their kind."""
    return "" if kind == ActivityKind.ACTIVITY else kind


def _extra(cells: Iterable[Mapping[str, str]]) -> dict[str, str]:
    return {f"{EXTRA}{cell['heading']}": cell["text"] for cell in cells}


def _indicator(indicator: Indicator, id: int | None = None) -> Item:
    texts = {name: _text(getattr(indicator, name)) for name in INDICATOR_TEXTS}
    targets = {f"{TARGET}{year}": str(value) for year, value in indicator.targets.items()}
    return Item(_id(indicator, id), indicator.name, texts={**texts, **targets})


def _year_task(task: YearTask, id: int | None = None) -> Item:
    return Item(_id(task, id), task.direction, number=str(task.year), texts={"text": task.text})


def _partnership(pair: PlanPartnership, id: int | None = None) -> Item:
    texts = {name: getattr(pair, name) for name in PARTNERSHIP if name != "school"}
    return Item(_id(pair, id), pair.school, texts=texts)


def _id(kept: Model, id: int | None) -> int:
    return kept.pk if id is None else id


def _text(value: Any) -> str:
    return "" if value is None else str(value)
