"""All migrations, one after another, lead to the tables that the models describe.

The other tests have their tables from the models alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import dj_database_url
import pytest
from django.apps import apps
from django.conf import settings
from django.db import ConnectionHandler, connection
from django.db.backends.base.base import BaseDatabaseWrapper

from tests.portal_process import PortalProcess
from tests.scratch_database import ScratchDatabase

pytestmark = pytest.mark.django_db


@pytest.fixture
def migrated(tmp_path: Path) -> Iterator[BaseDatabaseWrapper]:
    """A database of the same kind as the tests', migrated as an installation is."""
    if connection.vendor == "sqlite":
        yield from _migrate(tmp_path, f"sqlite:///{tmp_path / 'migrated.sqlite3'}")
    else:
        with ScratchDatabase(_server()) as url:
            yield from _migrate(tmp_path, url)


def _server() -> str:
    known = settings.DATABASES["default"]
    return (
        f"postgres://{known['USER']}:{known['PASSWORD']}@{known['HOST']}:{known['PORT']}/postgres"
    )


def _migrate(folder: Path, url: str) -> Iterator[BaseDatabaseWrapper]:
    PortalProcess(folder, DATABASE_URL=url).manage("migrate", "--no-input", "--verbosity", "0")
    reached = ConnectionHandler({"default": dict(dj_database_url.parse(url))})["default"]
    yield reached
    reached.close()


def own_tables() -> set[str]:
    """Tables of the portal's apps; Django's own are its own concern."""
    return {
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if Path(model._meta.app_config.path).parent == settings.BASE_DIR
    }


def tables_of(database: BaseDatabaseWrapper) -> dict[str, Any]:
    """Columns and constraints of own tables; names and order of a constraint do not matter."""
    own = own_tables()
    look = database.introspection
    with database.cursor() as cursor:
        return {
            table: {
                "columns": sorted(
                    (one.name, look.get_field_type(one.type_code, one), one.internal_size,
                     one.null_ok, one.default)
                    for one in look.get_table_description(cursor, table)
                ),
                "constraints": sorted(
                    repr(sorted(facts.items()))
                    for facts in look.get_constraints(cursor, table).values()
                ),
            }
            for table in look.table_names(cursor)
            if table in own
        }  # fmt: skip


def test_migrations_lead_to_the_tables_of_the_models(migrated: BaseDatabaseWrapper) -> None:
    from_migrations, from_models = tables_of(migrated), tables_of(connection)
    assert from_migrations.keys() == from_models.keys() == own_tables()
    for table, facts in from_models.items():
        assert from_migrations[table] == facts, table
