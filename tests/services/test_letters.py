"""Letters on their real way: Beat writes, a worker posts over SMTP, and dies half-way.

On the embedded broker always; on PostgreSQL and Redis where DATABASE_URL and REDIS_URL name them.
"""

import json
import time
from collections import Counter
from collections.abc import Callable

import pytest

from tests.mail_server import mail_server

HEADS = 8
GIVEN_BEFORE_THE_HOLD = 2
SECONDS = 90

# Today is made a working day and its hour noon, so that the round is written whenever this runs.
ACCEPT = f"""
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo
from accounts.models import User
from roadmaps.models import Activity, Assignment, Occurrence, OfficeDay, ReminderSettings, Roadmap
from schools.models import Membership, Municipality, Region, School

region = Region.objects.create(code="98", name="Озёрный край")
office = Municipality.objects.create(region=region, code="reg98_m001", name="Приозёрный округ")
hours = 12 - datetime.now(UTC).hour
zone = f"Etc/GMT{{-hours:+d}}" if hours else "Etc/UTC"
ReminderSettings.objects.create(municipality=office, time_zone=zone)
today = datetime.now(ZoneInfo(zone)).date()
OfficeDay.objects.create(municipality=office, day=today, is_working=True)
plan = Roadmap.objects.create(
    municipality=office, title="План", first_year=today.year, last_year=today.year,
    status="in_force",
)
activity = Activity.objects.create(roadmap=plan, position=1, title="Анализ уроков")
occurrence = Occurrence.objects.create(activity=activity, due_on=today)
for number in range({HEADS}):
    school = School.objects.create(
        municipality=office, login=f"edu98000{{number}}", name=f"Школа № {{number}}"
    )
    head = User.objects.create_user(f"head{{number}}@example.org", full_name="Лесная Анна")
    Membership.objects.create(user=head, role="school_head", school=school)
    Assignment.objects.create(occurrence=occurrence, school=school)
"""
STATES = """
import json
from collections import Counter
from accounts.models import OutgoingLetter
from roadmaps.models import DigestRound
states = Counter(OutgoingLetter.objects.values_list("state", flat=True))
print("STATES", json.dumps([states, DigestRound.objects.count()]))
"""
TEN_MINUTES_LATER = """
from datetime import timedelta
from django.db.models import F
from accounts.models import OutgoingLetter
OutgoingLetter.objects.filter(state="sending").update(
    claimed_at=F("claimed_at") - timedelta(minutes=11)
)
"""


@pytest.mark.services
@pytest.mark.xdist_group("worker")
def test_a_worker_killed_while_the_mail_server_holds_the_line_sends_no_letter_twice(portal):
    with mail_server() as server:
        portal.environment.update(
            EMAIL_HOST="127.0.0.1", EMAIL_PORT=str(server.port), EMAIL_USE_TLS="false",
            LETTER_SECONDS="1", DIGEST_SECONDS="1",
        )  # fmt: skip
        portal.manage("shell", "-v0", "-c", ACCEPT)
        # The server takes two letters, then swallows each further one and never answers.
        server.answer_only(GIVEN_BEFORE_THE_HOLD)
        worker = portal.start_worker()
        wait_for(lambda: server.held)
        portal.kill(worker)
        held = len(server.held)
        assert held < HEADS - GIVEN_BEFORE_THE_HOLD, "letters are left for the next worker"

        server.answer_all()
        portal.start_worker()
        wait_for(lambda: states(portal) == ({"sent": HEADS - held, "sending": held}, 1))
        # Ten minutes on, nobody can say whether those went; they are given up, not repeated.
        portal.manage("shell", "-v0", "-c", TEN_MINUTES_LATER)
        wait_for(lambda: states(portal) == ({"sent": HEADS - held, "unknown": held}, 1))

        letters = Counter(message["To"] for message in [*server.messages, *server.held])
        assert letters == {f"head{number}@example.org": 1 for number in range(HEADS)}


def states(portal) -> tuple[dict[str, int], int]:
    """How many letters stand where, and how many rounds were written."""
    counts, rounds = json.loads(portal.manage("shell", "-v0", "-c", STATES).split("STATES")[1])
    return counts, rounds


def wait_for(happened: Callable[[], object]) -> None:
    """Until it has happened; fails when it takes too long."""
    deadline = time.monotonic() + SECONDS
    while not happened():
        assert time.monotonic() < deadline, "it has not happened"
        time.sleep(0.3)
