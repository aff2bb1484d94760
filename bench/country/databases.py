"""Empty databases of the bench's own, which are gone afterwards; what their server works."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

LOCAL_SERVER = "postgres://postgres@127.0.0.1:5432/postgres"


class SQLite:
    """Files in a scratch folder."""

    title = "SQLite"

    @contextmanager
    def empty(self, migrate: Callable[[str, str], object]) -> Iterator[Callable[[], str]]:
        """What makes a database with the portal's tables, as often as it is called."""
        with tempfile.TemporaryDirectory() as folder:
            first, second = Path(folder) / "empty.sqlite3", Path(folder) / "bench.sqlite3"
            migrate(folder, f"sqlite:///{first}")

            def make() -> str:
                for leftover in Path(folder).glob(f"{second.name}*"):
                    leftover.unlink()
                shutil.copy(first, second)
                return f"sqlite:///{second}"

            yield make


class PostgreSQL:
    """Databases on a server that is there."""

    title = "PostgreSQL"

    def __init__(self, server: str) -> None:
        self._server = server

    def answers(self) -> bool:
        """Whether the server is there and lets us in."""
        import psycopg2

        with suppress(psycopg2.OperationalError):
            psycopg2.connect(self._server, connect_timeout=2).close()
            return True
        return False

    @contextmanager
    def empty(self, migrate: Callable[[str, str], object]) -> Iterator[Callable[[], str]]:
        """The same as for SQLite: copies of one template."""
        template, name = f"shnor_bench_{os.getpid()}_empty", f"shnor_bench_{os.getpid()}"
        with tempfile.TemporaryDirectory() as folder:
            try:
                self._order(f'CREATE DATABASE "{template}"')
                migrate(folder, self._address(template))

                def make() -> str:
                    self._drop(name)
                    self._order(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
                    return self._address(name)

                yield make
            finally:
                self._drop(name)
                self._drop(template)

    def _address(self, name: str) -> str:
        return urlunsplit(urlsplit(self._server)._replace(path=f"/{name}"))

    def _drop(self, name: str) -> None:
        self._order(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def _order(self, command: str) -> None:
        import psycopg2

        connection = psycopg2.connect(self._server)
        try:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute(command)
        finally:
            connection.close()


def places(*, with_postgres: bool) -> list[SQLite | PostgreSQL]:
    """Where to measure.

    BENCH_DATABASE_URL names the only place; a local server that does not answer is left out.
    """
    named = os.environ.get("BENCH_DATABASE_URL", "")
    if named.startswith("postgres"):
        return [PostgreSQL(named)]
    local = PostgreSQL(LOCAL_SERVER)
    return [SQLite(), local] if with_postgres and not named and local.answers() else [SQLite()]


def server_seconds() -> float:
    """Processor seconds that the server's process behind this connection has worked so far.

    Zero for SQLite, which works in our own process, and for a server on another machine.
    """
    from django.db import connection

    connection.ensure_connection()
    if connection.vendor != "postgresql":
        return 0.0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (key,) = cursor.fetchone()
    with suppress(OSError):
        # The first figure of schedstat is the time on a processor in nanoseconds.
        return int(Path(f"/proc/{key}/schedstat").read_text().split()[0]) / 1e9
    return 0.0
