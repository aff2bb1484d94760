"""Two people at the same moment: one roadmap of one draft, and no change lost.

Needs a database with several writers; SQLite in memory has one connection to share.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from roadmaps.actions.activities import ChangedMeanwhile, edit_activity, values_of
from roadmaps.actions.imports import confirm_import
from roadmaps.models import Activity, Assignment, PlanImport, Roadmap

pytestmark = pytest.mark.django_db(transaction=True)

AT_ONCE = 4


@pytest.fixture(autouse=True)
def _several_writers() -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite in memory has one writer; make test-services runs this")


def together(call: Callable[[int], object]) -> list[object]:
    """What each of several simultaneous calls gave; an exception counts as its answer."""
    barrier = Barrier(AT_ONCE)

    def one(number: int) -> object:
        barrier.wait()
        try:
            return call(number)
        except ChangedMeanwhile as change:
            return change
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(one, range(AT_ONCE)))


def test_simultaneous_confirmations_give_one_roadmap(world, draft) -> None:
    pk = draft().pk
    answers = together(
        lambda _: confirm_import(plan_import=PlanImport.objects.get(pk=pk), by=world.coordinator).pk
    )
    assert len(set(answers)) == 1
    assert Roadmap.objects.count() == 1
    assert Activity.objects.count() == 3
    assert Assignment.objects.count() == 8


def test_of_simultaneous_editors_one_writes_and_the_others_see_it(world, activity) -> None:
    opened = values_of(activity)

    def edit(number: int) -> object:
        mine = {**opened, "title": f"Вариант {number}"}
        found = Activity.objects.select_related("roadmap__municipality").get(pk=activity.pk)
        return edit_activity(activity=found, by=world.coordinator, expected=opened, **mine)

    answers = together(edit)
    refused = [answer for answer in answers if isinstance(answer, ChangedMeanwhile)]
    assert len(refused) == AT_ONCE - 1
    activity.refresh_from_db()
    assert {change.current["title"] for change in refused} == {activity.title}
