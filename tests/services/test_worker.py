"""A real Celery worker in a process of its own: accepted work is done, whatever dies on the way.

On the embedded broker always; on PostgreSQL and Redis where DATABASE_URL and REDIS_URL name them.
"""

import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg2
import pytest

from tests.portal_process import PortalProcess

DONE_WITHIN_SECONDS = 60

ACCEPT = """
from datetime import timedelta
from django.utils import timezone
from accounts.models import Job, User
from assessments.actions.classifying import JOB_KIND, start_run
from assessments.domain.criteria import shipped
from schools.models import Membership, Municipality, Region, School

region = Region.objects.create(code="98", name="Озёрный край")
office = Municipality.objects.create(region=region, code="reg98_m001", name="Приозёрный округ")
School.objects.create(municipality=office, login="edu980001", name="Школа № 1")
clerk = User.objects.create_user("clerk@example.org", full_name="Лесная Анна Павловна")
Membership.objects.create(user=clerk, role="coordinator", municipality=office)
for year in (2023, 2024, 2025):
    start_run(
        municipality=office, academic_year=year, criteria=shipped("federal-30-2"), by=clerk
    )
# The worker of the newest one was killed half-way.
half_way = Job.objects.filter(kind=JOB_KIND).latest("pk")
Job.objects.filter(pk=half_way.pk).update(
    state="running", claim=Job.new_claim(), heartbeat_at=timezone.now() - timedelta(minutes=5)
)
"""
WAIT = f"""
import time
from accounts.models import Job
deadline = time.monotonic() + {DONE_WITHIN_SECONDS}
while Job.objects.active().exists() and time.monotonic() < deadline:
    time.sleep(0.2)
print("STATES", *Job.objects.order_by("pk").values_list("state", flat=True))
"""


@pytest.fixture(params=["embedded", "servers"])
def portal(request, tmp_path: Path) -> Iterator[PortalProcess]:
    """A portal without a worker yet."""
    if request.param == "embedded":
        yield from _migrated(PortalProcess(tmp_path))
        return
    server, redis = os.environ.get("DATABASE_URL", ""), os.environ.get("REDIS_URL", "")
    if not server.startswith("postgres") or not redis:
        pytest.skip("DATABASE_URL and REDIS_URL name no servers: make test-services does")
    with _scratch_database(server) as url:
        yield from _migrated(PortalProcess(tmp_path, DATABASE_URL=url, REDIS_URL=redis))


def _migrated(process: PortalProcess) -> Iterator[PortalProcess]:
    process.manage("migrate", "--no-input", "--verbosity", "0")
    yield process
    process.stop()


class _scratch_database:
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


@pytest.mark.services
@pytest.mark.xdist_group("worker")
def test_accepted_work_survives_lost_messages_and_killed_workers(portal):
    portal.manage("shell", "-v0", "-c", ACCEPT)
    # The embedded broker loses every message; a worker dies at once; the next one does the work.
    shutil.rmtree(portal.folder / "broker", ignore_errors=True)
    first = portal.start_worker()
    time.sleep(2)
    portal.kill(first)
    portal.start_worker()

    answer = portal.manage("shell", "-v0", "-c", WAIT)

    assert answer.split("STATES")[1].split() == ["done", "done", "done"]
