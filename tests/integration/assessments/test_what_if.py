"""«Что, если…»: what the page says, that it follows the figures, and how many queries it makes."""

from __future__ import annotations

import io
from urllib.parse import urlencode

import openpyxl
import pytest
from django.core.cache import cache
from django.urls import reverse

from assessments.actions.importing import confirm_import, draft_import, withdraw_import
from assessments.models import ClassificationRun, Result
from assessments.queries.what_if.ledgers import forget_all
from schools.models import Municipality, School
from tests.integration.assessments.list_cast import approved, calculated

pytestmark = pytest.mark.django_db

HEAD = "Учебный год;Класс;Предмет;Логин;Участников;2;3;4;5\n"
LINES = (
    "2023/24;5;Русский язык;edu980001;10;4;3;3;0\n"
    "2023/24;5;Математика;edu980001;10;4;3;3;0\n"
    "2024/25;5;Русский язык;edu980001;10;3;3;3;1\n"
    "2024/25;5;Математика;edu980001;20;9;5;5;1\n"
    "2024/25;5;Математика;edu980002;10;3;3;3;1\n"
    "2024/25;5;Русский язык;edu980002;10;2;4;3;1\n"
)


def load(world, lines=LINES, name="r.csv"):
    draft = draft_import(
        municipality=world.office, content=(HEAD + lines).encode(), file_name=name,
        by=world.coordinator,
    )  # fmt: skip
    return confirm_import(
        results_import=draft, by=world.coordinator, calculate=False
    ).results_import


@pytest.fixture
def kept(settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()
    forget_all()
    yield
    cache.clear()
    forget_all()


@pytest.fixture
def coordinator(client, world):
    client.force_login(world.coordinator)
    return client


def page(client, **asked):
    return client.get(reverse("assessments:what_if"), asked).content.decode()


def test_a_lower_threshold_brings_a_school_in_and_says_why(world, coordinator):
    load(world)
    approved(world, calculated(world, 2024, school="low_results", other_school="at_risk"))
    shown = page(coordinator)
    assert "В перечне 1\u00a0школа из\u00a03; войдут 0, выйдут 0." in shown
    assert "перечень, приказ №\u00a012 от 05.10.2025" in shown
    shown = page(coordinator, threshold="20")
    assert "В перечне 2\u00a0школы из\u00a03; войдут 1, выйдут 0." in shown
    assert "низкие результаты по 2\u00a0процедурам" in shown
    assert "20 (в критериях 30)" in shown


def test_a_higher_number_of_procedures_lets_a_school_out(world, coordinator):
    load(world)
    calculated(world, 2024, school="low_results", other_school="at_risk")
    shown = page(coordinator, k="3")
    assert "В перечне 0\u00a0школ из\u00a03; войдут 0, выйдут 1." in shown
    assert "расчёт №" in shown


def test_the_border_and_the_years_are_told(world, coordinator):
    load(world)
    shown = page(coordinator, border="1", look_back="2")
    assert "Выйдет, если не преодолевших порог на 1\u00a0участника меньше" in shown
    assert "Войдёт, если не преодолевших порог на 1\u00a0участника больше" in shown
    assert "вывод меняют не больше 1\u00a0участника этого года" in shown
    assert "В перечне 2 из 2\u00a0лет: 1" in shown
    assert "2023/24, 2024/25" in shown
    assert "за этот год нет ни перечня, ни расчёта" in shown


def test_a_long_table_shows_its_first_schools_and_on_request_all(world, coordinator, monkeypatch):
    monkeypatch.setattr("assessments.views.what_if.LINES_SHOWN", 1)
    load(world)
    calculated(world, 2024, school="none", other_school="none")
    shown = page(coordinator, threshold="20")
    assert "Войдут в перечень: 2" in shown
    assert shown.count("низкие результаты по 2\u00a0процедурам") == 1
    rest = 'href="?threshold=20&amp;all=entering#entering">Показать все 2</a>'
    assert f"Показаны первые 1. <a {rest}" in shown
    whole = page(coordinator, threshold="20", all="entering")
    assert whole.count("низкие результаты по 2\u00a0процедурам") == 2
    assert "all=entering#entering" not in whole


def test_a_wrong_value_is_said_and_the_typed_stays(world, coordinator):
    load(world)
    shown = page(coordinator, threshold="много")
    assert "указано «много», а нужно число больше 0 и не больше 100" in shown.lower()
    assert 'value="много"' in shown
    assert "Рассчитать по этим условиям" not in shown


def test_values_of_other_criteria_are_passed_over(world, coordinator):
    load(world)
    shown = page(coordinator, criteria="ege-half-below", of="federal-30-2", threshold="25")
    assert 'name="threshold" value="50"' in shown
    shown = page(coordinator, criteria="ege-half-below", of="ege-half-below", threshold="25")
    assert 'name="threshold" value="25"' in shown


def test_a_calculation_by_these_conditions_keeps_them(world, coordinator):
    load(world)
    asked = urlencode({"threshold": "20", "k": "1"})
    answer = coordinator.post(f"{reverse('assessments:what_if_run')}?{asked}")
    run = ClassificationRun.objects.get()
    assert answer["Location"] == reverse("assessments:run", args=[run.pk])
    assert (run.criteria["parameters"]["threshold"], run.criteria["parameters"]["k"]) == ("20", 1)


def test_excel_has_every_school_with_its_reason(world, coordinator):
    load(world)
    calculated(world, 2024, school="none")
    answer = coordinator.get(reverse("assessments:what_if_workbook"), {"threshold": "20"})
    rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.values)
    named = {row[0]: row for row in rows}
    assert named["Школа № 1"][3:6] == ("не в перечне", "в перечне", "войдёт")
    assert named["Школа № 1"][8].startswith("В перечне: низкие результаты по 2")
    assert named["Филиал школы № 1"][4] == "нет данных"


