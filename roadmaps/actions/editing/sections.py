"""The sections of a plan: added, named, moved, deleted."""

from __future__ import annotations

from django.db import transaction

from accounts.models import User
from core.web.refusals import NotPossible
from roadmaps.actions.editing.changes import Step, keep_change, section_name
from roadmaps.actions.editing.order import NO_PLACE, rows_with, sections_in_order
from roadmaps.actions.editing.row_steps import put_row
from roadmaps.actions.editing.section_steps import (
    add_section_at,
    name_section,
    put_section,
    take_section_out,
)
from roadmaps.actions.editing.writing import locked_plan
from roadmaps.domain.outline import OUTSIDE, NoSuchPlace, Side, Target, inside, section_place
from roadmaps.models import ChangeKind, PlanChange, Roadmap, Section

GONE = "Этого раздела в плане уже нет: его удалил другой человек."
HELD = "В разделе есть строки. Выберите, куда их перенести."
CHANGED = (
    "Пока форма была открыта, раздел изменил другой человек. Сейчас он называется {}. "
    "Проверьте и сохраните снова."
)


@transaction.atomic
def add_section(
    *, roadmap: Roadmap, number: str, title: str, kind: str, target: Target, by: User
) -> Section:
    """A new section before or after another, or in one (OUTSIDE: the outermost level).

    The same section twice in the same place is a second click: the one that is there is returned.
    """
    roadmap = locked_plan(roadmap, by)
    sections = sections_in_order(roadmap)
    try:
        parent, after = section_place(sections, -1, target)
    except NoSuchPlace:
        raise NotPossible(NO_PLACE) from None
    values = {"number": number, "title": title, "kind": kind}
    twin = roadmap.sections.filter(parent=parent, **values).first()
    if twin is not None and not twin.activities.exists():
        return twin
    step = add_section_at(roadmap, values, (parent, after), by)
    section = roadmap.sections.get(pk=step["section"])
    _keep(roadmap, by, f"Добавлен раздел {section_name(section)}", [step])
    return section


@transaction.atomic
def edit_section(
    *, section: Section, number: str, title: str, kind: str, expected: dict[str, str], by: User
) -> PlanChange | None:
    """Number, title and kind; NotPossible where somebody else has written them meanwhile."""
    section = _locked(section, by)
    wanted = {"number": number, "title": title, "kind": kind}
    current = {name: getattr(section, name) for name in wanted}
    changed = {name: value for name, value in wanted.items() if value != current[name]}
    if not changed:
        return None
    if current != expected:
        raise NotPossible(CHANGED.format(section_name(section)))
    before = section_name(section)
    step = name_section(section, changed, by)
    words = f"Изменён раздел {before}: теперь {section_name(section)}"
    return _keep(section.roadmap, by, words, [step])


@transaction.atomic
def move_section(*, section: Section, target: Target, by: User) -> PlanChange | None:
    """Move a section with all that it holds; None where it stands there already."""
    section = _locked(section, by)
    try:
        place = section_place(sections_in_order(section.roadmap), section.pk, target)
    except NoSuchPlace:
        raise NotPossible(NO_PLACE) from None
    steps = put_section(section, *place, by)
    if not steps:
        return None
    return _keep(section.roadmap, by, f"Перемещён раздел {section_name(section)}", steps)


@transaction.atomic
def delete_section(*, section: Section, rows_to: int | None, by: User) -> PlanChange:
    """Delete a heading; nothing under it is deleted.

    Its rows go to the end of section `rows_to` (OUTSIDE: outside all), its parts one level up.
    NotPossible where it has rows and nobody has said where they go.
    """
    section = _locked(section, by)
    roadmap = section.roadmap
    rows = list(section.activities.order_by("position", "pk"))
    if rows and rows_to is None:
        raise NotPossible(HELD)
    if rows_to == section.pk or (rows_to and not roadmap.sections.filter(pk=rows_to).exists()):
        raise NotPossible(NO_PLACE)
    steps: list[Step] = []
    for row in rows:
        row.roadmap = roadmap
        order = rows_with(roadmap, row.pk, Target(Side.END, rows_to or OUTSIDE))
        steps += put_row(row, order, row.table_id, by)
    last = section.pk
    for part in section.children.order_by("position", "pk"):
        part.roadmap = roadmap
        steps += put_section(part, section.parent_id, last, by)
        last = part.pk
    name = section_name(section)
    steps.append(take_section_out(section, by))
    return _keep(roadmap, by, f"Удалён раздел {name}", steps)


def places_for(section: Section) -> list[int]:
    """Ids of sections that can take it or its rows: all but itself and what it holds."""
    sections = sections_in_order(section.roadmap)
    held = inside(sections, section.pk)
    return [one for one, _ in sections if one not in held]


def _locked(section: Section, by: User) -> Section:
    roadmap = locked_plan(section.roadmap, by)
    fresh = roadmap.sections.filter(pk=section.pk).first()
    if fresh is None:
        raise NotPossible(GONE)
    fresh.roadmap = roadmap
    return fresh


def _keep(roadmap: Roadmap, by: User, summary: str, steps: list[Step]) -> PlanChange:
    return keep_change(
        roadmap=roadmap, by=by, kind=ChangeKind.SECTION, summary=summary, steps=steps
    )
