"""Objectives, indicators, passport, tasks of years and partners of a rewritten plan."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import F, Model

from roadmaps.domain.comparison.values import Item, PlanVersion
from roadmaps.models import (
    Indicator,
    Objective,
    PassportEntry,
    PlanPartnership,
    Roadmap,
    YearTask,
)
from roadmaps.queries.versions import INDICATOR_TEXTS, TARGET

# Positions are unique within a list: while they change, the old ones stand out of the way.
_ASIDE = 1_000_000


def rewrite_lists(roadmap: Roadmap, *, old: PlanVersion, after: PlanVersion) -> None:
    """Write the lists that differ from `old`; those that the document lacks stay untouched."""
    for name, items in after.lists.items():
        before = old.lists.get(name, ())
        if items != before:
            _rewrite(roadmap, name, items, {item.id for item in before})


def _rewrite(roadmap: Roadmap, name: str, items: Sequence[Item], before: set[int]) -> None:
    model, values_of = _LISTS[name]
    kept = model._default_manager.filter(roadmap=roadmap)
    kept.filter(pk__in=before - {item.id for item in items}).delete()
    kept.update(position=F("position") + _ASIDE)
    for position, item in enumerate(items, 1):
        values = {**values_of(item), "position": position}
        if item.id < 0:
            model._default_manager.create(roadmap=roadmap, **values)
        else:
            kept.filter(pk=item.id).update(**values)


def _objective(item: Item) -> dict[str, Any]:
    return {"text": item.title}


def _entry(item: Item) -> dict[str, Any]:
    return {"name": item.title, "text": item.texts.get("text", "")}


def _indicator(item: Item) -> dict[str, Any]:
    texts = {name: item.texts.get(name, "") for name in INDICATOR_TEXTS}
    targets = {
        name.removeprefix(TARGET): text
        for name, text in item.texts.items()
        if name.startswith(TARGET) and text
    }
    year = texts["baseline_year"]
    return {
        **texts,
        "name": item.title,
        "baseline_year": int(year) if year else None,
        "targets": targets,
    }


def _year_task(item: Item) -> dict[str, Any]:
    return {"direction": item.title, "year": int(item.number), "text": item.texts["text"]}


def _partnership(item: Item) -> dict[str, Any]:
    return {**item.texts, "school": item.title}


_LISTS: dict[str, tuple[type[Model], Callable[[Item], dict[str, Any]]]] = {
    "objectives": (Objective, _objective),
    "indicators": (Indicator, _indicator),
    "passport": (PassportEntry, _entry),
    "year_tasks": (YearTask, _year_task),
    "partnerships": (PlanPartnership, _partnership),
}