def test_kept_figures_are_forgotten_when_results_come_and_go(
    world, coordinator, kept, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        load(world)
    assert "В перечне 1\u00a0школа из" in page(coordinator)
    with django_capture_on_commit_callbacks(execute=True):
        later = load(world, "2024/25;6;Математика;edu980002;10;5;3;2;0\n", "later.csv")
    assert "В перечне 2\u00a0школы из" in page(coordinator)
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_import(results_import=later, by=world.coordinator)
    assert "В перечне 1\u00a0школа из" in page(coordinator)


def test_kept_figures_are_not_read_again(world, coordinator, kept, count_queries):
    load(world)
    cold = count_queries(lambda: page(coordinator))
    warm = count_queries(lambda: page(coordinator, threshold="20"))
    forget_all()
    shared = count_queries(lambda: page(coordinator, threshold="20"))
    assert warm == shared == cold - 1


def test_an_observer_tries_them_on_the_whole_region(world, client):
    load(world)
    client.force_login(world.observer)
    shown = page(client, place=f"region-{world.region.pk}")
    assert "В перечне 1\u00a0школа из\u00a04" in shown
    assert "Рассчитать регион по этим условиям" in shown
    assert f'<span class="under">{world.office.name}</span>' in shown
    one = page(client, place=world.office.pk)
    assert "В перечне 1\u00a0школа из\u00a03" in one
    assert f'<span class="under">{world.office.name}</span>' not in one


@pytest.mark.parametrize("key", ["federal-30-2", "below-means-three-years"])
def test_a_longer_region_asks_the_database_no_more_questions(world, client, count_queries, key):
    client.force_login(world.observer)
    results_import = load(world)

    def ask():
        return page(client, place=f"region-{world.region.pk}", criteria=key)

    def grow(first, last):
        for number in range(first, last):
            place = Municipality.objects.create(
                region=world.region, code=f"reg98_m9{number:02d}", name=f"Район {number}",
                office_name="Отдел образования",
            )  # fmt: skip
            school = School.objects.create(
                municipality=place, login=f"edu9890{number:02d}", name=f"Школа {number}"
            )
            for subject in ("Русский язык", "Математика"):
                Result.objects.create(
                    school=school, procedure="vpr", subject=subject, grade=5, academic_year=2024,
                    written_year=2024, participants=10, twos=4, threes=3, fours=3, fives=0,
                    results_import=results_import, sheet="1", cell=f"A{number}",
                )  # fmt: skip

    grow(0, 3)
    ask()
    few = count_queries(ask)
    grow(3, 30)
    assert count_queries(ask) == few
