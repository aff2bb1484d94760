"""Pages of signs of bias: who sees what, what they say, and what they cost."""

import io
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from assessments.actions.classifying import carry_out_run, create_run
from assessments.actions.objectivity import set_objectivity_rules
from assessments.domain.criteria import shipped
from assessments.domain.objectivity.settings import MarkerRules
from assessments.queries.objectivity import rules_for, signs_of
from schools.models import School
from tests.integration.assessments.objectivity_cast import HIGH, USUAL, Material

pytestmark = pytest.mark.django_db


@pytest.fixture
def material(world):
    made = Material(world)
    made.scores(world.school, HIGH)
    made.scores(world.other_school, USUAL)
    made.region()
    made.listed(world.school)
    made.listed(world.school, year=2023)
    return made


def text_of(client, person, address):
    client.force_login(person)
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode().replace("\u00a0", " ")


def school_address(school):
    return reverse("assessments:objectivity_school", args=[school.login])


def test_the_office_reads_the_state_the_matrix_and_the_index_by_years(client, world, material):
    page = text_of(client, world.coordinator, reverse("assessments:objectivity"))

    assert "Признаки есть у 1 из 2 школ, индекс объективности 50,0 (по полученному списку)" in page
    assert "по списку; по расчёту: высокий средний балл" in page
    assert "признака нет" in page
    assert "Индекс объективности по годам" in page
    assert "нарушени" not in page.lower()


def test_a_head_sees_the_own_schools_and_no_index(client, world, material):
    page = text_of(client, world.head, reverse("assessments:objectivity"))

    assert world.school.name in page
    assert world.other_school.name not in page
    assert "Индекс объективности" not in page
    client.force_login(world.head)
    assert client.get(school_address(world.other_school)).status_code == 404


def test_the_filter_leaves_schools_with_signs_and_says_where_none_are(client, world, material):
    address = reverse("assessments:objectivity")
    marked = text_of(client, world.coordinator, f"{address}?answer=marked")

    assert school_address(world.school) in marked
    assert school_address(world.other_school) not in marked
    nobody = text_of(client, world.coordinator, f"{address}?answer=clear&academic_year=2023")
    assert "Таких школ нет" in nobody


def test_the_page_of_a_school_shows_figures_source_distribution_and_what_to_check(
    client, world, material
):
    page = text_of(client, world.head, school_address(world.school))

    assert "интервалы не пересекаются" in page.lower()
    assert '<td>32</td><td class="number">10</td><td class="number">50,0</td>' in page
    assert "Что проверить" in page
    assert "Лист1, D7" in page
    assert "<svg" in page
    assert "участников; n = 20" in page


def test_an_older_year_is_shown_where_it_is_asked_for(client, world, material):
    page = text_of(client, world.head, f"{school_address(world.school)}?academic_year=2023")

    assert "По полученному списку признак есть" in page
    assert "интервалы не пересекаются" not in page.lower()


def test_the_workbook_holds_the_matrix_and_every_sign(client, world, material):
    client.force_login(world.coordinator)
    response = client.get(reverse("assessments:objectivity_workbook"))

    book = load_workbook(io.BytesIO(response.content))
    matrix = list(book["Школы"].iter_rows(values_only=True))
    assert any(row[1] == "edu980001" and "есть признак" in str(row[3]) for row in matrix)
    signs = {(row[1], row[3], row[4]) for row in book["Признаки"].iter_rows(values_only=True)}
    assert ("edu980001", "Завышенный средний балл", "есть") in signs


def test_without_any_material_the_page_says_what_to_load(client, world):
    page = text_of(client, world.coordinator, reverse("assessments:objectivity"))

    assert "Признаки оценивать пока не по чему" in page


def test_a_verdict_names_the_works_with_signs_and_keeps_its_results(client, world, material):
    material.marks(world.school, 10, 5, 5, 0)
    run = create_run(
        municipality=world.office, academic_year=2024, criteria=shipped("federal-30-2"),
        by=world.coordinator,
    )  # fmt: skip
    carry_out_run(run.pk)

    page = text_of(
        client, world.head, reverse("assessments:verdict", args=[run.pk, world.school.login])
    )

    assert "Признаки необъективности:" in page
    assert "Результат из расчёта они не исключают" in page


def test_more_schools_cost_no_more_queries(client, world, material):
    client.force_login(world.coordinator)
    address = reverse("assessments:objectivity")
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for number in range(27):
        school = School.objects.create(
            municipality=world.office, name=f"Школа {number}", login=f"edu99{number:04}"
        )
        material.scores(school, USUAL)
        material.listed(school, present=False)
    with CaptureQueriesContext(connection) as many:
        client.get(address)

    assert len(many) == len(few)


def settings_of(**changed):
    return {
        "works": ["vpr:Русский язык:4"], "denominator": "any", "z": "1,96", "least_schools": "8",
        "peak_ratio": "2", "peak_fewest": "10", "journal_medium": "20", "journal_high": "40",
        "least_confirmed": "70", "corridors": "Русский язык; 4; 15; 40; 5", "seen": "0",
        **changed,
    }  # fmt: skip


def test_an_administrator_changes_settings_as_versions_and_signs_follow(client, world, material):
    client.force_login(world.administrator)
    address = reverse("assessments:objectivity_rules")
    assert client.post(address, settings_of(least_schools="5", z="50")).status_code == 422

    assert client.post(address, settings_of(peak_ratio="2,5")).status_code == 302
    page = client.get(address).content.decode()

    assert "версия 1" in page
    assert "2 → 2,5" in page
    [work] = rules_for(world.office).works
    assert work.title == "ВПР, русский язык, 4\u00a0класс"
    old = client.post(address, settings_of(peak_ratio="3"))
    assert old.status_code == 422
    assert "настройки изменил другой человек" in old.content.decode()
    same = client.post(address, settings_of(peak_ratio="2,5", seen="1"), follow=True)
    assert "Настройки не изменились." in same.content.decode()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"corridors": "Русский; 4; 15"}, "Строка 1: нужно пять частей"),
        ({"corridors": "\nФилателия; 4; 1; 2; 3"}, "Строка 2: предмет «Филателия» не узнан"),
        ({"corridors": "МА; 4; 1; 2; 300"}, "доли — числа от 0 до 100"),
        ({"journal_high": "20"}, "Сильное расхождение должно быть больше заметного"),
        ({"works": []}, "Отметьте хотя бы одну работу"),
    ],
)
def test_settings_that_make_no_sense_are_explained_and_kept_in_the_form(
    client, world, changed, said
):
    client.force_login(world.administrator)
    answer = client.post(reverse("assessments:objectivity_rules"), settings_of(**changed))

    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_without_a_region_the_municipality_stands_in_only_where_that_is_set(world):
    made = Material(world)
    made.scores(world.school, HIGH)
    made.scores(world.other_school, USUAL)
    assert signs_of(world.office, 2024).index.main is None

    set_objectivity_rules(
        municipality=world.office, rules=MarkerRules(municipality_as_base=True), seen=0,
        by=world.administrator,
    )  # fmt: skip

    assert signs_of(world.office, 2024).index.computed.schools == 2


def test_settings_come_back_as_they_were_kept():
    rules = MarkerRules(z=Decimal("2.58"), least_schools=4)

    assert MarkerRules.from_dict(rules.as_dict()) == rules
    assert rules.said()["множитель интервала"] == "2,58"
