"""The pages on which people decide which schools a group means."""

import re
from datetime import date

import pytest
from django.urls import reverse

from roadmaps.actions.assigning import sync_assignments
from roadmaps.models import Assignment, PlanSchoolList
from tests.integration.work.audience.conftest import a_run

pytestmark = pytest.mark.django_db


@pytest.fixture
def activity(world, make_activity, school_heads, today):
    made = make_activity(
        parties=[school_heads], responsible_text="Руководители ОО", dates=(date(2099, 1, 1),)
    )
    sync_assignments(activity=made, by=world.coordinator, today=today)
    return made


@pytest.fixture
def address(activity, school_heads):
    return reverse(
        "roadmaps:activity_audience", args=[activity.roadmap_id, activity.pk, school_heads.pk]
    )


def sent(world, **more):
    return {
        "audience": "chosen",
        "schools": [world.school.pk],
        "reason": "По приказу № 12",
        "seen": "all:",
        **more,
    }


def test_nothing_changes_before_the_consequences_were_shown(client, world, address):
    client.force_login(world.coordinator)
    page = client.post(address, sent(world, apply="1")).content.decode()
    assert Assignment.objects.count() == 3
    assert "Уйдёт 2\u00a0поручения, к которым не приступали" in page
    assert f'name="foreseen" value="chosen:{world.school.pk}:"' in page
    answer = client.post(
        address, sent(world, apply="1", foreseen=f"chosen:{world.school.pk}:"), follow=True
    )
    assert "Решено, каким школам поручено мероприятие." in answer.content.decode()
    assert [one.school for one in Assignment.objects.all()] == [world.school]


def test_another_choice_than_the_foreseen_is_shown_first(client, world, address):
    client.force_login(world.coordinator)
    client.post(address, sent(world, apply="1", foreseen=f"chosen:{world.branch.pk}:"))
    assert Assignment.objects.count() == 3


def test_forgotten_reason_and_schools_are_asked_for_and_the_rest_is_kept(client, world, address):
    client.force_login(world.coordinator)
    answer = client.post(address, sent(world, schools=[], reason=""))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Отметьте хотя бы одну школу." in page
    assert "Напишите, почему поручено именно этим школам." in page
    assert re.search(r'value="chosen"[^>]* checked', page)


def test_second_click_is_harmless(client, world, address):
    client.force_login(world.coordinator)
    form = sent(world, apply="1", foreseen=f"chosen:{world.school.pk}:")
    assert [client.post(address, form).status_code for _ in range(2)] == [302, 302]
    assert Assignment.objects.count() == 1


def test_page_of_the_activity_says_which_schools_and_why(client, world, activity, address):
    client.force_login(world.coordinator)
    client.post(address, sent(world, apply="1", foreseen=f"chosen:{world.school.pk}:"))
    page = client.get(
        reverse("roadmaps:activity", args=[activity.roadmap_id, activity.pk])
    ).content.decode()
    assert "выбранные школы (по приказу № 12)" in page
    assert address in page
    client.force_login(world.head)
    page = client.get(
        reverse("roadmaps:activity", args=[activity.roadmap_id, activity.pk])
    ).content.decode()
    assert "выбранные школы" in page
    assert "по приказу № 12" not in page
    assert address not in page


def test_plan_offers_a_changed_list_to_those_who_decide(client, world, roadmap, activity, now):
    first = a_run(world, now, school="low_results")
    PlanSchoolList.objects.create(roadmap=roadmap, run=first)
    activity.party_links.update(audience="listed")
    run = a_run(world, now, other_school="low_results")
    plan = reverse("roadmaps:roadmap", args=[roadmap.pk])
    client.force_login(world.coordinator)
    assert "Перечень изменился: 1\u00a0школу добавить" in client.get(plan).content.decode()
    offer = reverse("roadmaps:school_list", args=[roadmap.pk])
    assert "Школа №\u00a02" in client.get(offer).content.decode()
    client.post(offer, {"run": run.pk})
    client.post(offer, {"run": run.pk})
    assert PlanSchoolList.objects.get(roadmap=roadmap).run == run
    assert "Перечень изменился" not in client.get(plan).content.decode()
    assert "Перечень школ не изменился" in client.get(offer).content.decode()
    client.force_login(world.head)
    assert "Перечень изменился" not in client.get(plan).content.decode()


def test_list_of_another_municipality_is_not_there(client, world, roadmap, activity):
    client.force_login(world.stranger)
    address = reverse("roadmaps:school_list", args=[roadmap.pk])
    assert client.post(address, {"run": 1}).status_code == 404
