"""The pages of a changed document: upload, comparison, what was applied, where values came from."""

from __future__ import annotations

import html
import json
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from roadmaps.actions import imports
from roadmaps.actions.activities import edit_activity
from roadmaps.actions.editing.writing import values_of
from roadmaps.models import ImportState, PlanImport, Roadmap
from tests.integration.plans.conftest import ROWS, plan_document
from tests.unit.plans import making

pytestmark = pytest.mark.django_db

CHANGED = (
    *ROWS[:1],
    ("1.1", "Самодиагностика ресурсов школы", "До 15 ноября 2026 года", "Руководители ОО", "Карта"),
    *ROWS[3:],
    ("2.2", "Школа наставника", "Май 2027 года", "Методист округа", "Программа"),
)


@pytest.fixture
def changed(world, roadmap) -> PlanImport:
    """A document with one row added, one changed, one deleted."""
    return imports.draft_import(
        municipality=world.office, by=world.coordinator, file_name="Изменённый план.docx",
        content=plan_document(CHANGED), updates=roadmap,
    )  # fmt: skip


def address(plan_import: Any) -> str:
    return f"/roadmaps/import/{plan_import.pk}/comparison/"


def form_of(page: str) -> dict[str, Any]:
    """What a browser sends when the button is pressed without touching anything."""
    inputs = re.findall(r"<input[^>]*>", page)
    take = [
        re.search(r'value="([^"]*)"', one)[1]
        for one in inputs
        if 'name="take"' in one and " checked" in one
    ]
    shown = next(re.search(r'value="([^"]*)"', one)[1] for one in inputs if 'name="shown"' in one)
    return {"take": [html.unescape(one) for one in take], "shown": html.unescape(shown)}


def edit(activity: Any, by: Any, **values: str) -> None:
    now = values_of(activity)
    edit_activity(activity=activity, by=by, expected=now, **{**now, **values})


def test_the_journey_of_a_changed_plan(client, world, roadmap, today) -> None:
    client.force_login(world.coordinator)
    page = client.get(f"/roadmaps/{roadmap.pk}/").text
    assert f'href="/roadmaps/{roadmap.pk}/import/">Загрузить изменённый план' in page
    file = SimpleUploadedFile("Изменённый план.docx", plan_document(CHANGED))
    sent = {"municipality": world.office.pk, "file": file}
    answer = client.post(f"/roadmaps/{roadmap.pk}/import/", sent)
    plan_import = PlanImport.objects.get(state=ImportState.DRAFT)
    assert answer.url == f"/roadmaps/import/{plan_import.pk}/"
    review = client.get(answer.url).text
    assert f'href="{address(plan_import)}">Сравнить с дорожной картой</a>' in review
    assert ">Создать новую</button>" in review
    assert "ждёт: <a" in client.get(f"/roadmaps/{roadmap.pk}/").text
    page = client.get(address(plan_import)).text
    assert "1 добавлено, 1 изменено, 1 исключено, 1 без изменений" in page
    assert re.search(r"<del><span[^>]*>убрано: </span>Октябрь", page)
    assert re.search(r"<ins><span[^>]*>добавлено: </span>До 15 ноября", page)
    answer = client.post(address(plan_import), form_of(page), follow=True)
    assert "Изменения применены: 1 добавлено, 1 изменено, 1 исключено." in answer.text
    assert answer.text.count("не применено") == 0
    titles = list(roadmap.activities.order_by("position").values_list("title", flat=True))
    assert titles == [row[1] for row in CHANGED if len(row) > 1]
    page = client.get(f"/roadmaps/{roadmap.pk}/").text
    assert "Загружено: " in page
    assert f'href="{address(plan_import)}">применены изменения</a>' in page


def test_what_was_not_ticked_is_seen_as_not_applied(client, world, roadmap, changed) -> None:
    client.force_login(world.coordinator)
    form = form_of(client.get(address(changed)).text)
    form["take"] = [key for key in form["take"] if ".new." in key]
    page = client.post(address(changed), form, follow=True).text
    assert page.count("не применено</span>") == 2
    assert "1 добавлено; не применено: 2" in page
    assert roadmap.activities.filter(number="1.2").exists()


def test_long_pages_of_plans_travel_compressed(client, world, roadmap, changed) -> None:
    client.force_login(world.coordinator)
    for page in (f"/roadmaps/{roadmap.pk}/", address(changed)):
        answer = client.get(page, headers={"Accept-Encoding": "gzip"})
        assert answer.headers["Content-Encoding"] == "gzip"


@pytest.mark.parametrize("who", ["coordinator", "observer"])
def test_plan_leads_nobody_to_pages_that_refuse_them(client, world, roadmap, who: str) -> None:
    client.force_login(getattr(world, who))
    page = client.get(f"/roadmaps/{roadmap.pk}/").text
    assert "создана дорожная карта" in page
    for one in set(re.findall(r'href="(/roadmaps/import/\d+/(?:comparison/)?)"', page)):
        assert client.get(one, follow=True).status_code == 200


