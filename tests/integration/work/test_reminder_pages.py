"""Pages of reminders: one's own choice, the way out without signing in, the office's settings."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEvent
from roadmaps.links.reminders import stop_path
from roadmaps.models import ReminderSettings, ReminderWish
from tests.conftest import World

pytestmark = pytest.mark.django_db
STRICT = {"enforce_csrf_checks": True}


def my_letters(client: Client, person: Any, **data: Any) -> Any:
    client.force_login(person)
    return client.post(reverse("roadmaps:my_letters"), data)


def test_a_person_chooses_how_often_and_about_what(client: Client, world: World) -> None:
    my_letters(client, world.head, frequency="weekly", kinds=["overdue", "returned"])

    wish = ReminderWish.objects.get(user=world.head)
    assert (wish.frequency, wish.is_stopped) == ("weekly", False)
    # What the person was not asked about stays wanted, should they review work one day.
    assert wish.refused == ["ahead", "decided"]
    page = client.get(reverse("me")).text
    assert "Раз в неделю, по понедельникам: срок прошёл, поручение возвращено" in page
    event = AuditEvent.objects.get(action="choose reminders")
    assert event.changes[0]["after"].startswith("раз в неделю: срок прошёл")


def test_the_same_choice_twice_is_noted_once(client: Client, world: World) -> None:
    for _ in range(2):
        my_letters(client, world.head, frequency="never")
    assert ReminderWish.objects.get(user=world.head).is_stopped
    assert AuditEvent.objects.filter(action="choose reminders").count() == 1
    assert "Не приходят: вы отказались от них." in client.get(reverse("me")).text


def test_each_role_is_asked_about_its_own_letters_only(client: Client, world: World) -> None:
    for person, asked, not_asked in (
        (world.head, "Срок прошёл", "ждут моей проверки"),
        (world.curator, "ждут моей проверки", "Срок прошёл"),
        (world.coordinator, "ждут моей проверки", "которые я курирую"),
    ):
        client.force_login(person)
        page = client.get(reverse("roadmaps:my_letters")).text
        assert asked in page
        assert not_asked not in page


def test_where_the_office_insists_what_is_overdue_cannot_be_refused(
    client: Client, world: World
) -> None:
    ReminderSettings.objects.create(municipality=world.office, is_overdue_kept=True)
    client.force_login(world.head)
    page = client.get(reverse("roadmaps:my_letters")).text
    assert "Срок прошёл" not in page
    assert "О просроченном управление образования напоминает всегда." in page
    my_letters(client, world.head, frequency="never")
    assert "Только о просроченном, по понедельникам." in client.get(reverse("me")).text


def test_the_way_out_needs_no_sign_in_and_is_undone_as_easily(world: World) -> None:
    browser = Client(**STRICT)
    address = stop_path(world.head)
    page = browser.get(address)
    assert "Не получать напоминания?" in page.text
    assert "h…@example.org" in page.text
    assert world.head.email not in page.text
    assert not ReminderWish.objects.filter(is_stopped=True).exists()

    for _ in range(2):
        assert "Вы отказались от напоминаний" in browser.post(address).text
    assert ReminderWish.objects.get(user=world.head).is_stopped
    assert AuditEvent.objects.filter(action="stop reminders").count() == 1

    again = browser.post(address.replace("/stop/", "/resume/"))
    assert "Напоминания снова приходят" in again.text
    assert not ReminderWish.objects.get(user=world.head).is_stopped


def test_the_one_click_of_a_mail_program_is_taken_without_a_cookie(world: World) -> None:
    """RFC 8058: a POST with this body, to the address of the header."""
    answer = Client(**STRICT).post(
        stop_path(world.head),
        "List-Unsubscribe=One-Click",
        content_type="application/x-www-form-urlencoded",
    )
    assert answer.status_code == 200
    assert ReminderWish.objects.get(user=world.head).is_stopped


def test_what_was_chosen_before_comes_back_with_the_letters(client: Client, world: World) -> None:
    my_letters(client, world.head, frequency="weekly", kinds=["overdue"])
    client.post(stop_path(world.head))
    client.post(stop_path(world.head).replace("/stop/", "/resume/"))
    wish = ReminderWish.objects.get(user=world.head)
    assert (wish.frequency, wish.is_stopped) == ("weekly", False)
    assert wish.refused == ["ahead", "decided", "returned"]


def test_a_link_that_is_not_ours_leads_nowhere(client: Client, world: World) -> None:
    good = stop_path(world.head)
    for bad in (good[:-2] + "x/", good.replace(f"/{world.head.pk}.", f"/{world.curator.pk}.")):
        assert client.post(bad).status_code == 404
    assert not ReminderWish.objects.exists()


def settings_page(client: Client, world: World, **changes: Any) -> Any:
    client.force_login(world.administrator)
    values = {"is_on": "on", "hour": 9, "days_before": [7, 1], "weekday": 2, **changes}
    return client.post(reverse("roadmaps:reminder_settings", args=[world.office.pk]), values)


def test_an_administrator_sets_how_the_office_reminds(client: Client, world: World) -> None:
    answer = settings_page(
        client, world, time_zone="Asia/Omsk", quiet_periods="1.7-31.7", is_overdue_kept="on"
    )
    assert answer.status_code == 302
    kept = ReminderSettings.objects.get(municipality=world.office)
    assert (kept.hour, kept.days_before, kept.weekday) == (9, [7, 1], 2)
    assert (kept.time_zone, kept.quiet_periods) == ("Asia/Omsk", "01.07–31.07")
    assert kept.is_overdue_kept
    assert not kept.copies_curator
    event = AuditEvent.objects.get(action="set reminders")
    assert {"field": "час отправки", "before": "8", "after": "9"} in event.changes
    settings_page(
        client, world, time_zone="Asia/Omsk", quiet_periods="1.7-31.7", is_overdue_kept="on"
    )
    assert AuditEvent.objects.filter(action="set reminders").count() == 1


def test_what_cannot_be_understood_is_said_beside_the_field_and_kept(
    client: Client, world: World
) -> None:
    answer = settings_page(client, world, quiet_periods="июль", days_before=[])
    assert answer.status_code == 422
    assert "Не понятно, что такое «июль»." in answer.text
    assert "Отметьте хотя бы один день." in answer.text
    assert 'value="июль"' in answer.text
    assert not ReminderSettings.objects.exists()
