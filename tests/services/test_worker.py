"""A real Celery worker in a process of its own: accepted work is done, whatever dies on the way.

On the embedded broker always; on PostgreSQL and Redis where DATABASE_URL and REDIS_URL name them.
"""

import shutil
import time

import pytest

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
