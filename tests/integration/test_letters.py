"""Letters go over a real SMTP connection, once, and the log tells what became of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.actions import letters
from accounts.actions.letters import PAUSES, SILENCE, post_letters, write_letter
from accounts.models import OutgoingLetter, User
from tests.mail_server import MailServer, mail_server, text_of

pytestmark = pytest.mark.django_db

EMAIL = "head@example.org"


@pytest.fixture
def server() -> Iterator[MailServer]:
    with mail_server() as running:
        yield running


@pytest.fixture
def head() -> User:
    return User.objects.create_user(EMAIL, full_name="Лесная Анна Павловна")


def written(head: User, key: str = "digest:1", **values: Any) -> OutgoingLetter | None:
    values = {"subject": "Поручения «Приозёрной СОШ»", "body": "Срок завтра.\n", **values}
    return write_letter(key=key, kind="digest", to=head, **values)


def test_a_letter_arrives_with_its_words_and_is_logged_as_sent(
    server: MailServer, head: User
) -> None:
    written(head, unsubscribe_path="/letters/stop/abc/")

    assert post_letters() == 1

    (message,) = server.letters_to(EMAIL)
    assert text_of(message).strip() == "Срок завтра."
    assert message["List-Unsubscribe"] == "<http://127.0.0.1:8000/letters/stop/abc/>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    letter = OutgoingLetter.objects.get()
    assert (letter.state, letter.attempts, letter.failure) == ("sent", 1, "")
    assert letter.sent_at is not None


def test_a_letter_asked_for_twice_goes_once(server: MailServer, head: User) -> None:
    assert written(head) is not None
    assert written(head, body="Другие слова") is None

    post_letters()
    post_letters()

    assert len(server.messages) == 1


def test_who_may_not_sign_in_gets_no_letter(head: User) -> None:
    head.is_active = False
    assert written(head) is None
    assert not OutgoingLetter.objects.exists()


def test_a_letter_for_later_waits(server: MailServer, head: User) -> None:
    written(head, due_at=timezone.now() + timedelta(hours=3))

    assert post_letters() == 0
    assert post_letters(now=timezone.now() + timedelta(hours=4)) == 1


def test_an_address_that_does_not_exist_is_given_up_at_once(server: MailServer, head: User) -> None:
    server.answers[EMAIL] = "550 No such user"
    written(head)

    assert post_letters() == 0

    letter = OutgoingLetter.objects.get()
    assert letter.state == "failed"
    assert letter.failure == "Почтовый сервер не принял адрес получателя."


def test_a_refusal_for_the_moment_is_tried_again_later_and_then_given_up(
    server: MailServer, head: User
) -> None:
    server.answers[EMAIL] = "451 Try later"
    written(head)
    now = timezone.now()

    post_letters(now=now)
    assert OutgoingLetter.objects.get().state == "waiting"
    assert post_letters(now=now) == 0
    assert OutgoingLetter.objects.get().attempts == 1

    for pause in PAUSES:
        now += pause
        post_letters(now=now)
    letter = OutgoingLetter.objects.get()
    assert (letter.state, letter.attempts) == ("failed", len(PAUSES) + 1)


def test_one_refused_letter_does_not_hold_up_the_others(server: MailServer, head: User) -> None:
    other = User.objects.create_user("other@example.org", full_name="Полевой Пётр Ильич")
    server.answers[EMAIL] = "550 No such user"
    written(head)
    written(other, key="digest:2")

    assert post_letters() == 1
    assert len(server.letters_to("other@example.org")) == 1


def test_many_letters_go_over_one_connection(server: MailServer, head: User) -> None:
    for number in range(5):
        written(head, key=f"digest:{number}")
    assert post_letters() == 5
    assert server.connections == 1


def test_of_very_many_letters_one_call_takes_some_and_wakes_the_next(
    server: MailServer, head: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(letters, "LETTERS_A_CALL", 2)
    woken: list[int] = []
    monkeypatch.setattr(letters, "_wake_postman", lambda: woken.append(1))
    for number in range(3):
        written(head, key=f"digest:{number}")
    woken.clear()
    assert (post_letters(), len(woken)) == (2, 1)
    assert (post_letters(), len(woken)) == (1, 1)


def test_without_a_mail_server_letters_wait(head: User, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    settings.EMAIL_USE_TLS = False
    written(head)

    assert post_letters() == 0

    letter = OutgoingLetter.objects.get()
    assert (letter.state, letter.failure) == ("waiting", "Почтовый сервер не ответил.")
    # A server that is down for a day is no fault of the letters.
    assert letter.attempts == 0


def test_a_worker_that_died_on_the_way_to_the_server_makes_no_second_letter(
    server: MailServer, head: User
) -> None:
    written(head)
    taken_at = timezone.now()
    OutgoingLetter.objects.update(state="sending", claimed_at=taken_at)

    assert post_letters(now=taken_at + SILENCE / 2) == 0
    assert OutgoingLetter.objects.get().state == "sending"
    assert post_letters(now=taken_at + SILENCE * 2) == 0

    letter = OutgoingLetter.objects.get()
    assert letter.state == "unknown"
    assert "не повторяет" in letter.failure
    assert server.messages == []


def test_a_person_sees_their_own_letters_only(head: User) -> None:
    other = User.objects.create_user("other@example.org", full_name="Полевой Пётр Ильич")
    written(head)

    assert OutgoingLetter.objects.visible_to(head).count() == 1
    assert not OutgoingLetter.objects.visible_to(other).exists()


def test_an_address_that_no_mail_program_writes_does_not_hold_up_the_others(
    server: MailServer, head: User
) -> None:
    nobody = User.objects.create_user(f"head@{'a' * 70}.example.org", full_name="Тихая Вера")
    written(nobody, key="digest:0")
    written(head)

    assert post_letters() == 1

    bad, good = OutgoingLetter.objects.order_by("key")
    assert (bad.state, bad.failure) == ("failed", "Адрес получателя записан с ошибкой.")
    assert good.state == "sent"
