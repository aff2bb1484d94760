"""The home page by role: every count leads to the list that it counts."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from roadmaps.actions import work
from roadmaps.models import Assignment, Roadmap
from roadmaps.queries.attention import concerns_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def day():
    """Today by the real clock: pages ask it."""
    return timezone.localdate()


@pytest.fixture
def busy(make_assignment, roadmap, world, day):
    """Work of every kind that a coordinator is told of."""
    Roadmap.objects.update(in_force_from=day - timedelta(days=60))
    make_assignment(school=world.other_school, due_on=day - timedelta(days=3))
    make_assignment(school=world.other_school, due_on=day + timedelta(days=3))
    make_assignment(school=world.branch, due_on=day + timedelta(days=90))
    make_assignment(school=world.school, due_on=None)
    make_assignment(school=world.school, due_on=day, status="submitted")
    often = make_assignment(school=world.school, due_on=day + timedelta(days=5))
    for _ in range(2):
        work.submit(assignment=often, note="Готово", by=world.head, at=timezone.now())
        work.return_for_rework(
            assignment=often, comment="Нет подписи", by=world.coordinator, at=timezone.now()
        )


def counts(user, day) -> dict[str, int]:
    """What the home page counts."""
    return {concern.words: concern.number for concern in concerns_of(user, day)}


def test_coordinator_is_told_what_is_not_in_order(busy, world, day) -> None:
    assert counts(world.coordinator, day) == {
        "Просрочено": 1,
        "Ждут вашей проверки": 1,
        "Возвращено дважды и больше": 1,
        "Школы молчат 30 дней": 2,
        "Срок в ближайшие 14 дней": 2,
        "Ждут даты": 1,
    }


@pytest.mark.parametrize("person", ["coordinator", "administrator", "curator"])
def test_each_count_leads_to_as_many_rows(busy, client, world, day, person) -> None:
    user = world.people[person]
    client.force_login(user)
    home = client.get(reverse("home")).text
    for concern in concerns_of(user, day):
        assert concern.url.replace("&", "&amp;") in home
        page = client.get(concern.url).text
        table = page[page.index("<main") :]
        links = set(re.findall(r'href="/assignments/(\d+)/', table))
        assert len(links) == concern.number, concern


def test_school_is_silent_until_anything_happens_to_its_work(
    make_assignment, roadmap, world, day
) -> None:
    Roadmap.objects.update(in_force_from=day - timedelta(days=60))
    pressing = make_assignment(school=world.school, due_on=day)
    assert counts(world.coordinator, day)["Школы молчат 30 дней"] == 1
    work.start(assignment=pressing, by=world.head, at=timezone.now())
    assert "Школы молчат 30 дней" not in counts(world.coordinator, day)


def test_nobody_is_silent_under_a_plan_that_has_just_begun(
    make_assignment, roadmap, world, day
) -> None:
    Roadmap.objects.update(in_force_from=day - timedelta(days=29))
    make_assignment(school=world.school, due_on=day)
    assert "Школы молчат 30 дней" not in counts(world.coordinator, day)


def test_head_reads_what_to_do_now_then_what_the_office_has_then_the_rest(
    client, make_assignment, world, day
) -> None:
    now = make_assignment(school=world.school, due_on=day + timedelta(days=2))
    later = make_assignment(school=world.school, due_on=day + timedelta(days=60))
    handed = make_assignment(school=world.school, due_on=day, status="submitted")
    client.force_login(world.head)
    page = client.get(reverse("home")).text
    order = ["Сделать сейчас", f"/{now.pk}/", "Проверяет управление", f"/{handed.pk}/"]
    places = [page.index(words) for words in [*order, "Дальше", f"/{later.pk}/"]]
    assert places == sorted(places)


def test_head_with_more_than_fits_finds_all_of_it(client, make_assignment, world, day) -> None:
    for number in range(7):
        make_assignment(school=world.school, due_on=day + timedelta(days=number))
    client.force_login(world.head)
    page = client.get(reverse("home")).text
    assert "Ещё 2\u00a0поручения, всего 7" in page
    everything = client.get(f"{reverse('roadmaps:assignments')}?state=now").text
    assert Assignment.objects.count() == len(set(re.findall(r'"/assignments/(\d+)/"', everything)))
