"""What one handed in oneself waits for somebody else, in lists and counts alike."""

import pytest

from roadmaps.actions.work import submit
from roadmaps.queries import work as queries
from roadmaps.slots import home

pytestmark = pytest.mark.django_db


def test_own_submission_waits_for_another_person(world, make_assignment, methodist, now):
    assignment = make_assignment(party=methodist)
    submit(assignment=assignment, by=world.coordinator, note="Приказ подписан.", at=now)

    assert home.waiting_count(world.coordinator) == 0
    assert list(queries.waiting_for(world.administrator)) == [assignment]
