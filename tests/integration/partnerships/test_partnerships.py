"""Partnerships: who supports whom, how they move from state to state, what both sides write."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.models import AuditEvent
from core.office.errors import UnreadableFileError
from core.web.refusals import NotPossible, Refusal
from schools.actions.partnerships import (
    PartnershipFacts,
    add_step,
    add_visit,
    attach_agreement,
    change_partnership,
    drop_step,
    enter_partnership,
    keep_visit,
    mark_step,
    move_partnership,
    note_effect,
    partnership_mark,
    read_paper,
    set_rules,
    take_move_back,
)
from schools.domain.partnerships import Move, PartnershipRules, PartnershipState
from schools.models import Partnership, PartnershipRuleSet, PartnershipVisit, School

pytestmark = pytest.mark.django_db

TODAY = date(2025, 10, 1)
NOW = datetime(2025, 10, 1, 12, 0, tzinfo=ZoneInfo("Europe/Moscow"))
PDF = b"%PDF-1.7\n" + b"1 0 obj\n" * 20 + b"%%EOF\n"


@pytest.fixture
def third(world):
    return School.objects.create(municipality=world.office, login="edu980009", name="Школа № 9")


@pytest.fixture
def entered(world):
    return enter(world)


def enter(world, school=None, partner=None, **facts):
    given = {"subjects": ("Математика",), **facts}
    return enter_partnership(
        school=school or world.school,
        facts=PartnershipFacts(partner=partner or world.other_school, **given),
        by=world.coordinator,
    )


def move(world, partnership, kind, on=TODAY, **more):
    return move_partnership(partnership=partnership, move=kind, on=on, by=world.coordinator, **more)


def visit(world, partnership, by, **more):
    given = {"on": TODAY, "what": "Разбор работ", "who": "", "at": NOW, "today": TODAY}
    return add_visit(partnership=partnership, by=by, **(given | more))


def test_partnership_is_proposed_and_told_in_the_trail(world, entered):
    assert entered.state == "proposed"
    event = AuditEvent.objects.get(action="enter partnership")
    assert event.summary == "Предложено партнёрство: Школа № 1 — Школа № 2"
    assert event.municipality_id == world.office.pk


@pytest.mark.parametrize("person", ["curator", "executor", "head", "observer"])
def test_only_coordinator_and_administrator_keep_partnerships(world, entered, person):
    by = world.people[person]
    with pytest.raises(Refusal, match="координатор или администратор"):
        enter_partnership(
            school=world.school, facts=PartnershipFacts(partner=world.other_school), by=by
        )
    with pytest.raises(Refusal):
        move_partnership(partnership=entered, move=Move.AGREE, on=TODAY, by=by)


def test_each_person_sees_partnerships_of_the_own_schools_alone(world, entered, third):
    other = enter(world, school=third, partner=world.other_school)

    def seen(person):
        return set(Partnership.objects.visible_to(world.people[person]))

    assert seen("coordinator") == seen("executor") == seen("observer") == {entered, other}
    assert seen("head") == seen("curator") == {entered}
    assert seen("other_head") == {entered, other}
    assert seen("stranger") == seen("nobody") == set()
    with pytest.raises(Http404):
        get_object_or_404(Partnership.objects.visible_to(world.stranger), pk=entered.pk)


def test_school_is_not_its_own_partner(world):
    with pytest.raises(NotPossible, match="самой себе"):
        enter(world, partner=world.school)
    with pytest.raises(IntegrityError), transaction.atomic():
        Partnership.objects.create(school=world.school, partner=world.school)


def test_partner_is_of_the_same_municipality_and_open(world, third):
    with pytest.raises(NotPossible, match="того же муниципалитета"):
        enter(world, partner=world.foreign_school)
    School.objects.filter(pk=third.pk).update(closed_on=TODAY)
    with pytest.raises(NotPossible, match="закрыта"):
        enter(world, partner=School.objects.get(pk=third.pk))


def test_pair_has_one_open_partnership_on_a_subject(world, entered):
    with pytest.raises(NotPossible, match="по предметам: Математика"):
        enter(world, subjects=("Физика", "Математика"))
    enter(world, subjects=("Физика",))
    enter(world, teacher_name="Лугова Ирина Павловна")
    with pytest.raises(IntegrityError), transaction.atomic():
        Partnership.objects.create(
            school=world.school, partner=world.other_school, subjects="Математика"
        )
    move(world, entered, Move.STOP, reason="Ошибка")
    enter(world)


def test_moves_follow_their_table_and_leave_their_dates(world, entered):
    with pytest.raises(NotPossible, match="«Завершить» к нему не подходит"):
        move(world, entered, Move.FINISH)
    move(world, entered, Move.AGREE)
    begun = move(world, entered, Move.START, on=date(2025, 9, 15))
    assert (begun.state, begun.since) == ("active", date(2025, 9, 15))
    with pytest.raises(NotPossible, match="раньше начала"):
        move(world, entered, Move.FINISH, on=date(2025, 9, 1))
    assert move(world, entered, Move.FINISH).ended_on == TODAY


def test_stopping_needs_a_reason(world, entered):
    with pytest.raises(NotPossible, match="почему партнёрство прекращено"):
        move(world, entered, Move.STOP, reason="  ")
    assert move(world, entered, Move.STOP, reason="Школа  занята").end_reason == "Школа занята"


def test_last_move_is_taken_back_once(world, entered):
    move(world, entered, Move.STOP, reason="Ошибка")
    back = take_move_back(partnership=entered, seen="stopped", by=world.coordinator)
    assert (back.state, back.ended_on, back.end_reason) == ("proposed", None, "")
    with pytest.raises(NotPossible, match="Отменять нечего"):
        take_move_back(partnership=entered, seen="stopped", by=world.coordinator)


def test_move_is_not_taken_back_onto_a_new_partnership_of_the_pair(world, entered):
    move(world, entered, Move.STOP, reason="Ошибка")
    enter(world)
    with pytest.raises(NotPossible, match="внесли новое"):
        take_move_back(partnership=entered, seen="stopped", by=world.coordinator)


def test_partner_supports_no_more_schools_than_the_office_allows(world, entered, third):
    set_rules(
        municipality=world.office, rules=PartnershipRules(school_limit=1), by=world.coordinator
    )
    move(world, entered, Move.AGREE)
    move(world, enter(world, subjects=("Физика",)), Move.AGREE)
    second = enter(world, school=third)
    with pytest.raises(NotPossible, match="сейчас поддерживает 1\xa0школу при пределе 1"):
        move(world, second, Move.AGREE)
    teacher = enter(world, school=third, teacher_name="Лугова Ирина Павловна")
    assert move(world, teacher, Move.AGREE).state == "agreed"
    set_rules(
        municipality=world.office, rules=PartnershipRules(school_limit=2), by=world.coordinator
    )
    assert move(world, second, Move.AGREE).state == "agreed"


def test_rules_that_are_the_defaults_leave_no_row(world):
    set_rules(municipality=world.office, rules=PartnershipRules(), by=world.coordinator)
    assert not PartnershipRuleSet.objects.exists()


def test_two_editors_do_not_overwrite_each_other(world, entered):
    seen = partnership_mark(entered)
    facts = PartnershipFacts(partner=world.other_school, subjects=("Физика",), scope="Уроки")
    change_partnership(partnership=entered, facts=facts, seen=seen, by=world.coordinator)
    event = AuditEvent.objects.get(action="change partnership")
    assert [row["field"] for row in event.changes] == ["Предметы", "В чём поддержка"]
    with pytest.raises(NotPossible, match="изменил другой человек"):
        change_partnership(
            partnership=entered, facts=PartnershipFacts(partner=world.other_school), seen=seen,
            by=world.administrator,
        )  # fmt: skip


def test_agreement_ends_after_it_begins(world):
    with pytest.raises(NotPossible, match="раньше начала"):
        enter(world, since=date(2026, 1, 1), until=date(2025, 1, 1))


def test_heads_of_both_schools_write_visits_and_others_do_not(world, entered):
    for person in ("head", "other_head", "curator", "coordinator"):
        visit(world, entered, world.people[person], what=f"Встреча: {person}")
    for person in ("executor", "observer"):
        with pytest.raises(Refusal, match="обеих школ"):
            visit(world, entered, world.people[person])
    assert entered.visits.count() == 4


def test_visit_sent_twice_stays_one_and_a_day_ahead_is_refused(world, entered):
    assert visit(world, entered, world.head) == visit(world, entered, world.head)
    with pytest.raises(NotPossible, match="ещё не наступила"):
        visit(world, entered, world.head, on=date(2025, 10, 2))


def test_visit_is_taken_away_by_its_author_or_the_office_and_put_back(world, entered):
    made = visit(world, entered, world.head)
    with pytest.raises(Refusal, match="кто её внёс"):
        keep_visit(visit=made, is_kept=False, by=world.other_head, at=NOW)
    keep_visit(visit=made, is_kept=False, by=world.head, at=NOW)
    assert PartnershipVisit.objects.get().removed_at == NOW
    keep_visit(visit=made, is_kept=True, by=world.coordinator, at=NOW)
    assert PartnershipVisit.objects.get().removed_at is None


def test_papers_are_judged_by_content_and_no_file_stays_without_its_row(
    world, entered, settings, monkeypatch
):
    with pytest.raises(UnreadableFileError):
        read_paper(b"<html></html>", "соглашение.pdf")
    paper = read_paper(PDF, "Соглашение.pdf")
    attach_agreement(partnership=entered, paper=paper, by=world.coordinator)
    entered.refresh_from_db()
    assert entered.file_name == "Соглашение.pdf"
    with entered.file.open("rb") as stored:
        assert stored.read() == PDF
    with pytest.raises(Refusal):
        attach_agreement(partnership=entered, paper=paper, by=world.head)
    monkeypatch.setattr("schools.actions.partnerships.visits.told", _fail)
    with pytest.raises(RuntimeError):
        visit(world, entered, world.head, paper=paper)
    assert len(_stored(settings)) == 1


def test_newer_agreement_takes_the_place_of_the_former(
    world, entered, settings, django_capture_on_commit_callbacks
):
    for name in ("Проект.pdf", "Подписано.pdf"):
        paper = read_paper(PDF + name.encode(), name)
        with django_capture_on_commit_callbacks(execute=True):
            attach_agreement(partnership=entered, paper=paper, by=world.coordinator)
    entered.refresh_from_db()
    assert entered.file_name == "Подписано.pdf"
    assert len(_stored(settings)) == 1


def _fail(*_, **__):
    raise RuntimeError("the trail is broken")


def _stored(settings):
    return [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]


def test_plan_has_lines_that_both_sides_mark_done(world, entered):
    line = add_step(
        partnership=entered, what="Открытые уроки", when="октябрь", due_on=date(2025, 10, 31),
        who="Учителя математики", by=world.coordinator,
    )  # fmt: skip
    mark_step(step=line, done_on=TODAY, by=world.other_head)
    assert entered.steps.get().done_on == TODAY
    mark_step(step=line, done_on=None, by=world.head)
    assert entered.steps.get().done_on is None
    with pytest.raises(Refusal):
        drop_step(step=line, by=world.head)
    drop_step(step=line, by=world.coordinator)
    assert not entered.steps.exists()


def test_note_about_the_effect_is_kept_with_its_past(world, entered):
    for note in ("Стало лучше", "Стало лучше", "Стало заметно лучше"):
        note_effect(partnership=entered, note=note, by=world.coordinator)
    assert AuditEvent.objects.filter(action="note effect").count() == 2


@pytest.mark.parametrize("state", PartnershipState)
def test_database_refuses_states_without_their_facts(world, state):
    """A begun one has its day, an ended one too, a stopped one its reason."""
    row = Partnership(school=world.school, partner=world.other_school, state=state.value)
    if state in (PartnershipState.PROPOSED, PartnershipState.AGREED):
        row.save()
        return
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_visit_with_the_same_document_sent_twice_leaves_one_file(world, entered, settings):
    for _ in range(2):
        visit(world, entered, world.head, paper=read_paper(PDF, "Лист встречи.pdf"))
    assert PartnershipVisit.objects.get().file_name == "Лист встречи.pdf"
    assert len(_stored(settings)) == 1
