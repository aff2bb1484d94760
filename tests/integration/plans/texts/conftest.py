"""What a plan says beside its rows: texts to write, and how tests ask for them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from roadmaps.actions.editing.facts import facts_of
from roadmaps.actions.editing.texts import add_text
from roadmaps.models import Occurrence, PlanChange, Roadmap
from roadmaps.queries.plan_lists import PLAN_LISTS

SAMPLES: dict[str, dict[str, Any]] = {
    "objectives": {"text": "Обучить учителей"},
    "passport": {"name": "Разработчик", "text": "Управление образования"},
    "year_tasks": {"direction": "Кадры", "year": 2026, "text": "Найти наставников"},
    "partnerships": {
        "school": "Школа № 1", "partner": "Лицей", "partner_kind": "school", "scope": "Математика",
    },
}  # fmt: skip
OTHER = {
    "objectives": {"text": "Снизить долю двоек"},
    "passport": {"name": "Сроки", "text": "2026–2027"},
    "year_tasks": {"direction": "Учёба", "year": 2027, "text": "Провести пробы"},
    "partnerships": {
        "school": "Школа № 2", "partner": "Петрова А. А.", "partner_kind": "teacher", "scope": "",
    },
}  # fmt: skip
KINDS = list(SAMPLES)


def added(plan: Roadmap, by: Any, kind: str, values: dict[str, Any] | None = None) -> int:
    return add_text(roadmap=plan, kind=kind, values=values or SAMPLES[kind], by=by)


def said(plan: Roadmap, kind: str) -> list[dict[str, Any]]:
    of = PLAN_LISTS[kind]
    return [of.values_of(one) for one in of.of(plan).order_by("position", "pk")]


def last(plan: Roadmap) -> PlanChange:
    return PlanChange.objects.filter(roadmap=plan).order_by("-pk").first()


def with_facts(plan: Roadmap, **facts: Any) -> dict[str, Any]:
    plan.refresh_from_db()
    return {**facts_of(plan), **facts}


def page(name: str, plan: Roadmap, *more: Any) -> str:
    return reverse(f"roadmaps:{name}", args=[plan.pk, *more])


@pytest.fixture
def roadmap(world, draft):
    """The small plan with a row whose words name no year."""
    from roadmaps.actions.imports import confirm_import
    from tests.integration.plans.conftest import ROWS, plan_document

    rows = (*ROWS, ("2.2", "Открытые уроки", "Март ежегодно", "Методист округа", "Справка"))
    return confirm_import(plan_import=draft(plan_document(rows)), by=world.coordinator)


def dates(plan: Roadmap) -> list[tuple[int, date | None]]:
    found = Occurrence.objects.filter(activity__roadmap=plan).order_by("activity", "due_on")
    return list(found.values_list("activity", "due_on"))


def about(plan: Roadmap):
    return AuditEvent.objects.about(Roadmap._meta.label_lower, plan.pk)
