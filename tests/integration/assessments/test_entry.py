"""Figures typed by hand: saved as versions, nothing typed is lost, others' changes are seen."""

import pytest
from django.urls import reverse

from assessments.actions.importing import withdraw_import
from assessments.models import ImportSource, Result, ResultsImport

pytestmark = pytest.mark.django_db
ASKED = "?municipality={}&academic_year=2026&procedure={}&subject=Математика&grade=5&attempt=first"
MARKS = ("participants", "twos", "threes", "fours", "fives")


@pytest.fixture
def entry(world, client):
    client.force_login(world.coordinator)

    def post(rows, *, procedure="vpr", columns=MARKS, seen=None, remove=()):
        data = {"school": [str(school.pk) for school in rows]}
        for school, figures in rows.items():
            stored = Result.objects.filter(school=school).first()
            shown = (str(stored.pk) if stored else "") if seen is None else seen
            data[f"{school.pk}-seen"] = shown
            data.update(
                {f"{school.pk}-{name}": text for name, text in zip(columns, figures, strict=True)}
            )
        data.update({f"{school.pk}-remove": "1" for school in remove})
        address = reverse("assessments:entry") + ASKED.format(world.office.pk, procedure)
        return client.post(address, data, follow=True)

    return post


def test_typed_rows_are_saved_and_empty_ones_say_nothing(world, entry):
    page = entry({world.school: ["", "3", "3", "3", "1"], world.other_school: [""] * 5})

    assert "Результаты сохранены" in page.text
    result = Result.objects.get()
    assert (result.school, result.participants, result.twos) == (world.school, 10, 3)
    made = result.results_import
    assert (made.source, made.kind, result.sheet) == (
        ImportSource.ENTRY, "введено вручную", "Ввод вручную",
    )  # fmt: skip
    assert not made.file


def test_only_changed_rows_are_kept_and_the_same_table_changes_nothing(world, entry):
    rows = {world.school: ["10", "3", "3", "3", "1"], world.other_school: ["4", "1", "1", "1", "1"]}
    entry(rows)
    assert "Ничего не изменено" in entry(rows).text
    entry(rows | {world.school: ["10", "4", "2", "3", "1"]})

    assert ResultsImport.objects.count() == 2
    assert Result.objects.get(school=world.school).twos == 4
    assert Result.versions.count() == 3


def test_a_wrong_row_keeps_everything_typed_and_saves_nothing(world, entry):
    page = entry(
        {world.school: ["9", "3", "3", "3", "1"], world.other_school: ["", "7", "0", "0", "0"]}
    )

    assert page.status_code == 422
    assert "Сумма отметок — 10, а участников 9." in page.text
    assert f'name="{world.other_school.pk}-twos" value="7"' in page.text
    assert Result.objects.count() == 0


@pytest.mark.parametrize("twos", ["-1", "1,5", "три"])
def test_a_mark_is_a_whole_number(world, entry, twos):
    assert "Нужны целые числа" in entry({world.school: ["", twos, "0", "0", "0"]}).text


def test_what_somebody_else_has_saved_meanwhile_is_shown(world, entry):
    entry({world.school: ["10", "3", "3", "3", "1"]})
    page = entry({world.school: ["8", "2", "2", "2", "2"]}, seen="")

    assert page.status_code == 422
    assert "Пока вы вводили, эти числа изменили" in page.text
    assert "сохранено: Участников 10, «2» 3" in page.text
    assert f'name="{world.school.pk}-twos" value="2"' in page.text
    assert Result.objects.get().twos == 3


def test_an_emptied_row_is_asked_about_and_can_come_back(world, entry):
    entry({world.school: ["10", "3", "3", "3", "1"]})
    assert "Отметьте «удалить»" in entry({world.school: [""] * 5}).text
    assert Result.objects.count() == 1

    entry({world.school: [""] * 5}, remove=[world.school])
    assert Result.objects.count() == 0
    withdraw_import(results_import=ResultsImport.objects.latest("pk"), by=world.coordinator)
    assert Result.objects.get().twos == 3


def test_a_figure_entered_after_a_removal_outlives_its_withdrawal(world, entry):
    entry({world.school: ["10", "3", "3", "3", "1"]})
    entry({world.school: [""] * 5}, remove=[world.school])
    removal = ResultsImport.objects.latest("pk")
    entry({world.school: ["10", "5", "1", "3", "1"]})

    withdraw_import(results_import=removal, by=world.coordinator)
    assert Result.objects.get().twos == 5
    withdraw_import(results_import=ResultsImport.objects.latest("pk"), by=world.coordinator)
    assert Result.objects.get().twos == 3


def test_exams_of_the_hundred_point_scale_have_scores(world, entry):
    columns = ("participants", "mean_score", "below_minimum", "high_scorers")
    entry({world.school: ["10", "61,5", "1", "2"]}, procedure="ege", columns=columns)
    result = Result.objects.get()
    assert (str(result.mean_score), result.below_minimum, result.grade) == ("61.5000", 1, 11)
    page = entry({world.school: ["10", "", "", ""]}, procedure="ege", columns=columns)
    assert "Впишите средний балл" in page.text


def test_schools_of_others_are_passed_over(world, entry):
    entry({world.foreign_school: ["", "1", "1", "1", "1"]})

    assert Result.objects.count() == 0


def test_the_table_of_more_figures_asks_no_more_questions(world, entry, client, count_queries):
    from schools.models import School

    address = reverse("assessments:entry") + ASKED.format(world.office.pk, "vpr")

    def asked(first, number):
        for index in range(first, first + number):
            school = School.objects.create(
                municipality=world.office, login=f"edu97{index:04}", name=f"Школа № {index}"
            )
            entry({school: ["", "1", "1", "1", "1"]})
        return count_queries(lambda: client.get(address))

    asked(100, 1)
    assert asked(101, 2) == asked(103, 6)
