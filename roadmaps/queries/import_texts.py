"""What an imported document says beside its activities, with places and people's decisions."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from core.values.wording import counted
from roadmaps.domain.taking import (
    CORRECTABLE,
    GOAL,
    KINDS,
    OBJECTIVES,
    corrected,
    is_left_out,
    items_of,
)
from roadmaps.models import PlanImport
from roadmaps.queries.places import address_in_words

STATISTICS_SHOWN = 40
HEADINGS = {
    GOAL: "Цель",
    OBJECTIVES: "Задачи",
    "indicators": "Целевые показатели",
    "passport": "Паспорт",
    "year_tasks": "Задачи по годам",
    "partnerships": "Партнёры школ",
}
COMPARATORS = {">=": "не менее", "<=": "не более", "=": "ровно"}


@dataclass(frozen=True, slots=True)
class TextLine:
    """One text or figure as people leave it; `number` counts its kind from 1.

    `mark` tells the text as the document says it, `seen` what people have decided about it; empty
    where nothing.
    """

    kind: str
    number: int
    title: str
    text: str
    place: str
    mark: str
    seen: str
    is_left_out: bool
    is_corrected: bool
    in_document: str

    @property
    def is_correctable(self) -> bool:
        """Whether its words may be changed before the plan is made."""
        return self.kind in CORRECTABLE

    @property
    def anchor(self) -> str:
        """The name of its place on the page."""
        return f"text-{self.kind}-{self.number}"


@dataclass(frozen=True, slots=True)
class TextGroup:
    """The texts of one kind."""

    heading: str
    lines: tuple[TextLine, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a table of statistics, which stays with the document."""

    row: str
    column: str
    value: str
    place: str


def texts_context(plan_import: PlanImport) -> dict[str, Any]:
    """What the block «Что ещё прочитано» shows."""
    groups = [
        TextGroup(HEADINGS[kind], lines)
        for kind in KINDS
        if (lines := text_lines(plan_import, kind))
    ]
    statistics = plan_import.draft["statistics"]
    return {
        "text_groups": groups,
        "figures": [_figure(one) for one in statistics[:STATISTICS_SHOWN]],
        "figures_count": len(statistics),
        "figures_more": max(len(statistics) - STATISTICS_SHOWN, 0),
        "texts_words": _words(groups, len(statistics)),
    }


def text_lines(plan_import: PlanImport, kind: str) -> tuple[TextLine, ...]:
    """The texts of one kind in document order."""
    items = items_of(plan_import.draft, kind)
    return tuple(_line(plan_import, kind, place, item) for place, item in enumerate(items))


def _line(plan_import: PlanImport, kind: str, place: int, item: dict[str, Any]) -> TextLine:
    values = corrected(plan_import.text_decisions, kind, place)
    title, text = _shown(kind, {**item, **values})
    return TextLine(
        kind=kind,
        number=place + 1,
        title=title,
        text=text,
        place=address_in_words(item.get("source")),
        mark=mark_of(item),
        seen=_mark_of_decision(plan_import, kind, place),
        is_left_out=is_left_out(plan_import.text_decisions, kind, place),
        is_corrected=bool(values),
        in_document=" — ".join(part for part in _shown(kind, item) if part) if values else "",
    )


def mark_of(item: Mapping[str, Any]) -> str:
    """A mark of a text as it was read; another one where the document was read anew."""
    return hashlib.sha256(json.dumps(item, sort_keys=True).encode()).hexdigest()[:16]


def _mark_of_decision(plan_import: PlanImport, kind: str, place: int) -> str:
    decision = plan_import.text_decisions.get(kind, {}).get(str(place))
    return mark_of(decision) if decision else ""


def text_in_words(kind: str, item: Mapping[str, Any]) -> str:
    """The whole of a text, for somebody who compares two versions of it."""
    return "\n".join(part for part in _shown(kind, item) if part)


def _shown(kind: str, item: Mapping[str, Any]) -> tuple[str, str]:
    """The heading and the words of a text."""
    if kind == "passport":
        return item["name"], item["text"]
    if kind == "indicators":
        return item["name"], indicator_in_words(item)
    if kind == "year_tasks":
        return f"{item['direction']}, {item['year']}", item["text"]
    if kind == "partnerships":
        return item["school"], " — ".join(filter(None, (item["partner"], item["scope"])))
    return "", item["text"]


def indicator_in_words(item: Mapping[str, Any]) -> str:
    """«исходное 20 % (2025); не более: 2026 — 15 %, 2027 — 10 %»."""
    unit = f"\u00a0{item['unit']}" if item["unit"] else ""
    parts = []
    baseline = item["baseline"]
    if baseline and baseline.get("value"):
        year = f" ({baseline['year']})" if baseline.get("year") else ""
        parts.append(f"исходное {written_figure(baseline['value'])}{unit}{year}")
    targets = ", ".join(
        f"{year} — {written_figure(value)}{unit}" if year else f"{written_figure(value)}{unit}"
        for year, value in item["targets"].items()
    )
    if targets:
        parts.append(f"{COMPARATORS.get(item['comparator'], 'цель')}: {targets}")
    if item["relative_to"]:
        parts.append(f"относительно: {item['relative_to']}")
    return "; ".join(parts) or "измеримого значения нет"


def written_figure(value: str) -> str:
    """A figure with a decimal comma; other words as they are."""
    return value.replace(".", ",") if value.replace(".", "", 1).isdecimal() else value


def _figure(statistic: Mapping[str, Any]) -> Figure:
    return Figure(
        row=statistic["row"],
        column=statistic["column"],
        value=statistic["value"],
        place=address_in_words(statistic.get("source")),
    )


def _words(groups: list[TextGroup], figures: int) -> str:
    """«цель, задачи — 3, целевые показатели — 5, статистика — 18 значений»."""
    parts = [
        group.heading.lower() if group.heading == HEADINGS[GOAL]
        else f"{group.heading.lower()} — {len(group.lines)}"
        for group in groups
    ]  # fmt: skip
    if figures:
        parts.append(f"статистика — {counted(figures, 'значение', 'значения', 'значений')}")
    return ", ".join(parts)
