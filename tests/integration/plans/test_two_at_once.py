"""Two people at the same moment: one roadmap of one draft, and no change lost.

Needs a database with several writers; SQLite in memory has one connection to share.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from time import sleep

import pytest
from django.db import connection

from core.web.refusals import NotPossible
from roadmaps.actions.activities import ChangedMeanwhile, edit_activity
from roadmaps.actions.amending.approving import approve_amendment
from roadmaps.actions.amending.opening import open_amendment
from roadmaps.actions.editing.cells import edit_cell
from roadmaps.actions.editing.writing import values_of
from roadmaps.actions.editions import Order, approve_plan
from roadmaps.actions.imports import confirm_import
from roadmaps.actions.mapping import Reread, read_again
from roadmaps.models import Activity, Assignment, Edition, PlanImport, Roadmap
from roadmaps.parsing.draft import TableKind
from roadmaps.parsing.guidance import TableDecision
from roadmaps.parsing.vocabulary import Role
from roadmaps.queries.mapping import tables_mark
from tests.unit.plans import making

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
        except (ChangedMeanwhile, NotPossible) as refusal:
            return refusal
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


LINES = ("Дорожная карта Заречного округа на 2026 год",)
HOLDERS = (
    ("№", "Мероприятие", "Срок", "Держатель"),
    ("1", "Разбор итогов", "май 2026", "Север"),
    ("2", "Семинар", "октябрь 2026", "Юг"),
)
COLUMNS = {1: Role.NUMBER, 2: Role.TITLE, 3: Role.DEADLINE, 4: Role.RESPONSIBLE}


@pytest.mark.parametrize("pause", [0, 0.1, 0.3])
def test_draft_confirmed_while_others_read_it_anew_is_one_reading_or_the_other(
    world, draft, pause
) -> None:
    """Two confirm and two read; the pauses let either of them come first."""
    plan_import = draft(making.word(HOLDERS, LINES))
    mark = tables_mark(plan_import)
    decision = TableDecision(1, 1, TableKind.ACTIVITIES, (1, 1), COLUMNS)

    def act(number: int) -> object:
        mine = PlanImport.objects.select_related("municipality").get(pk=plan_import.pk)
        if number < 2:
            sleep(pause)
            return confirm_import(plan_import=mine, by=world.coordinator)
        return read_again(
            plan_import=mine, by=world.coordinator, decisions=(decision,), mark=mark, remember=False
        )

    answers = together(act)
    read = [one for one in answers if isinstance(one, Reread)]
    assert {one.pk for one in answers if isinstance(one, Roadmap)} == {Roadmap.objects.get().pk}
    assert len(read) <= 1
    for refused in (one for one in answers if isinstance(one, Exception)):
        assert "создана дорожная карта" in str(refused) or "заново" in str(refused)
    holders = list(Activity.objects.order_by("number").values_list("responsible_text", flat=True))
    assert holders == (["Север", "Юг"] if read else ["", ""])
    rows = plan_import.rows.order_by("number").values_list("responsible_text", flat=True)
    assert list(rows) == holders


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


def test_two_people_approve_at_once_and_one_edition_is_made(world, roadmap) -> None:
    first, second = (
        Order(number, day, day)
        for number, day in (("420", date(2026, 9, 1)), ("15", date(2026, 10, 20)))
    )
    approve_plan(roadmap=roadmap, by=world.coordinator, order=first)
    copy = open_amendment(roadmap=Roadmap.objects.get(), by=world.coordinator)
    edit_cell(
        activity=copy.activities.get(number="1.1"), field="title", value="Другое",
        expected="Самодиагностика ресурсов школы", by=world.coordinator,
    )  # fmt: skip
    people = (world.coordinator, world.administrator)

    made = together(
        lambda number: approve_amendment(
            roadmap=Roadmap.objects.get(pk=roadmap.pk), amendment_id=copy.pk,
            by=people[number % len(people)], order=second,
        ).pk
    )  # fmt: skip

    assert len(set(made)) == 1
    assert Edition.objects.count() == 2
