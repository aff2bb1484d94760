"""What a plan says besides its activities, shaped for its page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from roadmaps.domain.year_tasks import by_direction
from roadmaps.models import (
    Indicator,
    Objective,
    PassportEntry,
    PlanPartnership,
    Roadmap,
    YearTask,
)
from roadmaps.queries.places import address_in_words
from roadmaps.queries.plans import IndicatorLine, indicator_lines


@dataclass(frozen=True, slots=True)
class YearTaskLine:
    """A direction with its tasks in the order of the years of all directions; None for no task."""

    direction: str
    tasks: tuple[tuple[int, PlacedText | None], ...]


@dataclass(frozen=True, slots=True)
class PlacedText:
    """Something that the plan says beside its activities, with its place in its document."""

    item: PassportEntry | PlanPartnership | YearTask

    @property
    def place(self) -> str:
        """«таблица 1, строка 4, столбец 2»."""
        return address_in_words(self.item.source)


@dataclass(frozen=True, slots=True)
class PlanParts:
    """What a plan says besides its activities, each kind in the order of the plan."""

    objectives: tuple[Objective, ...]
    indicators: tuple[Indicator, ...]
    passport: tuple[PassportEntry, ...]
    year_tasks: tuple[YearTask, ...]
    partnerships: tuple[PlanPartnership, ...]


def plan_texts(roadmap: Roadmap) -> dict[str, Any]:
    """Everything that the part `roadmaps/_plan_texts.html` shows of the plan as it stands."""
    return texts_of(
        PlanParts(
            objectives=tuple(roadmap.objectives.order_by("position")),
            indicators=tuple(roadmap.indicators.order_by("position", "pk")),
            passport=tuple(roadmap.passport.order_by("position")),
            year_tasks=tuple(roadmap.year_tasks.order_by("position")),
            partnerships=tuple(roadmap.partnerships.order_by("position")),
        )
    )


def texts_of(parts: PlanParts) -> dict[str, Any]:
    """The same of given parts."""
    indicators: tuple[IndicatorLine, ...] = indicator_lines(parts.indicators)
    year_tasks = year_task_lines(parts.year_tasks)
    return {
        "objectives": parts.objectives,
        "indicators": indicators,
        "indicator_years": [year for year, _ in indicators[0].targets] if indicators else [],
        "passport": [PlacedText(one) for one in parts.passport],
        "year_tasks": year_tasks,
        "task_years": [year for year, _ in year_tasks[0].tasks] if year_tasks else [],
        "partnerships": [PlacedText(one) for one in parts.partnerships],
    }


def year_task_lines(found: Sequence[YearTask]) -> tuple[YearTaskLine, ...]:
    """Directions with their tasks by years."""
    years = sorted({task.year for task in found})
    return tuple(
        YearTaskLine(direction, tuple((year, tasks.get(year)) for year in years))
        for direction, tasks in by_direction(
            (task.direction, task.year, PlacedText(task)) for task in found
        )
    )
