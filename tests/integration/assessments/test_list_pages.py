"""Pages of lists: what the office does on them, what a head sees, how many queries they make."""

from __future__ import annotations

import io
import re
from datetime import date

import openpyxl
import pytest
from django.urls import reverse

from assessments.actions.lists import draft_list, set_entry
from assessments.domain.rules import Category
from assessments.models import ApprovedList
from schools.models import School
from tests.integration.assessments.list_cast import approved, calculated, run_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(world):
    return calculated(world, 2024, school="low_results", other_school="at_risk", branch="none")


@pytest.fixture
def signed_in(client, world):
    def sign_in(person):
        client.force_login(world.people[person])
        return client

    return sign_in


def page(client, route, *args, **query):
    return client.get(reverse(f"assessments:{route}", args=args), query).content.decode()


def test_from_a_calculation_to_an_order_by_pages_alone(world, run, signed_in):
    client = signed_in("coordinator")
    assert "Составить перечень" in page(client, "run", run.pk)
    answer = client.post(reverse("assessments:list_draft", args=[run.pk]), follow=True)
    made = ApprovedList.objects.get()
    assert "В перечне 1\u00a0школа; прежнего перечня нет" in answer.content.decode()
    client.post(
        reverse("assessments:list_entry", args=[made.pk]),
        {"school": world.branch.pk, "category": "low_results", "reason": "По письму региона"},
    )
    answer = client.post(
        reverse("assessments:list_approve", args=[made.pk]),
        {"order_number": "41", "order_date": "2025-10-06"},
        follow=True,
    )
    shown = answer.content.decode()
    assert "В перечне 2\u00a0школы" in shown
    assert "приказ №\u00a041 от 06.10.2025" in shown
    assert "Решение управления (по расчёту: не в перечне): По письму региона" in shown
    assert "Утвердить приказом" not in shown


def test_a_decision_of_a_colleague_is_not_written_over_unseen(world, run, signed_in):
    made = draft_list(run=run, by=world.coordinator)
    client = signed_in("coordinator")
    entry = reverse("assessments:list_entry", args=[made.pk]) + f"?school={world.school.pk}"
    approval = reverse("assessments:list_approve", args=[made.pk])
    seen = {one: mark_in(client.get(one)) for one in (entry, approval)}
    set_entry(
        approved_list=made, school=world.school, category=Category.NONE,
        reason="Малая школа", by=world.administrator,
    )  # fmt: skip
    said = {"school": world.school.pk, "category": "at_risk", "reason": "На контроль"}
    answer = client.post(entry, {**said, "seen": seen[entry]})

    assert answer.status_code == 422
    assert "о школе решили иначе" in answer.text
    assert "не включена. Малая школа. Ваше не записано" in answer.text.replace("\u00a0", " ")
    assert made.entries.get(school=world.school).decision == "Малая школа"

    order = {"order_number": "41", "order_date": "2025-10-06"}
    answer = client.post(approval, {**order, "seen": seen[approval]})
    assert "проект изменили" in answer.text
    assert not ApprovedList.objects.in_force().exists()

    client.post(entry, {**said, "seen": mark_in(client.get(entry))})
    assert made.entries.get(school=world.school).decision == "На контроль"
    client.post(approval, {**order, "seen": mark_in(client.get(approval))})
    assert ApprovedList.objects.in_force().exists()


def mark_in(answer):
    return re.search(r'name="seen" value="([^"]+)"', answer.text).group(1)


def test_what_was_typed_comes_back_with_the_sentence_of_the_refusal(world, run, signed_in):
    made = draft_list(run=run, by=world.coordinator)
    client = signed_in("coordinator")
    answer = client.post(
        reverse("assessments:list_details", args=[made.pk]),
        {"target": "25", "letter_number": "15-2", "letter_date": ""},
    )
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "Укажите и номер, и дату письма" in shown
    assert 'value="15-2"' in shown


def test_a_head_sees_the_order_and_the_own_line_alone(world, run, signed_in):
    made = approved(world, run)
    shown = page(signed_in("head"), "list", made.pk)
    assert "приказ №\u00a012 от 05.10.2025" in shown
    assert "Школа №\u00a01" in shown
    assert "Школа №\u00a02" not in shown
    assert "В перечне 1" not in shown
    assert "Изменить новым приказом" not in shown
    other = page(signed_in("other_head"), "list", made.pk)
    assert "Школа №\u00a01" not in other
    draft = draft_list(run=run, by=world.coordinator)
    assert signed_in("head").get(reverse("assessments:list", args=[draft.pk])).status_code == 404


