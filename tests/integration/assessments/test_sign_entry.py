"""A received list of signs of bias typed by hand: cells, the letter, history, taking back."""

from urllib.parse import urlencode

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from assessments.actions.importing import confirm_import, draft_import, withdraw_import
from assessments.domain.objectivity.signs import Sign
from assessments.models import ImportSource, ObjectivitySign, ResultsImport
from assessments.queries.objectivity import signs_of

pytestmark = pytest.mark.django_db

RU4, MA4 = "vpr-4-Русский язык-listed", "vpr-4-Математика-listed"
LETTER = {"sender": "Министерство образования", "number": "02-15", "day": "2026-09-01"}


@pytest.fixture
def address(world):
    def of(layout="sign:listed"):
        query = {"municipality": world.office.pk, "academic_year": 2025, "layout": layout}
        return f"{reverse('assessments:objectivity_entry')}?{urlencode(query)}"

    return of


@pytest.fixture
def enter(world, client, address):
    client.force_login(world.coordinator)

    def post(rows, *, seen=None, letter=LETTER, layout="sign:listed", **more):
        data = {"school": [str(school.pk) for school in rows], **letter, **more}
        shown = {row.school.pk: row for row in client.get(address(layout)).context["rows"]}
        for school, cells in rows.items():
            row = shown.get(school.pk)
            kept = {cell.name: cell.value for cell in row.cells} if row else {}
            data |= kept | {f"{school.pk}-{key}": text for key, text in cells.items()}
            data[f"{school.pk}-seen"] = (row.seen if row else "") if seen is None else seen
        return client.post(address(layout), data, follow=True)

    return post


def stored():
    rows = ObjectivitySign.objects.order_by("school__login", "subject")
    return [(row.school.login, row.subject, row.present) for row in rows]


def test_typed_cells_become_signs_that_the_list_tells(world, enter):
    page = enter({world.school: {RU4: "1", MA4: "нет"}, world.other_school: {RU4: ""}})

    assert "Список сохранён" in page.text
    assert stored() == [("edu980001", "Математика", False), ("edu980001", "Русский язык", True)]
    found = signs_of(world.office, 2025).of_school("edu980001")
    assert [(one.told, one.computed) for one in found if one.work.subject == "Русский язык"] == [
        (True, None)
    ]


def test_the_list_is_kept_with_its_letter_like_an_import(world, enter, client):
    enter({world.school: {RU4: "1"}})

    made = ResultsImport.objects.get()
    assert (made.source, made.letter_from, made.letter_number, str(made.letter_date)) == (
        ImportSource.ENTRY, "Министерство образования", "02-15", "2026-09-01",
    )  # fmt: skip
    source = "Список с признаками: Министерство образования, письмо №\u00a002-15 от 01.09.2026"
    assert made.file_name == source
    assert AuditEvent.objects.filter(action="enter results", subject_id=made.pk).exists()
    school = reverse("assessments:objectivity_school", args=[world.school.login])
    assert source in client.get(school).text.replace("&nbsp;", "\u00a0")


def test_a_list_without_a_letter_is_not_kept_and_nothing_typed_is_lost(world, enter):
    page = enter({world.school: {RU4: "1"}}, letter={"sender": "", "number": "5", "day": ""})

    assert page.status_code == 422
    assert "Впишите, кто прислал список." in page.text
    assert "Впишите дату письма." in page.text
    assert f'name="{world.school.pk}-{RU4}" value="1"' in page.text
    assert not ObjectivitySign.objects.exists()


def test_what_is_neither_yes_nor_no_is_said_at_its_row(world, enter):
    page = enter({world.school: {RU4: "1", MA4: "2"}})

    assert "«2» не понято: нужны 0 или 1." in page.text
    assert stored() == []


def test_only_changed_cells_are_kept_and_the_letter_is_offered_again(world, enter, client, address):
    enter({world.school: {RU4: "1", MA4: "0"}})
    assert "Ничего не изменено" in enter({world.school: {RU4: "да"}}).text
    enter({world.school: {MA4: "1"}}, letter=LETTER | {"number": "02-16"})

    assert stored() == [("edu980001", "Математика", True), ("edu980001", "Русский язык", True)]
    assert ObjectivitySign.versions.count() == 3
    assert client.get(address()).context["letter"].initial["number"] == "02-16"


def test_emptied_cells_are_asked_about_and_come_back_when_taken_back(world, enter):
    enter({world.school: {RU4: "1", MA4: "0"}})
    page = enter({world.school: {RU4: ""}})
    assert page.status_code == 422
    assert "Очищены ячейки с сохранёнными отметками: 1." in page.text
    assert len(stored()) == 2

    enter({world.school: {RU4: ""}}, removes="1")
    assert stored() == [("edu980001", "Математика", False)]
    withdraw_import(results_import=ResultsImport.objects.latest("pk"), by=world.coordinator)
    assert len(stored()) == 2


def test_what_somebody_else_has_saved_meanwhile_is_shown(world, enter):
    enter({world.school: {RU4: "1"}})
    page = enter({world.school: {RU4: "0"}}, seen="")

    assert page.status_code == 422
    assert "Пока вы вводили, эти числа изменили" in page.text
    assert "сохранено: ВПР, русский язык, 4\u00a0класс 1" in page.text
    assert stored() == [("edu980001", "Русский язык", True)]


def test_signs_of_an_uploaded_list_stand_in_the_table(world, enter, client, address):
    content = "Год;Логин;ОО;4 РУ;6 МА\n2026;edu980001;Школа № 1;1;0\n".encode()
    draft = draft_import(
        municipality=world.office, content=content, file_name="Список.csv", by=world.coordinator
    )
    confirm_import(results_import=draft, by=world.coordinator)
    row = next(one for one in client.get(address()).context["rows"] if one.school == world.school)

    shown = {cell.column.key: (cell.value, cell.origin) for cell in row.cells if cell.value}
    assert shown[RU4][0] == "1"
    assert "Список.csv" in shown[RU4][1]
    assert shown["vpr-6-Математика-listed"][0] == "0"


def test_a_letter_may_name_the_kinds_of_signs_of_one_work(world, enter):
    key = "vpr-5-Математика-{}"
    enter(
        {world.school: {key.format("high_mean"): "1", key.format("sharp_rise"): "0"}},
        layout="work:vpr:5:Математика",
    )

    kept = ObjectivitySign.objects.values_list("sign", "present")
    assert set(kept) == {(Sign.HIGH_MEAN, True), (Sign.SHARP_RISE, False)}


def test_what_was_typed_is_not_called_a_file(world, enter, client):
    page = enter({world.school: {RU4: "1"}})
    assert "Введено вручную" in page.text
    assert "Отозвать введённое" in page.text
    withdraw = reverse("assessments:import_withdraw", args=[ResultsImport.objects.get().pk])
    assert "Отозвать «Список с признаками" in client.get(withdraw).text

    page = client.post(withdraw, follow=True)
    assert "Числа можно ввести снова." in page.text
    assert "Введённое отозвано" in page.text
    assert not ObjectivitySign.objects.exists()


def test_schools_of_others_are_passed_over(world, enter):
    enter({world.foreign_school: {RU4: "1"}})

    assert stored() == []


def test_the_table_of_more_signs_asks_no_more_questions(
    world, enter, client, address, count_queries
):
    enter({world.school: {RU4: "1"}})
    few = count_queries(lambda: client.get(address()))
    enter({world.school: {MA4: "1"}, world.other_school: {RU4: "1", MA4: "0"}})

    assert count_queries(lambda: client.get(address())) == few
