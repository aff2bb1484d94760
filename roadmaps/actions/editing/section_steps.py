"""What can be done to sections, each with the step that takes it back.

A step has the section's `id` under `section` and one of: `fields`, `place` (before, after),
`created`, `deleted` with its `place`. A place is the section around and the brother before.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from accounts.actions.audit import record
from accounts.models import User
from roadmaps.actions.editing.changes import Step, section_name
from roadmaps.actions.editing.order import (
    deadlines_follow,
    rows_in_order,
    sections_in_order,
    write_order,
)
from roadmaps.domain.outline import place_of_section, with_section_at
from roadmaps.models import Roadmap, Section
from roadmaps.queries.fields import changed_words

FIELDS = ("number", "title", "kind")
Place = dict[str, int | None]


def name_section(section: Section, values: Mapping[str, str], by: User) -> Step:
    """Write number, title or kind; dates follow where the words stand for a time."""
    before = {name: getattr(section, name) for name in values}
    with deadlines_follow(section.roadmap, by):
        for name, value in values.items():
            setattr(section, name, value)
        section.save(update_fields=list(values))
    changes = changed_words(Section, before, values)
    record_section(section, by, "edit section", "Изменён раздел", changes)
    return {"section": section.pk, "fields": {n: [before[n], values[n]] for n in values}}


def add_section_at(
    roadmap: Roadmap,
    values: Mapping[str, Any],
    place: tuple[int | None, int | None],
    by: User,
    pk: int | None = None,
) -> Step:
    """A new section, or a deleted one under its own id, under a parent after a brother."""
    parent, after = place
    section = Section(pk=pk, roadmap=roadmap, position=_after_all(roadmap), **values)
    section.save(force_insert=True)
    _lay(roadmap, section, parent, after)
    record_section(section, by, "add section", "Добавлен раздел", {})
    return {"section": section.pk, "created": {name: values[name] for name in FIELDS}}


def put_section(section: Section, parent: int | None, after: int | None, by: User) -> list[Step]:
    """Move a section with everything in it; no step where it is."""
    before = place_of(section)
    with deadlines_follow(section.roadmap, by):
        _lay(section.roadmap, section, parent, after)
    now = place_of(section)
    if now == before:
        return []
    record_section(section, by, "move section", "Перемещён раздел", {})
    return [{"section": section.pk, "place": [before, now]}]


def take_section_out(section: Section, by: User) -> Step:
    """Delete a section that holds nothing."""
    values = {name: getattr(section, name) for name in FIELDS}
    step = {"section": section.pk, "deleted": values, "place": place_of(section)}
    record_section(section, by, "delete section", "Удалён раздел", {})
    record(
        by=by,
        action="delete section",
        subject=section.roadmap,
        summary=f"Удалён раздел {section_name(section)}",
        municipality_id=section.roadmap.municipality_id,
    )
    section.delete()
    return step


def place_of(section: Section) -> Place:
    """Where the section stands now."""
    parent, after = place_of_section(sections_in_order(section.roadmap), section.pk)
    return {"parent": parent, "after": after}


def refusal_to_take_back(step: Step, roadmap: Roadmap) -> str:
    """Why a step cannot be taken back now; empty where it can."""
    section = roadmap.sections.filter(pk=step["section"]).first()
    if "deleted" in step:
        return "Этот раздел уже возвращён в план." if section else ""
    if section is None:
        return "Этого раздела в плане уже нет."
    named = step.get("created") or {name: new for name, (_, new) in step.get("fields", {}).items()}
    if any(getattr(section, name) != value for name, value in named.items()):
        return f"Раздел {section_name(section)} с тех пор снова изменили."
    if "created" in step and (section.activities.exists() or section.children.exists()):
        return f"В разделе {section_name(section)} уже есть строки или части."
    if "place" in step and section.parent_id != step["place"][1]["parent"]:
        return f"Раздел {section_name(section)} с тех пор переместили ещё раз."
    return ""


def take_back(step: Step, roadmap: Roadmap, by: User) -> list[Step]:
    """Do the opposite of a step that nothing speaks against; the steps of that."""
    if "deleted" in step:
        place = _existing(step["place"], roadmap)
        return [add_section_at(roadmap, step["deleted"], place, by, pk=step["section"])]
    section = roadmap.sections.get(pk=step["section"])
    section.roadmap = roadmap
    if "fields" in step:
        values = {name: old for name, (old, _) in step["fields"].items()}
        return [name_section(section, values, by)]
    if "created" in step:
        return [take_section_out(section, by)]
    return put_section(section, *_existing(step["place"][0], roadmap), by)


def record_section(
    section: Section,
    by: User,
    action: str,
    summary: str,
    changes: Mapping[str, tuple[Any, Any]],
) -> None:
    """One line in the history of the section."""
    record(
        by=by,
        action=action,
        subject=section,
        summary=summary,
        changes=changes,
        municipality_id=section.roadmap.municipality_id,
    )


def _existing(place: Place, roadmap: Roadmap) -> tuple[int | None, int | None]:
    """The place without a parent that has been deleted since."""
    known = set(roadmap.sections.values_list("pk", flat=True))
    parent = place["parent"] if place["parent"] in known else None
    return parent, place["after"]


def _lay(roadmap: Roadmap, section: Section, parent: int | None, after: int | None) -> None:
    """Give the section its place; its rows go with it."""
    section.parent_id = parent
    section.save(update_fields=["parent"])
    rows = rows_in_order(roadmap)
    sections, rows = with_section_at(sections_in_order(roadmap), rows, section.pk, parent, after)
    write_order(roadmap.sections, [pk for pk, _ in sections])
    write_order(roadmap.activities, [pk for pk, _ in rows])


def _after_all(roadmap: Roadmap) -> int:
    last = roadmap.sections.order_by("-position").values_list("position", flat=True).first()
    return (last or 0) + 1
