"""The plan as a table in the browser: what its script and its forms send, and what comes back."""

from __future__ import annotations

import html
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import AuditEvent
from roadmaps.actions.editing.cells import edit_cell
from roadmaps.models import Activity, PlanChange, Section
from tests.scene.documents import draft_plan, plan_document

pytestmark = pytest.mark.django_db
FRAGMENT = {"HX-Request": "true"}
ROWS = (
    ("1. Диагностика",),
    ("1.1", "Самодиагностика", "Октябрь 2026 года", "Руководители ОО", "Карта"),
    ("1.2", "Анализ уроков", "до 20 декабря 2026 года", "Методист", ""),
    ("2. Помощь",),
    ("2.1", "Семинар", "Ноябрь 2026 года", "Методист", "Программа"),
)


@pytest.fixture
def plan(world):
    """Two sections with two rows and one."""
    from roadmaps.actions.imports import confirm_import

    draft = draft_plan(world, plan_document(ROWS))
    return confirm_import(plan_import=draft, by=world.coordinator)


@pytest.fixture
def office(client, world):
    """The coordinator's browser."""
    client.force_login(world.coordinator)
    return client


def row(plan, number: str) -> Activity:
    return plan.activities.get(number=number)


def at(name: str, plan, *args: int) -> str:
    return reverse(f"roadmaps:{name}", args=[plan.pk, *args])


def order(plan) -> list[str]:
    return list(plan.activities.order_by("position", "pk").values_list("number", flat=True))


def send_cell(office, plan, number: str, **values: str):
    return office.post(at("activity_cell", plan, row(plan, number).pk), values, headers=FRAGMENT)


def test_changed_cell_answers_with_its_row_and_the_way_back(office, plan) -> None:
    answer = send_cell(
        office, plan, "1.2", field="deadline_text", value="до 15 декабря 2026 года",
        expected="до 20 декабря 2026 года",
    )  # fmt: skip
    page = answer.content.decode()
    assert f'<tr id="activity-{row(plan, "1.2").pk}">' in page
    assert "не позднее 15 декабря 2026" in page.replace("\u00a0", " ")
    back = re.search(r'action="([^"]+/undo/)"', page)
    assert back is not None
    said = office.post(back[1], headers=FRAGMENT).content.decode()
    assert "Отменено" in said
    assert "Вернуть" in said
    assert row(plan, "1.2").deadline_text == "до 20 декабря 2026 года"


def test_second_person_is_shown_both_versions(office, world, plan) -> None:
    edit_cell(
        activity=row(plan, "1.2"), field="title", value="Разбор «уроков»", expected="Анализ уроков",
        by=world.administrator,
    )  # fmt: skip
    answer = send_cell(office, plan, "1.2", field="title", value="Моё", expected="Анализ уроков")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert 'data-theirs="Разбор «уроков»"' in page
    assert "administrator" in page
    assert "Моё" in page
    assert row(plan, "1.2").title == "Разбор «уроков»"


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("title", "  ", "Впишите название"),
        ("number", "1" * 41, "40"),
        ("deadline_text", "до 31 июня 2026 года", "31"),
    ],
)
def test_what_cannot_be_written_is_said_in_a_sentence(office, plan, field, value, sentence) -> None:
    before = getattr(row(plan, "1.2"), field)
    answer = send_cell(office, plan, "1.2", field=field, value=value, expected=before)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not PlanChange.objects.exists()


def test_field_that_is_no_cell_is_not_there(office, plan) -> None:
    for field in ("position", "source"):
        answer = send_cell(office, plan, "1.2", field=field, value="1", expected="")
        assert answer.status_code == 404


def test_line_ends_of_browsers_are_those_of_the_plan(office, plan) -> None:
    send_cell(office, plan, "1.2", field="deliverable", value="Акт\r\nСправка", expected="")
    assert row(plan, "1.2").deliverable == "Акт\nСправка"
    send_cell(office, plan, "1.2", field="deliverable", value="Акт", expected="Акт\r\nСправка")
    assert row(plan, "1.2").deliverable == "Акт"


