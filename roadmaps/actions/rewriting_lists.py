"""Objectives, indicators, passport, tasks of years and partners of a rewritten plan."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import F, Model

from roadmaps.domain.comparison.applying import id_in_new
from roadmaps.domain.comparison.comparing import changed_texts
from roadmaps.domain.comparison.values import TITLE, Item, PlanVersion
from roadmaps.models import (
    Indicator,
    Objective,
    PassportEntry,
    PlanImport,
    PlanPartnership,
    Roadmap,
    YearTask,
)
from roadmaps.queries.difference_lines import Compared
from roadmaps.queries.origins import source_of_item
from roadmaps.queries.versions import INDICATOR_TEXTS, TARGET

# Positions are unique within a list: while they change, the old ones stand out of the way.
_ASIDE = 1_000_000
_WITH_PLACES = ("indicators", "passport", "year_tasks", "partnerships")


def rewrite_lists(found: Compared, after: PlanVersion, plan_import: PlanImport) -> None:
    """Write the lists that differ; those that the document lacks stay untouched.

    What now says the same as the document names its place there.
    """
    for name, items in after.lists.items():
        before = found.old.lists.get(name, ())
        if items != before:
            _rewrite(found.living.roadmap, name, items, {item.id for item in before})
        if name in _WITH_PLACES:
            _name_places(name, items, found, plan_import)


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


def _name_places(
    name: str, items: Sequence[Item], found: Compared, plan_import: PlanImport
) -> None:
    model, _ = _LISTS[name]
    new = {item.id: item for item in found.new.lists[name]}
    partners = {pair.old.id: pair.new for pair in found.comparison.lists[name] if pair.old}
    kept: list[Any] = list(model._default_manager.filter(roadmap=found.living.roadmap))
    kept.sort(key=lambda one: one.position)
    texts = plan_import.taken[name]
    for one, item in zip(kept, items, strict=False):
        in_document = new[id_in_new(item.id)] if item.id < 0 else partners.get(item.id)
        if in_document is not None and _says_the_same(item, in_document):
            one.source = source_of_item(texts[in_document.id], plan_import)
    model._default_manager.bulk_update(kept, ["source"])


def _says_the_same(one: Item, other: Item) -> bool:
    texts = [{TITLE: item.title, **item.texts} for item in (one, other)]
    return not changed_texts(*texts)


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
