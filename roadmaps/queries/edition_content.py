"""The whole text of a plan as plain data that an edition freezes, and as a version to compare.

The ids in it are those of the living plan, so that rows of all its editions know each other. The
parts of an amendment's working copy have the ids of what they are copies of, new ones negative ids.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db.models import Model

from roadmaps.domain.comparison.values import Item, PlanVersion
from roadmaps.models import Roadmap
from roadmaps.queries.versions import EXTRA, INDICATOR_TEXTS, KIND, ROW_TEXTS, TARGET

SCHEMA = 1
PLAN_FACTS = ("title", "goal", "first_year", "last_year", "calendar")
ACTIVITY_TEXTS = ("number", "kind", "title", *ROW_TEXTS, "deadline_choice", "extra")
LISTS: dict[str, tuple[str, ...]] = {
    "objectives": ("text",),
    "passport": ("name", "text"),
    "indicators": ("name", *INDICATOR_TEXTS, "targets"),
    "year_tasks": ("direction", "year", "text"),
    "partnerships": ("school", "partner", "partner_kind", "scope"),
}
TITLES = {
    "objectives": "text",
    "passport": "name",
    "indicators": "name",
    "year_tasks": "direction",
    "partnerships": "school",
}


def content_of(roadmap: Roadmap, without: Collection[int] = ()) -> dict[str, Any]:
    """Every word of the plan as it stands, in a query for each kind of its parts.

    `without` are ids of rows that are about to leave the plan.
    """
    sections = list(roadmap.sections.order_by("position", "pk"))
    tables = list(roadmap.tables.order_by("position"))
    section_ids = {one.pk: stable_id(one) for one in sections}
    table_ids = {one.pk: stable_id(one) for one in tables}
    return {
        "schema": SCHEMA,
        **{name: getattr(roadmap, name) for name in PLAN_FACTS},
        "abbreviations": roadmap.abbreviations,
        "sections": [
            {
                "id": section_ids[one.pk],
                "parent": section_ids.get(one.parent_id or 0),
                **_values(one, ("number", "title", "kind")),
            }
            for one in sections
        ],
        "tables": [
            {"id": table_ids[one.pk], **_values(one, ("kind", "caption", "layout"))}
            for one in tables
        ],
        "activities": [
            {
                "id": stable_id(one),
                "section": section_ids.get(one.section_id or 0),
                "table": table_ids.get(one.table_id or 0),
                **_values(one, ACTIVITY_TEXTS),
            }
            for one in roadmap.activities.exclude(pk__in=without).order_by("position", "pk")
        ],
        **{
            name: [
                {"id": stable_id(one), **_values(one, fields)}
                for one in getattr(roadmap, name).order_by("position", "pk")
            ]
            for name, fields in LISTS.items()
        },
    }


def version_of(content: Mapping[str, Any]) -> PlanVersion:
    """The words of `content_of` as the comparison takes them."""
    return PlanVersion(
        facts={name: str(content[name]) for name in PLAN_FACTS},
        sections=tuple(
            Item(one["id"], one["title"], one["number"], one["parent"])
            for one in content["sections"]
        ),
        rows=tuple(map(_row, content["activities"])),
        lists={name: tuple(_items(name, content[name])) for name in LISTS},
    )


def stable_id(part: Any) -> int:
    """The id by which all editions know a part of the plan; negative for one that is proposed."""
    if part.origin_id is not None:
        return part.origin_id
    return -part.pk if part.roadmap.is_amendment else part.pk


def _values(part: Model, fields: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(part, name) for name in fields}


def _row(row: Mapping[str, Any]) -> Item:
    texts = {name: row[name] for name in ROW_TEXTS}
    if row["kind"] != "activity":
        texts[KIND] = row["kind"]
    texts |= {f"{EXTRA}{cell['heading']}": cell["text"] for cell in row["extra"]}
    return Item(row["id"], row["title"], row["number"], row["section"], texts)


def _items(name: str, rows: Iterable[Mapping[str, Any]]) -> Iterable[Item]:
    title = TITLES[name]
    for row in rows:
        texts = {
            field: "" if row[field] is None else str(row[field])
            for field in LISTS[name]
            if field not in (title, "targets", "year")
        }
        texts |= {f"{TARGET}{year}": str(value) for year, value in row.get("targets", {}).items()}
        yield Item(row["id"], row[title], str(row.get("year", "")), None, texts)
