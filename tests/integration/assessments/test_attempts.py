"""First results, resits and results after appeals: never mixed, each to be found."""

import io

import openpyxl
import pytest
from django.urls import reverse

from assessments.actions.importing import confirm_import, draft_import
from assessments.domain.results import Attempt
from assessments.models import Result
from assessments.parsing.workbook_reader import read_results
from assessments.queries.draft_pieces import issues_of

pytestmark = pytest.mark.django_db

HEAD = "Учебный год;Предмет;Процедура;Логин;Попытка;Участников;2;3;4;5\n"
LINES = (
    "2024/25;Математика;ОГЭ;edu980001;;20;5;5;5;5\n"
    "2024/25;Математика;ОГЭ;edu980001;пересдача;5;1;4;0;0\n"
    "2024/25;Физика;ОГЭ;edu980001;после апелляции;3;0;0;1;2\n"
    "2024/25;Математика;ОГЭ;edu980002;Первый результат;10;1;3;3;3\n"
)


def load(world, lines=LINES):
    draft = draft_import(
        municipality=world.office, content=(HEAD + lines).encode(), file_name="ОГЭ.csv",
        by=world.coordinator,
    )  # fmt: skip
    confirm_import(results_import=draft, by=world.coordinator)
    return draft


@pytest.fixture
def results(world, client):
    client.force_login(world.coordinator)

    def get(route="results", **asked):
        return client.get(reverse(f"assessments:{route}"), asked)

    return get


def test_a_table_says_which_attempt_its_rows_are(world):
    load(world)

    kept = Result.objects.order_by("attempt").values_list("attempt", "participants")
    assert list(kept) == [("appeal", 3), ("first", 20), ("first", 10), ("resit", 5)]


def test_an_attempt_that_is_not_understood_leaves_its_row_out_and_says_so(world):
    draft = load(world, "2024/25;Математика;ОГЭ;edu980001;третья;20;5;5;5;5\n")

    (issue,) = issues_of(draft)
    assert issue.text.startswith("попытка «третья» не понята")
    assert not Result.objects.exists()


def test_first_results_are_shown_and_the_others_are_named_beside_them(world, results):
    load(world)
    page = results()

    assert page.context["totals"].participants == 30
    assert "Показаны все: 2\u00a0результата." in page.text
    address = reverse("assessments:results")
    assert f'<a href="{address}?attempt=resit">1\u00a0пересдача</a>' in page.text
    assert f'<a href="{address}?attempt=appeal">1\u00a0результат после апелляции</a>' in page.text


def test_resits_stand_apart_with_a_word_on_them(world, results):
    load(world)
    page = results(attempt="resit")

    assert page.context["totals"].participants == 5
    assert "Отобрано 1: пересдачи." in page.text
    assert "считаются по первым результатам" in page.text
    assert '<span class="under">пересдача</span>' in page.text
    assert "attempt=first" in page.text


def test_other_conditions_hold_for_what_is_named_beside(world, results):
    load(world)
    page = results(subject="Физика")

    assert page.context["totals"].rows == 0
    assert [words for words, _ in page.context["others"]] == ["1\u00a0результат после апелляции"]


def test_nonsense_instead_of_an_attempt_shows_first_results(world, results):
    load(world)

    assert results(attempt="третья").context["totals"].participants == 30


def test_the_workbook_of_resits_is_read_back_as_resits(world, results):
    load(world)
    content = results("results_workbook", attempt="resit").content

    rows = list(openpyxl.load_workbook(io.BytesIO(content)).active.values)
    assert rows[0][0] == "Результаты: пересдачи"
    (again,) = read_results(content).rows
    assert (again.attempt, again.participants) == (Attempt.RESIT, 5)