def test_row_is_inserted_beside_another(office, plan) -> None:
    values = {"title": "Опрос", "target": f"before:{row(plan, '1.2').pk}", "number": "н"}
    answer = office.post(at("activity_add", plan), values, headers=FRAGMENT)
    assert "Добавлена строка н" in answer.content.decode()
    assert order(plan) == ["1.1", "н", "1.2", "2.1"]
    office.post(at("activity_add", plan), values, headers=FRAGMENT)
    assert order(plan).count("н") == 1


def test_form_of_a_row_beside_another_names_no_section(office, plan) -> None:
    address = at("activity_add", plan) + f"?target=after:{row(plan, '2.1').pk}"
    page = office.get(address).content.decode()
    assert 'name="section"' not in page
    office.post(address, {"title": "Опрос", "number": "н"})
    assert row(plan, "н").section == row(plan, "2.1").section


def test_row_inserted_beside_a_row_that_is_gone_is_not_lost(office, plan) -> None:
    answer = office.post(at("activity_add", plan), {"title": "Опрос", "target": "after:999999"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Опрос" in page
    assert "уже нет" in page


def test_row_moves_without_scripts_from_its_page(office, plan) -> None:
    address = at("activity_row", plan, row(plan, "1.2").pk)
    page = office.get(address).content.decode()
    down = re.search(r'name="target" value="([^"]+)">На строку ниже', page)
    assert down is not None
    move = at("activity_move", plan, row(plan, "1.2").pk)
    answer = office.post(move, {"target": down[1]})
    assert answer.url.endswith(f"#activity-{row(plan, '1.2').pk}")
    assert row(plan, "1.2").section.number == "2."
    office.post(move, {"target": down[1]})
    assert order(plan) == ["1.1", "1.2", "2.1"]
    assert PlanChange.objects.count() == 1


def test_deleted_row_answers_with_the_way_back(office, plan) -> None:
    answer = office.post(at("activity_delete", plan, row(plan, "1.2").pk), headers=FRAGMENT)
    assert "Удалена строка 1.2" in answer.content.decode()
    office.post(at("change_undo", plan, PlanChange.objects.get().pk))
    assert order(plan) == ["1.1", "1.2", "2.1"]


def test_section_form_of_a_second_person_is_not_written_over_the_first(office, world, plan) -> None:
    section = plan.sections.get(number="1.")
    address = at("section", plan, section.pk)
    opened = re.search(r'name="opened" value="([^"]*)"', office.get(address).content.decode())
    Section.objects.filter(pk=section.pk).update(title="Обследование")
    form = {"number": "1.", "title": "Моё", "kind": "stage"}

    answer = office.post(address, {**form, "opened": html.unescape(opened[1])})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Обследование" in page
    assert "Моё" in page
    again = re.search(r'name="opened" value="([^"]*)"', page)
    office.post(address, {**form, "opened": html.unescape(again[1])})
    section.refresh_from_db()
    assert (section.title, section.kind) == ("Моё", "stage")


def test_subsection_is_added_moved_and_deleted_by_forms(office, plan) -> None:
    first, second = plan.sections.order_by("position")
    form = {"number": "1.1.", "title": "Опросы", "kind": "direction"}
    office.post(at("section_add", plan) + f"?target=end:{first.pk}", form)
    inner = plan.sections.get(title="Опросы")
    assert inner.parent == first
    office.post(at("section_move", plan, inner.pk), {"target": f"after:{second.pk}"})
    inner.refresh_from_db()
    assert inner.parent is None
    refused = office.post(at("section_delete", plan, first.pk), {"rows_to": ""}, follow=True)
    assert "куда их перенести" in refused.content.decode()
    office.post(at("section_delete", plan, first.pk), {"rows_to": f"end:{inner.pk}"})
    assert order(plan) == ["2.1", "1.1", "1.2"]
    assert {one.section for one in plan.activities.filter(number__in=["1.1", "1.2"])} == {inner}


def test_numbers_are_shown_before_they_are_written(office, world, plan) -> None:
    page = office.get(at("numbers", plan) + "?scheme=through").content.decode()
    mark = re.search(r'name="mark" value="(\w+)"', page)[1]
    edit_cell(
        activity=row(plan, "2.1"), field="number", value="9", expected="2.1", by=world.administrator
    )
    answer = office.post(at("numbers", plan), {"scheme": "through", "mark": mark})
    assert "с тех пор изменили" in answer.content.decode()
    assert order(plan) == ["1.1", "1.2", "9"]
    mark = re.search(r'name="mark" value="(\w+)"', answer.content.decode())[1]
    office.post(at("numbers", plan), {"scheme": "through", "mark": mark})
    assert order(plan) == ["1", "2", "3"]
    office.post(at("change_undo", plan, PlanChange.objects.latest("pk").pk))
    assert order(plan) == ["1.1", "1.2", "9"]


PASTED = (
    "Исполнитель\tМероприятие\tСрок\n"
    "Методист\tКруглый стол\tмай 2027 года\n"
    'Руководители ОО\t"Выездной\nсеминар"\tдо 31 июня 2027 года\n'
)


def test_pasted_rows_are_shown_with_their_columns_then_inserted_once(office, plan) -> None:
    target = f"after:{row(plan, '1.1').pk}"
    shown = office.post(at("paste_rows", plan), {"text": PASTED, "target": target})
    page = shown.content.decode()
    assert "2\u00a0строки встанут после строки «1.1 Самодиагностика»" in page
    assert "до 31 июня 2027 года" in page
    form = shown.context["rows_form"]
    sent = {"target": target, "grid": form["grid"].value()}
    sent |= {column.name: column.value() for column in form.columns}
    assert list(sent.values())[2:] == ["responsible_text", "title", "deadline_text"]
    for _ in range(2):
        office.post(at("paste_rows", plan), sent)
    titles = list(plan.activities.order_by("position").values_list("title", flat=True))
    assert titles[:3] == ["Самодиагностика", "Круглый стол", "Выездной\nсеминар"]
    assert titles[3:] == ["Анализ уроков", "Семинар"]
    last = plan.activities.get(title__startswith="Выездной")
    assert (last.deadline_text, last.deadline_choice) == ("до 31 июня 2027 года", "без даты")
    assert last.section == row(plan, "1.1").section
    change = PlanChange.objects.get()
    assert change.kind == "paste"
    office.post(at("change_undo", plan, change.pk))
    assert order(plan) == ["1.1", "1.2", "2.1"]


def test_pasting_without_a_title_column_keeps_the_rows(office, plan) -> None:
    shown = office.post(at("paste_rows", plan), {"text": PASTED})
    form = shown.context["rows_form"]
    answer = office.post(at("paste_rows", plan), {"grid": form["grid"].value(), "column_0": ""})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "в каком столбце мероприятия" in page
    assert "Круглый стол" in page


@pytest.mark.parametrize("grid", ["", "{}", "[[]]", "[[1]]", '[["a"],["b","c"]]', "[" * 5000])
def test_outdated_form_of_pasted_rows_is_refused(office, plan, grid) -> None:
    answer = office.post(at("paste_rows", plan), {"grid": grid, "column_0": "title"})
    assert answer.status_code == 422
    assert "Вставьте строки снова" in answer.content.decode()


def test_table_is_not_edited_where_the_plan_is_closed_and_says_why(office, plan) -> None:
    from roadmaps.models import Roadmap

    Roadmap.objects.filter(pk=plan.pk).update(status="closed")
    page = office.get(at("roadmap", plan)).content.decode()
    assert "data-plan-table" not in page
    assert "Строка…" not in page
    assert "завершена" in page
    answer = send_cell(office, plan, "1.2", field="title", value="Моё", expected="Анализ уроков")
    assert answer.status_code == 403
    assert "завершена" in answer.content.decode()


def test_schools_see_the_table_without_its_tools(client, world, plan) -> None:
    client.force_login(world.head)
    page = client.get(at("roadmap", plan)).content.decode()
    for words in ("data-plan-table", "Строка…", "Раздел…", "plan_table.js", "Перенумеровать"):
        assert words not in page


def test_every_change_is_in_the_history(office, plan) -> None:
    send_cell(office, plan, "1.2", field="title", value="Разбор", expected="Анализ уроков")
    office.post(
        at("activity_move", plan, row(plan, "1.2").pk), {"target": f"after:{row(plan, '2.1').pk}"}
    )
    office.post(at("section_add", plan), {"title": "Итоги", "kind": "stage"})
    actions = set(AuditEvent.objects.values_list("action", flat=True))
    assert {"edit activity", "move activity", "add section"} <= actions


HEADED = (
    "<table><tr><td>1</td><td>Совет</td><td>май 2027 года</td></tr>"
    "<tr><td colspan=3>7. Диагностика</td></tr>"
    "<tr><td>7.1</td><td>Самооценка</td><td>март 2027 года</td></tr>"
    "<tr><td colspan=3>8. Кадры</td></tr>"
    "<tr><td>8.1</td><td>Курсы</td><td>июнь 2027 года</td></tr></table>"
)


def headed_form(office, plan, target: str) -> dict[str, object]:
    """What the page sends for the rows with headings."""
    page = SimpleUploadedFile("page.html", HEADED.encode(), "text/html")
    sent = {"text": "Совет", "page": page, "target": target}
    form = office.post(at("paste_rows", plan), sent).context["rows_form"]
    fields = ("grid", "headings", "sections")
    return {
        "target": target,
        **{name: form[name].value() for name in fields},
        **{column.name: column.value() for column in form.columns},
    }


def test_headings_among_pasted_rows_become_sections_and_are_taken_back(office, plan) -> None:
    sent = headed_form(office, plan, f"after:{row(plan, '1.1').pk}")
    assert sent["sections"] == ["0", "1"]
    before = order(plan)
    for _ in range(2):
        office.post(at("paste_rows", plan), sent)
    rows = plan.activities.order_by("position").select_related("section")
    assert [(one.number, str(one.section)) for one in rows] == [
        ("1.1", "1. Диагностика"),
        ("1", "1. Диагностика"),
        ("1.2", "1. Диагностика"),
        ("7.1", "7. Диагностика"),
        ("8.1", "8. Кадры"),
        ("2.1", "2. Помощь"),
    ]
    change = PlanChange.objects.get()
    assert change.summary == "Вставлено: 3 строки, 2 раздела"
    office.post(at("change_undo", plan, change.pk))
    assert order(plan) == before
    assert plan.sections.count() == 2


def test_heading_that_is_not_ticked_makes_no_section(office, plan) -> None:
    sent = headed_form(office, plan, f"after:{row(plan, '1.1').pk}") | {"sections": ["1"]}
    office.post(at("paste_rows", plan), sent)
    assert plan.activities.get(number="7.1").section == row(plan, "1.1").section
    assert str(plan.activities.get(number="8.1").section) == "8. Кадры"


@pytest.mark.parametrize(
    "headings", ["{", "[1]", '[["0","x",false]]', '[[99,"x",false]]', "[" * 5000]
)
def test_headings_that_the_page_did_not_send_make_no_section(office, plan, headings) -> None:
    sent = headed_form(office, plan, f"after:{row(plan, '1.1').pk}")
    answer = office.post(at("paste_rows", plan), sent | {"headings": headings})
    assert answer.status_code == 422
    assert plan.sections.count() == 2
