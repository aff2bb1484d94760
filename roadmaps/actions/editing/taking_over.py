"""Rows of the office's plan that a school takes over into its own: all of them are one change."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from accounts.models import User
from core.values.wording import counted
from core.web.refusals import NotPossible
from roadmaps.actions.editing.changes import Step, keep_change
from roadmaps.actions.editing.order import parts_of
from roadmaps.actions.editing.row_steps import add_rows
from roadmaps.actions.editing.section_steps import add_section_at
from roadmaps.actions.editing.writing import EDITABLE, locked_plan
from roadmaps.domain.outline import OUTSIDE, Side, Target, rows_of, with_row_at
from roadmaps.domain.shared_work import words_of
from roadmaps.models import Activity, ChangeKind, PlanChange, Roadmap, Section
from roadmaps.queries.taking_over import rows_to_take

NOT_OF_SCHOOL = "Из плана управления берёт мероприятия только школа в свой план."
SCHOOL_PARTY = "Администрация школы"


@transaction.atomic
def take_over_rows(*, roadmap: Roadmap, rows: Collection[int], by: User) -> PlanChange | None:
    """Copy the rows with these ids at the end of the sections of the same name.

    Each keeps where it was taken from. What the plan has already, or what does not concern the
    school, is passed over: a second click changes nothing and returns None. The school itself
    answers for what the office asked of «руководители ОО», and reports it once: the row shows the
    office's work (`domain.shared_work`).
    """
    roadmap = locked_plan(roadmap, by)
    if not roadmap.is_of_school:
        raise NotPossible(NOT_OF_SCHOOL)
    sources = [one for one in rows_to_take(roadmap) if one.pk in rows]
    if not sources:
        return None
    steps, sections = _sections_for(roadmap, sources, by)
    parts = parts_of(roadmap)
    for number, source in enumerate(sources, 1):
        held = sections.get(source.section_id or 0, OUTSIDE)
        parts = with_row_at(parts, -number, Target(Side.END, held))
    order = rows_of(parts)
    held_by = dict(order)
    copies = [_copy(one, held_by[-number]) for number, one in enumerate(sources, 1)]
    steps += add_rows(roadmap, copies, order, by, "Взято из плана управления")
    taken = counted(len(copies), "мероприятие", "мероприятия", "мероприятий")
    return keep_change(
        roadmap=roadmap,
        by=by,
        kind=ChangeKind.PASTE,
        summary=f"Взято из плана управления: {taken}",
        steps=steps,
    )


def _sections_for(
    roadmap: Roadmap, sources: list[Activity], by: User
) -> tuple[list[Step], dict[int, int]]:
    """Sections of the plan by the ids of the office's; those that are not there are added."""
    known = {(one.number, one.title): one.pk for one in roadmap.sections.filter(parent=None)}
    steps: list[Step] = []
    found: dict[int, int] = {}
    for section in {one.section: None for one in sources if one.section}:
        key = (section.number, section.title)
        if key not in known:
            steps.append(_add_section(roadmap, section, by))
            known[key] = steps[-1]["section"]
        found[section.pk] = known[key]
    return steps, found


def _add_section(roadmap: Roadmap, section: Section, by: User) -> Step:
    last = roadmap.sections.filter(parent=None).order_by("-position", "-pk").first()
    values = {"number": section.number, "title": section.title, "kind": section.kind}
    return add_section_at(roadmap, values, (None, last.pk if last else None), by)


def _copy(source: Activity, section: int | None) -> Activity:
    values = {name: getattr(source, name) for name in EDITABLE}
    values["responsible_text"] = SCHOOL_PARTY
    taken = {"taken_from": source, "taken_words": words_of(source)}
    return Activity(section_id=section, kind=source.kind, **taken, **values)
