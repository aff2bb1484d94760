"""Work passes from one person to another: once, whole, with its record and letters."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from accounts.models import AuditEvent, OutgoingLetter, User
from core.web.refusals import NotPossible, Refusal
from roadmaps.actions import handing_over
from roadmaps.actions.date_requests import ask_for_date, refuse_date
from roadmaps.actions.evidence import attach_evidence
from roadmaps.actions.feeds import issue_feed
from roadmaps.actions.handing_over import hand_over
from roadmaps.actions.work import accept, submit
from roadmaps.domain.handing_over.values import Decision, Share
from roadmaps.models import CalendarFeed, HandOver
from roadmaps.permissions.handing_over import NOT_HERE, SIGN_IN_CLOSED, TO_ONESELF
from roadmaps.permissions.work import OWN_WORK
from roadmaps.queries.handing_over.pages import left_behind
from roadmaps.queries.handing_over.preview import preview_of
from roadmaps.queries.work import history_of, own_assignments, waiting_for
from schools.actions.memberships import dismiss
from schools.models import Membership
from tests.scene.documents import PDF

pytestmark = pytest.mark.django_db


def fresh(user):
    """The person as the next request reads them."""
    return User.objects.get(pk=user.pk)


@pytest.fixture
def other(world):
    """Another executor of the office."""
    user = User.objects.create_user("other@example.org", full_name="Дубов Павел Андреевич")
    Membership.objects.create(user=user, role="executor", municipality=world.office)
    return user


@pytest.fixture
def passed(world, now):
    """`passed(person, receiver, *shares)`: look at the preview and press the button."""

    def do(person, receiver, *shares, ends_roles=False, reason="", seen=None, at=now):
        asked = {
            "person": person, "receiver": receiver, "municipality": world.office,
            "decision": Decision(frozenset(shares), ends_roles), "reason": reason,
            "by": world.administrator,
        }  # fmt: skip
        if seen is None:
            seen = preview_of(**asked, today=at.date()).seal
        return hand_over(**asked, seen=seen, at=at)

    return do


def test_new_person_owes_the_work_and_the_former_does_not(
    world, make_assignment, methodist, other, passed
) -> None:
    work = make_assignment(party=methodist)
    made = passed(world.executor, other, Share.OFFICE, reason="перевод")
    assert list(own_assignments(fresh(other))) == [work]
    assert not own_assignments(fresh(world.executor)).exists()
    assert (made.former, made.receiver, made.reason) == (world.executor, other, "перевод")


def test_history_stays_under_the_name_of_who_did_it(
    world, make_assignment, methodist, other, passed, now
) -> None:
    work = make_assignment(party=methodist)
    attach_evidence(
        assignment=work, content=PDF, file_name="Справка.pdf", by=world.executor, at=now
    )
    submit(assignment=work, by=world.executor, note="Готово", at=now)
    made = passed(world.executor, other, Share.OFFICE, at=now + timedelta(hours=1))
    work.refresh_from_db()
    assert work.submitted_by == world.executor
    lines = history_of(work)
    assert lines[0].words == "передано: executor → Дубов Павел Андреевич"
    assert {line.who for line in lines[1:]} == {"executor"}
    (task,) = made.act.tasks
    assert (task.standing, task.documents) == ("submitted", ("Справка.pdf",))


def test_nobody_accepts_work_that_passed_to_them(
    world, make_assignment, methodist, passed, now
) -> None:
    work = make_assignment(party=methodist)
    submit(assignment=work, by=world.executor, note="Готово", at=now)
    passed(world.executor, world.coordinator, Share.OFFICE)
    work = type(work).objects.get(pk=work.pk)
    assert not waiting_for(fresh(world.coordinator)).exists()
    assert list(waiting_for(fresh(world.administrator))) == [work]
    with pytest.raises(Refusal, match=OWN_WORK):
        accept(assignment=work, by=fresh(world.coordinator), at=now)
    accept(assignment=work, by=fresh(world.administrator), at=now)


def test_curated_schools_pass_with_their_review(world, make_assignment, passed, now) -> None:
    receiver = User.objects.create_user("second@example.org", full_name="Второй куратор")
    Membership.objects.create(user=receiver, role="curator", school=world.other_school)
    work = make_assignment(school=world.school)
    submit(assignment=work, by=world.head, note="Готово", at=now)
    made = passed(world.curator, receiver, Share.SUPPORT)
    assert list(waiting_for(fresh(receiver))) == [work]
    assert not Membership.objects.filter(user=world.curator).exists()
    assert [school.submitted for school in made.act.schools] == [1]
    assert [task.id for task in made.act.to_review] == [work.pk]


def test_work_of_a_school_follows_its_new_head(world, make_assignment, passed, now) -> None:
    deputy = User.objects.create_user("deputy@example.org", full_name="Новый директор")
    Membership.objects.create(user=deputy, role="school_head", school=world.school)
    issue_feed(user=world.head, school=world.branch, at=now)
    work = make_assignment(school=world.branch)
    made = passed(world.head, deputy, Share.SCHOOLS)
    assert list(own_assignments(fresh(deputy))) == [work]
    assert not own_assignments(fresh(world.head)).exists()
    assert not CalendarFeed.objects.exists()
    assert list(made.assignments.all()) == [work]


def test_roles_in_the_office_end_where_it_is_asked(world, methodist, other, passed) -> None:
    passed(world.executor, other, Share.OFFICE, ends_roles=True)
    assert not Membership.objects.filter(user=world.executor).exists()
    assert AuditEvent.objects.filter(action="dismiss", subject_id=world.executor.pk).exists()


def test_pressed_twice_it_is_one_hand_over(
    world, make_assignment, methodist, other, passed
) -> None:
    make_assignment(party=methodist)
    first = passed(world.executor, other, Share.OFFICE)
    second = passed(world.executor, other, Share.OFFICE, seen=first.seal)
    assert first == second
    assert HandOver.objects.count() == 1
    assert OutgoingLetter.objects.filter(kind=handing_over.LETTER_KIND).count() == 2


def test_second_administrator_passes_nothing_twice(
    world, make_assignment, methodist, other, passed, now
) -> None:
    make_assignment(party=methodist)
    seen = preview_of(
        person=world.executor, receiver=world.coordinator, municipality=world.office,
        decision=Decision(frozenset({Share.OFFICE})), reason="", by=world.administrator,
        today=now.date(),
    ).seal  # fmt: skip
    passed(world.executor, other, Share.OFFICE)
    with pytest.raises(NotPossible, match="изменились"):
        passed(world.executor, world.coordinator, Share.OFFICE, seen=seen)
    methodist.refresh_from_db()
    assert methodist.user == other


def test_work_that_changed_since_the_preview_does_not_pass(
    world, make_assignment, methodist, other, passed, now
) -> None:
    work = make_assignment(party=methodist)
    asked = {
        "person": world.executor, "receiver": other, "municipality": world.office,
        "decision": Decision(frozenset({Share.OFFICE})), "reason": "", "by": world.administrator,
    }  # fmt: skip
    seen = preview_of(**asked, today=now.date()).seal
    submit(assignment=work, by=world.executor, note="Готово", at=now)
    with pytest.raises(NotPossible, match="изменились"):
        hand_over(**asked, seen=seen, at=now)
    methodist.refresh_from_db()
    assert methodist.user == world.executor
    assert not HandOver.objects.exists()


def test_same_work_there_and_back_are_two_hand_overs(
    world, make_assignment, methodist, other, passed
) -> None:
    make_assignment(party=methodist)
    first = passed(world.executor, other, Share.OFFICE)
    passed(other, world.executor, Share.OFFICE)
    third = passed(world.executor, other, Share.OFFICE)
    assert first != third
    methodist.refresh_from_db()
    assert methodist.user == other


def test_refusals_speak(world, methodist, other, passed) -> None:
    with pytest.raises(Refusal, match=TO_ONESELF):
        passed(world.executor, world.executor, Share.OFFICE)
    with pytest.raises(Refusal, match=NOT_HERE):
        passed(world.executor, world.stranger, Share.OFFICE)
    with pytest.raises(NotPossible, match="Поручения управления выполняет"):
        passed(world.executor, world.curator, Share.OFFICE)
    other.is_active = False
    other.save()
    with pytest.raises(Refusal, match=SIGN_IN_CLOSED):
        passed(world.executor, other, Share.OFFICE)


@pytest.mark.parametrize("name", ["coordinator", "stranger"])
def test_only_administrators_of_the_place_hand_over(world, methodist, other, now, name) -> None:
    with pytest.raises(Refusal):
        hand_over(
            person=world.executor, receiver=other, municipality=world.office,
            decision=Decision(), reason="", seen="", by=world.people[name], at=now,
        )  # fmt: skip


def test_work_in_another_municipality_stays(world, methodist, other, passed) -> None:
    from roadmaps.models import Party

    there = Party.objects.create(
        municipality=world.other_office, name="Методист", kind="post", user=world.executor
    )
    passed(world.executor, other, Share.OFFICE)
    there.refresh_from_db()
    assert there.user == world.executor


def test_letters_go_to_both_and_name_what_is_late(
    world, make_assignment, methodist, other, passed
) -> None:
    make_assignment(party=methodist, due_on=date(2026, 10, 1))
    passed(world.executor, other, Share.OFFICE)
    to = {letter.to: letter for letter in OutgoingLetter.objects.all()}
    assert set(to) == {world.executor, other}
    assert "просрочено 1" in to[other].body
    assert reverse("roadmaps:assignments") in to[other].body
    assert "срок 01.10.2026" in to[other].body


def test_record_is_never_changed(world, methodist, other, passed) -> None:
    made = passed(world.executor, other, Share.OFFICE)
    with pytest.raises(ValueError, match="never changed"):
        made.save()


def test_answer_about_a_date_finds_the_new_doer(
    world, make_assignment, methodist, other, passed, now
) -> None:
    work = make_assignment(party=methodist)
    request = ask_for_date(
        assignment=work, wished_on=date(2026, 12, 1), reason="Болезнь", by=world.executor, at=now
    )
    passed(world.executor, other, Share.OFFICE, ends_roles=True)
    request = type(request).objects.get(pk=request.pk)
    refuse_date(request=request, answer="Срок в приказе", by=fresh(world.coordinator), at=now)
    answer = OutgoingLetter.objects.get(kind="date_request")
    assert answer.to == other
    assert "executor просил(а) другой срок" in answer.body


def test_work_left_behind_by_a_dismissal_is_told(world, make_assignment, methodist) -> None:
    make_assignment(party=methodist)
    assert left_behind(world.administrator) == []
    dismiss(membership=world.executor.memberships.get(), by=world.administrator)
    (left,) = left_behind(world.administrator)
    assert (left.person_id, left.number) == (world.executor.pk, 1)
    assert left_behind(world.coordinator) == []


def test_five_hundred_assignments_cost_as_many_queries_as_five(
    world, make_activity, methodist, other, count_queries, passed, now
) -> None:
    from roadmaps.models import Assignment, Occurrence

    def add(number):
        activity = make_activity(dates=())
        days = [date(2026, 1, 1) + timedelta(days=day) for day in range(number)]
        occurrences = Occurrence.objects.bulk_create(
            Occurrence(activity=activity, due_on=day) for day in days
        )
        Assignment.objects.bulk_create(
            Assignment(occurrence=one, party=methodist) for one in occurrences
        )

    add(5)
    few = count_queries(lambda: passed(world.executor, other, Share.OFFICE))
    add(495)
    many = count_queries(lambda: passed(other, world.executor, Share.OFFICE))
    assert many <= few
    assert len(HandOver.objects.order_by("-pk")[0].act.tasks) == 500
