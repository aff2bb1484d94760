"""Two administrators at the same moment: the work passes once.

Needs a database with several writers; SQLite in memory has one connection to share.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import OutgoingLetter
from core.web.refusals import NotPossible
from roadmaps.actions.handing_over import LETTER_KIND, hand_over
from roadmaps.models import HandOver, Party
from tests.scene.office import hand_over_asked

pytestmark = pytest.mark.django_db(transaction=True)

AT_ONCE = 4


@pytest.fixture(autouse=True)
def _several_writers() -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite in memory has one writer; make test-services runs this")


def press(world, asked: list[dict[str, object]]) -> list[object]:
    """What each of several simultaneous presses gave; a refusal counts as its answer."""
    barrier = Barrier(len(asked))

    def one(said: dict[str, object]) -> object:
        barrier.wait()
        try:
            return hand_over(**said, by=world.administrator, at=timezone.now()).pk
        except NotPossible as refusal:
            return str(refusal)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(asked)) as pool:
        return list(pool.map(one, asked))


@pytest.fixture
def party(world) -> Party:
    """A post of the office that the executor holds."""
    return Party.objects.create(
        municipality=world.office, name="Методист", kind="post", user=world.executor
    )


def test_same_press_many_times_is_one_hand_over(world, party) -> None:
    asked = hand_over_asked(world, world.executor, world.coordinator)
    answers = press(world, [asked] * AT_ONCE)
    assert len(set(answers)) == 1
    assert HandOver.objects.count() == 1
    assert OutgoingLetter.objects.filter(kind=LETTER_KIND).count() == 2


def test_two_receivers_at_once_only_one_gets_the_work(world, party) -> None:
    receivers = (world.coordinator, world.administrator)
    asked = [hand_over_asked(world, world.executor, one) for one in receivers]
    answers = press(world, asked)
    party.refresh_from_db()
    made = HandOver.objects.get()
    assert party.user == made.receiver
    assert sum("изменились" in str(answer) for answer in answers) == 1
