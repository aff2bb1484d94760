"""Renumbering a plan on request; what is shown before is what is written."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from django.db import transaction

from accounts.actions.audit import record
from accounts.models import User
from core.values.wording import counted
from core.web.refusals import NotPossible
from roadmaps.actions.editing.changes import Step, keep_change
from roadmaps.actions.editing.order import parts_of, sections_in_order
from roadmaps.actions.editing.row_steps import set_values
from roadmaps.actions.editing.section_steps import name_section
from roadmaps.actions.editing.writing import locked_plan
from roadmaps.domain.numbering import Scheme, mostly_dotted, numbered
from roadmaps.models import Activity, ActivityKind, ChangeKind, PlanChange, Roadmap, Section

CHANGED = "План с тех пор изменили. Посмотрите новые номера ещё раз и подтвердите."


@dataclass(frozen=True, slots=True)
class NewNumber:
    """A row or a section that gets another number."""

    item: Activity | Section
    number: str


def new_numbers(roadmap: Roadmap, scheme: Scheme) -> list[NewNumber]:
    """Sections first, then rows, in the order of the plan; only those whose number changes.

    A section without a number stays without.
    """
    rows = {one.pk: one for one in roadmap.activities.order_by("position", "pk")}
    sections = {one.pk: one for one in roadmap.sections.order_by("position", "pk")}
    found = numbered(
        parts_of(roadmap),
        sections_in_order(roadmap),
        scheme,
        counted={pk: one.kind == ActivityKind.ACTIVITY for pk, one in rows.items()},
        row_dot=mostly_dotted([one.number for one in rows.values()]),
        section_dot=mostly_dotted([one.number for one in sections.values()]),
    )
    named: list[NewNumber] = [
        NewNumber(one, found.sections[pk])
        for pk, one in sections.items()
        if one.number and pk in found.sections
    ]
    named += [NewNumber(one, found.rows[pk]) for pk, one in rows.items() if pk in found.rows]
    return [one for one in named if one.item.number != one.number]


def numbers_mark(numbers: list[NewNumber]) -> str:
    """What a preview brings back to prove that the same numbers are meant."""
    shown = [(type(one.item).__name__, one.item.pk, one.item.number, one.number) for one in numbers]
    return hashlib.sha256(json.dumps(shown).encode()).hexdigest()[:16]


@transaction.atomic
def renumber(*, roadmap: Roadmap, scheme: Scheme, mark: str, by: User) -> PlanChange | None:
    """Write the numbers that `mark` shows; NotPossible where the plan has changed since.

    None where every number is as it should be.
    """
    roadmap = locked_plan(roadmap, by)
    numbers = new_numbers(roadmap, scheme)
    if not numbers:
        return None
    if numbers_mark(numbers) != mark:
        raise NotPossible(CHANGED)
    steps: list[Step] = []
    for one in numbers:
        one.item.roadmap = roadmap
        if isinstance(one.item, Activity):
            steps.append(set_values(one.item, {"number": one.number}, by))
        else:
            steps.append(name_section(one.item, {"number": one.number}, by))
    summary = f"Новая нумерация: {counted(len(steps), 'номер', 'номера', 'номеров')}"
    record(
        by=by,
        action="renumber plan",
        subject=roadmap,
        summary=summary,
        municipality_id=roadmap.municipality_id,
    )
    return keep_change(
        roadmap=roadmap, by=by, kind=ChangeKind.RENUMBER, summary=summary, steps=steps
    )
