"""Pages of partnerships: what each side sees, the search by results, the effect, long lists."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from django.test import Client
from django.urls import reverse

from assessments.models import Result, ResultsImport
from schools.actions.partnerships import (
    PartnershipFacts,
    add_visit,
    enter_partnership,
    move_partnership,
)
from schools.domain.partnerships import Move
from schools.models import ContextValue, Partnership, School
from schools.queries.context_index import condition_shares
from schools.queries.distances import distance_km

pytestmark = pytest.mark.django_db

TODAY = date(2025, 10, 1)


@pytest.fixture
def signed_in(client, world):
    def sign_in(person):
        client.force_login(world.people[person])
        return client

    return sign_in


@pytest.fixture
def figures(world):
    """A weak school, a strong one, and one in the middle, in two years."""
    upload = ResultsImport.objects.create(
        municipality=world.office, file_name="Итоги.csv", sha256="0", kind="0"
    )
    middle = School.objects.create(municipality=world.office, login="edu980009", name="Школа № 9")

    def write(school, year, low, total):
        Result.objects.create(
            school=school, procedure="vpr", subject="Математика", grade=5, academic_year=year,
            written_year=year, participants=total, twos=low, threes=total - low, fours=0, fives=0,
            results_import=upload,
        )  # fmt: skip

    for year, low in ((2023, 30), (2024, 20)):
        write(world.school, year, low, 40)
        write(world.other_school, year, 1, 50)
        write(middle, year, 12, 60)
    return middle


def enter(world, **facts):
    return enter_partnership(
        school=world.school, facts=PartnershipFacts(partner=world.other_school, **facts),
        by=world.coordinator, grounds="У школы 41,2 % «2»",
    )  # fmt: skip


def test_empty_list_says_what_to_do(signed_in):
    page = signed_in("coordinator").get(reverse("partnerships")).text
    assert "Партнёрств пока нет." in page
    assert reverse("partners:choice") in page
    assert reverse("partners:choice") not in signed_in("head").get(reverse("partnerships")).text


def test_a_second_click_on_a_proposal_leads_to_the_partnership_of_the_first(
    world, figures, signed_in
):
    client = signed_in("coordinator")
    address = reverse("partners:search", args=[world.school.login])
    for _ in range(2):
        answer = client.post(address, {"partner": world.other_school.login}, follow=True)
    made = Partnership.objects.get()

    assert answer.redirect_chain == [(reverse("partnership", args=[made.pk]), 302)]
    assert "уже внесена в наставники этой школы" in answer.text


def test_list_is_filtered_by_school_subject_and_state(world, signed_in):
    enter(world, subjects=("Математика", "История России"))
    client, address = signed_in("coordinator"), reverse("partnerships")
    for query, number in (
        ({"subject": "Математика"}, 1),
        ({"state": "active"}, 0),
        ({"school": world.other_school.pk}, 1),
    ):
        assert len(client.get(address, query).context["table"].rows) == number
    assert not Partnership.objects.about("История").exists()
    assert Partnership.objects.about("История России").exists()
    assert "Показано 1 из 1: математика." in client.get(address, {"subject": "Математика"}).text


def test_partnership_is_entered_by_hand_and_a_mistake_keeps_what_was_typed(world, signed_in):
    client = signed_in("coordinator")
    given = {
        "school": world.school.pk, "partner": world.school.pk, "subjects": ["Химия"],
        "teacher_name": "Лугова  Ирина Павловна",
    }  # fmt: skip
    again = client.post(reverse("partnership_new"), given)
    assert again.status_code == 422
    assert "самой себе" in again.text
    assert "Лугова  Ирина Павловна" in again.text
    client.post(reverse("partnership_new"), given | {"partner": world.other_school.pk})
    made = Partnership.objects.get()
    assert (made.teacher_name, made.subjects) == ("Лугова Ирина Павловна", "Химия")


def test_address_may_name_the_school_of_a_new_partnership(world, signed_in):
    page = signed_in("coordinator").get(
        reverse("partnership_new"), {"school": world.school.login, "partner": "edu980101"}
    )
    assert page.context["form"].initial["school"] == world.school.pk
    assert "partner" not in page.context["form"].initial


def test_search_proposes_the_strong_school_and_enters_it(world, signed_in, figures):
    client = signed_in("coordinator")
    address = reverse("partners:search", args=[world.school.login])
    page = client.get(address).text
    assert "Математика, 5\xa0класс: 50,0\xa0% «2» из 40\xa0работ" in page
    assert "у наставника 2,0\xa0% из 50" in page
    answer = client.post(address, {"partner": world.other_school.login, "as": "teacher"})
    made = Partnership.objects.get()
    assert answer.url == reverse("partnership_edit", args=[made.pk])
    assert (made.state, made.subjects) == ("proposed", "Математика")
    assert "у наставника 2,0\xa0% из 50" in made.grounds
    left = client.get(address).context["search"].lines
    assert [line.school for line in left] == [figures]


def told_of(school, year=2024, **figures):
    for field, number in figures.items():
        ContextValue.objects.create(school=school, academic_year=year, field=field, number=number)


def test_search_compares_the_conditions_of_the_same_year(world, signed_in, figures):
    told_of(world.school, pupils=210, low_income=70, single_parent=21, special_needs_share=15)
    told_of(world.other_school, pupils=300, low_income=60, special_needs_share=5)
    told_of(world.other_school, year=2023, pupils=300, low_income=300)
    client = signed_in("coordinator")
    address = reverse("partners:search", args=[world.school.login])
    page = client.get(address).text
    assert "Условия по 2\xa0долям контекстных данных: отличие в среднем 11,7\xa0п.\xa0п." in page
    assert page.count("Условия сравнить нельзя: нет данных.") == 1


def test_shares_of_conditions_are_exact_and_missing_stays_missing(world):
    told_of(world.school, pupils=210, low_income=70, large_family=0, vacancies=3, migrants=7)
    schools = [world.school, world.other_school]
    found = condition_shares(world.office, schools, 2024)
    assert found == {
        world.school.pk: {"low_income": Fraction(100, 3), "large_family": 0},
        world.other_school.pk: {},
    }


def test_search_in_another_year_and_without_results(world, signed_in, figures):
    client = signed_in("coordinator")
    address = reverse("partners:search", args=[world.school.login])
    assert "75,0\xa0% «2» из 40" in client.get(address, {"year": "2023"}).text
    branch = client.get(reverse("partners:search", args=[world.branch.login])).text
    assert "сравнивать не с чем" in branch


def test_effect_is_told_with_n_and_interval_and_never_as_proof(world, signed_in, figures):
    made = enter(world, subjects=("Математика",))
    move_partnership(partnership=made, move=Move.START, on=date(2024, 10, 1), by=world.coordinator)
    page = signed_in("head").get(reverse("partnership", args=[made.pk])).text
    assert "2023/24, n\xa0=\xa040" in page
    assert "−25,0" in page
    assert "больше случайного разброса" in page
    assert "не доказывает" in page


def test_partner_sees_neither_the_figures_of_the_school_nor_why_it_was_chosen(
    world, signed_in, figures
):
    made = enter(world, subjects=("Математика",))
    move_partnership(partnership=made, move=Move.START, on=date(2024, 10, 1), by=world.coordinator)
    address = reverse("partnership", args=[made.pk])
    page = signed_in("other_head").get(address).text
    assert "n\xa0=\xa040" not in page
    assert "41,2" not in page
    assert reverse("school", args=[world.school.login]) not in page
    assert "41,2" in signed_in("executor").get(address).text
    assert "41,2" not in signed_in("head").get(address).text


def test_school_page_and_home_of_a_head_show_the_partnership(world, signed_in):
    made = enter(world)
    client, address = signed_in("head"), reverse("partnership", args=[made.pk])
    assert address in client.get(reverse("school", args=[world.school.login])).text
    assert "Поддерживает Школа №\xa02" in client.get(reverse("home")).text
    assert "Школа поддерживает: Школа №\xa01" in signed_in("other_head").get(reverse("home")).text


def test_visit_of_a_head_with_a_bad_file_hands_back_what_was_typed(world, signed_in):
    from django.core.files.uploadedfile import SimpleUploadedFile

    made = enter(world)
    given = {
        "on": "2025-10-01", "what": "Разбор работ",
        "document": SimpleUploadedFile("лист.pdf", b"<html></html>"),
    }  # fmt: skip
    answer = signed_in("head").post(reverse("partnership_visits", args=[made.pk]), given)
    assert answer.status_code == 422
    assert "Разбор работ" in answer.text
    assert not made.visits.exists()


def test_distance_is_in_whole_kilometres_and_unknown_without_coordinates(world):
    one, other = world.school, world.other_school
    assert distance_km(one, other) is None
    one.latitude, one.longitude = Decimal("56.000000"), Decimal("40.000000")
    other.latitude, other.longitude = Decimal("56.000000"), Decimal("41.000000")
    assert distance_km(one, other) == 62
    assert distance_km(one, one) == 0


@pytest.mark.parametrize("route", ["partnerships", "partnerships_workbook", "home", "school"])
def test_longer_lists_ask_no_more_questions(world, count_queries, route):
    client = Client()
    client.force_login(world.head)
    arguments = [world.school.login] if route == "school" else []

    def grow(numbers):
        for number in numbers:
            made = enter(world, scope=f"Поддержка {number}")
            add_visit(
                partnership=made, on=TODAY, what=f"Встреча {number}", who="", by=world.head,
                at=made.created_at, today=TODAY,
            )  # fmt: skip

    grow(range(3))
    few = count_queries(lambda: client.get(reverse(route, args=arguments)))
    grow(range(3, 30))
    assert count_queries(lambda: client.get(reverse(route, args=arguments))) == few


def test_long_plan_and_many_visits_ask_no_more_questions(world, count_queries):
    client = Client()
    client.force_login(world.coordinator)
    made = enter(world)

    def grow(numbers):
        for number in numbers:
            made.steps.create(what=f"{number}")
            made.visits.create(on=TODAY, what=f"{number}", recorded_by_name="—")

    grow(range(3))
    address = reverse("partnership", args=[made.pk])
    few = count_queries(lambda: client.get(address))
    grow(range(3, 30))
    assert count_queries(lambda: client.get(address)) == few
