"""«Почему и что дальше»: figures over years, ways out and in, answers of conditions, next steps."""

import html
import re

import pytest
from django.urls import reverse

from assessments.actions.classifying import carry_out_run, create_run
from assessments.actions.importing import confirm_import, draft_import
from assessments.domain.criteria import SHIPPED, shipped
from assessments.models import Verdict
from assessments.queries.verdicts import why

pytestmark = pytest.mark.django_db

LINES = """Учебный год;Процедура;Класс;Предмет;Логин;Участников;2;3;4;5
2022/23;ВПР;5;Математика;edu980001;10;1;4;4;1
2023/24;ВПР;5;Математика;edu980001;20;4;8;7;1
2024/25;ВПР;5;Математика;edu980001;20;9;5;5;1
2024/25;ВПР;5;Русский язык;edu980001;10;3;3;3;1
2024/25;ВПР;6;Русский язык;edu980001;10;1;5;3;1
2024/25;ВПР;5;Математика;edu980002;10;2;3;3;2
2024/25;ВПР;5;Русский язык;edu980002;10;1;3;4;2
"""


@pytest.fixture
def results(world):
    draft = draft_import(
        municipality=world.office, content=LINES.encode(), file_name="Итоги.csv",
        by=world.coordinator,
    )  # fmt: skip
    confirm_import(results_import=draft, by=world.coordinator)


def calculated(world, key="federal-30-2"):
    run = create_run(
        municipality=world.office, academic_year=2024, criteria=shipped(key), by=world.coordinator
    )
    return carry_out_run(run.pk)


def words_of(client, person, run, login) -> str:
    """What the page says, without its tags."""
    client.force_login(person)
    page = client.get(reverse("assessments:verdict", args=[run.pk, login]))
    assert page.status_code == 200
    body = html.unescape(re.sub(r"<[^>]+>", " ", page.content.decode()))
    return " ".join(body.replace("\u00ad", "").split())


def test_a_listed_school_reads_the_smallest_change_in_numbers(world, results, client):
    said = words_of(client, world.head, calculated(world), "edu980001")

    assert (
        "Школы не было бы в перечне, если бы порог не преодолели: ВПР, русский язык, 5 класс — не "
        "больше 2 из 10, а не 3. Всего меньше на 1 ученика."
    ) in said
    assert "ближе всего к порогу — ВПР, русский язык, 6 класс" in said
    assert "если не преодолевших порог будет больше на 2 ученика" in said


def test_several_procedures_on_the_way_out_stand_in_lines_under_their_sum(world, results, client):
    more = LINES.splitlines()[0] + "\n2024/25;ОГЭ;9;Математика;edu980001;10;7;2;1;0\n"
    draft = draft_import(
        municipality=world.office, content=more.encode(), file_name="ОГЭ.csv", by=world.coordinator
    )
    confirm_import(results_import=draft, by=world.coordinator)
    said = words_of(client, world.head, calculated(world), "edu980001")

    assert (
        "Школы не было бы в перечне, если бы не преодолевших порог было меньше на 5 учеников. "
        "Низких процедур стало бы 1, а не 3: ВПР, русский язык, 5 класс — не больше 2 из 10, а не "
        "3 ВПР, математика, 5 класс — не больше 5 из 20, а не 9 Из остальных"
    ) in said


def test_an_inspector_comes_from_a_figure_to_the_rows_of_the_school_in_its_file(
    world, results, client
):
    run = calculated(world)
    client.force_login(world.observer)
    page = client.get(reverse("assessments:verdict", args=[run.pk, "edu980001"])).content.decode()
    address = re.search(r'href="(/assessments/imports/\d+/\?school=edu980001)"', page)
    rows = client.get(address.group(1)).content.decode()

    assert "Показаны строки школы" in rows
    assert len(re.findall(r'data-label="Место"', rows)) == 5
    whole = client.get(address.group(1).split("?")[0]).content.decode()
    assert len(re.findall(r'data-label="Место"', whole)) == 7


def test_a_result_that_does_not_count_has_no_distance_to_the_limit(world, results, client):
    run = create_run(
        municipality=world.office, academic_year=2024,
        criteria=shipped("federal-30-2").with_setting("min_participants=15"), by=world.coordinator,
    )  # fmt: skip
    verdict = Verdict.objects.get(run=carry_out_run(run.pk), school__login="edu980001")

    assert [one.distance for one in why(verdict).grounds] == ["4\u00a0ученика", "", ""]


def test_a_school_at_risk_reads_what_would_bring_it_in(world, results, client):
    said = words_of(client, world.coordinator, calculated(world), "edu980002")

    assert (
        "если бы не преодолевших порог было больше на 3 ученика: ВПР, математика, 5 класс — 3 из "
        "10 или больше, а не 2 ВПР, русский язык, 5 класс — 3 из 10 или больше, а не 1"
    ) in said


def test_the_same_procedure_stands_beside_two_years_back(world, results, client):
    said = words_of(client, world.head, calculated(world), "edu980001")

    assert "ВПР, математика, 5 класс 10,0 1 из 10 20,0 4 из 20 45,0 9 из 20 +25,0 п. п." in said
    assert "ВПР, русский язык, 6 класс нет данных нет данных 10,0 1 из 10 —" in said


def test_each_condition_has_its_answer(world, results, client):
    run = calculated(world, "federal-30-2-repeat-or")
    said = words_of(client, world.head, run, "edu980001")

    assert (
        "если: да выполнено хотя бы одно из условий: да доля низких результатов от 30 % не меньше "
    ) in said
    assert "нельзя оценить доля низких результатов от 30 % по одной и той же процедуре" in said


@pytest.mark.parametrize("key", SHIPPED)
def test_the_page_of_every_shipped_set_opens(world, results, client, key):
    run = calculated(world, key)

    for login in ("edu980001", "edu980003"):
        assert words_of(client, world.coordinator, run, login)


def test_a_verdict_without_kept_answers_opens_without_them(world, results, client):
    run = calculated(world)
    Verdict.objects.filter(run=run).update(conditions="")

    assert "Какие условия выполнены" not in words_of(client, world.head, run, "edu980001")


def test_what_comes_next_stands_on_the_page(world, results, client):
    said = words_of(client, world.head, calculated(world), "edu980001")

    assert "Дорожная карта школы" in said
