"""Doing, handing in and judging: the table against the database, people against their parts."""

from datetime import date, timedelta

import pytest

from accounts.models import AuditEvent
from core.web.refusals import NotPossible, Refusal
from roadmaps.actions import work
from roadmaps.domain.work import RULES, Move, Part, Status
from roadmaps.models import Assignment, AssignmentEvent
from roadmaps.permissions.work import OWN_WORK, reason_against_move
from schools.models import Membership

pytestmark = pytest.mark.django_db


def make(move: Move, assignment: Assignment, by, at) -> Assignment:
    common = {"assignment": assignment, "by": by, "at": at}
    calls = {
        Move.START: lambda: work.start(**common),
        Move.SUBMIT: lambda: work.submit(note="Приказ издан", **common),
        Move.WITHDRAW: lambda: work.withdraw(**common),
        Move.ACCEPT: lambda: work.accept(**common),
        Move.RETURN: lambda: work.return_for_rework(comment="Нет подписи", **common),
        Move.REOPEN: lambda: work.reopen(comment="Нет подписи", **common),
        Move.POSTPONE: lambda: work.postpone(
            due_on=date(2026, 12, 1), comment="Карантин", **common
        ),
        Move.CANCEL: lambda: work.cancel(reason="Начальная школа", **common),
        Move.RESTORE: lambda: work.restore(**common),
    }
    return calls[move]()


@pytest.mark.parametrize("part", Part)
@pytest.mark.parametrize("move", Move)
@pytest.mark.parametrize("status", Status)
def test_matrix_of_states_moves_and_parts(world, make_assignment, now, status, move, part):
    assignment = make_assignment(status=status.value)
    person = world.head if part == Part.DOER else world.coordinator
    is_right_part = RULES[move].part == part
    is_right_state = status in RULES[move].sources
    if is_right_part and is_right_state:
        assert reason_against_move(person, move, assignment) == ""
        make(move, assignment, person, now)
        assert Assignment.objects.get().status == RULES[move].target
        event = AssignmentEvent.objects.get()
        assert (event.move, event.by, event.at) == (move, person, now)
        assert AuditEvent.objects.get().municipality_id == world.office.pk
        return
    with pytest.raises(NotPossible if is_right_part else Refusal) as refused:
        make(move, assignment, person, now)
    assert str(refused.value) == reason_against_move(person, move, assignment) != ""
    assert Assignment.objects.get().status == status
    assert not AssignmentEvent.objects.exists()
    assert not AuditEvent.objects.exists()


ROLES = [
    "administrator", "coordinator", "curator", "executor", "head", "other_head", "observer",
    "stranger", "nobody",
]  # fmt: skip


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("move", Move)
def test_who_moves_the_assignment_of_a_school(world, make_assignment, now, role, move):
    source = min(RULES[move].sources)
    assignment = make_assignment(status=source.value)
    doers, reviewers = {"head"}, {"administrator", "coordinator", "curator"}
    allowed = doers if RULES[move].part == Part.DOER else reviewers
    if role in allowed:
        make(move, assignment, world.people[role], now)
    else:
        with pytest.raises(Refusal, match=r"\.$"):
            make(move, assignment, world.people[role], now)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("move", Move)
def test_who_moves_the_assignment_of_a_party(world, make_assignment, methodist, now, role, move):
    source = min(RULES[move].sources)
    assignment = make_assignment(party=methodist, status=source.value)
    doers, reviewers = (
        {"executor", "coordinator", "administrator"},
        {"administrator", "coordinator"},
    )
    allowed = doers if RULES[move].part == Part.DOER else reviewers
    if role in allowed:
        make(move, assignment, world.people[role], now)
    else:
        with pytest.raises(Refusal, match=r"\.$"):
            make(move, assignment, world.people[role], now)


def test_executor_does_not_mark_another_partys_work(world, make_assignment, methodist, now):
    methodist.user = None
    methodist.save()
    with pytest.raises(Refusal, match="Поручение исполняет Методист"):
        work.start(assignment=make_assignment(party=methodist), by=world.executor, at=now)


def test_head_does_the_work_of_the_branch_and_not_the_other_way_round(world, make_assignment, now):
    work.start(assignment=make_assignment(school=world.branch), by=world.head, at=now)
    Membership.objects.filter(user=world.other_head).update(school=world.branch)
    with pytest.raises(Refusal):
        work.start(assignment=make_assignment(), by=world.other_head, at=now)


def test_nobody_accepts_their_own_work(world, make_assignment, methodist, now):
    assignment = make_assignment(party=methodist)
    work.submit(assignment=assignment, note="", by=world.coordinator, at=now)
    assert reason_against_move(world.coordinator, Move.ACCEPT, assignment) == OWN_WORK
    with pytest.raises(Refusal, match="другой сотрудник"):
        work.accept(assignment=assignment, by=world.coordinator, at=now)
    work.accept(assignment=assignment, by=world.administrator, at=now)
    assert Assignment.objects.get().accepted_at == now


