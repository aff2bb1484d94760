"""What the tables of a database are, to compare databases that were made in different ways."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import dj_database_url
from django.apps import apps
from django.conf import settings
from django.db import ConnectionHandler, connection
from django.db.backends.base.base import BaseDatabaseWrapper

from tests.scratch_database import ScratchDatabase


@contextmanager
def empty_database(folder: Path) -> Iterator[str]:
    """The URL of an empty database of the same kind as the tests'."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{folder / 'empty.sqlite3'}"
    else:
        with ScratchDatabase(_server()) as url:
            yield url


def _server() -> str:
    known = settings.DATABASES["default"]
    return (
        f"postgres://{known['USER']}:{known['PASSWORD']}@{known['HOST']}:{known['PORT']}/postgres"
    )


@contextmanager
def reached(url: str) -> Iterator[BaseDatabaseWrapper]:
    """A connection to the database of `url` beside the tests' own."""
    database = ConnectionHandler({"default": dict(dj_database_url.parse(url))})["default"]
    yield database
    database.close()


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
