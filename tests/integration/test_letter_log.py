"""The log of letters: what administrators see of what was sent, and what they do about the rest."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from accounts.models import AuditEvent, OutgoingLetter
from tests.conftest import World

pytestmark = pytest.mark.django_db
REFUSED = "Почтовый сервер не принял адрес получателя."


def letter(world: World, key: str, to: Any = None, **values: Any) -> OutgoingLetter:
    to = to or world.head
    values = {
        "subject": "Просрочено 2",
        "body": "Здравствуйте.\nhttp://127.0.0.1:8000/assignments/1/",
        "state": "sent",
        "municipality_id": world.office.pk,
        **values,
    }
    sent_at = timezone.now() if values["state"] == "sent" else None
    return OutgoingLetter.objects.create(
        key=key, kind="digest", to=to, to_name=str(to), email=to.email, sent_at=sent_at, **values
    )


@pytest.fixture
def administrator(client: Client, world: World) -> Client:
    client.force_login(world.administrator)
    return client


def test_the_log_says_what_became_of_each_letter(administrator: Client, world: World) -> None:
    letter(world, "1")
    letter(world, "2", world.curator, state="failed", failure=REFUSED)
    page = administrator.get(reverse("letters")).text
    assert "2\u00a0письма, не отправлено 1" in page
    assert "curator@example.org" in page
    assert REFUSED in page
    assert "напоминание" in page


def test_letters_of_other_municipalities_are_not_there(administrator: Client, world: World) -> None:
    foreign = letter(world, "1", world.stranger, municipality_id=world.other_office.pk)
    assert "stranger@example.org" not in administrator.get(reverse("letters")).text
    assert administrator.get(reverse("letter", args=[foreign.pk])).status_code == 404


def test_letters_are_found_by_name_state_and_day(administrator: Client, world: World) -> None:
    letter(world, "1", subject="Срок завтра 1")
    letter(world, "2", world.curator, state="failed", failure=REFUSED, subject="Ждут проверки 3")
    yesterday = timezone.localdate() - timedelta(days=1)
    for asked, found in (
        ({"search": "curator"}, ["Ждут проверки 3"]),
        ({"search": "завтра"}, ["Срок завтра 1"]),
        ({"state": "failed"}, ["Ждут проверки 3"]),
        ({"kind": "digest", "since": timezone.localdate()}, ["Ждут проверки 3", "Срок завтра 1"]),
        ({"until": yesterday}, []),
    ):
        book = load_workbook(
            io.BytesIO(administrator.get(reverse("letters_workbook"), asked).content)
        )
        rows = [row for row in book.active.iter_rows(values_only=True) if row[3] and "@" in row[3]]
        assert [row[5] for row in rows] == found, asked
        page = administrator.get(reverse("letters"), asked).text
        assert f"Показано {len(found)} из 2" in page


def test_the_text_is_shown_with_links_and_nothing_of_it_runs(
    administrator: Client, world: World
) -> None:
    one = letter(world, "1", body="<script>x</script> http://127.0.0.1:8000/review/")
    page = administrator.get(reverse("letter", args=[one.pk])).text
    assert "&lt;script&gt;" in page
    assert '<a href="http://127.0.0.1:8000/review/"' in page


def test_a_failed_letter_goes_again_to_the_present_address_once(
    administrator: Client, world: World
) -> None:
    one = letter(world, "1", state="failed", failure=REFUSED, attempts=5)
    world.head.email = "new-head@example.org"
    world.head.save()
    page = administrator.get(reverse("letter", args=[one.pk])).text
    assert "На адрес new-head@example.org." in page

    for said in ("поставлено в очередь", "ничего не изменилось"):
        answer = administrator.post(reverse("letter_again", args=[one.pk]), follow=True)
        assert said in answer.text
    one.refresh_from_db()
    assert (one.state, one.email, one.attempts, one.failure) == (
        "waiting", "new-head@example.org", 0, "",
    )  # fmt: skip
    event = AuditEvent.objects.get(action="send letter again")
    assert event.changes == [
        {"field": "адрес", "before": "head@example.org", "after": "new-head@example.org"}
    ]


def test_what_may_have_gone_is_sent_again_only_with_a_warning(
    administrator: Client, world: World
) -> None:
    one = letter(world, "1", state="unknown", failure="Отправка прервалась на середине.")
    page = administrator.get(reverse("letter", args=[one.pk])).text
    assert "тогда человек получит два" in page
    administrator.post(reverse("letter_again", args=[one.pk]))
    assert OutgoingLetter.objects.get().state == "waiting"


def test_what_went_is_not_offered_again(administrator: Client, world: World) -> None:
    one = letter(world, "1")
    assert "Отправить ещё раз" not in administrator.get(reverse("letter", args=[one.pk])).text
    administrator.post(reverse("letter_again", args=[one.pk]))
    assert OutgoingLetter.objects.get().state == "sent"


def test_a_persons_page_says_that_letters_do_not_arrive(
    administrator: Client, world: World
) -> None:
    address = reverse("person", args=[world.head.pk])
    letter(world, "1", state="failed", failure=REFUSED)
    assert f"Письма не доходят. {REFUSED}" in administrator.get(address).text
    # A later letter that went, or another address, makes it a thing of the past.
    letter(world, "2")
    assert "Письма не доходят" not in administrator.get(address).text
    letter(world, "3", state="failed", failure=REFUSED)
    world.head.email = "new-head@example.org"
    world.head.save()
    assert "Письма не доходят" not in administrator.get(address).text


def test_the_log_leads_to_the_settings_of_reminders(administrator: Client, world: World) -> None:
    page = administrator.get(reverse("letters")).text
    assert "Портал ещё никому не писал." in page
    assert reverse("roadmaps:reminder_settings", args=[world.office.pk]) in page
    assert "Письма уходят в рабочие дни в\u00a08:00" in page
