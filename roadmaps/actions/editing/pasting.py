"""Rows pasted into a plan: all of them are one change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import transaction

from accounts.models import User
from core.values.wording import counted
from core.web.refusals import NotPossible
from roadmaps.actions.activities import row_beside
from roadmaps.actions.editing.changes import Step, keep_change
from roadmaps.actions.editing.order import NO_PLACE, parts_of, sections_in_order
from roadmaps.actions.editing.row_steps import add_rows
from roadmaps.actions.editing.section_steps import add_section_at
from roadmaps.actions.editing.writing import EDITABLE, locked_plan
from roadmaps.domain.outline import (
    OUTSIDE,
    NoSuchPlace,
    Side,
    Target,
    rows_of,
    section_at,
    section_place,
    with_row_at,
)
from roadmaps.models import Activity, ActivityKind, ChangeKind, PlanChange, Roadmap, SectionKind
from roadmaps.parsing.numbers import split_section_number
from roadmaps.queries.periods import periods_of
from roadmaps.queries.readings import UNDATED, reading_view

Heading = tuple[int, str]
"""The place of the first row under it, from 0, and its words."""


@transaction.atomic
def paste_rows(
    *,
    roadmap: Roadmap,
    target: Target,
    rows: Sequence[Mapping[str, str]],
    by: User,
    headings: Sequence[Heading] = (),
) -> PlanChange:
    """Insert rows one below the other, the first at `target`; NotPossible where that is gone.

    `headings` become sections after the one of `target`, one after the other, and hold the rows
    under them. The same rows twice in the same place are a second click: the change that is there
    is returned. A deadline that names a day that does not exist keeps its words and stands without
    a date.
    """
    roadmap = locked_plan(roadmap, by)
    values = [{name: row.get(name, "") for name in EDITABLE} for row in rows]
    done = _done_already(roadmap, by, target, values, headings)
    if done is not None:
        return done
    try:
        after = section_at(parts_of(roadmap), target)
    except NoSuchPlace:
        raise NotPossible(NO_PLACE) from None
    ends = [row for row, _ in headings[1:]] + [len(values)]
    first = headings[0][0] if headings else len(values)
    steps = _rows_at(roadmap, target, values[:first], by)
    for (start, text), end in zip(headings, ends, strict=False):
        step = _section_after(roadmap, after, text, by)
        after = step["section"]
        steps += [step, *_rows_at(roadmap, Target(Side.END, after), values[start:end], by)]
    summary = f"Вставлено: {counted(len(values), 'строка', 'строки', 'строк')}"
    if headings:
        summary += f", {counted(len(headings), 'раздел', 'раздела', 'разделов')}"
    # A second click names the same place; the same rows for another one are meant.
    steps[0]["target"] = str(target)
    return keep_change(roadmap=roadmap, by=by, kind=ChangeKind.PASTE, summary=summary, steps=steps)


def _rows_at(
    roadmap: Roadmap, target: Target, values: Sequence[dict[str, str]], by: User
) -> list[Step]:
    if not values:
        return []
    parts, place = parts_of(roadmap), target
    for number in range(1, len(values) + 1):
        parts = with_row_at(parts, -number, place)
        place = Target(Side.AFTER, -number)
    order = rows_of(parts)
    section = dict(order)[-1]
    model = row_beside(roadmap, target, order)
    period = periods_of(roadmap).within(section)
    for one in values:
        if reading_view(one["deadline_text"], "", period).refusal:
            one["deadline_choice"] = UNDATED
    activities = [
        Activity(
            section_id=section,
            table_id=model.table_id if model else None,
            kind=model.kind if model else ActivityKind.ACTIVITY,
            **one,
        )
        for one in values
    ]
    return add_rows(roadmap, activities, order, by)


def _section_after(roadmap: Roadmap, after: int | None, text: str, by: User) -> Step:
    target = Target(Side.AFTER, after) if after else Target(Side.END, OUTSIDE)
    place = section_place(sections_in_order(roadmap), -1, target)
    return add_section_at(roadmap, _section_values(text), place, by)


def _section_values(text: str) -> dict[str, str]:
    named = split_section_number(" ".join(text.split()))
    return {
        "number": named.number[:40],
        "title": named.text.strip(),
        "kind": SectionKind.SECTION.value,
    }


def _done_already(
    roadmap: Roadmap,
    by: User,
    target: Target,
    values: Sequence[Mapping[str, str]],
    headings: Sequence[Heading],
) -> PlanChange | None:
    """The person's last change of the plan, where it pasted these very rows at this place."""
    last = PlanChange.objects.filter(roadmap=roadmap).order_by("-pk").first()
    if last is None or last.kind != ChangeKind.PASTE or last.by_id != by.pk:
        return None
    if last.steps[0].get("target") != str(target):
        return None
    rows = [{**one["created"], "deadline_choice": ""} for one in last.steps if "row" in one]
    sections = [one["created"] for one in last.steps if "section" in one]
    is_same = rows == [{**one, "deadline_choice": ""} for one in values]
    return last if is_same and sections == [_section_values(text) for _, text in headings] else None