def test_school_hands_in_a_note_or_a_document(world, make_assignment, now):
    assignment = make_assignment()
    with pytest.raises(NotPossible, match="приложите документ"):
        work.submit(assignment=assignment, note="  \n", by=world.head, at=now)
    work.submit(assignment=assignment, note=" Сделано ", by=world.head, at=now)
    kept = Assignment.objects.get()
    assert (kept.note, kept.rounds, kept.submitted_by) == ("Сделано", 1, world.head)


def test_rounds_are_counted(world, make_assignment, now):
    assignment = make_assignment()
    for _ in range(2):
        work.submit(assignment=assignment, note="Сделано", by=world.head, at=now)
        work.return_for_rework(
            assignment=assignment, comment="Нет подписи", by=world.coordinator, at=now
        )
    work.submit(assignment=assignment, note="Подписано", by=world.head, at=now)
    work.accept(assignment=assignment, by=world.coordinator, at=now)
    work.reopen(assignment=assignment, comment="Не та дата", by=world.coordinator, at=now)
    kept = Assignment.objects.get()
    assert (kept.status, kept.rounds, kept.accepted_at) == ("returned", 3, None)
    comments = AssignmentEvent.objects.order_by("pk").values_list("comment", flat=True)
    assert list(comments) == [
        "Сделано", "Нет подписи", "Сделано", "Нет подписи", "Подписано", "", "Не та дата",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "call",
    [
        lambda common: work.return_for_rework(comment=" ", **common),
        lambda common: work.reopen(comment="", **common),
        lambda common: work.cancel(reason="", **common),
        lambda common: work.postpone(comment="", due_on=date(2027, 1, 1), **common),
    ],
)
@pytest.mark.parametrize("status", ["submitted", "accepted", "assigned"])
def test_moves_to_be_explained_ask_for_the_words(world, make_assignment, now, call, status):
    common = {"assignment": make_assignment(status=status), "by": world.coordinator, "at": now}
    with pytest.raises(NotPossible):
        call(common)
    assert Assignment.objects.get().status == status


def test_postponed_gets_its_own_date_and_is_late_only_after_it(world, make_assignment, now, today):
    assignment = make_assignment(due_on=today - timedelta(days=5))
    with pytest.raises(NotPossible, match="не раньше"):
        work.postpone(
            assignment=assignment,
            due_on=today - timedelta(days=1),
            comment="Карантин",
            by=world.coordinator,
            at=now,
        )
    work.postpone(
        assignment=assignment,
        due_on=today + timedelta(days=1),
        comment="Карантин",
        by=world.coordinator,
        at=now,
    )
    assert not Assignment.objects.overdue(today).exists()
    assert not Assignment.objects.overdue(today + timedelta(days=1)).exists()
    assert Assignment.objects.overdue(today + timedelta(days=2)).exists()
    changes = AuditEvent.objects.get().changes
    assert changes == [
        {"field": "срок", "before": "17.10.2026", "after": "23.10.2026"},
        {"field": "комментарий", "before": "", "after": "Карантин"},
    ]


def test_two_who_postpone_at_once_do_not_overwrite_each_other(world, make_assignment, now, today):
    make_assignment(status="postponed", own_due_on=today + timedelta(days=1))
    first, second = Assignment.objects.get(), Assignment.objects.get()
    said = {"comment": "Карантин", "by": world.coordinator, "at": now}
    work.postpone(assignment=first, due_on=today + timedelta(days=5), **said)
    with pytest.raises(NotPossible, match="поручение изменилось"):
        work.postpone(assignment=second, due_on=today + timedelta(days=9), **said)
    assert Assignment.objects.get().own_due_on == today + timedelta(days=5)


def test_on_its_day_work_is_not_late_yet(make_assignment, today):
    make_assignment(due_on=today)
    assert not Assignment.objects.overdue(today).exists()
    assert Assignment.objects.overdue(today + timedelta(days=1)).exists()


def test_two_reviewers_judge_once_and_the_second_reads_who_was_first(world, make_assignment, now):
    make_assignment(status="submitted", submitted_by=world.head)
    first, second = Assignment.objects.get(), Assignment.objects.get()
    work.accept(assignment=first, by=world.coordinator, at=now)
    with pytest.raises(NotPossible, match=r"изменилось: принято, coordinator, 22\.10\.2026 в"):
        work.return_for_rework(
            assignment=second, comment="Нет подписи", by=world.administrator, at=now
        )
    assert Assignment.objects.get().status == "accepted"
    assert AssignmentEvent.objects.count() == 1


def test_new_submission_is_not_judged_by_a_look_at_the_old_one(world, make_assignment, now):
    make_assignment(status="submitted", submitted_by=world.head)
    seen, current = Assignment.objects.get(), Assignment.objects.get()
    work.withdraw(assignment=current, by=world.head, at=now)
    work.submit(assignment=current, note="Другое", by=world.head, at=now)
    with pytest.raises(NotPossible, match="Ваше действие не выполнено"):
        work.accept(assignment=seen, by=world.coordinator, at=now)


