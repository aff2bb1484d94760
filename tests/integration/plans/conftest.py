"""Small plans made in code, as an office would send them and as the portal keeps them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import pytest

from tests.scene.documents import word_plan

TODAY = date(2026, 10, 22)
HEADER = ("№", "Мероприятие", "Сроки исполнения", "Ответственные", "Итоговый документ")
ROWS = (
    ("1. Диагностика",),
    ("1.1", "Самодиагностика ресурсов школы", "Октябрь 2026 года", "Руководители ОО", "Карта"),
    ("1.2", "Разбор итогов года", "Июнь 2027 года", "Методист округа", "Справка"),
    ("2. Методическая помощь",),
    ("2.1", "Посещение уроков", "По графику", "Методист округа, руководители ОО", "Справка"),
)


def plan_document(rows: Sequence[Sequence[str]] = ROWS, title: str = "") -> bytes:
    """A Word document with one table; a row of one text is a section over the full width."""
    return word_plan(
        title or "Дорожная карта поддержки школ Приозёрного округа на 2026–2027 годы",
        "Цель: повысить результаты школ округа.",
        (HEADER, *(tuple(row) for row in rows)),
    )


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> date:
    """The day on which pages are opened and assignments are given out."""
    from django.utils import timezone

    monkeypatch.setattr(timezone, "localdate", lambda *_: TODAY)
    return TODAY


@pytest.fixture
def draft(world) -> Callable[..., object]:
    """Uploads a plan for the office at home; by default the small one above."""
    from roadmaps.actions.imports import draft_import

    def upload(content: bytes | None = None, *, by: str = "coordinator"):
        return draft_import(
            municipality=world.office,
            by=getattr(world, by),
            file_name="План на 2026–2027.docx",
            content=content or plan_document(),
        )

    return upload


@pytest.fixture
def roadmap(world, draft, today):
    """The small plan, confirmed and in force."""
    from roadmaps.actions.imports import confirm_import

    return confirm_import(plan_import=draft(), by=world.coordinator)


@pytest.fixture
def activity(roadmap):
    """«Самодиагностика ресурсов школы»: October 2026, every school."""
    return roadmap.activities.get(number="1.1")