def test_changes_that_were_applied_meanwhile_are_said_to_be(client, world, changed) -> None:
    client.force_login(world.coordinator)
    form = form_of(client.get(address(changed)).text)
    client.post(address(changed), form, follow=True)
    assert "уже применены" in client.post(address(changed), form, follow=True).text


def test_second_person_sees_the_new_difference(client, world, roadmap, changed) -> None:
    client.force_login(world.coordinator)
    form = form_of(client.get(address(changed)).text)
    edit(roadmap.activities.get(number="1.1"), world.administrator, deadline_text="Декабрь 2026")
    answer = client.post(address(changed), form)
    assert answer.status_code == 409
    assert "Пока вы смотрели, план изменился" in answer.text
    assert answer.text.count("изменилось</span>") == 1
    assert "Если применить, эта правка пропадёт." in answer.text
    client.post(address(changed), form_of(answer.text))
    changed.refresh_from_db()
    assert changed.state == ImportState.APPLIED


@pytest.mark.parametrize("shown", ["", "[]", "{", '{"rows.1.title": 5}'])
def test_form_that_came_mutilated_applies_nothing(client, world, changed, shown: str) -> None:
    client.force_login(world.coordinator)
    answer = client.post(address(changed), {"take": ["rows.1.title"], "shown": shown})
    assert answer.status_code == 409
    changed.refresh_from_db()
    assert changed.state == ImportState.DRAFT


def test_key_that_nobody_offered_is_not_applied(client, world, changed) -> None:
    client.force_login(world.coordinator)
    form = form_of(client.get(address(changed)).text)
    answer = client.post(
        address(changed), {**form, "take": ["rows.999.deleted", "x", "rows.new.a"]}
    )
    assert answer.status_code == 409


def test_all_and_none_can_be_ticked_without_scripts(client, world, changed) -> None:
    client.force_login(world.coordinator)
    assert len(form_of(client.get(f"{address(changed)}?ticks=all").text)["take"]) == 3
    assert form_of(client.get(f"{address(changed)}?ticks=none").text)["take"] == []
    none = {"shown": form_of(client.get(address(changed)).text)["shown"]}
    assert "Отметьте, что применить." in client.post(address(changed), none, follow=True).text


def test_closed_plan_says_why_nothing_can_be_applied(client, world, roadmap, changed) -> None:
    client.force_login(world.coordinator)
    form = form_of(client.get(address(changed)).text)
    Roadmap.objects.filter(pk=roadmap.pk).update(status="closed")
    page = client.get(address(changed)).text
    assert 'disabled aria-describedby="apply-refusal"' in page
    assert "Дорожная карта завершена." in page
    answer = client.post(address(changed), form)
    assert answer.status_code == 403
    assert "Дорожная карта завершена." in answer.text
    assert client.get(f"/roadmaps/{roadmap.pk}/import/").status_code == 403


def test_draft_that_cannot_be_confirmed_cannot_be_applied_either(client, world, changed) -> None:
    client.force_login(world.coordinator)
    form = form_of(client.get(address(changed)).text)
    PlanImport.objects.filter(pk=changed.pk).update(first_year=None)
    assert "Укажите годы плана" in client.get(address(changed)).text
    shown = form_of(client.get(address(changed)).text)["shown"]
    answer = client.post(address(changed), {**form, "shown": shown}, follow=True)
    assert "Укажите годы плана" in answer.text


def test_file_without_a_roadmap_to_compare_goes_back_to_its_review(client, world, draft) -> None:
    client.force_login(world.coordinator)
    waiting = draft()
    assert client.get(address(waiting)).url == f"/roadmaps/import/{waiting.pk}/"
    imports.discard_import(plan_import=waiting, by=world.coordinator)
    assert client.post(address(waiting)).url == f"/roadmaps/import/{waiting.pk}/"


def test_same_document_again_is_put_on_record(client, world, roadmap) -> None:
    client.force_login(world.coordinator)
    content = plan_document([tuple(f"{cell} " for cell in row) for row in ROWS])
    again = imports.draft_import(
        municipality=world.office, by=world.coordinator, file_name="Скан.docx", content=content,
        updates=roadmap,
    )  # fmt: skip
    page = client.get(address(again)).text
    assert "Документ говорит то же, что и дорожная карта." in page
    assert "Отметить загруженным" in page
    assert "Неотмеченное" not in page
    assert "отличий нет" in client.post(address(again), form_of(page), follow=True).text


def test_each_value_answers_where_it_came_from(client, world, roadmap) -> None:
    activity = roadmap.activities.get(number="2.1")
    edit(activity, world.administrator, deliverable="Справка и карта урока")
    client.force_login(world.coordinator)
    page = client.get(f"/roadmaps/{roadmap.pk}/activities/{activity.pk}/").text
    place = f"таблица\u00a01, строка\u00a0{activity.source['row']}, столбец\u00a03"
    assert re.search(rf"<dt>Срок</dt>\s*<dd>{place}", page)
    assert re.search(r"Изменено в портале [\d.]{10}, administrator; в документе: «Справка»", page)
    part = client.get(f"/roadmaps/{roadmap.pk}/activities/{activity.pk}/origin/").text
    assert "столбец\u00a03" in part
    assert "<html" not in part