def test_second_click_changes_nothing(world, make_assignment, now):
    make_assignment()
    common = {"note": "Сделано", "by": world.head, "at": now}
    work.submit(assignment=Assignment.objects.get(), **common)
    with pytest.raises(NotPossible, match=r"^Поручение уже на проверке\.$"):
        work.submit(assignment=Assignment.objects.get(), **common)
    assert Assignment.objects.get().rounds == 1
    assert AssignmentEvent.objects.count() == 1


@pytest.mark.parametrize("move", Move)
def test_broken_trail_saves_nothing(world, make_assignment, now, monkeypatch, move):
    assignment = make_assignment(status=min(RULES[move].sources).value)
    before = Assignment.objects.values().get()

    def fail(**_):
        raise RuntimeError("the trail is broken")

    monkeypatch.setattr(work, "record", fail)
    person = world.head if RULES[move].part == Part.DOER else world.coordinator
    with pytest.raises(RuntimeError):
        make(move, assignment, person, now)
    assert Assignment.objects.values().get() == before
    assert not AssignmentEvent.objects.exists()


def test_bulk_acceptance_takes_what_it_can_and_says_why_not_the_rest(
    world, make_assignment, methodist, now
):
    good = make_assignment(status="submitted", submitted_by=world.head)
    own = make_assignment(party=methodist, status="submitted", submitted_by=world.coordinator)
    open_ = make_assignment(school=world.other_school)
    outcome = work.accept_many(assignments=[good, own, open_], by=world.coordinator, at=now)
    assert outcome.done == (good,)
    assert {(left.assignment, left.reason) for left in outcome.left} == {
        (own, OWN_WORK),
        (open_, "Поручение ещё не отправлено на проверку."),
    }


def test_note_is_kept_without_handing_in(world, make_assignment, now):
    work.save_note(assignment=make_assignment(), note="Ждём подпись", by=world.head, at=now)
    kept = Assignment.objects.get()
    assert (kept.status, kept.note) == ("in_progress", "Ждём подпись")


@pytest.mark.parametrize("status", ["submitted", "accepted", "cancelled"])
def test_note_is_closed_with_the_documents(world, make_assignment, now, status):
    with pytest.raises(NotPossible):
        work.save_note(assignment=make_assignment(status=status), note="Ещё", by=world.head, at=now)


@pytest.mark.parametrize(("status", "words"), [("draft", "ещё в проекте"), ("closed", "завершена")])
def test_plan_that_is_not_in_force_obliges_nobody(
    world, roadmap, make_assignment, now, status, words
):
    assignment = make_assignment()
    roadmap.status = status
    roadmap.save()
    with pytest.raises(NotPossible, match=words):
        work.start(assignment=assignment, by=world.head, at=now)


def test_note_of_another_person_is_not_written_over_unseen(world, make_assignment, now):
    assignment = make_assignment()
    opened = work.note_mark(assignment.note)
    work.save_note(assignment=assignment, note="Провели", by=world.head, at=now, seen=opened)
    mine = {"assignment": Assignment.objects.get(), "by": world.head, "at": now, "seen": opened}
    for save in (work.save_note, work.submit):
        with pytest.raises(work.NoteChanged, match="Сейчас там: «Провели»"):
            save(note="Ждём подпись", **mine)
    assert Assignment.objects.get().note == "Провели"


def test_form_whose_note_nobody_touched_leaves_the_newer_one(world, make_assignment, now):
    assignment = make_assignment(note="Начали\nв мае")
    opened = work.note_mark("Начали\r\nв мае")
    work.save_note(assignment=assignment, note="Провели", by=world.head, at=now, seen=opened)
    stale = {"note": "Начали\r\nв мае", "by": world.head, "at": now, "seen": opened}
    work.save_note(assignment=Assignment.objects.get(), **stale)
    work.submit(assignment=Assignment.objects.get(), **stale)
    assert Assignment.objects.get().note == "Провели"


def test_page_keeps_what_was_typed_and_shows_the_other_note(client, world, make_assignment, now):
    assignment = make_assignment()
    client.force_login(world.head)
    address = f"/assignments/{assignment.pk}/"
    opened = client.get(address).context["done_form"]["seen"].value()
    work.save_note(assignment=assignment, note="Провели", by=world.head, at=now)
    answer = client.post(address, {"note": "Ждём подпись", "seen": opened, "submit": "1"})
    assert answer.status_code == 422
    assert "Сейчас там: «Провели»" in answer.text
    assert "Ждём подпись</textarea>" in answer.text
    again = {"note": "Ждём подпись", "seen": answer.context["done_form"]["seen"].value()}
    assert client.post(address, again).status_code == 302
    assert Assignment.objects.get().note == "Ждём подпись"
