"""The texts that a plan holds beside its rows: added, changed, moved, deleted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from accounts.models import User
from core.web.refusals import NotPossible
from roadmaps.actions.editing.changes import Step, keep_change
from roadmaps.actions.editing.order import NO_PLACE
from roadmaps.actions.editing.text_steps import (
    add_item,
    item_name,
    order_of,
    put_items,
    settle,
    take_item_out,
    write_item,
)
from roadmaps.actions.editing.writing import locked_plan
from roadmaps.actions.meanwhile import ChangedMeanwhile
from roadmaps.domain.outline import NoSuchPlace, Target
from roadmaps.domain.text_order import with_block_at
from roadmaps.models import ChangeKind, PlanChange, Roadmap
from roadmaps.queries.import_texts import mark_of
from roadmaps.queries.plan_lists import PLAN_LISTS, PlanList

# A task of another direction or year stands elsewhere.
PLACING = frozenset({"direction", "year"})
GONE = "Этого текста в плане уже нет: его удалил другой человек."
CHANGED = "Пока вы смотрели, этот текст изменили. Посмотрите, каким он стал, и решите ещё раз."


@transaction.atomic
def add_text(*, roadmap: Roadmap, kind: str, values: Mapping[str, Any], by: User) -> int:
    """A new item of the list `kind` (`queries.plan_lists`); its id.

    The same words again are a second click: the item that is there is meant.
    """
    roadmap, of = locked_plan(roadmap, by), PLAN_LISTS[kind]
    twin = of.of(roadmap).filter(**values).order_by("position").first()
    if twin is not None:
        return int(twin.pk)
    step = add_item(roadmap, of, values, by)
    one = of.of(roadmap).get(pk=step["text"])
    _keep(roadmap, by, f"Добавлена {item_name(of, one)}", [step])
    return int(one.pk)


@transaction.atomic
def edit_text(
    *,
    roadmap: Roadmap,
    kind: str,
    pk: int,
    values: Mapping[str, Any],
    expected: Mapping[str, Any],
    by: User,
    whole: bool = False,
) -> PlanChange | None:
    """Write a form back; None where the plan says so already.

    `whole` gives another direction to all tasks that stand in the row of this one.

    `expected` are the words that the form was opened with: ChangedMeanwhile where others stand by
    now, unless they are what is to be written. NotPossible where the item is gone.
    """
    roadmap, of = locked_plan(roadmap, by), PLAN_LISTS[kind]
    one = of.of(roadmap).filter(pk=pk).first()
    if one is None:
        raise NotPossible(GONE)
    current = of.values_of(one)
    elsewhere = {name for name in current if current[name] != expected.get(name)}
    if any(values[name] != current[name] for name in elsewhere):
        raise ChangedMeanwhile(current, frozenset(elsewhere))
    changed = {name: value for name, value in values.items() if value != current[name]}
    if not changed:
        return None
    name = item_name(of, one)
    beside = _beside(roadmap, of, pk) if whole and "direction" in changed else []
    steps = [write_item(roadmap, of, one, changed, by)]
    for other in beside:
        steps.append(write_item(roadmap, of, other, {"direction": values["direction"]}, by))
    if changed.keys() & (PLACING - {"direction"} if beside else PLACING):
        steps += settle(roadmap, of, one)
    return _keep(roadmap, by, f"Изменена {name}", steps)


@transaction.atomic
def move_text(
    *, roadmap: Roadmap, kind: str, pk: int, target: Target, by: User
) -> PlanChange | None:
    """Put an item, or all tasks of its direction, beside another; None where it stands there."""
    roadmap, of = locked_plan(roadmap, by), PLAN_LISTS[kind]
    one = of.of(roadmap).filter(pk=pk).first()
    if one is None:
        raise NotPossible(GONE)
    try:
        order = with_block_at(of.blocks_of(roadmap), pk, target)
    except NoSuchPlace:
        raise NotPossible(NO_PLACE) from None
    if order == order_of(roadmap, of):
        return None
    step = put_items(roadmap, of, one, order, by)
    return _keep(roadmap, by, f"Перемещена {item_name(of, one)}", [step])


@transaction.atomic
def delete_text(*, roadmap: Roadmap, kind: str, pk: int, seen: str, by: User) -> PlanChange | None:
    """Take an item out of the plan; None where it is gone already.

    `seen` is the mark of the words that the button stood beside: NotPossible where others stand
    there by now.
    """
    roadmap, of = locked_plan(roadmap, by), PLAN_LISTS[kind]
    one = of.of(roadmap).filter(pk=pk).first()
    if one is None:
        return None
    if mark_of(of.values_of(one)) != seen:
        raise NotPossible(CHANGED)
    name = item_name(of, one)
    return _keep(roadmap, by, f"Удалена {name}", [take_item_out(roadmap, of, one, by)])


def _beside(roadmap: Roadmap, of: PlanList, pk: int) -> list[Any]:
    """The other items that move together with this one."""
    block = next(block for block in of.blocks_of(roadmap) if pk in block)
    return list(of.of(roadmap).filter(pk__in=block).exclude(pk=pk).order_by("position"))


def _keep(roadmap: Roadmap, by: User, summary: str, steps: list[Step]) -> PlanChange:
    return keep_change(roadmap=roadmap, by=by, kind=ChangeKind.TEXT, summary=summary, steps=steps)
