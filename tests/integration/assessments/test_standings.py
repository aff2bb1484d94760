"""Home pages say what the list in force says: to a head in words, to an observer in sums."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from assessments.queries.standings import standings_of
from tests.integration.assessments.list_cast import approved, calculated

pytestmark = pytest.mark.django_db

DAY = date(2025, 10, 6)


@pytest.fixture
def home(client, world):
    def opened(person):
        client.force_login(world.people[person])
        return client.get(reverse("home")).text.replace("\u00a0", " ")

    return opened


def said(world):
    return [one.words.replace("\u00a0", " ") for one in standings_of(world.head, [world.school])]


def test_a_head_reads_the_order_and_finds_why(world, home):
    run = calculated(world, 2024, school="low_results", other_school="none")
    made = approved(world, run, "231", DAY)

    page = home("head")
    assert "Школа включена в перечень ШНОР приказом № 231 от 06.10.2025." in page
    assert "что выводит школу из перечня" in page
    assert reverse("assessments:verdict", args=[run.pk, world.school.login]) in page
    assert reverse("assessments:list", args=[made.pk]) in page
    assert "перечень ШНОР приказом" not in home("other_head")


def test_a_school_that_stays_that_leaves_and_that_is_at_risk_are_told_apart(world):
    approved(world, calculated(world, 2023, school="low_results"), "7", date(2024, 10, 2))
    stayed = approved(world, calculated(world, 2024, school="low_results"), "231", DAY)
    [words] = said(world)
    assert words.endswith("приказом № 231 от 06.10.2025, в нём с 2023/24 учебного года.")

    stayed.exits.create(school=world.school, school_name="", login="", kind="improved")
    stayed.entries.all().delete()
    assert said(world) == ["Школа исключена из перечня ШНОР приказом № 231 от 06.10.2025."]

    stayed.exits.all().delete()
    stayed.entries.create(
        school=world.school, school_name="", login="", category="at_risk", verdict="at_risk"
    )
    assert said(world) == [
        "Школа отнесена к зоне риска приказом № 231 от 06.10.2025; в перечень ШНОР она не входит."
    ]


def test_of_a_school_that_no_list_names_nothing_is_said(world, home):
    assert "Перечень ШНОР</h2>" not in home("head")
    approved(world, calculated(world, 2024, school="none", other_school="low_results"))
    assert "Перечень ШНОР</h2>" not in home("head")


def test_an_observer_reads_the_lists_of_all_municipalities_and_their_sums(world, home):
    assert "Перечни ШНОР" not in home("observer")
    approved(world, calculated(world, 2023, school="low_results"), "7", date(2024, 10, 2))
    run = calculated(world, 2024, school="low_results", other_school="low_results")
    approved(world, run, "231", DAY)

    page = home("observer")
    assert "2024/25, приказ № 231 от 06.10.2025" in page
    assert "приказ № 7" not in page
    assert "не утверждён" in page
    assert '<td>Всего</td><td></td><td class="number" data-label="Школ в перечне">2</td>' in page
    assert "Перечни ШНОР" not in home("coordinator")
