"""A portal in processes of its own, on each kind of database and broker that there is."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.portal_process import PortalProcess
from tests.scratch_database import ScratchDatabase


@pytest.fixture(params=["embedded", "servers"])
def portal(request, tmp_path: Path) -> Iterator[PortalProcess]:
    """A portal with nothing running yet."""
    if request.param == "embedded":
        yield from _migrated(PortalProcess(tmp_path))
        return
    server, redis = os.environ.get("DATABASE_URL", ""), os.environ.get("REDIS_URL", "")
    if not server.startswith("postgres") or not redis:
        pytest.skip("DATABASE_URL and REDIS_URL name no servers: make test-services does")
    with ScratchDatabase(server) as url:
        yield from _migrated(PortalProcess(tmp_path, DATABASE_URL=url, REDIS_URL=redis))


def _migrated(process: PortalProcess) -> Iterator[PortalProcess]:
    process.manage("migrate", "--no-input", "--verbosity", "0")
    yield process
    process.stop()
