"""Two files with the same figures are decided at once: one version counts, none is lost."""

from __future__ import annotations

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection, connections

from assessments.actions.importing import confirm_import, draft_import, withdraw_import
from assessments.models import Result, ResultsImport

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]
HEAD = "Учебный год;Класс;Предмет;Логин;Участников;2;3;4;5\n"
LONGEST = 30
ROUNDS = 3


@pytest.fixture(autouse=True)
def server() -> None:
    """Two transactions at once need a database that lets them."""
    if connection.vendor == "sqlite":
        pytest.skip("DATABASE_URL names no server: make test-services does")


def draft(world: Any, twos: int) -> ResultsImport:
    line = f"2024/25;5;Математика;edu980001;20;{twos};{20 - twos};0;0"
    return draft_import(
        municipality=world.office, content=(HEAD + line).encode(), file_name=f"{twos}.csv",
        by=world.coordinator,
    )  # fmt: skip


def together(*calls: Callable[[], object]) -> list[Exception]:
    """What calls that begin at once have raised."""
    barrier, raised = Barrier(len(calls)), []

    def one(call: Callable[[], object]) -> None:
        barrier.wait(LONGEST)
        try:
            call()
        except Exception as error:
            raised.append(error)
        finally:
            connections.close_all()

    threads = [Thread(target=one, args=[call]) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LONGEST)
    return raised


@pytest.mark.parametrize("round_", range(ROUNDS))
def test_two_files_confirmed_at_once_follow_each_other(world, round_):
    confirm_import(results_import=draft(world, 1), by=world.coordinator)
    files = [draft(world, 2), draft(world, 3)]

    raised = together(
        *(lambda one=one: confirm_import(results_import=one, by=world.coordinator) for one in files)
    )

    assert raised == []
    current = Result.objects.get()
    (other,) = [one for one in files if one != current.results_import]
    assert Result.versions.get(results_import=other).superseded_by == current.results_import
    assert Result.versions.get(twos=1).superseded_by == other


@pytest.mark.parametrize("round_", range(ROUNDS))
def test_taking_back_while_the_next_file_is_confirmed_leaves_one_version(world, round_):
    confirm_import(results_import=draft(world, 1), by=world.coordinator)
    second = draft(world, 2)
    confirm_import(results_import=second, by=world.coordinator)
    third = draft(world, 3)

    raised = together(
        lambda: withdraw_import(results_import=second, by=world.administrator),
        lambda: confirm_import(results_import=third, by=world.coordinator),
    )

    assert raised == []
    assert Result.objects.get().twos == 3
    assert Result.versions.get(twos=1).superseded_by == third
    assert not Result.versions.filter(twos=2).exists()
