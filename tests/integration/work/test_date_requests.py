"""A school asks for another date, the office or the curator answers, everybody reads it."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent, OutgoingLetter
from core.web.refusals import NotPossible, Refusal
from roadmaps.actions.assigning import drop_occurrences
from roadmaps.actions.date_requests import (
    agree_to_date,
    ask_for_date,
    refuse_date,
    withdraw_request,
)
from roadmaps.actions.work import cancel, postpone, submit
from roadmaps.models import Assignment, DateRequest
from roadmaps.queries.date_requests import requests_waiting_for
from roadmaps.queries.work import history_of

pytestmark = pytest.mark.django_db

WISHED = date(2026, 11, 20)


@pytest.fixture
def owed(make_assignment):
    return make_assignment()


@pytest.fixture
def asked(owed, world, now):
    return ask_for_date(
        assignment=owed, wished_on=WISHED, reason="Ремонт до ноября", by=world.head, at=now
    )


def test_head_asks_and_the_office_and_the_curator_find_it(world, asked) -> None:
    assert list(requests_waiting_for(world.coordinator)) == [asked]
    assert list(requests_waiting_for(world.curator)) == [asked]
    for person in (world.head, world.stranger, world.observer, world.executor):
        assert list(requests_waiting_for(person)) == []
    event = AuditEvent.objects.get(action="ask for date")
    assert event.summary == "Попросили срок 20.11.2026. Ремонт до ноября"


@pytest.mark.parametrize("person", ["coordinator", "curator", "other_head", "observer"])
def test_only_the_doer_asks(world, owed, now, person) -> None:
    with pytest.raises(Refusal):
        ask_for_date(
            assignment=owed,
            wished_on=WISHED,
            reason="Так",
            by=getattr(world, person),
            at=now,
        )


@pytest.mark.parametrize(
    ("wished_on", "reason", "sentence"),
    [
        (WISHED, " ", "почему нужен другой срок"),
        (date(2026, 10, 30), "Ремонт", "и есть нынешний срок"),
        (date(2026, 10, 1), "Ремонт", "не раньше сегодняшнего"),
        (date(2030, 1, 1), "Ремонт", "Проверьте год"),
    ],
)
def test_impossible_request_is_refused_in_words(
    world, owed, now, wished_on, reason, sentence
) -> None:
    with pytest.raises(NotPossible, match=sentence):
        ask_for_date(assignment=owed, wished_on=wished_on, reason=reason, by=world.head, at=now)


def test_one_request_is_open_at_a_time(world, owed, asked, now) -> None:
    again = ask_for_date(
        assignment=owed, wished_on=WISHED, reason="Ремонт до ноября", by=world.head, at=now
    )
    assert again == asked
    with pytest.raises(NotPossible, match="ждёт решения"):
        ask_for_date(
            assignment=owed, wished_on=date(2026, 12, 1), reason="Ещё", by=world.head, at=now
        )
    withdraw_request(request=asked, by=world.head, at=now)
    withdraw_request(request=asked, by=world.head, at=now)
    second = ask_for_date(
        assignment=owed, wished_on=date(2026, 12, 1), reason="Ещё", by=world.head, at=now
    )
    assert list(requests_waiting_for(world.coordinator)) == [second]


def test_agreement_postpones_and_tells_who_asked(world, owed, asked, now) -> None:
    agree_to_date(
        request=asked, due_on=date(2026, 11, 16), answer="До 16-го", by=world.curator, at=now
    )
    owed.refresh_from_db()
    assert (owed.status, owed.own_due_on) == ("postponed", date(2026, 11, 16))
    letter = OutgoingLetter.objects.get()
    assert letter.to == world.head
    assert letter.subject == "Ответ о сроке: новый срок — 16\u00a0ноября 2026\u00a0г."
    assert "До 16-го" in letter.body
    words = [line.words for line in history_of(owed)]
    assert words == ["срок перенесён", "просьба перенести срок на\u00a020.11.2026"]
    assert list(requests_waiting_for(world.coordinator)) == []


def test_refusal_needs_words_and_leaves_the_date(world, owed, asked, now) -> None:
    with pytest.raises(NotPossible, match="почему срок остаётся прежним"):
        refuse_date(request=asked, answer=" ", by=world.coordinator, at=now)
    refuse_date(request=asked, answer="Сводка нужна в октябре", by=world.coordinator, at=now)
    owed.refresh_from_db()
    assert (owed.status, owed.own_due_on) == ("assigned", None)
    assert history_of(owed)[0].words == "в переносе срока отказано"


def test_second_answer_reads_the_first(world, asked, now) -> None:
    refuse_date(request=asked, answer="Нет", by=world.coordinator, at=now)
    with pytest.raises(NotPossible, match="уже ответили: отказано, coordinator"):
        agree_to_date(request=asked, due_on=WISHED, answer="", by=world.curator, at=now)
    with pytest.raises(NotPossible, match="уже ответили"):
        withdraw_request(request=asked, by=world.head, at=now)
    assert OutgoingLetter.objects.count() == 1


def test_impossible_date_leaves_the_request_open(world, asked, now) -> None:
    with pytest.raises(NotPossible, match="не раньше"):
        agree_to_date(
            request=asked, due_on=date(2026, 1, 1), answer="", by=world.coordinator, at=now
        )
    asked.refresh_from_db()
    assert asked.state == "open"


def test_nobody_answers_their_own_request(world, make_assignment, methodist, now) -> None:
    work = make_assignment(party=methodist)
    asked = ask_for_date(
        assignment=work, wished_on=WISHED, reason="Отпуск", by=world.coordinator, at=now
    )
    with pytest.raises(Refusal, match="другой сотрудник"):
        agree_to_date(request=asked, due_on=WISHED, answer="", by=world.coordinator, at=now)
    assert list(requests_waiting_for(world.coordinator)) == []
    assert list(requests_waiting_for(world.administrator)) == [asked]


def test_date_given_without_the_request_answers_it(world, owed, asked, now) -> None:
    postpone(assignment=owed, due_on=WISHED, comment="Всем", by=world.coordinator, at=now)
    asked.refresh_from_db()
    assert (asked.state, asked.agreed_on) == ("agreed", WISHED)


@pytest.mark.parametrize("settle", [submit, cancel])
def test_settled_work_waits_for_no_date(world, owed, asked, now, settle) -> None:
    if settle is submit:
        submit(assignment=owed, note="Готово", by=world.head, at=now)
    else:
        cancel(assignment=owed, reason="Не к нам", by=world.coordinator, at=now)
    assert list(requests_waiting_for(world.coordinator)) == []


def ahead(days: int) -> date:
    return date(timezone.localdate().year + 1, 1, days)


@pytest.fixture
def page(client, make_assignment, roadmap):
    """An assignment of the present with its addresses."""
    roadmap.last_year = timezone.localdate().year + 1
    roadmap.save()
    work = make_assignment(due_on=ahead(1))
    return {
        name: reverse(f"roadmaps:{name}", args=[work.pk])
        for name in ("assignment", "date_ask", "date_withdraw", "date_answer")
    }


def test_whole_talk_on_the_page(client, world, page) -> None:
    client.force_login(world.head)
    assert "Попросить другой срок" in client.get(page["assignment"]).content.decode()
    form = {"ask-wished_on": ahead(20).isoformat(), "ask-reason": "Ремонт"}
    for _ in range(2):
        client.post(page["date_ask"], form)
    asked = DateRequest.objects.get()
    shown = client.get(page["assignment"]).content.decode()
    assert "Ждёт решения управления." in shown
    assert "Попросить другой срок" not in shown
    client.force_login(world.coordinator)
    assert "«Ремонт»" in client.get(reverse("roadmaps:date_requests")).content.decode()
    assert "Просят другой срок: 1" in client.get(reverse("roadmaps:review")).content.decode()
    refused = client.post(page["date_answer"], {"request": asked.pk, "refuse": "1"})
    assert refused.status_code == 422
    assert "Напишите, почему срок остаётся прежним." in refused.content.decode()
    client.post(
        page["date_answer"], {"request": asked.pk, "refuse": "1", "answer-answer": "Нельзя"}
    )
    client.force_login(world.head)
    shown = client.get(page["assignment"]).content.decode()
    assert "Срок остаётся прежним." in shown
    assert "«Нельзя»" in shown
    client.post(page["date_ask"], form)
    client.force_login(world.curator)
    asked = DateRequest.objects.get(state="open")
    client.post(
        page["date_answer"],
        {"request": asked.pk, "agree": "1", "answer-due_on": ahead(15).isoformat()},
    )
    assert Assignment.objects.get().own_due_on == ahead(15)


def test_what_was_typed_is_kept(client, world, page) -> None:
    client.force_login(world.head)
    answer = client.post(page["date_ask"], {"ask-wished_on": "", "ask-reason": "Ремонт крыши"})
    assert answer.status_code == 422
    assert "Ремонт крыши" in answer.content.decode()
    assert "Выберите срок, к которому успеете." in answer.content.decode()


def test_work_with_a_request_does_not_disappear_when_its_date_goes(owed, asked) -> None:
    assert drop_occurrences(occurrence_ids=[owed.occurrence_id]) == {owed.occurrence_id}
    assert list(DateRequest.objects.filter(assignment=owed)) == [asked]
