"""Small plans made in code, as an office would send them and as the portal keeps them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from datetime import date
from typing import Any

import pytest

from tests.conftest import World, make_world
from tests.routes.asking import standing
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


@pytest.fixture(scope="module", autouse=True)
def standing_plan(
    request: pytest.FixtureRequest, django_db_setup, django_db_blocker, tmp_path_factory
) -> Iterator[tuple[World, Any] | None]:
    """The cast and the small plan, built once where a module says `STANDING_PLAN = True`.

    For modules whose tests all begin with the plan: rows are put back after each test.
    """
    if not getattr(request.module, "STANDING_PLAN", False):
        yield None
        return
    with django_db_blocker.unblock(), standing(tmp_path_factory.mktemp("plan")):
        world = make_world()
        with pytest.MonkeyPatch.context() as patch:
            on_the_day(patch)
            yield world, founded(world)


@pytest.fixture
def _own(
    request: pytest.FixtureRequest, standing_plan: tuple[World, Any] | None
) -> tuple[World, Any] | None:
    """What stands, with objects of the test's own that still know each other."""
    marker = request.node.get_closest_marker("django_db")
    if standing_plan and marker and marker.kwargs.get("transaction"):
        pytest.fail("A test with transactions of its own empties the tables of a standing plan.")
    return deepcopy(standing_plan)


@pytest.fixture
def world(db, _own: tuple[World, Any] | None) -> World:
    """The fixed cast; see `make_world`."""
    return _own[0] if _own else make_world()


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> date:
    """The day on which pages are opened and assignments are given out."""
    on_the_day(monkeypatch)
    return TODAY


def on_the_day(patch: pytest.MonkeyPatch) -> None:
    """Let it be `TODAY`."""
    from django.utils import timezone

    patch.setattr(timezone, "localdate", lambda *_: TODAY)


@pytest.fixture
def draft(world) -> Callable[..., object]:
    """Uploads a plan for the office at home; by default the small one above."""

    def upload(content: bytes | None = None, *, by: str = "coordinator"):
        return uploaded(world, content or plan_document(), by)

    return upload


def uploaded(world: World, content: bytes, by: str = "coordinator") -> Any:
    """A plan of the office at home on its way in."""
    from roadmaps.actions.imports import draft_import

    return draft_import(
        municipality=world.office,
        by=getattr(world, by),
        file_name="План на 2026–2027.docx",
        content=content,
    )


@pytest.fixture
def roadmap(world, today, _own):
    """The small plan, confirmed and in force."""
    return _own[1] if _own else founded(world)


def founded(world: World) -> Any:
    """The small plan of the office at home, in force."""
    from roadmaps.actions.imports import confirm_import

    return confirm_import(plan_import=uploaded(world, plan_document()), by=world.coordinator)


@pytest.fixture
def activity(roadmap):
    """«Самодиагностика ресурсов школы»: October 2026, every school."""
    return roadmap.activities.get(number="1.1")
