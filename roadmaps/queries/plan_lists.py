"""The lists of texts that a plan holds beside its rows, and what people call their items."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from roadmaps.domain.text_order import blocks_of_tasks
from roadmaps.models import Objective, PassportEntry, PlanPartnership, Roadmap, YearTask
from roadmaps.queries.edition_content import LISTS

YEAR_TASKS = "year_tasks"


@dataclass(frozen=True, slots=True)
class PlanList:
    """One list: `item` is what one of it is called, a feminine noun; `added` the same as object."""

    name: str
    model: type[Model]
    item: str
    added: str

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of an item's words."""
        return LISTS[self.name]

    def values_of(self, one: Any) -> dict[str, Any]:
        """The words of an item."""
        return {name: getattr(one, name) for name in self.fields}

    def of(self, roadmap: Roadmap) -> Any:
        """The items of a plan, in any order."""
        return getattr(roadmap, self.name)

    def blocks_of(self, roadmap: Roadmap) -> list[list[int]]:
        """Ids of the items in the order of the plan, those together that move together."""
        found = self.of(roadmap).order_by("position", "pk")
        if self.name == YEAR_TASKS:
            return blocks_of_tasks(found.values_list("pk", "direction", "year"))
        return [[pk] for pk in found.values_list("pk", flat=True)]


PLAN_LISTS: Mapping[str, PlanList] = {
    one.name: one
    for one in (
        PlanList("objectives", Objective, "задача", "задачу"),
        PlanList("passport", PassportEntry, "запись паспорта", "запись"),
        PlanList(YEAR_TASKS, YearTask, "задача года", "задачу года"),
        PlanList("partnerships", PlanPartnership, "запись о партнёре", "партнёра"),
    )
}
