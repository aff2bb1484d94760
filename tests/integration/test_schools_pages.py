"""The list of schools and the page of one school."""

import pytest
from django.urls import reverse

from core.web.panels import Panel
from schools import panels, queries
from schools.models import ContextValue, School, SchoolAlias

pytestmark = pytest.mark.django_db


@pytest.fixture
def page_of(client, world):
    def get(name: str, address: str) -> str:
        client.force_login(getattr(world, name))
        answer = client.get(address)
        assert answer.status_code == 200
        return answer.content.decode()

    return get


@pytest.mark.parametrize(
    ("name", "shown", "hidden"),
    [
        ("coordinator", ["Школа №\u00a01", "Школа №\u00a02", "Филиал"], ["Заречная"]),
        ("head", ["Школа №\u00a01", "Филиал"], ["Школа №\u00a02", "Заречная"]),
        ("curator", ["Школа №\u00a01", "Филиал"], ["Школа №\u00a02", "Заречная"]),
        ("observer", ["Школа №\u00a01", "Школа №\u00a02", "Заречная"], []),
        ("stranger", ["Заречная"], ["Школа №\u00a01", "Школа №\u00a02"]),
        ("nobody", [], ["Школа №", "Заречная"]),
    ],
)
def test_each_role_sees_its_schools(page_of, name, shown, hidden):
    page = page_of(name, reverse("school_list"))
    assert all(words in page for words in shown)
    assert not any(words in page for words in hidden)


@pytest.mark.parametrize("words", ["филиал", "ФИЛИАЛ", "edu980003", "sch980003", "№ 1 филиал"])
def test_search_by_name_login_and_earlier_login(page_of, world, words):
    SchoolAlias.objects.create(school=world.branch, login="sch980003")
    page = page_of("coordinator", f"{reverse('school_list')}?search={words}")
    assert reverse("school", args=["edu980003"]) in page
    assert reverse("school", args=["edu980002"]) not in page
    assert "Показано 1 из 3" in page


def pupils_of(school, year, number):
    """A contingent."""
    ContextValue.objects.create(school=school, academic_year=year, field="pupils", number=number)


def test_filter_by_type_is_said_in_words_and_can_be_cleared(page_of, world):
    School.objects.filter(pk=world.branch.pk).update(kind="basic")
    page = page_of("coordinator", f"{reverse('school_list')}?kind=basic")
    assert "Показано 1 из 3: основная школа (ООШ)." in page
    assert f'href="{reverse("school_list")}">Сбросить' in page


def test_empty_result_says_what_to_do(page_of):
    page = page_of("coordinator", f"{reverse('school_list')}?search=нетакой")
    assert "По этому отбору школ нет. Измените условия или сбросьте отбор." in page


def test_sorting_is_told_to_screen_readers(page_of, world):
    for year, pupils in ((2023, 500), (2024, 90)):
        pupils_of(world.school, year, pupils)
    ContextValue.objects.create(school=world.school, academic_year=2025, field="teachers", number=9)
    pupils_of(world.other_school, 2024, 100)
    page = page_of("coordinator", f"{reverse('school_list')}?sort=-pupils")
    assert 'aria-sort="descending"' in page
    assert "упорядочено по убыванию" in page
    assert page.index("Школа №\u00a02") < page.index("Школа №\u00a01<")
    assert "нет данных" in page


def test_names_stand_in_the_order_in_which_people_look_them_up(world):
    School.objects.bulk_create(
        School(municipality=world.office, login=f"edu98{number}", name=name)
        for number, name in enumerate(
            ["школа № 10", "Школа № 9", "Яблоневая", "Ёлочка", "Еловая", "Ель"], start=2000
        )
    )
    names = [school.name for school in queries.school_list(world.coordinator)]
    assert names == [
        "Еловая", "Ёлочка", "Ель", "Филиал школы № 1", "Школа № 1", "Школа № 2", "Школа № 9",
        "школа № 10", "Яблоневая",
    ]  # fmt: skip


@pytest.mark.parametrize("sort", ["pupils", "-pupils"])
def test_schools_without_data_come_last(page_of, world, sort):
    pupils_of(world.other_school, 2024, 100)
    page = page_of("coordinator", f"{reverse('school_list')}?sort={sort}")
    assert page.index("Школа №\u00a02") < page.index("Школа №\u00a01<")


@pytest.mark.parametrize("column", ["name", "kind", "login", "parent", "municipality"])
def test_every_column_sorts_both_ways(page_of, column):
    for sign in ("", "-"):
        page = page_of("observer", f"{reverse('school_list')}?sort={sign}{column}")
        assert "aria-sort" in page


def test_municipality_is_named_only_where_there_are_several(page_of):
    assert "Заречный район" in page_of("observer", reverse("school_list"))
    assert 'data-label="Муниципалитет"' not in page_of("coordinator", reverse("school_list"))


def test_long_list_is_paged_and_its_total_is_said(page_of, world):
    School.objects.bulk_create(
        School(municipality=world.office, login=f"edu98{number:04d}", name=f"Школа {number}")
        for number in range(1000, 1097)
    )
    page = page_of("coordinator", f"{reverse('school_list')}?page=2")
    assert "Показаны 51–100 из\u00a0100" in page
    assert "100\u00a0школ" in page


def test_list_makes_as_many_queries_for_many_schools_as_for_few(client, world, count_queries):
    client.force_login(world.coordinator)
    address = reverse("school_list")
    few = count_queries(lambda: client.get(address))
    School.objects.bulk_create(
        School(
            municipality=world.office,
            login=f"edu98{number:04d}",
            name=f"Школа {number}",
            parent=world.school,
        )
        for number in range(1000, 1040)
    )
    assert count_queries(lambda: client.get(address)) <= few


def test_school_page_shows_requisites_context_branches_and_people(page_of, world):
    pupils_of(world.school, 2024, 90)
    SchoolAlias.objects.create(school=world.school, login="sch980001")
    page = page_of("coordinator", reverse("school", args=["edu980001"]))
    for words in (
        "sch980001",
        "2024/25",
        "90",
        "нет данных",
        "Филиал школы №\u00a01",
        "head",
        "curator",
    ):
        assert words in page


def test_unknown_school_and_foreign_school_look_alike(client, world):
    client.force_login(world.head)
    for login in ("edu000000", world.foreign_school.login, world.other_school.login):
        assert client.get(reverse("school", args=[login])).status_code == 404


def test_upper_apps_fill_the_slot_of_a_school(page_of, world, monkeypatch):
    monkeypatch.setattr(panels._slot, "_fillers", {})
    panels.register(
        "test",
        lambda user, school, today: [
            Panel(f"Перечень: {school.name}", "parts/empty.html", {"why": "-"})
        ],
    )
    assert "Перечень: Школа № 1" in page_of("coordinator", reverse("school", args=["edu980001"]))


def test_head_of_one_school_comes_straight_to_it(client, world):
    client.force_login(world.other_head)
    answer = client.get(reverse("school_list"))
    assert answer.headers["Location"] == reverse("school", args=[world.other_school.login])
    assert "Моя школа" in client.get(answer.headers["Location"]).content.decode()
