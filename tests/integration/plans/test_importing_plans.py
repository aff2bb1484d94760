"""From an uploaded document to a roadmap with work."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError

from core.office.errors import UnreadableFileError
from core.web.refusals import NotPossible, Refusal
from roadmaps.actions import imports
from roadmaps.actions.import_facts import change_plan, facts_as_texts, facts_of
from roadmaps.forms.plans import opened_value
from roadmaps.models import (
    Activity,
    Assignment,
    ImportState,
    Party,
    PlanImport,
    Roadmap,
    RowState,
)
from roadmaps.queries.drafts import review_of
from tests.integration.plans.conftest import plan_document

pytestmark = pytest.mark.django_db


def test_upload_keeps_the_file_and_gives_a_row_for_each_activity(draft) -> None:
    plan_import = draft()
    assert (plan_import.first_year, plan_import.last_year) == (2026, 2027)
    assert [row.number for row in plan_import.rows.order_by("position")] == ["1.1", "1.2", "2.1"]
    assert plan_import.rows.get(number="2.1").source["table"] == 1
    with plan_import.file.open("rb") as kept:
        assert hashlib.sha256(kept.read()).hexdigest() == plan_import.sha256
    assert Roadmap.objects.count() == 0


def test_row_keeps_the_cell_of_each_of_its_values(draft) -> None:
    row = draft().rows.get(number="1.2")
    cells = row.source["cells"]
    assert (cells["title"]["column"], cells["deadline_text"]["column"]) == (2, 3)
    assert {place["row"] for place in cells.values()} == {row.source["row"]}


def test_same_file_again_leads_to_its_draft(draft) -> None:
    content = plan_document()
    assert draft(content).pk == draft(content, by="administrator").pk
    assert PlanImport.objects.count() == 1


def test_one_file_has_one_draft_even_when_two_uploads_race(world, draft) -> None:
    known = draft()
    with pytest.raises(IntegrityError):
        PlanImport.objects.create(
            municipality=world.office, file_name="x", sha256=known.sha256, draft={}
        )


def test_unreadable_file_is_refused_with_a_sentence_and_leaves_nothing(draft) -> None:
    with pytest.raises(UnreadableFileError, match="повреждён"):
        draft(b"PK\x03\x04 not a document")
    assert PlanImport.objects.count() == 0


def test_document_of_another_office_may_have_the_same_bytes(world, draft) -> None:
    content = plan_document()
    draft(content)
    other = imports.draft_import(
        municipality=world.other_office, by=world.stranger, file_name="x.docx", content=content
    )
    assert other.municipality == world.other_office


def test_correction_keeps_what_the_document_said(world, draft) -> None:
    row = draft().rows.get(number="1.2")
    imports.correct_row(row=row, by=world.coordinator, deadline_text="Июль 2027 года")
    row.refresh_from_db()
    assert row.deadline_text == "Июль 2027 года"
    assert row.original["deadline_text"] == "Июнь 2027 года"
    assert row.state == RowState.ACCEPTED


def test_confirmation_founds_the_whole_roadmap(roadmap) -> None:
    assert roadmap.status == "in_force"
    assert roadmap.goal
    titles = [section.title for section in roadmap.sections.order_by("position")]
    assert titles == ["Диагностика", "Методическая помощь"]
    activity = roadmap.activities.get(number="1.1")
    assert activity.section.title == "Диагностика"
    assert activity.source["import"] == roadmap.imports.get().pk
    assert activity.source["row"] > 1
    occurrence = activity.occurrences.get()
    assert (occurrence.starts_on, occurrence.due_on) == (date(2026, 10, 1), date(2026, 10, 31))


def test_group_of_schools_fans_out_and_a_post_does_not(world, roadmap) -> None:
    schools = Assignment.objects.filter(occurrence__activity__number="1.1")
    assert {one.school.login for one in schools} == {"edu980001", "edu980002", "edu980003"}
    office = Assignment.objects.get(occurrence__activity__number="1.2")
    assert (office.school, office.party.name) == (None, "Методист округа")


def test_undated_activity_waits_for_its_date(roadmap) -> None:
    occurrence = roadmap.activities.get(number="2.1").occurrences.get()
    assert occurrence.due_on is None
    assert occurrence.assignments.count() == 4


def test_known_parties_are_found_by_their_names(world, draft) -> None:
    known = Party.objects.create(
        municipality=world.office, name="Методист  округа", kind="person", user=world.executor
    )
    plan = imports.confirm_import(plan_import=draft(), by=world.coordinator)
    link = plan.activities.get(number="1.2").party_links.get()
    assert link.party == known
    assert Party.objects.filter(municipality=world.office).count() == 2


def test_dropped_rows_and_corrections_reach_the_roadmap(world, draft) -> None:
    plan_import = draft()
    imports.decide_row(
        row=plan_import.rows.get(number="1.2"), by=world.coordinator, state=RowState.DROPPED
    )
    imports.correct_row(
        row=plan_import.rows.get(number="2.1"), by=world.coordinator, deadline_choice="май 2027"
    )
    roadmap = imports.confirm_import(plan_import=plan_import, by=world.coordinator)
    assert [one.number for one in roadmap.activities.order_by("position")] == ["1.1", "2.1"]
    chosen = roadmap.activities.get(number="2.1")
    assert chosen.deadline_text == "По графику"
    assert chosen.occurrences.get().due_on == date(2027, 5, 31)


def test_second_confirmation_gives_the_same_roadmap(world, draft) -> None:
    plan_import = draft()
    stale = PlanImport.objects.get(pk=plan_import.pk)
    first = imports.confirm_import(plan_import=plan_import, by=world.coordinator)
    second = imports.confirm_import(plan_import=stale, by=world.administrator)
    assert first == second
    assert Roadmap.objects.count() == 1
    assert Activity.objects.count() == 3


def test_file_that_became_a_roadmap_leads_to_it(world, draft) -> None:
    content = plan_document()
    plan_import = draft(content)
    imports.confirm_import(plan_import=plan_import, by=world.coordinator)
    assert draft(content).pk == plan_import.pk


def test_plan_without_years_is_not_confirmed(world, draft) -> None:
    plan_import = draft(plan_document(title="Дорожная карта поддержки школ"))
    PlanImport.objects.filter(pk=plan_import.pk).update(first_year=None, last_year=None)
    with pytest.raises(NotPossible, match="годы плана"):
        imports.confirm_import(plan_import=plan_import, by=world.coordinator)
    plan_import.refresh_from_db()
    assert plan_import.state == ImportState.DRAFT


def test_years_decide_how_deadlines_are_read(world, draft) -> None:
    rows = [("1", "Отчёт", "Июнь", "Методист", "Отчёт")]
    plan_import = draft(plan_document(rows))
    change_plan(
        plan_import=plan_import,
        by=world.coordinator,
        title="План",
        first_year=2027,
        last_year=2029,
        calendar="calendar",
        is_approved=False,
    )
    roadmap = imports.confirm_import(plan_import=plan_import, by=world.coordinator)
    due = [one.due_on.year for one in roadmap.activities.get().occurrences.order_by("due_on")]
    assert due == [2027, 2028, 2029]
    assert roadmap.status == "draft"


def test_discarded_file_may_come_again(world, draft) -> None:
    content = plan_document()
    first = draft(content)
    imports.discard_import(plan_import=first, by=world.coordinator)
    again = draft(content)
    assert again.pk != first.pk
    with pytest.raises(NotPossible, match="отклонён"):
        imports.confirm_import(plan_import=first, by=world.coordinator)


@pytest.mark.parametrize("who", ["executor", "curator", "head", "observer", "stranger"])
def test_only_editors_of_the_office_import(world, draft, who: str) -> None:
    with pytest.raises(Refusal, match="координатор"):
        draft(by=who)


@pytest.mark.parametrize("who", ["executor", "observer"])
def test_file_of_a_draft_is_read_by_editors_only(client, world, draft, who: str) -> None:
    plan_import = draft()
    address = f"/roadmaps/import/{plan_import.pk}/file/"
    client.force_login(getattr(world, who))
    answer = client.get(address)
    assert answer.status_code == 403
    assert "координатор" in answer.text
    imports.confirm_import(plan_import=plan_import, by=world.coordinator)
    assert client.get(address).getvalue().startswith(b"PK")


def test_the_journey_of_a_plan_through_the_pages(client, world, today) -> None:
    client.force_login(world.coordinator)
    file = SimpleUploadedFile("План.docx", plan_document())
    answer = client.post("/roadmaps/import/", {"municipality": world.office.pk, "file": file})
    plan_import = PlanImport.objects.get()
    assert answer.url == f"/roadmaps/import/{plan_import.pk}/"
    page = client.get(answer.url).content.decode()
    assert "3\u00a0строки прочитаны, сомнительных нет" in page
    assert "1\u00a0мероприятие ждёт даты" in page
    assert "Самодиагностика ресурсов школы" in page
    row = plan_import.rows.get(number="1.2")
    fields = {
        "number": "1.2",
        "title": "Разбор итогов учебного года",
        "deadline_text": "Июнь 2027 года",
        "responsible_text": "Методист округа",
        "deliverable": "Справка",
        "opened": opened_value(imports.values_of_row(row)),
    }
    answer = client.post(f"/roadmaps/import/{plan_import.pk}/rows/{row.pk}/", fields)
    assert answer.status_code == 302
    page = client.get(f"/roadmaps/import/{plan_import.pk}/").content.decode()
    assert "исправлено" in page
    assert "«Разбор итогов года»" in page
    answer = client.post(f"/roadmaps/import/{plan_import.pk}/confirm/", follow=True)
    page = answer.content.decode()
    assert "Дорожная карта создана: 3\u00a0мероприятия." in page
    assert "Разбор итогов учебного года" in page


def test_bad_upload_says_what_to_do_beside_the_field(client, world) -> None:
    client.force_login(world.coordinator)
    file = SimpleUploadedFile("План.docx", b"\x00\x01\x02 nothing")
    answer = client.post("/roadmaps/import/", {"municipality": world.office.pk, "file": file})
    assert answer.status_code == 422
    assert 'class="errorlist"' in answer.content.decode()
    assert PlanImport.objects.count() == 0


def test_other_reading_is_taken_by_one_press(client, world, draft) -> None:
    words = "до 01.02.2027 / В течение всего периода"
    plan_import = draft(plan_document([("1", "Анализ актов", words, "Методист", "Справка")]))
    row = plan_import.rows.get()
    client.force_login(world.coordinator)
    url = f"/roadmaps/import/{plan_import.pk}/rows/{row.pk}/"
    review = client.get(f"/roadmaps/import/{plan_import.pk}/").context["review"]
    choice = review.rows[0].reading.choices[0].phrase
    client.post(url, {"choose_reading": "1", "deadline_choice": "выдумка"})
    row.refresh_from_db()
    assert row.deadline_choice == ""
    client.post(url, {"choose_reading": "1", "deadline_choice": choice})
    row.refresh_from_db()
    assert (row.deadline_choice, row.deadline_text) == (choice, words)


def test_plan_facts_are_changed_on_the_review(client, world, draft) -> None:
    plan_import = draft()
    client.force_login(world.coordinator)
    facts = {
        "title": "План",
        "first_year": "2027",
        "last_year": "2026",
        "calendar": "calendar",
        "order_number": "214",
        "order_date": "2026-01-12",
        "is_approved": "on",
        "opened": json.dumps(facts_as_texts(facts_of(plan_import))),
    }
    url = f"/roadmaps/import/{plan_import.pk}/plan/"
    wrong = client.post(url, facts)
    assert wrong.status_code == 422
    assert "Последний год раньше первого." in wrong.content.decode()
    client.post(url, {**facts, "last_year": "2027"})
    roadmap = imports.confirm_import(plan_import=plan_import, by=world.coordinator)
    assert (roadmap.years, roadmap.order_number) == ("2027", "214")
    page = client.get(f"/roadmaps/{roadmap.pk}/").content.decode()
    assert "приказом №&nbsp;214 от 12\u00a0января 2026" in page


def test_real_plan_gives_38_activities_and_their_work(world, documents, today) -> None:
    content = (documents / "tonshaevo.docx").read_bytes()
    plan_import = imports.draft_import(
        municipality=world.office, by=world.coordinator, file_name="план.docx", content=content
    )
    assert plan_import.rows.count() == 38
    assert (plan_import.first_year, plan_import.last_year) == (2020, 2021)
    roadmap = imports.confirm_import(plan_import=plan_import, by=world.coordinator)
    assert roadmap.activities.count() == 38
    teams = roadmap.activities.get(number="15")
    schools = Assignment.objects.filter(occurrence__activity=teams, school__isnull=False)
    assert schools.count() == 3
    assert roadmap.activities.get(number="24").occurrences.count() == 3
    assert roadmap.activities.get(number="31").occurrences.get().due_on is None


def test_a_deadline_that_surely_waits_for_its_date_asks_nobody(draft) -> None:
    found = review_of(draft())
    [row] = [row for row in found.rows if row.row.number == "2.1"]
    assert row.reading.sign == "waiting"
    assert not row.doubts
    assert found.waiting == 1


def test_an_empty_cell_is_told_once(draft) -> None:
    [row] = review_of(draft(plan_document([("1", "Совет", "май 2026", "", "Акт")]))).rows
    assert row.doubts == ("Ответственные не указаны.",)


def test_second_click_that_was_a_moment_later_leaves_no_file(
    world, draft, settings, monkeypatch
) -> None:
    content = plan_document()
    first = draft(content)
    monkeypatch.setattr(imports, "_known_import", lambda *_: None)
    assert draft(content) == first
    assert [one.name for one in Path(settings.MEDIA_ROOT).rglob("*.docx")] == [
        Path(first.file.name).name
    ]
