"""Rounds of digests: who gets a letter, when, about what, and never two a day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from accounts.models import OutgoingLetter
from roadmaps.actions import reminders, work
from roadmaps.actions.reminders import write_due_rounds, write_round
from roadmaps.models import (
    DateRequest,
    DigestRound,
    OfficeDay,
    Party,
    ReminderSettings,
    ReminderWish,
    Roadmap,
)
from schools.models import Membership
from tests.conftest import World
from tests.integration.work.reminding.conftest import (
    DAY,
    MORNING,
    TODAY,
    make_plan,
    owed,
    sent_to,
    the_letter,
)

pytestmark = pytest.mark.django_db


def test_a_head_reads_what_is_owed_and_where_to_go(world: World, plan: Roadmap) -> None:
    late = owed(plan, school=world.school)
    soon = owed(plan, TODAY + DAY, school=world.branch)

    assert write_due_rounds(at=MORNING) == 2

    letter = the_letter(world.head)
    assert letter.subject == "Просрочено 1, срок завтра 1"
    assert f"http://127.0.0.1:8000/assignments/{late.pk}/" in letter.body
    assert f"http://127.0.0.1:8000/assignments/{soon.pk}/" in letter.body
    assert "Филиал школы № 1\n— 1.1 Анализ уроков." in letter.body
    assert letter.municipality_id == world.office.pk
    # The other letter goes to the curator of the late school; nobody else has anything to read.
    assert the_letter(world.curator).subject == "Опаздывают школы: 1"


def test_the_same_day_is_never_written_twice(world: World, plan: Roadmap) -> None:
    owed(plan, school=world.school)
    write_due_rounds(at=MORNING)
    before = OutgoingLetter.objects.count()

    assert write_due_rounds(at=MORNING + timedelta(hours=1)) == 0
    assert write_round(municipality=world.office, day=TODAY, at=MORNING) is None
    # Even if the row of the round were lost, the letters' keys hold.
    DigestRound.objects.all().delete()
    write_due_rounds(at=MORNING)
    assert OutgoingLetter.objects.count() == before


def test_a_worker_that_dies_while_writing_leaves_nothing_and_the_next_writes_all(
    world: World, plan: Roadmap, monkeypatch: pytest.MonkeyPatch
) -> None:
    owed(plan, school=world.school)
    write = reminders.write_letters

    def die(drafts: Any) -> None:
        write(drafts)
        raise SystemExit

    monkeypatch.setattr(reminders, "write_letters", die)
    with pytest.raises(SystemExit):
        write_due_rounds(at=MORNING)
    assert not OutgoingLetter.objects.exists()
    assert not DigestRound.objects.exists()

    monkeypatch.undo()
    assert write_due_rounds(at=MORNING) == 2


def test_nobody_gets_an_empty_letter(world: World, plan: Roadmap) -> None:
    owed(plan, date(2027, 5, 1), school=world.school)
    assert write_due_rounds(at=MORNING) == 0
    assert DigestRound.objects.get(municipality=world.office).written == 0


@pytest.mark.parametrize(
    ("at", "why"),
    [
        (datetime(2026, 11, 25, 4, 59, tzinfo=UTC), "before eight in Moscow"),
        (datetime(2026, 11, 25, 17, 0, tzinfo=UTC), "after the last hour"),
        (datetime(2026, 11, 28, 6, 0, tzinfo=UTC), "on a Saturday"),
        (datetime(2027, 1, 4, 6, 0, tzinfo=UTC), "in the holidays"),
    ],
)
def test_no_letters_go(world: World, plan: Roadmap, at: datetime, why: str) -> None:
    owed(plan, at.date() - DAY, school=world.school)
    assert write_due_rounds(at=at) == 0, why
    assert not DigestRound.objects.exists()


def test_the_first_round_tells_also_of_what_has_long_been_overdue(
    world: World, plan: Roadmap
) -> None:
    owed(plan, TODAY - 60 * DAY, school=world.school)
    write_due_rounds(at=MORNING)
    write_due_rounds(at=MORNING + DAY)
    assert the_letter(world.head).subject == "Просрочено 1"


def test_an_office_has_its_own_clock(world: World, plan: Roadmap) -> None:
    owed(plan, school=world.school)
    ReminderSettings.objects.create(municipality=world.office, time_zone="Asia/Vladivostok")
    # Tuesday night in Moscow is Wednesday morning in Vladivostok.
    assert write_due_rounds(at=datetime(2026, 11, 24, 22, 30, tzinfo=UTC)) == 2
    assert DigestRound.objects.get().day == TODAY


def test_the_offices_own_days_off_and_worked_saturdays_hold(world: World, plan: Roadmap) -> None:
    owed(plan, school=world.school)
    OfficeDay.objects.create(
        municipality=world.office, day=TODAY, is_working=False, name="День округа"
    )
    assert write_due_rounds(at=MORNING) == 0
    saturday = TODAY + 3 * DAY
    OfficeDay.objects.create(
        municipality=world.office, day=saturday, is_working=True, name="Рабочая суббота"
    )
    assert write_due_rounds(at=MORNING + DAY) == 2
    write_due_rounds(at=MORNING + 3 * DAY)
    rounds = DigestRound.objects.filter(municipality=world.office).order_by("day")
    assert [one.day for one in rounds] == [TODAY + DAY, saturday]


def test_an_office_may_write_nothing_or_keep_quiet_for_a_time(world: World, plan: Roadmap) -> None:
    owed(plan, school=world.school)
    settings = ReminderSettings.objects.create(municipality=world.office, is_on=False)
    assert write_due_rounds(at=MORNING) == 0
    settings.is_on, settings.quiet_periods = True, "20.11–30.11"
    settings.save()
    assert write_due_rounds(at=MORNING) == 0
    settings.quiet_periods = ""
    settings.save()
    assert write_due_rounds(at=MORNING) == 2


def test_work_that_obliges_nobody_is_not_reminded_of(world: World) -> None:
    for status in ("draft", "closed"):
        owed(make_plan(world.office, status=status), school=world.school)
    plan = make_plan(world.office)
    owed(plan, school=world.school, status="cancelled")
    owed(plan, school=world.school, status="accepted", accepted_at=MORNING)
    world.other_head.is_active = False
    world.other_head.save()
    owed(plan, school=world.other_school)
    assert write_due_rounds(at=MORNING) == 0


def test_a_party_of_the_office_is_reminded_by_name_as_long_as_it_belongs_to_the_office(
    world: World, plan: Roadmap
) -> None:
    party = Party.objects.create(
        municipality=world.office, name="Методист", kind="post", user=world.executor
    )
    owed(plan, party=party)
    stranger = Party.objects.create(
        municipality=world.office, name="Гость", kind="post", user=world.stranger
    )
    owed(plan, party=stranger)
    assert write_due_rounds(at=MORNING) == 1
    assert the_letter(world.executor).subject == "Просрочено 1"


def test_reviewers_read_what_waits_for_them_and_not_their_own_work(
    world: World, plan: Roadmap
) -> None:
    for by in (world.head, world.curator):
        owed(
            plan, school=world.school, status="submitted", submitted_at=MORNING - DAY / 2,
            submitted_by=by,
        )  # fmt: skip
    write_due_rounds(at=MORNING)
    assert the_letter(world.coordinator).subject == "Ждут проверки 2"
    assert the_letter(world.administrator).subject == "Ждут проверки 2"
    assert the_letter(world.curator).subject == "Ждут проверки 1"
    assert sent_to(world.head) == sent_to(world.executor) == sent_to(world.stranger) == []


def test_decisions_of_others_are_told_once(world: World, plan: Roadmap) -> None:
    one = owed(plan, date(2027, 5, 1), school=world.school)
    yesterday = MORNING - DAY / 2
    work.submit(assignment=one, note="Сделано", by=world.head, at=yesterday)
    work.return_for_rework(
        assignment=one, comment="Приложите справку", by=world.coordinator, at=yesterday
    )
    write_due_rounds(at=MORNING)
    letter = the_letter(world.head)
    assert letter.subject == "Возвращено 1"
    assert "coordinator: Приложите справку. Срок 1\u00a0мая 2027." in letter.body
    # The review has been overtaken: nothing waits any more.
    assert sent_to(world.coordinator) == []

    work.submit(assignment=one, note="Сделано", by=world.head, at=MORNING + DAY / 4)
    work.accept(assignment=one, by=world.coordinator, at=MORNING + DAY / 3)
    write_due_rounds(at=MORNING + DAY)
    assert [one.subject for one in sent_to(world.head)] == ["Возвращено 1", "Решено 1"]
    assert "Принято, coordinator." in sent_to(world.head)[1].body
    write_due_rounds(at=MORNING + 2 * DAY)
    assert len(sent_to(world.head)) == 2


def test_news_of_a_missed_day_come_with_the_next(world: World, plan: Roadmap) -> None:
    one = owed(plan, date(2027, 5, 1), school=world.school)
    write_due_rounds(at=MORNING - 2 * DAY)
    work.cancel(assignment=one, reason="Лишнее", by=world.coordinator, at=MORNING - 1.5 * DAY)
    # The portal stood still on Tuesday.
    write_due_rounds(at=MORNING)
    assert "Отменено, coordinator. Лишнее." in the_letter(world.head).body


def test_who_reads_weekly_gets_one_letter_on_the_offices_day(world: World, plan: Roadmap) -> None:
    owed(plan, date(2026, 11, 27), school=world.school)
    ReminderWish.objects.create(user=world.head, frequency="weekly")
    for number in range(-9, 1):
        write_due_rounds(at=MORNING + number * DAY)
    # Two weeks before is a Friday, a week before is a Friday: both are told on the Monday after.
    assert [(one.key[:17], one.subject) for one in sent_to(world.head)] == [
        ("digest:2026-11-16", "До 27.11 1"),
        ("digest:2026-11-23", "До пятницы 1"),
    ]


def test_who_refused_letters_gets_none_unless_the_office_insists(
    world: World, plan: Roadmap
) -> None:
    owed(plan, date(2026, 11, 20), school=world.school)
    ReminderWish.objects.create(user=world.head, is_stopped=True)
    monday = MORNING - 2 * DAY
    write_due_rounds(at=monday)
    assert sent_to(world.head) == []

    DigestRound.objects.all().delete()
    ReminderSettings.objects.create(municipality=world.office, is_overdue_kept=True)
    write_due_rounds(at=monday)
    letter = the_letter(world.head)
    assert letter.subject == "Просрочено 1"
    assert letter.unsubscribe_path == ""
    assert "О просроченном управление образования напоминает всегда." in letter.body


def test_two_municipalities_make_one_letter(world: World, plan: Roadmap) -> None:
    Membership.objects.create(user=world.head, role="school_head", school=world.foreign_school)
    owed(plan, school=world.school)
    owed(make_plan(world.other_office), school=world.foreign_school)
    write_due_rounds(at=MORNING)
    letter = the_letter(world.head)
    assert letter.subject == "Просрочено 2"
    assert "Заречная школа\n" in letter.body
    assert letter.municipality_id == world.office.pk


def test_letters_name_exactly_what_the_pages_show(world: World, plan: Roadmap) -> None:
    """The rules of who owes and who reviews are kept twice: for one person and for all at once."""
    from roadmaps.queries.reminders import facts_of, people_of
    from roadmaps.queries.work import own_assignments, waiting_for

    party = Party.objects.create(
        municipality=world.office, name="Методист", kind="post", user=world.executor
    )
    Membership.objects.create(user=world.executor, role="curator", school=world.other_school)
    doers = [{"school": school} for school in (world.school, world.branch, world.other_school)] + [
        {"party": party}
    ]
    for doer in doers:
        owed(plan, **doer)
        owed(plan, status="submitted", submitted_at=MORNING, submitted_by=world.head, **doer)
    owed(make_plan(world.other_office), school=world.foreign_school)
    people = people_of(world.office)
    assert set(people.users) == {
        person.pk
        for name, person in world.people.items()
        if name not in ("observer", "stranger", "nobody")
    }
    found = facts_of(people, today=TODAY, horizon=TODAY, since=MORNING, until=MORNING, zone=UTC)
    for user in people.users.values():
        facts = found[user.pk][0] if user.pk in found else None
        tasks = {one.id for one in facts.tasks} if facts else set()
        waiting = {one.id for one in facts.submissions} if facts else set()
        assert tasks == set(own_assignments(user).open().values_list("pk", flat=True)), user
        assert waiting == set(waiting_for(user).values_list("pk", flat=True)), user


def test_who_may_answer_reads_who_asks_for_another_date(world: World, plan: Roadmap) -> None:
    from roadmaps.queries.reminders import facts_of, people_of

    one = owed(plan, TODAY + 10 * DAY, school=world.school)
    asked = {"assignment": one, "wished_on": TODAY + 20 * DAY, "reason": "Ремонт"}
    request = DateRequest.objects.create(
        **asked, asked_by=world.head, asked_by_name="Директор", asked_at=MORNING - DAY / 4
    )
    write_due_rounds(at=MORNING)
    for person in (world.coordinator, world.curator):
        letter = the_letter(person)
        assert letter.subject == "Просят другой срок 1"
        assert f"/assignments/{one.pk}/" in letter.body
    assert not sent_to(world.head)

    assert "Просят другой срок" not in " ".join(
        letter.subject for letter in letters_of_next_day(world.coordinator)
    )
    DateRequest.objects.filter(pk=request.pk).update(
        state="refused", answered_at=MORNING, answer="Нет"
    )
    people = people_of(world.office)
    found = facts_of(
        people, today=TODAY, horizon=TODAY, since=MORNING, until=MORNING + DAY, zone=UTC
    )
    assert not any(facts.date_wishes for facts, _ in found.values())


def letters_of_next_day(person: Any) -> list[OutgoingLetter]:
    """What the person is written on the day after."""
    known = [letter.pk for letter in sent_to(person)]
    write_due_rounds(at=MORNING + DAY)
    return [letter for letter in sent_to(person) if letter.pk not in known]
