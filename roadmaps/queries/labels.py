"""What people call the parts of a plan and the texts in them, wherever versions are compared."""

from __future__ import annotations

from datetime import date

from django.db.models import Model

from core.values.wording import short_date
from roadmaps.domain.comparison.applying import SECTION
from roadmaps.domain.comparison.values import TITLE
from roadmaps.models import (
    Activity,
    ActivityKind,
    Indicator,
    Objective,
    PartnerKind,
    PassportEntry,
    PlanCalendar,
    PlanPartnership,
    Roadmap,
    Section,
    YearTask,
)
from roadmaps.queries.fields import field_words
from roadmaps.queries.versions import EXTRA, KIND, TARGET

HEADINGS = {
    "facts": "Сведения о плане",
    "sections": "Разделы",
    "order": "Номера и порядок",
    "rows": "Мероприятия",
    "objectives": "Задачи",
    "indicators": "Целевые показатели",
    "passport": "Паспорт",
    "year_tasks": "Задачи по годам",
    "partnerships": "Партнёры школ",
}
_MODELS: dict[str, tuple[type[Model], str]] = {
    "facts": (Roadmap, "title"),
    "sections": (Section, "title"),
    "rows": (Activity, "title"),
    "objectives": (Objective, "text"),
    "indicators": (Indicator, "name"),
    "passport": (PassportEntry, "name"),
    "year_tasks": (YearTask, "direction"),
    "partnerships": (PlanPartnership, "school"),
}
_CHOICES: dict[str, dict[str, str]] = {
    KIND: dict(ActivityKind.choices),
    "calendar": dict(PlanCalendar.choices),
    "partner_kind": dict(PartnerKind.choices),
}


def label_of(part: str, name: str) -> str:
    """The Russian name of a text: «итоговый документ», «цель на 2027 год»."""
    if name == SECTION:
        return "раздел"
    if name.startswith(EXTRA):
        return name.removeprefix(EXTRA)
    if name.startswith(TARGET):
        year = name.removeprefix(TARGET)
        return f"цель на {year}\u00a0год" if year else "цель"
    model, title = _MODELS[part]
    return field_words(model, title if name == TITLE else name)


def words_of(name: str, text: str) -> str:
    """A text as people read it: a choice by its name, a date as 25.11.2026."""
    if name == KIND and not text:
        return str(ActivityKind.ACTIVITY.label)
    if name == "order_date" and text:
        return short_date(date.fromisoformat(text))
    return str(_CHOICES.get(name, {}).get(text, text))
