"""Sending work back: a reason that can be counted, ready comments, many at once."""

import pytest
from django.urls import reverse
from django.utils import timezone

from core.web.refusals import NotPossible, Refusal
from roadmaps.actions.phrases import add_phrase, forget_phrase
from roadmaps.actions.work import accept, reopen, return_for_rework, submit
from roadmaps.models import Assignment, AssignmentEvent, ReviewPhrase
from roadmaps.queries import work as queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def submitted(make_assignment, world):
    def make(**fields):
        assignment = make_assignment(**fields)
        submit(assignment=assignment, note="Приказ издан", by=world.head, at=timezone.now())
        return assignment

    return make


@pytest.fixture
def coordinator(client, world):
    client.force_login(world.coordinator)
    return client


def send_back(client, assignment, **data):
    address = reverse("roadmaps:move", args=[assignment.pk, "return"])
    asked = {f"return-{name}": value for name, value in data.items()}
    return client.post(address, {"return-round": assignment.rounds, **asked}, follow=True)


def test_reason_is_kept_and_told(submitted, coordinator, client, world):
    assignment = submitted()
    page = send_back(coordinator, assignment, reason="no_signature").content.decode()
    event = AssignmentEvent.objects.get(move="return")
    assert event.reason == "no_signature"
    assert event.comment == "Нет подписи. Приложите подписанный документ."
    assert "возвращено на доработку: нет подписи" in page
    client.force_login(world.head)
    page = client.get(reverse("roadmaps:assignment", args=[assignment.pk])).content.decode()
    assert "Нужно исправить: нет подписи." in page


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"comment": "Нет подписи"}, "Выберите причину возврата."),
        ({"reason": "other"}, "Напишите, что исправить"),
        ({"reason": "nonsense", "comment": "Так"}, "nonsense"),
    ],
)
def test_return_without_a_reason_or_words_is_asked_for(submitted, coordinator, data, words):
    answer = send_back(coordinator, submitted(), **data)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert Assignment.objects.get().status == "submitted"


def test_returns_are_counted(submitted, world):
    assignment = submitted()
    by, at = world.coordinator, timezone.now()
    return_for_rework(assignment=assignment, comment="Раз", by=by, at=at)
    submit(assignment=assignment, note="Снова", by=world.head, at=at)
    accept(assignment=assignment, by=by, at=at)
    reopen(assignment=assignment, comment="Два", by=by, at=at)
    [found] = queries.assignments_of(world.head)
    assert found.returns == 2
    [row] = queries.task_rows([found], timezone.localdate())
    assert row.returned_words.replace("\u00a0", " ") == "возвращено 2 раза"


def test_ready_comment_goes_before_ones_own(submitted, coordinator, world):
    phrase = add_phrase(municipality=world.office, text=" Нет  печати. ", by=world.coordinator)
    send_back(coordinator, submitted(), reason="other", phrase=phrase.pk, comment="И даты.")
    assert AssignmentEvent.objects.get(move="return").comment == "Нет печати.\nИ даты."


def test_ready_comments_are_those_of_the_office(submitted, coordinator, world):
    foreign = add_phrase(municipality=world.other_office, text="Чужое", by=world.stranger)
    assignment = submitted()
    answer = send_back(coordinator, assignment, reason="unreadable", phrase=foreign.pk)
    assert "Чужое" not in answer.content.decode()
    assert AssignmentEvent.objects.get(move="return").comment.startswith("Документ не читается")


def test_same_ready_comment_is_kept_once_and_may_go(world):
    first = add_phrase(municipality=world.office, text="Нет печати.", by=world.coordinator)
    assert (
        add_phrase(municipality=world.office, text="Нет печати.", by=world.administrator) == first
    )
    with pytest.raises(NotPossible):
        add_phrase(municipality=world.office, text="  ", by=world.coordinator)
    with pytest.raises(Refusal):
        add_phrase(municipality=world.office, text="Нет даты.", by=world.curator)
    forget_phrase(phrase=first, by=world.coordinator)
    forget_phrase(phrase=first, by=world.coordinator)
    assert not ReviewPhrase.objects.exists()


def test_many_are_sent_back_with_one_comment(submitted, coordinator):
    first, second = submitted(), submitted()
    address = reverse("roadmaps:return_many")
    asked = coordinator.get(address, {"assignment": [first.pk, second.pk]}).content.decode()
    assert "Вернуть на доработку 2 поручения?" in asked.replace("\u00a0", " ")
    seen = [f"{first.pk}.1", f"{second.pk}.1"]
    assert coordinator.post(address, {"seen": seen}).status_code == 422
    data = {"seen": seen, "reason": "wrong_period", "comment": "Нужен 2026 год."}
    answer = coordinator.post(address, data, follow=True)
    assert "Возвращено: 2 поручения." in answer.content.decode().replace("\u00a0", " ")
    events = AssignmentEvent.objects.filter(move="return")
    assert {(one.reason, one.comment) for one in events} == {("wrong_period", "Нужен 2026 год.")}
    again = coordinator.post(address, data, follow=True)
    assert "Не возвращено: 2 поручения." in again.content.decode().replace("\u00a0", " ")
    assert events.count() == 2


def test_sending_back_many_does_not_reach_a_new_submission(submitted, coordinator, world):
    from roadmaps.actions.work import withdraw

    assignment = submitted()
    withdraw(assignment=assignment, by=world.head, at=timezone.now())
    submit(assignment=assignment, note="Другое", by=world.head, at=timezone.now())
    data = {"seen": f"{assignment.pk}.1", "reason": "unreadable"}
    coordinator.post(reverse("roadmaps:return_many"), data)
    assert Assignment.objects.get().status == "submitted"
