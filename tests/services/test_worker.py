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


LOAD = """
from assessments.actions.importing import confirm_import, draft_import
from accounts.models import User
from schools.models import Membership, Municipality, Region, School

region = Region.objects.create(code="97", name="Дальний край")
office = Municipality.objects.create(region=region, code="reg97_m001", name="Дальний округ")
School.objects.create(municipality=office, login="edu970001", name="Школа № 1")
clerk = User.objects.create_user("far@example.org", full_name="Сосновый Иван Ильич")
Membership.objects.create(user=clerk, role="coordinator", municipality=office)
rows = "Учебный год;Класс;Предмет;Логин;Участников;2;3;4;5\\n2024/25;5;МА;edu970001;10;3;3;3;1\\n"
file = draft_import(municipality=office, content=rows.encode(), file_name="r.csv", by=clerk)
confirm_import(results_import=file, by=clerk)
"""
FOLLOWED = (
    WAIT
    + """
from assessments.models import ClassificationRun
run = ClassificationRun.objects.get(municipality__code="reg97_m001")
categories = run.verdicts.values_list("category", flat=True)
print("RUN", run.cause, run.finished_at is not None, *categories)
"""
)


@pytest.mark.services
@pytest.mark.xdist_group("worker")
def test_accepted_work_survives_and_a_confirmed_file_is_followed_by_the_list(portal):
    portal.manage("shell", "-v0", "-c", ACCEPT)
    # The embedded broker loses every message; a worker dies at once; the next one does the work.
    shutil.rmtree(portal.folder / "broker", ignore_errors=True)
    first = portal.start_worker()
    time.sleep(2)
    portal.kill(first)
    portal.start_worker()

    answer = portal.manage("shell", "-v0", "-c", WAIT)

    assert answer.split("STATES")[1].split() == ["done", "done", "done"]

    portal.manage("shell", "-v0", "-c", LOAD)
    followed = portal.manage("shell", "-v0", "-c", FOLLOWED)

    assert followed.split("RUN")[1].split() == ["import", "True", "at_risk"]
