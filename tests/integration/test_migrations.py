"""All migrations, one after another, lead to the tables that the models describe.

The other tests have their tables from the models alone. A new installation takes the squashed
migrations; one that is anywhere among the replaced ones walks on through them, and both ways say
the same. That walk itself is made in tests/services/test_old_installations.py.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from tests.portal_process import PortalProcess
from tests.tables import empty_database, own_tables, reached, tables_of

pytestmark = pytest.mark.django_db


def test_migrations_lead_to_the_tables_of_the_models(tmp_path: Path) -> None:
    with empty_database(tmp_path) as url:
        PortalProcess(tmp_path, DATABASE_URL=url).manage("migrate", "--no-input", "-v", "0")
        with reached(url) as migrated:
            from_migrations, from_models = tables_of(migrated), tables_of(connection)
    assert from_migrations.keys() == from_models.keys() == own_tables()
    for table, facts in from_models.items():
        assert from_migrations[table] == facts, table


@pytest.fixture
def with_migrations(settings) -> None:
    """Tests have no migrations otherwise."""
    settings.MIGRATION_MODULES = {}


@pytest.fixture
def old_way(with_migrations: None) -> MigrationLoader:
    """All migrations as they were before any was squashed."""
    return MigrationLoader(None, replace_migrations=False)


def ends(loader: MigrationLoader) -> list[tuple[str, str]]:
    """The last migration of each app that replaces none."""
    return [one for one in loader.graph.leaf_nodes() if not loader.graph.nodes[one].replaces]


def test_squashed_migrations_say_what_the_replaced_ones_lead_to(old_way: MigrationLoader) -> None:
    new_way = MigrationLoader(None)
    walked = {one for end in ends(old_way) for one in old_way.graph.forwards_plan(end)}
    assert walked.isdisjoint(old_way.replacements), "the old way takes a squashed one"
    assert old_way.replacements.keys() <= new_way.graph.nodes.keys(), "one is not taken"
    assert new_way.project_state().models == old_way.project_state(ends(old_way)).models


def still_to_do(behind: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Names of what an installation has before it that recorded `behind`."""
    recorded = dict.fromkeys(behind)
    monkeypatch.setattr(MigrationRecorder, "applied_migrations", lambda _: recorded)
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [(migration.app_label, migration.name) for migration, _ in plan]


@pytest.mark.parametrize("app", ["accounts", "assessments", "reports", "roadmaps", "schools"])
def test_an_installation_amid_the_replaced_migrations_goes_on_through_them(
    app: str, old_way: MigrationLoader, monkeypatch: pytest.MonkeyPatch
) -> None:
    [squashed] = [one for one in old_way.replacements if one[0] == app]
    replaced = old_way.replacements[squashed].replaces
    middle = len(replaced) // 2
    behind = old_way.graph.forwards_plan(replaced[middle])
    plan = still_to_do(behind, monkeypatch)
    assert [one for one in plan if one in replaced] == replaced[middle + 1 :]
    assert squashed not in plan
    assert set(plan).isdisjoint(behind)


def test_an_installation_at_the_end_of_the_replaced_migrations_takes_no_squashed_one(
    old_way: MigrationLoader, monkeypatch: pytest.MonkeyPatch
) -> None:
    last = [migration.replaces[-1] for migration in old_way.replacements.values()]
    behind = [one for end in last for one in old_way.graph.forwards_plan(end)]
    assert set(still_to_do(behind, monkeypatch)).isdisjoint(old_way.replacements)
