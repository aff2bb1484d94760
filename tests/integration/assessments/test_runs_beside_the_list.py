"""Runs by auxiliary criteria look at schools beside the list and never become it."""

import io

import openpyxl
import pytest
from django.urls import reverse

from assessments.actions.classifying import create_run
from assessments.actions.lists import draft_list
from assessments.domain.criteria import SHIPPED, DefinitionError, read_definition, shipped
from assessments.models import ApprovedList, ClassificationRun, Verdict
from assessments.queries.classification import latest_run, latest_verdict, other_years
from assessments.queries.current_list import current_list, current_lists
from core.web.refusals import NotPossible
from tests.integration.assessments.list_cast import calculated

pytestmark = pytest.mark.django_db


@pytest.fixture
def the_list(world) -> ClassificationRun:
    return calculated(world, 2024, school="low_results", other_school="none")


def beside(world, year: int = 2024) -> ClassificationRun:
    run = calculated(world, year, school="at_risk", other_school="none")
    run.criteria, run.makes_list = shipped("corridor").snapshot(), False
    run.save()
    return run


def test_shipped_sets_say_which_of_them_make_the_list() -> None:
    auxiliary = {key for key, one in SHIPPED.items() if not one.makes_list}

    assert auxiliary == {
        "corridor", "adverse-conditions", "high-results", "stable-three-years",
    }  # fmt: skip


def test_a_copy_makes_the_list_as_its_original_does() -> None:
    for one in SHIPPED.values():
        assert read_definition(one.snapshot()).makes_list == one.makes_list


@pytest.mark.parametrize(("said", "word"), [(True, "low_results"), ("да", "true или false")])
def test_a_definition_that_promises_a_list_without_its_category_is_told(said, word) -> None:
    data = shipped("corridor").snapshot() | {"makes_list": said}

    with pytest.raises(DefinitionError, match=word):
        read_definition(data)


def test_a_run_keeps_whether_its_criteria_make_the_list(world) -> None:
    for key, expected in (("federal-30-2", True), ("high-results", False)):
        run = create_run(
            municipality=world.office, academic_year=2024, criteria=shipped(key),
            by=world.coordinator,
        )  # fmt: skip
        assert run.makes_list is expected


def test_the_list_stays_what_it_was_after_a_run_beside_it(world, the_list) -> None:
    newer = beside(world, 2025)
    beside(world)

    assert latest_run(world.office) == the_list
    assert latest_run(world.office, 2025) is None
    found = latest_verdict(world.head, world.school)
    assert found is not None
    assert found.run == the_list
    counts = current_list(world.office)
    assert counts is not None
    assert counts.run == the_list
    assert set(current_lists(world.office.pk, [2024, newer.academic_year])) == {2024}


def test_other_years_are_those_of_the_same_kind_of_run(world, the_list) -> None:
    earlier = calculated(world, 2023, school="none")
    beside_earlier = beside(world, 2023)
    here = Verdict.objects.get(run=the_list, school=world.school)
    there = Verdict.objects.get(run=beside(world), school=world.school)

    assert [one.run for one in other_years(world.head, here)] == [earlier]
    assert [one.run for one in other_years(world.head, there)] == [beside_earlier]


def test_no_list_is_drafted_from_a_run_beside_it(world, client) -> None:
    run = beside(world)

    with pytest.raises(NotPossible, match="вспомогательные"):
        draft_list(run=run, by=world.coordinator)
    assert not ApprovedList.objects.exists()
    client.force_login(world.coordinator)
    page = client.get(reverse("assessments:run", args=[run.pk])).content.decode()
    assert "перечня ШНОР этот расчёт не составляет и не меняет" in page
    assert "Составить перечень" not in page


def test_pages_of_a_run_beside_the_list_speak_its_own_words(world, client) -> None:
    run = beside(world)
    Verdict.objects.filter(run=run, school=world.other_school).update(
        reason="Не в перечне: условия критериев не выполнены."
    )
    client.force_login(world.coordinator)
    page = client.get(reverse("assessments:run", args=[run.pk])).content.decode()
    main = page.partition("<main")[2]
    assert "<h1>Коридор отметок ВПР за 2024/25 учебный год" in main
    assert "отметки вне коридора: 1" in main
    assert "отметки в коридоре: 1" in main
    assert "в зоне риска" not in main
    assert "не в перечне" not in main.lower()
    why = client.get(reverse("assessments:verdict", args=[run.pk, world.other_school.login]))
    shown = why.content.decode().partition("<main")[2]
    assert "Отметки в коридоре: условия критериев не выполнены." in shown
    assert "Лист для руководителя" not in shown
    sheet = reverse("reports:grounds_pdf", args=[run.pk, world.other_school.login])
    assert client.get(sheet).status_code == 404


def test_runs_beside_the_list_are_compared_without_it(world, client) -> None:
    before, now = beside(world, 2023), beside(world)
    Verdict.objects.filter(run=before, school=world.school).update(category="none")
    client.force_login(world.coordinator)
    address = reverse("assessments:run_comparison", args=[now.pk])
    shown = client.get(f"{address}?with={before.pk}").content.decode().partition("<main")[2]
    assert "Вывод другой у 1\u00a0школы из\u00a02." in shown
    assert "Отметки в коридоре" in shown
    assert "вошл" not in shown
    assert "остались в перечне" not in shown


def test_a_workbook_has_no_columns_that_its_criteria_cannot_fill(world, client) -> None:
    run = beside(world)
    run.criteria = shipped("adverse-conditions").snapshot()
    run.save()
    client.force_login(world.coordinator)
    content = client.get(reverse("assessments:run_workbook", args=[run.pk])).content
    book = openpyxl.load_workbook(io.BytesIO(content))
    (sheet,) = book.worksheets
    cells = [[cell for cell in row if cell] for row in sheet.iter_rows(values_only=True)]
    assert sheet.title == "Расчёт"
    assert ["Школа", "Логин ФИС ОКО", "Категория", "Почему", "Тип школы"] in [
        row[:5] for row in cells
    ]
    assert "неблагоприятных условий нет" in {value for row in cells for value in row}
