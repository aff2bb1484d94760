"""What a run with other parameters is called: not by the name of the criteria alone."""

import html
import re

import openpyxl
import pytest
from django.core.management import call_command
from django.urls import reverse

from assessments.actions.classifying import carry_out_run, create_run
from assessments.actions.criteria import Details, change_details, draft_criteria
from assessments.actions.importing import confirm_import, draft_import
from assessments.actions.lists import draft_list
from assessments.domain.criteria import shipped
from assessments.models import CriteriaSet
from assessments.queries.run_criteria import changes_of, criteria_words
from core.web.refusals import NotPossible

pytestmark = pytest.mark.django_db

LINES = """Учебный год;Процедура;Класс;Предмет;Логин;Участников;2;3;4;5
2024/25;ВПР;5;Математика;edu980001;20;9;5;5;1
2024/25;ВПР;5;Русский язык;edu980001;10;3;3;3;1
"""
CHANGED = (
    "«федеральные 30/2», версия 1 (изменено: доля не преодолевших порог, с которой результат "
    "считается низким, % — 25 вместо 30; уровни ЕГЭ по математике — профильный вместо базовый и "
    "профильный)"
)


@pytest.fixture
def calculated(world):
    draft = draft_import(
        municipality=world.office, content=LINES.encode(), file_name="Итоги.csv",
        by=world.coordinator,
    )  # fmt: skip
    confirm_import(results_import=draft, by=world.coordinator)

    def run(criteria):
        made = create_run(
            municipality=world.office, academic_year=2024, criteria=criteria, by=world.coordinator
        )
        return carry_out_run(made.pk)

    return run


@pytest.fixture
def changed(calculated):
    settings = ("threshold=25", "ege_mathematics=ege_profile")
    return calculated(shipped("federal-30-2").with_settings(settings))


def words_of(client, *address):
    page = client.get(reverse(address[0], args=address[1:])).content.decode()
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def test_pages_of_a_run_say_what_was_changed_for_it(world, client, calculated, changed):
    usual = calculated(shipped("federal-30-2"))
    client.force_login(world.coordinator)

    assert f"Критерии {CHANGED}, расчёт" in words_of(client, "assessments:run", changed.pk)
    assert "Критерии «федеральные 30/2», версия 1, расчёт" in words_of(
        client, "assessments:run", usual.pk
    )
    assert f"критерии {CHANGED}, расчёт" in words_of(
        client, "assessments:verdict", changed.pk, "edu980001"
    )
    assert words_of(client, "assessments:runs").count("параметры изменены") == 1


def test_the_order_and_the_list_do_not_call_changed_criteria_by_their_name_alone(
    world, changed, tmp_path
):
    made = draft_list(run=changed, by=world.coordinator)
    assert made.method == CHANGED
    file = tmp_path / "grounds.xlsx"
    call_command(
        "build_report", "school_grounds", "--municipality", world.office.code,
        "--academic-year", "2024", "--output", str(file),
    )  # fmt: skip

    rows = openpyxl.load_workbook(file)["Текст"].values
    assert any(f"Основание: критерии {CHANGED}, расчёт" in (said or "") for (said, *_) in rows)


def test_own_criteria_are_compared_with_their_own_version(world, calculated):
    own = draft_criteria(
        municipality=world.office, key="ours", name="Наши",
        criteria=shipped("federal-30-2").with_setting("k=1"), by=world.administrator,
    )  # fmt: skip
    as_they_are = calculated(own.criteria)
    stricter = calculated(own.criteria.with_setting("k=3"))

    assert changes_of([as_they_are, stricter]).keys() == {stricter.pk}
    assert criteria_words(stricter).startswith("«Наши», версия 1 (изменено: сколько низких")


def test_own_criteria_may_not_be_called_like_those_that_ship(world, client):
    asked = {"key": "ours", "criteria": shipped("federal-30-2"), "by": world.administrator}
    with pytest.raises(NotPossible, match="название войдёт в приказ"):
        draft_criteria(municipality=world.office, name="Федеральные 30/2", **asked)
    made = draft_criteria(municipality=world.office, name="Наши", **asked)
    with pytest.raises(NotPossible, match="название войдёт в приказ"):
        change_details(stored=made, details=Details("федеральные 30/2 "), by=world.administrator)

    client.force_login(world.administrator)
    page = client.get(reverse("assessments:criteria_copy") + "?from=federal-30-2")
    assert page.context["form"]["name"].value() == "федеральные 30/2 (свои)"
    assert CriteriaSet.objects.get().name == "Наши"
