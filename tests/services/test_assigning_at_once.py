"""Who is given work changes while the work is done: nothing is lost, whoever is quicker."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from threading import Barrier, Event, Thread
from typing import Any

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone

from core.web.refusals import NotPossible
from roadmaps.actions.assigning import sync_assignments
from roadmaps.actions.audience import set_audience
from roadmaps.actions.date_requests import agree_to_date, ask_for_date
from roadmaps.actions.evidence import attach_link, remove_evidence
from roadmaps.actions.work import accept, postpone, submit
from roadmaps.domain.audience import Audience
from roadmaps.models import (
    Activity,
    ActivityParty,
    Assignment,
    AssignmentEvent,
    Occurrence,
    Party,
    Roadmap,
)

pytestmark = [
    pytest.mark.services,
    pytest.mark.xdist_group("worker"),
    pytest.mark.django_db(transaction=True),
]
LONGEST = 30
ROUNDS = 5


@pytest.fixture(autouse=True)
def server() -> None:
    """Two transactions at once need a database that lets them."""
    if connection.vendor == "sqlite":
        pytest.skip("DATABASE_URL names no server: make test-services does")


@pytest.fixture
def link(world) -> ActivityParty:
    """An activity that every school owes in a month."""
    year = timezone.localdate().year
    plan = Roadmap.objects.create(
        municipality=world.office, title="План", first_year=year, last_year=year + 1,
        status="in_force",
    )  # fmt: skip
    heads = Party.objects.create(
        municipality=world.office, name="Руководители ОО", kind="group", fans_out="schools"
    )
    activity = Activity.objects.create(roadmap=plan, position=1, title="Карта")
    Occurrence.objects.create(activity=activity, due_on=timezone.localdate() + timedelta(days=30))
    made = ActivityParty.objects.create(activity=activity, party=heads, position=1)
    sync_assignments(activity=activity, by=None)
    return made


def of(school: Any) -> Assignment:
    """The school's assignment as a page reads it."""
    related = "occurrence__activity__roadmap__municipality"
    return Assignment.objects.select_related(related, "school", "party").get(school=school)


def hand_in(world: Any) -> Assignment:
    return submit(assignment=of(world.school), note="Готово", by=world.head, at=timezone.now())


def leave_out(link: ActivityParty, world: Any, *, by: Any = None) -> ActivityParty:
    """Only the other school is meant from now on."""
    return set_audience(
        link=link, by=by or world.coordinator, audience=Audience.CHOSEN,
        schools=[world.other_school], reason="По приказу", seen="all:",
    )  # fmt: skip


class Together:
    """Calls in threads of their own, each with a connection of its own."""

    def __init__(self) -> None:
        self.said: list[object] = []

    def run(self, *calls: Callable[[], object]) -> list[object]:
        """What each answered: its result, or what it raised; they begin at once."""
        barrier = Barrier(len(calls))
        threads = [Thread(target=self._call, args=[call, barrier]) for call in calls]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(LONGEST)
        return self.said

    def _call(self, call: Callable[[], object], barrier: Barrier) -> None:
        barrier.wait(LONGEST)
        try:
            self.said.append(call())
        except Exception as raised:
            self.said.append(raised)
        finally:
            connections.close_all()


@contextmanager
def held_open(call: Callable[[], object]) -> Iterator[None]:
    """`call` has written and its transaction is still open while the block begins."""
    written, may_end = Event(), Event()

    def hold() -> None:
        try:
            with transaction.atomic():
                call()
                written.set()
                may_end.wait(LONGEST)
        finally:
            connections.close_all()

    thread = Thread(target=hold)
    thread.start()
    assert written.wait(LONGEST)
    later = Thread(target=lambda: (may_end.wait(0.5), may_end.set()))
    later.start()
    yield
    may_end.set()
    thread.join(LONGEST)
    later.join(LONGEST)


def test_work_that_is_being_handed_in_stays_though_its_school_is_left_out(world, link):
    with held_open(lambda: hand_in(world)):
        leave_out(link, world)
    assert of(world.school).status == "submitted"
    assert AssignmentEvent.objects.filter(assignment=of(world.school)).count() == 1
    assert not Assignment.objects.filter(school=world.branch).exists()


def test_head_reads_why_work_that_was_just_taken_away_cannot_be_handed_in(world, link):
    mine = of(world.school)
    with held_open(lambda: leave_out(link, world)), pytest.raises(NotPossible, match="изменилось"):
        submit(assignment=mine, note="Готово", by=world.head, at=timezone.now())
    assert not Assignment.objects.filter(school=world.school).exists()
    assert not AssignmentEvent.objects.exists()


