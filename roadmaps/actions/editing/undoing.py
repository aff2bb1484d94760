"""Taking a change of a plan back, unless somebody has changed the same since."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import transaction

from accounts.models import User
from core.web.refusals import NotPossible
from roadmaps.actions.editing import fact_steps, row_steps, section_steps, text_steps
from roadmaps.actions.editing.changes import Step, keep_change
from roadmaps.actions.editing.writing import locked_plan
from roadmaps.models import ChangeKind, PlanChange, Roadmap

UNDONE = "Это изменение уже отменено."
MOVED_SINCE = "С тех пор то же самое перемещали ещё раз. Сначала отмените более позднее изменение."


@transaction.atomic
def undo_change(*, change: PlanChange, by: User) -> PlanChange:
    """Take back all steps of a change, the last first; what was done for it is a change too.

    NotPossible with the reason where a value is not what the change made it, where work exists,
    or where it has been taken back already.
    """
    roadmap = locked_plan(change.roadmap, by)
    change = PlanChange.objects.select_related("undone_by").get(pk=change.pk)
    refusal = refusal_to_undo(change, roadmap)
    if refusal:
        raise NotPossible(refusal)
    steps: list[Step] = []
    for step in reversed(change.steps):
        refusal = _refusal(step, roadmap)
        if refusal:
            raise NotPossible(refusal)
        steps += _take_back(step, roadmap, by)
    return keep_change(
        roadmap=roadmap,
        by=by,
        kind=ChangeKind.UNDO,
        summary=f"Отменено: {change.summary}",
        steps=steps,
        undoes=change,
    )


def refusal_to_undo(change: PlanChange, roadmap: Roadmap) -> str:
    """Why the change as a whole cannot be taken back; empty where its steps decide."""
    if change.is_undone:
        return UNDONE
    moved = {_key(step) for step in change.steps if "place" in step and "deleted" not in step}
    if not moved:
        return ""
    again = any(
        "place" in step and _key(step) in moved
        for one in _standing_after(change, roadmap)
        for step in one.steps
    )
    return MOVED_SINCE if again else ""


def _standing_after(change: PlanChange, roadmap: Roadmap) -> Iterator[PlanChange]:
    """Later changes that hold now: neither taken back nor the taking back of another.

    What was taken back and brought again holds: an even number of undoings came after it.
    """
    later = PlanChange.objects.filter(roadmap=roadmap, pk__gt=change.pk).order_by("pk")
    depth: dict[int, int] = {}
    for one in later.select_related("undone_by"):
        depth[one.pk] = depth.get(one.undoes_id or 0, 0) + 1 if one.undoes_id else 0
        if not one.is_undone and depth[one.pk] % 2 == 0:
            yield one


def _key(step: Step) -> tuple[str, int]:
    kind = "row" if "row" in step else "section"
    return kind, step[kind]


def _refusal(step: Step, roadmap: Roadmap) -> str:
    return str(_module_of(step).refusal_to_take_back(step, roadmap))


def _take_back(step: Step, roadmap: Roadmap, by: User) -> list[Step]:
    return list(_module_of(step).take_back(step, roadmap, by))


def _module_of(step: Step) -> Any:
    """Who did the step and takes it back."""
    if "row" in step:
        return row_steps
    if "section" in step:
        return section_steps
    return text_steps if "text" in step else fact_steps
