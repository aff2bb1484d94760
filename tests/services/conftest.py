"""A portal in processes of its own, on each kind of database and broker that there is.

Each test has a portal with nothing in it; all migrations are walked through but once.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.portal_process import PortalProcess
from tests.scratch_database import ScratchDatabase


@pytest.fixture(scope="session")
def migrated_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An embedded installation that nobody has used yet."""
    folder = tmp_path_factory.mktemp("migrated")
    _migrate(PortalProcess(folder))
    return folder


@pytest.fixture(scope="session")
def migrated_database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ScratchDatabase]:
    """A database of the server with nothing in its tables."""
    server, redis = os.environ.get("DATABASE_URL", ""), os.environ.get("REDIS_URL", "")
    if not server.startswith("postgres") or not redis:
        pytest.skip("DATABASE_URL and REDIS_URL name no servers: make test-services does")
    database = ScratchDatabase(server)
    with database as url:
        folder = tmp_path_factory.mktemp("migrating")
        _migrate(PortalProcess(folder, DATABASE_URL=url, REDIS_URL=redis))
        yield database


@pytest.fixture(params=["embedded", "servers"])
def portal(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[PortalProcess]:
    """A portal with nothing running yet."""
    if request.param == "embedded":
        shutil.copytree(request.getfixturevalue("migrated_folder"), tmp_path, dirs_exist_ok=True)
        yield from _stopped_afterwards(PortalProcess(tmp_path))
        return
    migrated: ScratchDatabase = request.getfixturevalue("migrated_database")
    with ScratchDatabase(migrated.server, template=migrated) as url:
        redis = os.environ["REDIS_URL"]
        yield from _stopped_afterwards(PortalProcess(tmp_path, DATABASE_URL=url, REDIS_URL=redis))


def _migrate(process: PortalProcess) -> None:
    process.manage("migrate", "--no-input", "--verbosity", "0")


def _stopped_afterwards(process: PortalProcess) -> Iterator[PortalProcess]:
    yield process
    process.stop()
