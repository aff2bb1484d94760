"""The pages of those who review: a decision, the queue, acceptance of many at once."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from core.values.wording import short_date
from roadmaps.actions import work
from roadmaps.models import Assignment
from tests.integration.work.pages import move_page, page

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["accept", "return", "postpone", "cancel"])
def test_head_does_not_judge(as_person, submitted, name):
    answer = as_person("head").post(move_page(submitted(), name), {f"{name}-round": "1"})
    assert answer.status_code == 403


def test_head_sees_the_reason_of_the_return_and_corrects(as_person, submitted, world):
    assignment = submitted()
    as_person("coordinator").post(
        move_page(assignment, "return"),
        {"return-round": "1", "return-reason": "other", "return-comment": "Нет подписи"},
    )
    client = as_person("head")
    for address in (reverse("roadmaps:assignments"), page(assignment), reverse("home")):
        assert "Нет подписи" in client.get(address).content.decode()
    client.post(page(assignment), {"note": "Подписано", "submit": "1"})
    assert Assignment.objects.get().rounds == 2


def test_return_without_words_asks_for_them(as_person, submitted):
    answer = as_person("coordinator").post(
        move_page(submitted(), "return"),
        {"return-round": "1", "return-reason": "other", "return-comment": " "},
    )
    assert answer.status_code == 422
    assert "Напишите, что исправить" in answer.content.decode()


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2020-01-01", "не раньше сегодняшнего дня"),
        ("9999-01-01", "позже окончания плана"),
    ],
)
def test_postponing_to_an_impossible_day_keeps_the_words(as_person, make_assignment, day, said):
    assignment = make_assignment()
    answer = as_person("coordinator").post(
        move_page(assignment, "postpone"),
        {
            "postpone-round": "0",
            "postpone-due_on": day,
            "postpone-comment": "Карантин в школе",
        },
    )
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "Карантин в школе" in answer.content.decode()


def test_second_who_postpones_sees_the_date_of_the_first(as_person, make_assignment, world):
    assignment = make_assignment()
    today = timezone.localdate()
    first, second = today + timedelta(days=40), today + timedelta(days=50)
    client = as_person("coordinator")
    page = client.get(reverse("roadmaps:assignment", args=[assignment.pk]))
    seen = re.search(r'name="postpone-seen" value="([^"]*)"', page.text)[1]
    work.postpone(
        assignment=Assignment.objects.get(), due_on=first, comment="Ремонт", by=world.curator,
        at=timezone.now(),
    )  # fmt: skip
    mine = {
        "postpone-round": "0",
        "postpone-seen": seen,
        "postpone-due_on": second.isoformat(),
        "postpone-comment": "Карантин",
    }
    answer = client.post(move_page(assignment, "postpone"), mine)
    assert answer.status_code == 422
    assert f"сейчас стоит {short_date(first)}" in answer.text
    assert f"{world.curator}: «Ремонт»" in answer.text
    assert "Карантин" in answer.text
    assert Assignment.objects.get().own_due_on == first
    seen = re.search(r'name="postpone-seen" value="([^"]*)"', answer.text)[1]
    client.post(move_page(assignment, "postpone"), mine | {"postpone-seen": seen})
    assert Assignment.objects.get().own_due_on == second


def test_stale_page_does_not_judge_a_new_submission(as_person, submitted, world):
    assignment = submitted()
    work.withdraw(assignment=assignment, by=world.head, at=timezone.now())
    work.submit(assignment=assignment, note="Другое", by=world.head, at=timezone.now())
    answer = as_person("coordinator").post(
        move_page(assignment, "accept"), {"accept-round": "1"}, follow=True
    )
    assert "работу сдали заново" in answer.content.decode()
    assert Assignment.objects.get().status == "submitted"


def test_after_a_decision_the_queue_goes_on(as_person, submitted, world):
    first, second = submitted(), submitted()
    client = as_person("coordinator")
    answer = client.post(move_page(first, "accept"), {"accept-round": "1", "from_review": "1"})
    assert answer.url == f"{page(second)}?from=review#main"
    answer = client.post(
        move_page(second, "accept"), {"accept-round": "1", "from_review": "1"}, follow=True
    )
    assert answer.redirect_chain == [(reverse("roadmaps:review"), 302)]
    assert "Больше ничего не ждёт проверки." in answer.content.decode()


def test_second_click_on_accept_is_calm(as_person, submitted):
    assignment = submitted()
    client = as_person("coordinator")
    client.post(move_page(assignment, "accept"), {"accept-round": "1"})
    answer = client.post(move_page(assignment, "accept"), {"accept-round": "1"}, follow=True)
    assert answer.status_code == 200
    assert "Поручение уже принято." in answer.content.decode()


def test_bulk_acceptance_asks_once_in_words(as_person, submitted):
    ids = [submitted().pk for _ in range(3)]
    client = as_person("coordinator")
    address = reverse("roadmaps:accept_many")
    asked = client.get(address, {"assignment": ids[:2]}).content.decode()
    assert "Принять 2\u00a0поручения?" in asked
    assert Assignment.objects.filter(status="accepted").count() == 0
    answer = client.post(address, {"seen": [f"{pk}.1" for pk in ids[:2]]}, follow=True)
    assert "Принято: 2\u00a0поручения." in answer.content.decode()
    assert Assignment.objects.filter(status="accepted").count() == 2


def test_bulk_acceptance_leaves_what_changed(as_person, submitted, world):
    assignment = submitted()
    work.withdraw(assignment=assignment, by=world.head, at=timezone.now())
    answer = as_person("coordinator").post(
        reverse("roadmaps:accept_many"), {"seen": [f"{assignment.pk}.1"]}, follow=True
    )
    assert "Не принято: 1\u00a0поручение." in answer.content.decode()


def test_bulk_acceptance_of_nothing_says_what_to_do(as_person):
    answer = as_person("coordinator").get(reverse("roadmaps:accept_many"), follow=True)
    assert "Отметьте поручения" in answer.content.decode()


def test_bulk_acceptance_does_not_reach_another_municipality(as_person, submitted):
    assignment = submitted()
    as_person("stranger").post(reverse("roadmaps:accept_many"), {"seen": [f"{assignment.pk}.1"]})
    assert Assignment.objects.get().status == "submitted"


def test_curator_reviews_named_schools_only(as_person, submitted, make_assignment, world):
    submitted()
    other = make_assignment(school=world.other_school)
    work.submit(assignment=other, note="Сделано", by=world.other_head, at=timezone.now())
    words = as_person("curator").get(reverse("roadmaps:review")).content.decode()
    assert "Школа №\u00a01" in words
    assert "Школа №\u00a02" not in words
