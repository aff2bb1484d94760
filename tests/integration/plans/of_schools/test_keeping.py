"""A plan of one school: who sees it, how it begins, what the lists say of it."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core.web.refusals import NotPossible, Refusal
from roadmaps.actions.activities import add_activity
from roadmaps.actions.editing.taking_over import take_over_rows
from roadmaps.actions.editing.undoing import undo_change
from roadmaps.actions.editions import approve_plan
from roadmaps.actions.school_plans import start_school_plan
from roadmaps.models import Activity, Assignment, Party, PlanImport, Roadmap
from roadmaps.permissions.plans import refusal_to_edit
from roadmaps.queries.attention import concerns_of
from roadmaps.queries.plans import roadmap_lines
from roadmaps.queries.school_plans import plans_in_words, school_plan_lines
from roadmaps.queries.taking_over import rows_to_take
from tests.integration.plans.conftest import TODAY, plan_document
from tests.integration.plans.of_schools.conftest import ORDER, VALUES, agreed, the_work

pytestmark = pytest.mark.django_db


def test_no_other_school_sees_the_plan_and_those_who_support_the_school_do(world, plan):
    for name in ("head", "curator", "coordinator", "administrator", "executor", "observer"):
        assert Roadmap.objects.visible_to(getattr(world, name)).contains(plan), name
    for name in ("other_head", "stranger", "nobody"):
        assert not Roadmap.objects.open_to(getattr(world, name)).contains(plan), name
    assert not Activity.objects.visible_to(world.other_head).filter(roadmap=plan).exists()
    assert Activity.objects.visible_to(world.curator).filter(roadmap=plan).exists()


def test_approved_plan_of_a_school_stays_hidden_from_other_schools(world, in_force):
    assert not Roadmap.objects.open_to(world.other_head).contains(in_force)
    assert not Assignment.objects.visible_to(world.other_head).exists()


def test_only_the_head_starts_and_edits_the_plan(world, plan):
    assert refusal_to_edit(world.head, plan) == ""
    for name in ("coordinator", "administrator", "curator", "executor", "observer"):
        assert refusal_to_edit(getattr(world, name), plan) == (
            "Дорожную карту школы ведёт руководитель этой школы."
        )
    with pytest.raises(Refusal):
        start_school_plan(school=world.school, by=world.coordinator, **VALUES)
    with pytest.raises(Refusal):
        start_school_plan(school=world.school, by=world.other_head, **VALUES)


def test_starting_the_same_empty_plan_twice_makes_one(world, today):
    first, second = (
        start_school_plan(school=world.school, by=world.head, **VALUES) for _ in range(2)
    )
    assert first == second
    wrong = {**VALUES, "last_year": 2025}
    with pytest.raises(NotPossible):
        start_school_plan(school=world.school, by=world.head, **wrong)


def test_all_work_of_the_plan_is_the_schools_and_its_people_stay_its_own(world, plan):
    assignment = the_work(plan)
    assert (assignment.school, assignment.party) == (world.school, None)
    names = Party.objects.filter(school=world.school).values_list("name", flat=True)
    assert "Заместитель директора по УВР" in names
    assert not Party.objects.visible_to(world.coordinator).filter(school=world.school).exists()


def test_groups_in_the_plan_of_a_school_ask_nothing_of_other_schools(world, plan):
    add_activity(
        roadmap=plan, by=world.head, title="Совещание", deadline_text="1 декабря 2026 года",
        responsible_text="Руководители ОО",
    )  # fmt: skip
    schools = Assignment.objects.filter(occurrence__activity__roadmap=plan).values("school")
    assert set(schools.values_list("school", flat=True)) == {world.school.pk}


def test_counts_of_the_offices_plan_are_not_mixed_with_plans_of_schools(world, roadmap, plan):
    before = [(line.activities, line.total) for line in roadmap_lines(world.coordinator, TODAY)]
    concerns = [(one.words, one.number) for one in concerns_of(world.coordinator, TODAY)]
    agreed(world, plan)
    approve_plan(roadmap=plan, by=world.head, order=ORDER, today=TODAY)
    lines = roadmap_lines(world.coordinator, TODAY)
    assert [(line.activities, line.total) for line in lines] == before
    assert [(one.words, one.number) for one in concerns_of(world.coordinator, TODAY)] == concerns


def test_rows_of_the_offices_plan_that_concern_the_school_are_taken_over_once(
    world, roadmap, today
):
    plan = start_school_plan(school=world.school, by=world.head, **VALUES)
    offered = rows_to_take(plan)
    assert [one.number for one in offered] == ["1.1", "2.1"]
    ids = {one.pk for one in offered}
    change = take_over_rows(roadmap=plan, rows=ids, by=world.head)
    rows = list(plan.activities.select_related("section").order_by("position"))
    assert [(one.number, one.taken_from_id in ids) for one in rows] == [
        ("1.1", True),
        ("2.1", True),
    ]
    assert [str(one.section) for one in rows] == ["1. Диагностика", "2. Методическая помощь"]
    assert {one.responsible_text for one in rows} == {"Администрация школы"}
    assert take_over_rows(roadmap=plan, rows=ids, by=world.head) is None
    undo_change(change=change, by=world.head)
    assert not plan.activities.exists()
    assert not plan.sections.exists()


def test_rows_that_do_not_concern_the_school_are_never_taken(world, roadmap, today):
    plan = start_school_plan(school=world.school, by=world.head, **VALUES)
    other = roadmap.activities.get(number="1.2")
    assert take_over_rows(roadmap=plan, rows={other.pk}, by=world.head) is None
    assert not plan.activities.exists()


def test_office_takes_no_rows_from_itself(world, roadmap, today):
    with pytest.raises(NotPossible):
        take_over_rows(roadmap=roadmap, rows=set(), by=world.coordinator)


def test_list_tells_which_schools_have_no_plan(world, plan):
    lines = school_plan_lines(world.coordinator, TODAY)
    states = {line.school.name: line.state for line in lines}
    assert states == {"Школа № 1": "draft", "Школа № 2": "none", "Филиал школы № 1": "none"}
    assert plans_in_words(lines) == "нет карты — 2, проект — 1"
    own = {line.school.name: line.is_own for line in school_plan_lines(world.head, TODAY)}
    assert own == {"Школа № 1": True, "Филиал школы № 1": True}


def test_pages_of_the_plan_open_for_the_head_and_offer_what_a_school_needs(client, world, plan):
    client.force_login(world.head)
    page = client.get(f"/roadmaps/{plan.pk}/").content.decode()
    assert "Взять мероприятия из плана управления" in page
    assert "Добавить мероприятие" in page
    assert f"/roadmaps/{plan.pk}/matrix/" not in page
    assert client.get(f"/roadmaps/{plan.pk}/matrix/").status_code == 404
    for place in ("changes", "editions", "indicators", "coverage", "calendar", "undated", "bulk"):
        assert client.get(f"/roadmaps/{plan.pk}/{place}/").status_code == 200, place


def test_start_page_makes_the_plan_and_offers_the_offices_rows(client, world, roadmap, today):
    client.force_login(world.head)
    address = f"/roadmaps/schools/{world.school.pk}/start/"
    assert client.get(address).status_code == 200
    answer = client.post(address, {**VALUES, "begin": "office"})
    plan = Roadmap.objects.get(school=world.school)
    assert answer.headers["Location"] == f"/roadmaps/{plan.pk}/take/"
    page = client.get(answer.headers["Location"]).content.decode()
    assert "Самодиагностика ресурсов школы" in page
    rows = [one.pk for one in rows_to_take(plan)]
    client.post(answer.headers["Location"], {"row": rows})
    assert "пункт 1.1 плана управления" in client.get(f"/roadmaps/{plan.pk}/").content.decode()


def test_other_school_cannot_start_a_plan_there(client, world):
    client.force_login(world.other_head)
    assert client.get(f"/roadmaps/schools/{world.school.pk}/start/").status_code == 404
    client.force_login(world.coordinator)
    assert client.get(f"/roadmaps/schools/{world.school.pk}/start/").status_code == 403


def upload_as_head(client, world, address: str):
    file = SimpleUploadedFile("Карта.docx", plan_document())
    client.force_login(world.head)
    client.post(address, {"municipality": world.office.pk, "file": file})
    return PlanImport.objects.get(school=world.school)


def test_document_of_a_school_is_reviewed_by_its_head_and_becomes_a_project(client, world, today):
    draft = upload_as_head(client, world, f"/roadmaps/schools/{world.school.pk}/import/")
    page = client.get(f"/roadmaps/import/{draft.pk}/")
    assert page.status_code == 200
    assert "План утверждён" not in page.content.decode()
    assert not PlanImport.objects.visible_to(world.coordinator).filter(pk=draft.pk).exists()
    facts = {"title": "Карта", "first_year": 2026, "last_year": 2027, "calendar": "calendar"}
    client.post(f"/roadmaps/import/{draft.pk}/plan/", {**facts, "opened": "{}"})
    client.post(f"/roadmaps/import/{draft.pk}/confirm/")
    plan = Roadmap.objects.get(school=world.school)
    assert (plan.status, plan.activities.count()) == ("draft", 3)
    owed = Assignment.objects.filter(occurrence__activity__roadmap=plan)
    assert set(owed.values_list("school", "party")) == {(world.school.pk, None)}
    assert PlanImport.objects.visible_to(world.coordinator).filter(pk=draft.pk).exists()


def test_changed_document_is_compared_with_the_schools_own_plan(client, world, roadmap, plan):
    draft = upload_as_head(client, world, f"/roadmaps/{plan.pk}/import/")
    assert draft.updates == plan
    assert client.get(f"/roadmaps/import/{draft.pk}/comparison/").status_code == 200


def test_same_file_of_the_office_and_of_a_school_are_two_documents(client, world, draft, today):
    of_office = draft(plan_document())
    own = upload_as_head(client, world, f"/roadmaps/schools/{world.school.pk}/import/")
    assert own != of_office
    assert own.updates is None
