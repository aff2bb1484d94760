"""What a roadmap keeps of its document besides the rows: columns, years' tasks, partners."""

from __future__ import annotations

import re
from importlib import import_module

import pytest
from django.apps import apps

from roadmaps.actions.activities import add_activity
from roadmaps.actions.imports import confirm_import
from tests.unit.plans import making

pytestmark = pytest.mark.django_db

HEADER = ("№", "Мероприятие", "Сроки", "Участники", "Ответственные", "Документ")
ROWS = (
    HEADER,
    making.Wide("1. Диагностика"),
    ("1.1", "Самодиагностика", "май 2026", "Школьные команды", "Руководители ОО", "Карта"),
    ("1.2", "Разбор итогов", "июнь 2027", "", "Методист", "Справка"),
)
POINTS = (
    ("№", "Контрольная точка", "Срок", "Ответственный"),
    ("1", "Утверждён перечень", "до 01.03.2026", "Методист"),
    ("2", "Подведены итоги", "до 01.12.2027", "Методист"),
)
TASKS = (
    ("Направление", "2026", "2027"),
    ("Работа с кадрами", "Выявить затруднения педагогов школ", "Оценить прирост компетенций"),
    ("Работа с учениками", "Провести диагностику пробелов в знаниях", "—"),
)
PARTNERS = (
    ("ШНОР", "Школа-партнёр", "Направление сотрудничества"),
    ("МБОУ Озёрная СОШ", "МБОУ Лесная гимназия", "Математика"),
    ("МБОУ Озёрная СОШ", "Ветрова Анна Ильинична", "Русский язык"),
)


@pytest.fixture
def roadmap(world, draft, today):
    document = making.docx.Document()
    document.add_paragraph("Дорожная карта поддержки школ Приозёрного округа на 2026–2027 годы")
    making.add_table(document, ROWS)
    for caption, rows in (
        ("Контрольные точки", POINTS),
        ("Задачи по годам", TASKS),
        ("Школы-партнёры", PARTNERS),
    ):
        document.add_paragraph(caption)
        making.add_table(document, rows)
    upload = draft(making.saved(document))
    return confirm_import(plan_import=upload, by=world.coordinator)


def test_tables_keep_the_offices_columns(roadmap):
    main, points = roadmap.tables.order_by("position")
    assert [column.heading for column in main.columns] == list(HEADER)
    assert [column.role for column in main.columns][3] == ""
    assert (points.kind, points.caption) == ("checkpoint", "Контрольные точки")
    tables = dict(roadmap.activities.values_list("title", "table"))
    assert tables["Самодиагностика"] == main.pk
    assert tables["Подведены итоги"] == points.pk


def test_a_new_row_goes_on_with_the_table_above_it(world, roadmap):
    section = roadmap.sections.get()
    added = add_activity(roadmap=roadmap, by=world.coordinator, section=section, title="Совет")
    assert added.table == roadmap.tables.get(position=1)
    last = add_activity(roadmap=roadmap, by=world.coordinator, section=None, title="Итоги")
    assert last.table == roadmap.tables.get(position=1)


def test_texts_of_unknown_columns_stand_on_the_page_of_the_activity(client, world, roadmap):
    known = roadmap.activities.get(number="1.1")
    assert known.extra == [{"heading": "Участники", "text": "Школьные команды"}]
    assert roadmap.activities.get(number="1.2").extra == []
    client.force_login(world.head)
    page = client.get(f"/roadmaps/{roadmap.pk}/activities/{known.pk}/").text
    assert "<dt>Участники</dt><dd>Школьные команды</dd>" in page


def test_tasks_by_years_and_partners_stand_on_the_page_of_the_plan(client, world, roadmap):
    tasks = roadmap.year_tasks.order_by("position").values_list("direction", "year", "text")
    assert list(tasks) == [
        ("Работа с кадрами", 2026, "Выявить затруднения педагогов школ"),
        ("Работа с кадрами", 2027, "Оценить прирост компетенций"),
        ("Работа с учениками", 2026, "Провести диагностику пробелов в знаниях"),
    ]
    kinds = roadmap.partnerships.order_by("position").values_list("partner_kind", flat=True)
    assert list(kinds) == ["school", "teacher"]
    client.force_login(world.head)
    page = client.get(f"/roadmaps/{roadmap.pk}/").text
    assert "Задачи по годам: 2 направления" in page
    assert "Оценить прирост компетенций" in page
    assert "Партнёры школ по плану: 2" in page
    assert "Ветрова Анна Ильинична" in page


def test_tasks_of_years_say_where_they_stand_to_the_office_alone(client, world, roadmap) -> None:
    client.force_login(world.coordinator)
    page = client.get(f"/roadmaps/{roadmap.pk}/").text
    task = page.split("Оценить прирост компетенций")[1].split("</td>")[0]
    place = (
        r'<a href="/roadmaps/import/\d+/file/">таблица\xa0\d+, строка\xa0\d+, столбец\xa0\d+</a>'
    )
    assert re.search(place, task)
    client.force_login(world.head)
    page = client.get(f"/roadmaps/{roadmap.pk}/").text
    assert "/file/" not in page.split("Оценить прирост компетенций")[1].split("</td>")[0]


def test_plans_of_earlier_versions_get_them_from_their_drafts(roadmap):
    module = import_module("roadmaps.migrations.0006_columns_year_tasks_and_partnerships")
    tasks = list(roadmap.year_tasks.values_list("position", "direction", "year", "text"))
    roadmap.year_tasks.all().delete()
    roadmap.partnerships.all().delete()
    module.keep_what_drafts_hold(apps, None)
    assert list(roadmap.year_tasks.values_list("position", "direction", "year", "text")) == tasks
    assert roadmap.partnerships.get(position=2).partner == "Ветрова Анна Ильинична"
