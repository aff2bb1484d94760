"""Deciding when activities that many schools carry out count as done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from accounts.actions.audit import record
from accounts.models import User
from core.web.refusals import NotPossible
from roadmaps.actions.editing.writing import locked_plan
from roadmaps.domain.rollup import WHOLE, Enough, RollUp
from roadmaps.models import Activity, Roadmap
from roadmaps.permissions.plans import require_arrange

CHANGED_MEANWHILE = "Пока страница была открыта, другой человек изменил это правило."
NO_NUMBER = "Напишите, сколько школ нужно: число от 1."
NO_SHARE = "Напишите, какая доля школ нужна: от 1 до 100\u00a0%."


@dataclass(frozen=True, slots=True)
class RulesSet:
    """How many rows have another rule now, and those that were left because somebody was first."""

    written: int
    left: tuple[Activity, ...]


@transaction.atomic
def set_rules(*, roadmap: Roadmap, rule: RollUp, seen: Mapping[int, str], by: User) -> RulesSet:
    """Give rows of a plan the rule; `seen` are their ids with the marks of the rules looked at.

    A row that has another rule by now is left and told. Repeating it changes nothing. NotPossible
    for a rule without its number.
    """
    _require_number(rule)
    plan = locked_plan(roadmap, by, require_arrange)
    written, left = 0, []
    for row in plan.activities.select_for_update().filter(pk__in=seen).order_by("position", "pk"):
        before = row.roll_up
        if before == rule:
            continue
        if before.mark != seen[row.pk]:
            left.append(row)
            continue
        row.done_when, row.done_number = rule.enough.value, rule.number
        row.save(update_fields=["done_when", "done_number"])
        written += 1
        record(
            by=by,
            action="set rule of done",
            subject=row,
            summary="Решено, когда мероприятие выполнено",
            changes={"выполнено, когда приняты поручения": (before.words, rule.words)},
            municipality_id=plan.municipality_id,
        )
    return RulesSet(written, tuple(left))


def _require_number(rule: RollUp) -> None:
    number = rule.number or 0
    if rule.enough is Enough.AT_LEAST and number < 1:
        raise NotPossible(NO_NUMBER)
    if rule.enough is Enough.SHARE and not 1 <= number <= WHOLE:
        raise NotPossible(NO_SHARE)
