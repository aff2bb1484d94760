"""The type of a school on its page: context from below, results of the newest list."""

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
