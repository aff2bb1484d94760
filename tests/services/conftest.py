"""A portal in processes of its own, on each kind of database and broker that there is."""

import os
from collections.abc import Iterator
from pathlib import Path

import psycopg2
import pytest

from tests.portal_process import PortalProcess


@pytest.fixture(params=["embedded", "servers"])
def portal(request, tmp_path: Path) -> Iterator[PortalProcess]:
    """A portal with nothing running yet."""
    if request.param == "embedded":
        yield from _migrated(PortalProcess(tmp_path))
        return
    server, redis = os.environ.get("DATABASE_URL", ""), os.environ.get("REDIS_URL", "")
    if not server.startswith("postgres") or not redis:
        pytest.skip("DATABASE_URL and REDIS_URL name no servers: make test-services does")
    with _ScratchDatabase(server) as url:
        yield from _migrated(PortalProcess(tmp_path, DATABASE_URL=url, REDIS_URL=redis))


def _migrated(process: PortalProcess) -> Iterator[PortalProcess]:
    process.manage("migrate", "--no-input", "--verbosity", "0")
    yield process
    process.stop()


class _ScratchDatabase:
    """A database of its own on the server, dropped afterwards."""

    def __init__(self, server: str) -> None:
        self.server = server
        self.name = f"shnor_worker_{os.getpid()}"

    def __enter__(self) -> str:
        self._execute(f'CREATE DATABASE "{self.name}"')
        return self.server.rsplit("/", 1)[0] + f"/{self.name}"

    def __exit__(self, *_: object) -> None:
        self._execute(f'DROP DATABASE "{self.name}" WITH (FORCE)')

    def _execute(self, statement: str) -> None:
        connection = psycopg2.connect(self.server)
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(statement)
        connection.close()
