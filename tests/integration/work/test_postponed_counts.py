"""«Перенесено» and «просрочено» are told apart until the agreed date has passed."""

from datetime import timedelta

import pytest

from roadmaps.actions.work import postpone
from roadmaps.models import Assignment
from roadmaps.queries import progress

pytestmark = pytest.mark.django_db


def test_agreed_later_date_is_counted_as_postponed_until_it_passes(
    world, make_assignment, now, today
) -> None:
    owed = make_assignment()
    agreed = today + timedelta(days=30)
    postpone(assignment=owed, due_on=agreed, comment="Ремонт", by=world.coordinator, at=now)
    after = owed.occurrence.due_on + timedelta(days=1)
    for day, postponed, overdue in (
        (after, 1, 0),
        (agreed, 1, 0),
        (agreed + timedelta(days=1), 0, 1),
    ):
        whole = progress.of_all(Assignment.objects.all(), day)
        assert (whole.postponed, whole.overdue) == (postponed, overdue)
        assert Assignment.objects.postponed(day).count() == postponed
        assert Assignment.objects.overdue(day).count() == overdue
    assert progress.of_all(Assignment.objects.all(), after).details == "1 перенесено"