def test_value_corrected_on_its_way_in_shows_the_documents_words(
    client, world, draft, today
) -> None:
    plan_import = draft()
    row = plan_import.rows.get(number="1.2")
    imports.correct_row(row=row, by=world.coordinator, deadline_text="Июль 2027 года")
    plan = imports.confirm_import(plan_import=plan_import, by=world.coordinator)
    client.force_login(world.coordinator)
    activity = plan.activities.get(number="1.2")
    page = client.get(f"/roadmaps/{plan.pk}/activities/{activity.pk}/").text
    assert "Исправлено при загрузке; в документе: «Июнь 2027 года»" in page


def test_value_that_an_earlier_document_gave_names_that_document(
    client, world, roadmap, changed
) -> None:
    client.force_login(world.coordinator)
    form = form_of(client.get(address(changed)).text)
    form["take"] = [key for key in form["take"] if not key.endswith(".deadline_text")]
    client.post(address(changed), form)
    activity = roadmap.activities.get(number="1.1")
    page = client.get(f"/roadmaps/{roadmap.pk}/activities/{activity.pk}/").text
    deadline = page[page.index("<dt>Срок</dt>\n  <dd>таблица") :][:400]
    assert "План на 2026–2027.docx" in deadline
    title = page[page.index("<dt>Мероприятие</dt>") :][:300]
    assert "Изменённый план.docx" in title


def test_value_of_a_workbook_names_its_cell(client, world, today) -> None:
    header = ("№", "Мероприятие", "Сроки исполнения", "Ответственные", "Итоговый документ")
    lines = [
        ("Дорожная карта на 2026–2027 годы",),
        header,
        ("1", "Совет", "май", "Методист", "Акт"),
    ]
    plan_import = imports.draft_import(
        municipality=world.office, by=world.coordinator, file_name="План.xlsx",
        content=making.workbook(lines),
    )  # fmt: skip
    plan = imports.confirm_import(plan_import=plan_import, by=world.coordinator)
    client.force_login(world.coordinator)
    activity = plan.activities.get()
    page = client.get(f"/roadmaps/{plan.pk}/activities/{activity.pk}/").text
    assert f"лист «Sheet», C{activity.source['row']}" in page


def test_activity_added_in_the_portal_says_so(client, world, roadmap) -> None:
    from roadmaps.actions.activities import add_activity

    added = add_activity(
        roadmap=roadmap, by=world.administrator, section=None, title="Смотр кабинетов"
    )
    client.force_login(world.coordinator)
    page = client.get(f"/roadmaps/{roadmap.pk}/activities/{added.pk}/").text
    assert re.search(r"внесено в портале [\d.]{10}, administrator", page)


def test_school_sees_the_place_and_no_file_and_no_names(client, world, roadmap) -> None:
    client.force_login(world.head)
    activity = roadmap.activities.get(number="1.1")
    page = client.get(f"/roadmaps/{roadmap.pk}/activities/{activity.pk}/").text
    assert "Таблица\u00a01, строка" in page
    assert "/file/" not in page
    assert 'id="origin"' not in page
    assert "Откуда<b>" not in client.get(f"/roadmaps/{roadmap.pk}/").text


def test_page_keeps_what_it_showed(client, world, changed) -> None:
    client.force_login(world.coordinator)
    shown = json.loads(form_of(client.get(address(changed)).text)["shown"])
    again = json.loads(form_of(client.get(address(changed)).text)["shown"])
    assert shown == again
    assert len(set(shown.values())) == len(shown)


def test_a_plan_like_one_in_force_may_become_a_roadmap_of_its_own(client, world, draft) -> None:
    first = imports.confirm_import(plan_import=draft(), by=world.coordinator)
    like = draft(plan_document(title="Дорожная карта поддержки школ округа на 2027–2028 годы"))
    assert like.updates == first
    client.force_login(world.coordinator)
    answer = client.post(f"/roadmaps/import/{like.pk}/confirm/")
    like.refresh_from_db()
    assert like.roadmap not in (None, first)
    assert answer.url == f"/roadmaps/{like.roadmap.pk}/"


def test_what_applying_would_do_is_said_until_it_is_done(client, world, roadmap, changed) -> None:
    edit(roadmap.activities.get(number="1.1"), world.administrator, deadline_text="Ноябрь 2026")
    client.force_login(world.coordinator)
    warning = "Если применить, эта правка пропадёт."
    page = client.get(address(changed)).text
    assert warning in page
    client.post(address(changed), form_of(page))
    applied = client.get(address(changed)).text
    assert "В портале исправлено" in applied
    assert warning not in applied
