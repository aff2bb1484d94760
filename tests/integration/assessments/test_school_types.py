"""The type of a school on its page: context from below, results of the newest list."""

import io

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.domain.criteria import shipped
from assessments.models import ClassificationRun, Verdict
from schools.models import ContextValue, ContextWeights

pytestmark = pytest.mark.django_db


def finding(low):
    return {"kind": "share", "participants": 10, "low": low}


@pytest.fixture
def town(world):
    """Weights of one field, a list of two schools, the worse context in the listed one."""
    ContextWeights.objects.create(
        municipality=world.office, version=1, weights={"vacancies": "-1"}, least_coverage=100,
        set_by_name="Лугова Т. В.",
    )  # fmt: skip
    run = ClassificationRun.objects.create(
        municipality=world.office, academic_year=2024, input_digest="x",
        criteria=shipped("federal-30-2").snapshot(), finished_at=timezone.now(),
        requested_by=world.coordinator,
    )  # fmt: skip
    for school, category, low in (
        (world.school, "low_results", 5),
        (world.other_school, "none", 1),
    ):
        Verdict.objects.create(
            run=run, school=school, category=category, reason="—", low_procedures=0,
            assessed_procedures=1, findings=[finding(low)],
        )  # fmt: skip
    return world


def vacancies(school, number):
    ContextValue.objects.create(school=school, academic_year=2024, field="vacancies", number=number)


def page_of(client, person, school):
    client.force_login(person)
    return client.get(reverse("school", args=[school.login])).text


def test_page_says_the_type_and_what_it_rests_on(client, town):
    vacancies(town.school, 5)
    vacancies(town.other_school, 0)
    page = page_of(client, town.head, town.school)
    assert "Низкие результаты в неблагоприятных условиях (ШНОР и ШНСУ), 2024/25" in page
    assert "нижняя треть" in page
    page = page_of(client, town.coordinator, town.other_school)
    assert "результаты соответствуют условиям" in page


def test_low_results_in_better_conditions(client, town):
    vacancies(town.school, 0)
    vacancies(town.other_school, 5)
    assert "при достаточных условиях" in page_of(client, town.coordinator, town.school)
    assert "Резильентная" in page_of(client, town.coordinator, town.other_school)


def test_setting_of_pisa_compares_quarters(client, town):
    ContextWeights.objects.update(typing="pisa")
    vacancies(town.school, 0)
    vacancies(town.other_school, 5)
    assert "Резильентная" not in page_of(client, town.coordinator, town.other_school)


def test_nothing_is_said_without_context(client, town):
    vacancies(town.other_school, 5)
    assert "Тип школы" not in page_of(client, town.coordinator, town.school)


def test_the_page_of_a_run_says_types_with_what_they_rest_on(client, town):
    run = ClassificationRun.objects.get()
    vacancies(town.school, 5)
    vacancies(town.other_school, 0)
    client.force_login(town.coordinator)
    page = client.get(reverse("assessments:run", args=[run.pk])).text
    assert "ШНОР и ШНСУ: 1" in page
    assert "без особенностей: 1" in page
    assert "ШНОР и ШНСУ<br>индекс −1,00, нижняя треть" in page
    content = client.get(reverse("assessments:run_workbook", args=[run.pk])).content
    rows = list(openpyxl.load_workbook(io.BytesIO(content)).active.values)
    assert {row[1]: row[6:8] for row in rows if str(row[1]).startswith("edu")} == {
        town.school.login: ("ШНОР и ШНСУ", -1), town.other_school.login: ("без особенностей", 1),
    }  # fmt: skip


def test_the_page_why_says_the_type_and_where_the_index_is_from(client, town):
    run = ClassificationRun.objects.get()
    run.verdicts.update(findings=[])
    vacancies(town.school, 5)
    vacancies(town.other_school, 0)
    client.force_login(town.head)
    page = client.get(reverse("assessments:verdict", args=[run.pk, town.school.login])).text
    assert "Низкие результаты в неблагоприятных условиях (ШНОР и ШНСУ). Индекс" in page
    assert f"{reverse('school_context', args=[town.school.login])}?year=2024" in page


def test_a_head_counts_the_own_school_only(client, town):
    run = ClassificationRun.objects.get()
    vacancies(town.school, 5)
    vacancies(town.other_school, 0)
    client.force_login(town.head)
    page = client.get(reverse("assessments:run", args=[run.pk])).text
    assert "ШНОР и ШНСУ: 1" in page
    assert "без особенностей: 1" not in page


def test_auxiliary_criteria_and_missing_context_give_no_types(client, town):
    run = ClassificationRun.objects.get()
    client.force_login(town.coordinator)
    assert "Типы школ" not in client.get(reverse("assessments:run", args=[run.pk])).text
    vacancies(town.school, 5)
    vacancies(town.other_school, 0)
    ClassificationRun.objects.update(makes_list=False)
    assert "Типы школ" not in client.get(reverse("assessments:run", args=[run.pk])).text