def test_accepted_work_stays_though_its_school_is_left_out(world, link):
    hand_in(world)
    judged = of(world.school)
    said = Together().run(
        lambda: accept(assignment=judged, by=world.coordinator, at=timezone.now()),
        lambda: leave_out(link, world),
    )
    assert not [one for one in said if isinstance(one, Exception)]
    assert of(world.school).status == "accepted"
    assert set(Assignment.objects.values_list("school", flat=True)) == {
        world.school.pk, world.other_school.pk,
    }  # fmt: skip


def test_audience_of_who_was_quicker_holds_and_the_other_reads_of_it(world, link):
    def keep_one(school: Any, by: Any) -> ActivityParty:
        return set_audience(
            link=link, by=by, audience=Audience.CHOSEN, schools=[school], reason="По приказу",
            seen="all:",
        )  # fmt: skip

    said = Together().run(
        lambda: keep_one(world.school, world.coordinator),
        lambda: keep_one(world.other_school, world.administrator),
    )
    refused = [one for one in said if isinstance(one, Exception)]
    assert len(said) == 2
    assert len(refused) == 1
    assert isinstance(refused[0], NotPossible)
    assert "другой человек решил" in str(refused[0])
    (chosen,) = ActivityParty.objects.get(pk=link.pk).schools.all()
    (owed,) = Assignment.objects.all()
    assert owed.school == chosen


@pytest.mark.parametrize("round_", range(ROUNDS))
def test_date_is_moved_or_the_work_is_handed_in_but_neither_unseen(world, link, round_):
    mine, theirs = of(world.school), of(world.school)
    later = timezone.localdate() + timedelta(days=60)
    said = Together().run(
        lambda: submit(assignment=mine, note="Готово", by=world.head, at=timezone.now()),
        lambda: postpone(
            assignment=theirs, due_on=later, comment="Ремонт", by=world.coordinator,
            at=timezone.now(),
        ),
    )  # fmt: skip
    refused = [one for one in said if isinstance(one, Exception)]
    assert len(refused) == 1
    assert isinstance(refused[0], NotPossible)
    (event,) = AssignmentEvent.objects.all()
    left = of(world.school)
    assert (event.move, left.status, left.own_due_on) in (
        ("submit", "submitted", None),
        ("postpone", "postponed", later),
    )


def test_request_is_agreed_to_while_the_date_is_moved_and_neither_dies_of_the_other(world, link):
    later = timezone.localdate() + timedelta(days=60)
    asked = ask_for_date(
        assignment=of(world.school), wished_on=later, reason="Ремонт", by=world.head,
        at=timezone.now(),
    )  # fmt: skip
    asked.assignment, theirs = of(world.school), of(world.school)
    moved = Event()

    def move() -> None:
        with transaction.atomic():
            Assignment.objects.filter(pk=theirs.pk).update(note="")
            moved.set()
            # The other one is on its way to the same rows by now.
            Event().wait(0.5)
            postpone(
                assignment=theirs, due_on=later + timedelta(days=1), comment="Всем",
                by=world.coordinator, at=timezone.now(),
            )  # fmt: skip

    def agree() -> None:
        moved.wait(LONGEST)
        agree_to_date(
            request=asked, due_on=later, answer="", by=world.administrator, at=timezone.now()
        )

    said = Together().run(move, agree)
    refused = [one for one in said if isinstance(one, Exception)]
    assert [type(one) for one in refused] == [NotPossible]
    assert of(world.school).own_due_on == later + timedelta(days=1)


def test_work_without_words_is_not_handed_in_while_its_only_document_goes(world, link):
    document = attach_link(
        assignment=of(world.school), url="https://example.org/order", title="Приказ",
        by=world.head, at=timezone.now(),
    )  # fmt: skip
    document.assignment, mine = of(world.school), of(world.school)
    taking_away = held_open(
        lambda: remove_evidence(evidence=document, by=world.head, at=timezone.now())
    )
    with taking_away, pytest.raises(NotPossible, match="иначе проверять нечего"):
        submit(assignment=mine, note="", by=world.head, at=timezone.now())
    assert of(world.school).status == "in_progress"


@pytest.mark.parametrize("round_", range(ROUNDS))
def test_handing_in_and_leaving_out_at_once_end_in_one_of_two_ways(world, link, round_):
    mine = of(world.school)
    said = Together().run(
        lambda: submit(assignment=mine, note="Готово", by=world.head, at=timezone.now()),
        lambda: leave_out(link, world),
    )
    refused = [one for one in said if isinstance(one, Exception)]
    is_kept = Assignment.objects.filter(school=world.school, status="submitted").exists()
    assert len(refused) == (0 if is_kept else 1)
    assert all(isinstance(one, NotPossible) for one in refused)
    assert AssignmentEvent.objects.count() == is_kept
