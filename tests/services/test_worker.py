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

START_RUN = """
from assessments.actions.classifying import start_run
from assessments.domain.criteria import shipped
from accounts.models import User
from schools.models import Municipality
run = start_run(
    municipality=Municipality.objects.get(code="reg98_m001"), academic_year={year},
    criteria=shipped("federal-30-2"), by=User.objects.get(email="coordinator@demo.example.org"),
)
print("RUN", run.pk)
"""
STATE = """
from accounts.models import Job
job = Job.objects.filter(kind="{kind}", subject_id={subject}).latest("pk")
print("JOB", job.state, job.attempts)
"""
KILLED_HALF_WAY = """
from datetime import timedelta
from accounts.models import Job
from django.utils import timezone
Job.objects.filter(kind="{kind}", subject_id={subject}, state="queued").update(
    state="running", claim=Job.new_claim(), heartbeat_at=timezone.now() - timedelta(minutes=5)
)
"""
KIND = "classification"


@pytest.fixture(params=["embedded", "servers"])
def portal(request, tmp_path: Path) -> Iterator[PortalProcess]:
    """A demonstration portal without a worker yet."""
    if request.param == "embedded":
        process = PortalProcess(tmp_path)
        yield from _with_demonstration(process)
        return
    server, redis = os.environ.get("DATABASE_URL", ""), os.environ.get("REDIS_URL", "")
    if not server.startswith("postgres") or not redis:
        pytest.skip("DATABASE_URL and REDIS_URL name no servers: make test-services does")
    with _scratch_database(server) as url:
        yield from _with_demonstration(PortalProcess(tmp_path, DATABASE_URL=url, REDIS_URL=redis))


def _with_demonstration(process: PortalProcess) -> Iterator[PortalProcess]:
    process.manage("migrate", "--no-input", "--verbosity", "0")
    process.manage("demo_data", "--once")
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


def start_run(portal: PortalProcess, year: int) -> int:
    """Accept a calculation of the list as the coordinator's page does."""
    answer = portal.manage("shell", "-v0", "-c", START_RUN.format(year=year))
    return int(answer.split("RUN")[1])


def state(portal: PortalProcess, subject: int) -> str:
    """State of the job of this run."""
    answer = portal.manage("shell", "-v0", "-c", STATE.format(kind=KIND, subject=subject))
    return answer.split("JOB")[1].split()[0]


def wait_until_done(portal: PortalProcess, subject: int) -> None:
    """Poll until the job is done; fail when it takes too long or fails."""
    deadline = time.monotonic() + DONE_WITHIN_SECONDS
    while (found := state(portal, subject)) != "done":
        assert found != "failed"
        assert time.monotonic() < deadline, found
        time.sleep(0.3)


@pytest.mark.services
@pytest.mark.xdist_group("worker")
def test_accepted_work_survives_lost_messages_and_killed_workers(portal):
    lost = start_run(portal, 2024)
    shutil.rmtree(portal.folder / "broker", ignore_errors=True)
    half_way = start_run(portal, 2025)
    portal.manage("shell", "-v0", "-c", KILLED_HALF_WAY.format(kind=KIND, subject=half_way))

    first = portal.start_worker()
    time.sleep(2)
    portal.kill(first)
    portal.start_worker()

    wait_until_done(portal, lost)
    wait_until_done(portal, half_way)