def test_a_head_reads_the_calculation_of_the_order_and_no_later_trial(world, run, signed_in):
    approved(world, run)
    trial = calculated(world, 2024, school="none")
    client = signed_in("head")
    why = reverse("assessments:verdict", args=[run.pk, world.school.login])

    assert why in page(client, "runs")
    assert why in client.get(reverse("school", args=[world.school.login])).text
    shown = page(client, "verdict", trial.pk, world.school.login)
    assert "Он утверждён по другому расчёту" in shown
    assert "Он утверждён по другому расчёту" not in client.get(why).text
    next_year = calculated(world, 2025, school="none")
    assert reverse("assessments:run", args=[next_year.pk]) in page(client, "runs")


def test_each_year_of_a_school_names_its_list_and_order(world, run, signed_in):
    approved(world, calculated(world, 2023, school="low_results"), "7", date(2024, 10, 2))
    shown = page(signed_in("head"), "verdict", run.pk, world.school.login)
    years = re.findall(r'data-label="Перечень по приказу">(.*?)</td>', shown)

    assert [re.sub("<[^>]+>", "", one).replace("\u00a0", " ") for one in years] == [
        "—", "В перечне с 2023/24, приказ № 7 от 02.10.2024",
    ]  # fmt: skip


def test_verdict_and_school_pages_name_the_order(world, run, signed_in):
    approved(world, calculated(world, 2023, school="low_results"), "7", date(2024, 10, 2))
    approved(world, run)
    client = signed_in("head")
    words = "В перечне с 2023/24, приказ №\u00a012 от 05.10.2025."
    assert words in page(client, "verdict", run.pk, world.school.login)
    assert words in client.get(reverse("school", args=[world.school.login])).content.decode()


def test_two_lists_stand_side_by_side(world, run, signed_in):
    approved(world, calculated(world, 2023, other_school="low_results"), "7", date(2024, 10, 2))
    made = approved(world, run)
    client = signed_in("coordinator")
    shown = page(client, "list_comparison", made.pk)
    assert "Вошли 1, остались 0, вышли 1" in shown
    answer = client.get(reverse("assessments:list_comparison_workbook", args=[made.pk]))
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    said = [
        row for row in sheet.iter_rows(values_only=True) if row[1] in {"edu980001", "edu980002"}
    ]
    assert said == [
        ("Школа № 1", "edu980001", "не в перечне", "включена впервые", "вошла в перечень"),
        ("Школа № 2", "edu980002", "в перечне", "зона риска", "вышла из перечня"),
    ]


def test_history_says_orders_methods_and_targets(world, run, signed_in):
    approved(world, calculated(world, 2023, school="low_results"), "7", date(2024, 10, 2))
    approved(world, run)
    shown = page(signed_in("coordinator"), "lists")
    assert "Приказ №\u00a07 от 02.10.2024" in shown
    assert "«федеральные 30/2», версия 1" in shown
    assert "Вышли 0 из 1, цель 1 — не достигнута, не хватает 1\u00a0школы" in shown
    filtered = page(signed_in("coordinator"), "lists", academic_year="2023")
    assert "Отобрано 1: 2023/24 учебный год." in filtered.replace("\u00a0", " ")
    assert "12 от 05.10.2025" not in filtered


def test_a_list_of_thirty_schools_costs_as_many_queries_as_one_of_three(
    world, client, count_queries
):
    client.force_login(world.coordinator)

    def cost(number, year):
        schools = [
            School.objects.create(
                municipality=world.office, login=f"edu97{year}{index:02}", name=f"№ {index}"
            )
            for index in range(number)
        ]
        low = dict.fromkeys(world.office.schools.all(), "none")
        low |= dict.fromkeys(schools, "low_results")
        approved(world, run_of(world, year, low), "1", date(2024, 1, 1))
        run = run_of(world, year + 1, dict.fromkeys(schools[1:], "low_results") | {
            schools[0]: "none"
        })  # fmt: skip
        made = draft_list(run=run, by=world.coordinator)
        addresses = [
            reverse(f"assessments:{route}", args=[made.pk])
            for route in ("list", "list_workbook", "list_comparison", "list_comparison_workbook")
        ]
        return [count_queries(lambda: client.get(one)) for one in addresses]  # noqa: B023

    few = cost(3, 2001)
    assert cost(30, 2011) == few


def test_pages_of_lists_belong_to_the_line_of_the_list_in_the_menu(world, run, signed_in):
    made = approved(world, run)
    client = signed_in("coordinator")
    for address in (reverse("assessments:lists"), reverse("assessments:list", args=[made.pk])):
        menu = client.get(address).context["menu"]
        assert [one.label for one in menu if one.is_current] == ["Перечень ШНОР"]
