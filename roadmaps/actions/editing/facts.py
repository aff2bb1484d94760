"""What a plan as a whole says: its title, years, goal, and the abbreviations it is read by."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from accounts.models import User
from roadmaps.actions.calendars.moving import SeenOtherwise
from roadmaps.actions.editing.changes import keep_change
from roadmaps.actions.editing.fact_steps import write_abbreviations, write_facts
from roadmaps.actions.editing.writing import locked_plan
from roadmaps.actions.meanwhile import ChangedMeanwhile
from roadmaps.models import ChangeKind, PlanChange, Roadmap
from roadmaps.queries.edition_content import PLAN_FACTS
from roadmaps.queries.fields import field_words
from roadmaps.queries.plan_years import preview_of_years


def facts_of(roadmap: Roadmap) -> dict[str, Any]:
    """The facts that a form is opened with and must bring back as `expected`."""
    return {name: getattr(roadmap, name) for name in PLAN_FACTS}


@transaction.atomic
def edit_facts(
    *,
    roadmap: Roadmap,
    values: Mapping[str, Any],
    expected: Mapping[str, Any],
    by: User,
    seen: str = "",
) -> PlanChange | None:
    """Write title, goal and years (PLAN_FACTS); None where the plan says so already.

    ChangedMeanwhile where another person has written since the form was opened, unless alike.
    SeenOtherwise where other dates would move than those of the preview `seen`.
    """
    roadmap = locked_plan(roadmap, by)
    current = facts_of(roadmap)
    elsewhere = {name for name in current if current[name] != expected.get(name)}
    if any(values[name] != current[name] for name in elsewhere):
        raise ChangedMeanwhile(current, frozenset(elsewhere))
    changed = {name: values[name] for name in current if values[name] != current[name]}
    if not changed:
        return None
    preview = preview_of_years(roadmap, values)
    if not preview.is_empty and preview.seal != seen:
        raise SeenOtherwise
    words = ", ".join(field_words(Roadmap, name) for name in changed)
    return keep_change(
        roadmap=roadmap,
        by=by,
        kind=ChangeKind.TEXT,
        summary=f"Изменены сведения о плане: {words}",
        steps=[write_facts(roadmap, changed, by)],
    )


@transaction.atomic
def edit_abbreviations(
    *, roadmap: Roadmap, values: Mapping[str, str], expected: Mapping[str, str], by: User
) -> PlanChange | None:
    """Write all abbreviations of a plan, short → full; None where they are so already.

    ChangedMeanwhile where others stand there than those that the form was opened with.
    """
    roadmap = locked_plan(roadmap, by)
    current = dict(roadmap.abbreviations)
    if dict(values) == current:
        return None
    if current != dict(expected):
        raise ChangedMeanwhile(current, frozenset(current.keys() ^ expected.keys()))
    changes = {
        short: (current.get(short), values.get(short))
        for short in sorted(current.keys() | values.keys())
        if current.get(short) != values.get(short)
    }
    return keep_change(
        roadmap=roadmap,
        by=by,
        kind=ChangeKind.TEXT,
        summary=f"Изменены сокращения плана: {', '.join(changes)}",
        steps=[write_abbreviations(roadmap, changes, by)],
    )
