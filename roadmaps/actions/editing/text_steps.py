"""What can be done to a plan's texts beside its rows, each with the step that takes it back.

A step has the `list`, the item's id under `text` and one of: `fields` (name → before, after),
`created` (its words), `deleted` (all its fields) with the order `stood`, `order` (before, after).
An order are the ids of the whole list.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.core import serializers
from django.db.models import F, Max

from accounts.actions.audit import record
from accounts.models import User
from roadmaps.actions.editing.changes import Step, quoted
from roadmaps.actions.editing.held import drop_references_to_nothing
from roadmaps.domain.text_order import with_item_back, with_order_back, with_task
from roadmaps.models import Roadmap
from roadmaps.queries.fields import changed_words, field_words
from roadmaps.queries.plan_lists import PLAN_LISTS, YEAR_TASKS, PlanList

# Positions are unique within a list: while they change, the old ones stand out of the way.
_ASIDE = 1_000_000


def add_item(roadmap: Roadmap, of: PlanList, values: Mapping[str, Any], by: User) -> Step:
    """A new item at the end of its list, a task of a year in the row of its direction."""
    last = of.of(roadmap).aggregate(last=Max("position"))["last"] or 0
    one = of.of(roadmap).create(position=last + 1, **values)
    settle(roadmap, of, one)
    changes = changed_words(of.model, dict.fromkeys(values, ""), values)
    _record(roadmap, by, "add plan text", f"Добавлена {item_name(of, one)}", changes)
    return {"list": of.name, "text": one.pk, "created": dict(values)}


def write_item(
    roadmap: Roadmap, of: PlanList, one: Any, values: Mapping[str, Any], by: User
) -> Step:
    """Other words of an item."""
    before, name = {field: getattr(one, field) for field in values}, item_name(of, one)
    for field, value in values.items():
        setattr(one, field, value)
    one.save(update_fields=list(values))
    changes = changed_words(of.model, before, values)
    _record(roadmap, by, "edit plan text", f"Изменена {name}", changes)
    fields = {field: [before[field], value] for field, value in values.items()}
    return {"list": of.name, "text": one.pk, "fields": fields}


def put_items(roadmap: Roadmap, of: PlanList, one: Any, order: Sequence[int], by: User) -> Step:
    """Another order of the list, in which the item is what was moved."""
    before = order_of(roadmap, of)
    _lay(roadmap, of, order)
    _record(roadmap, by, "move plan text", f"Перемещена {item_name(of, one)}", {})
    return {"list": of.name, "text": one.pk, "order": [before, list(order)]}


def take_item_out(roadmap: Roadmap, of: PlanList, one: Any, by: User) -> Step:
    """Delete an item."""
    kept = dict(serializers.serialize("python", [one])[0])
    step = {
        "list": of.name,
        "text": one.pk,
        "deleted": kept,
        "stood": order_of(roadmap, of),
    }
    values = of.values_of(one)
    changes = changed_words(of.model, values, dict.fromkeys(values, ""))
    _record(roadmap, by, "delete plan text", f"Удалена {item_name(of, one)}", changes)
    one.delete()
    return step


def settle(roadmap: Roadmap, of: PlanList, one: Any) -> list[Step]:
    """Let a task of a year stand in the row of its direction; no step where it does."""
    if of.name != YEAR_TASKS:
        return []
    before = order_of(roadmap, of)
    others = of.of(roadmap).exclude(pk=one.pk).order_by("position", "pk")
    task = (one.pk, one.direction, one.year)
    after = with_task(list(others.values_list("pk", "direction", "year")), task)
    if after == before:
        return []
    _lay(roadmap, of, after)
    return [{"list": of.name, "text": one.pk, "order": [before, after]}]


def order_of(roadmap: Roadmap, of: PlanList) -> list[int]:
    """Ids of the whole list in the order of the plan."""
    return [pk for block in of.blocks_of(roadmap) for pk in block]


def item_name(of: PlanList, one: Any) -> str:
    """«задача «Повысить качество…»»."""
    return f"{of.item} {quoted(str(one))}"


def refusal_to_take_back(step: Step, roadmap: Roadmap) -> str:
    """Why a step cannot be taken back now; empty where it can."""
    of = PLAN_LISTS[step["list"]]
    one = of.of(roadmap).filter(pk=step["text"]).first()
    if "deleted" in step:
        return "Этот текст уже возвращён в план." if one else ""
    if one is None:
        return "Этого текста в плане уже нет."
    if "order" in step:
        is_there = with_order_back(order_of(roadmap, of), *step["order"]) is not None
        return "" if is_there else "Порядок с тех пор изменили ещё раз."
    wrote = step.get("created") or {name: new for name, (_, new) in step["fields"].items()}
    changed = [name for name, value in wrote.items() if getattr(one, name) != value]
    if not changed:
        return ""
    words = ", ".join(quoted(field_words(of.model, name)) for name in changed)
    return (
        f"В тексте {quoted(str(one))} с тех пор снова изменили {words}. "
        "Сначала отмените более позднее изменение."
    )


def take_back(step: Step, roadmap: Roadmap, by: User) -> list[Step]:
    """Do the opposite of a step that nothing speaks against; the steps of that."""
    of = PLAN_LISTS[step["list"]]
    if "deleted" in step:
        return [_restore(step, roadmap, of, by)]
    one = of.of(roadmap).get(pk=step["text"])
    if "created" in step:
        return [take_item_out(roadmap, of, one, by)]
    if "order" in step:
        order = with_order_back(order_of(roadmap, of), *step["order"])
        return [put_items(roadmap, of, one, order or [], by)]
    values = {name: old for name, (old, _) in step["fields"].items()}
    return [write_item(roadmap, of, one, values, by)]


def _restore(step: Step, roadmap: Roadmap, of: PlanList, by: User) -> Step:
    """A deleted item under its own id, where it stood."""
    one: Any = next(iter(serializers.deserialize("python", [step["deleted"]]))).object
    drop_references_to_nothing(one)
    order = with_item_back(order_of(roadmap, of), one.pk, step["stood"])
    one.position = (of.of(roadmap).aggregate(last=Max("position"))["last"] or 0) + 1
    one.save(force_insert=True)
    _lay(roadmap, of, order)
    _record(roadmap, by, "add plan text", f"Возвращена {item_name(of, one)}", {})
    return {"list": of.name, "text": one.pk, "created": of.values_of(one)}


def _lay(roadmap: Roadmap, of: PlanList, order: Sequence[int]) -> None:
    """Give the items the positions of their order."""
    items = of.of(roadmap)
    items.update(position=F("position") + _ASIDE)
    placed = [of.model(pk=pk, position=place) for place, pk in enumerate(order, 1)]
    of.model._default_manager.bulk_update(placed, ["position"])


def _record(
    roadmap: Roadmap,
    by: User,
    action: str,
    summary: str,
    changes: Mapping[str, tuple[Any, Any]],
) -> None:
    record(
        by=by,
        action=action,
        subject=roadmap,
        summary=summary,
        changes=changes,
        municipality_id=roadmap.municipality_id,
    )
