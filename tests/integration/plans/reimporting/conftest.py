"""A changed document for the small plan, and the button that takes it over."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from roadmaps.actions import imports, reimport
from roadmaps.actions.activities import edit_activity
from roadmaps.actions.editing.writing import values_of
from roadmaps.models import PlanImport, Roadmap
from roadmaps.queries.difference import Difference
from roadmaps.queries.difference_lines import compared
from tests.integration.plans.conftest import plan_document

CHANGED = (
    ("1. Диагностика",),
    ("1.1", "Опрос родителей", "Ноябрь 2026 года", "Руководители ОО", "Справка"),
    ("1.2", "Самодиагностика ресурсов школы", "До 15 ноября 2026 года", "Руководители ОО", "Карта"),
    ("2. Методическая помощь",),
    (
        "2.1",
        "Посещение и анализ уроков",
        "По графику",
        "Методист округа, руководители ОО",
        "Справка",
    ),
)


@pytest.fixture
def changed(world, roadmap) -> Callable[..., Any]:
    """Uploads a changed document for the roadmap; by default CHANGED."""

    def upload(rows: Any = CHANGED, **more: Any) -> PlanImport:
        return imports.draft_import(
            municipality=world.office,
            by=world.coordinator,
            file_name="План с изменениями.docx",
            content=plan_document(rows, **more),
            updates=roadmap,
        )

    return upload


def difference(plan_import: PlanImport) -> Difference:
    """As the page shows it now."""
    kept = PlanImport.objects.get(pk=plan_import.pk)
    return compared(kept, kept.updates).difference


def apply(plan_import: PlanImport, by: Any, keys: set[str] | None = None) -> PlanImport:
    """Press the button on a page that has just been opened; by default with its own ticks."""
    shown = difference(plan_import)
    ticked = {line.key for line in shown.lines if line.is_ticked} if keys is None else keys
    return reimport.apply_difference(
        plan_import=plan_import, by=by, keys=ticked, shown=shown.digests
    )


def rows_of(roadmap: Roadmap) -> list[tuple[str, str]]:
    return list(roadmap.activities.order_by("position").values_list("number", "title"))


def edit(activity: Any, by: Any, **values: str) -> None:
    """As a person does on the page of the activity."""
    now = values_of(activity)
    edit_activity(activity=activity, by=by, expected=now, **{**now, **values})
