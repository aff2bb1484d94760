"""Forms that arrive without a session or a token: nothing is written, nothing typed is lost."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from core.web.errors import FORM_EXPIRED, SESSION_ENDED, SESSION_ENDED_HEADER

pytestmark = pytest.mark.django_db

FORM = "http://testserver/roadmaps/3/activities/add/?section=2"
TYPED = {"title": "Семинар для <b>завучей</b>", "number": "1.1", "password1": "очень тайный пароль"}


def test_ended_session_hands_back_what_was_typed_and_leads_to_the_form(client: Client) -> None:
    answer = client.post(reverse("roadmaps:import"), TYPED, headers={"Referer": FORM})
    assert answer.status_code == 403
    assert SESSION_ENDED.what_happened in answer.text
    assert ">Семинар для &lt;b&gt;завучей&lt;/b&gt;</textarea>" in answer.text
    assert "тайный" not in answer.text
    assert "next=%2Froadmaps%2F3%2Factivities%2Fadd%2F%3Fsection%3D2" in answer.text


def test_after_an_ended_session_nobody_is_led_elsewhere(client: Client) -> None:
    headers = {"Referer": "http://evil.example/form"}
    answer = client.post(reverse("roadmaps:import"), TYPED, headers=headers)
    assert "evil" not in answer.text
    assert "next=%2F" in answer.text


def test_form_without_a_token_hands_back_what_was_typed_on_our_page(world) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.coordinator)
    answer = client.post(reverse("roadmaps:import"), TYPED, headers={"Referer": FORM})
    assert answer.status_code == 403
    assert FORM_EXPIRED.heading in answer.text
    assert "Семинар для" in answer.text


def test_another_site_cannot_put_its_words_on_our_page(world) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.coordinator)
    for headers in ({"Referer": "http://evil.example/"}, {}):
        answer = client.post(reverse("roadmaps:import"), TYPED, headers=headers)
        assert answer.status_code == 403
        assert "Семинар" not in answer.text


def test_fragment_of_an_ended_session_keeps_the_page_and_shows_the_way_in(client: Client) -> None:
    answer = client.post(reverse("roadmaps:import"), TYPED, headers={"HX-Request": "true"})
    assert answer.status_code == 403
    assert answer.headers[SESSION_ENDED_HEADER] == "1"
    assert "<html" not in answer.text
    assert f'href="{reverse("account_login")}' in answer.text


def test_refused_form_hands_back_what_was_typed(world) -> None:
    """The plan was approved, or the row deleted, while the form was open."""
    client = Client(enforce_csrf_checks=False)
    client.force_login(world.head)
    for address, status in (
        (reverse("roadmaps:import"), 403),
        ("/roadmaps/999/activities/add/", 404),
    ):
        answer = client.post(address, TYPED, headers={"Referer": FORM})
        assert answer.status_code == status
        assert ">Семинар для &lt;b&gt;завучей&lt;/b&gt;</textarea>" in answer.text
        assert "тайный" not in answer.text
        foreign = client.post(address, TYPED, headers={"Referer": "http://evil.example/"})
        assert "Семинар" not in foreign.text


def test_page_that_is_only_read_hands_back_nothing(world, client: Client) -> None:
    client.force_login(world.head)
    answer = client.get("/roadmaps/999/", headers={"Referer": FORM})
    assert answer.status_code == 404
    assert "<textarea" not in answer.text


def test_too_much_for_a_page_that_is_not_there_is_not_found(client: Client) -> None:
    sent = {"title": "слово " * 600_000}
    answer = client.post("/there/is/nothing/", sent, headers={"Referer": FORM})
    assert answer.status_code in (404, 413)
