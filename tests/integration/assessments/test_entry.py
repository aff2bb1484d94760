"""Figures typed by hand: saved as versions, nothing typed is lost, others' changes are seen."""

from urllib.parse import quote

import pytest
from django.urls import reverse

from assessments.actions.importing import withdraw_import
from assessments.models import ImportSource, Result, ResultsImport, ScoreDistribution

pytestmark = pytest.mark.django_db
ASKED = (
    "?municipality={}&academic_year=2026&procedure={}&grade=5&attempt=first"
    f"&subject={quote('Математика')}"
)
MARKS = ("participants", "twos", "threes", "fours", "fives")
SCORES = ("participants", "score-0", "score-1", "score-2", "score-3")
EXAM = (
    "participants", "mean_score", "below_minimum", "below_entry_minimum", "high_scorers",
)  # fmt: skip


@pytest.fixture
def entry(world, client):
    client.force_login(world.coordinator)

    def post(rows, *, procedure="vpr", columns=MARKS, seen=None, remove=(), max_score=""):
        data = {"school": [str(school.pk) for school in rows]}
        model = ScoreDistribution if max_score else Result
        for school, figures in rows.items():
            stored = model.objects.filter(school=school).first()
            shown = (str(stored.pk) if stored else "") if seen is None else seen
            data[f"{school.pk}-seen"] = shown
            data.update(
                {f"{school.pk}-{name}": text for name, text in zip(columns, figures, strict=True)}
            )
        data.update({f"{school.pk}-remove": "1" for school in remove})
        address = reverse("assessments:entry") + ASKED.format(world.office.pk, procedure)
        return client.post(f"{address}&max_score={max_score}", data, follow=True)

    return post


@pytest.fixture
def scores(entry):
    """Distributions of a work of at most three points."""

    def post(rows, max_score=3, **options):
        return entry(rows, columns=SCORES, max_score=max_score, **options)

    return post


def test_the_first_grade_of_the_works_is_offered_first(world, client):
    client.force_login(world.coordinator)
    page = client.get(reverse("assessments:entry")).text
    assert '<option value="4" selected>4</option>' in page


def test_a_grade_without_a_work_opens_no_table(world, client):
    client.force_login(world.coordinator)
    asked = ASKED.format(world.office.pk, "vpr").replace("grade=5", "grade=9")
    page = client.get(reverse("assessments:entry") + asked).text
    assert "ВПР в 9-м классе не проводится" in page
    assert f'name="{world.school.pk}-twos"' not in page


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

    page = entry({world.school: [""] * 5}, remove=[world.school])
    assert Result.objects.count() == 0
    assert "Удалено" in page.text
    assert "10\u00a0участников, отметки 3 · 3 · 3 · 1" in page.text
    assert "поправьте файл" not in page.text
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
    entry({world.school: ["10", "61,5", "1", "3", "2"]}, procedure="ege", columns=EXAM)
    result = Result.objects.get()
    assert (str(result.mean_score), result.below_minimum, result.grade) == ("61.5000", 1, 11)
    assert (result.below_entry_minimum, result.high_scorers) == (3, 2)
    page = entry({world.school: ["10", "", "", "", ""]}, procedure="ege", columns=EXAM)
    assert "Впишите средний балл" in page.text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["10", "61", "4", "3", ""], "не может быть меньше участников"),
        (["10", "61", "1", "9", "2"], "больше, чем участников"),
    ],
)
def test_parts_of_the_hundred_point_scale_fit_into_the_whole(world, entry, typed, said):
    assert said in entry({world.school: typed}, procedure="ege", columns=EXAM).text
    assert not Result.objects.exists()


def test_a_distribution_is_typed_score_by_score(world, scores):
    page = scores({world.school: ["", "1", "", "2", "4"], world.other_school: [""] * 5})

    assert "Результаты сохранены" in page.text
    kept = ScoreDistribution.objects.get()
    assert (kept.school, kept.participants, kept.max_score) == (world.school, 7, 3)
    assert kept.counts == [1, 0, 2, 4]
    assert kept.results_import.file_name.endswith("первичные баллы")
    assert not Result.objects.exists()


def test_scores_that_do_not_add_up_are_not_kept(world, scores):
    page = scores({world.school: ["9", "1", "0", "2", "4"]})

    assert "Сумма по баллам — 7, а участников 9." in page.text
    assert "Впишите, сколько участников" in scores({world.school: ["9", "", "", "", ""]}).text
    assert not ScoreDistribution.objects.exists()


def test_a_distribution_is_changed_removed_and_taken_back(world, scores):
    scores({world.school: ["7", "1", "0", "2", "4"]})
    assert "Ничего не изменено" in scores({world.school: ["7", "1", "0", "2", "4"]}).text
    scores({world.school: [""] * 5}, remove=[world.school])
    assert not ScoreDistribution.objects.exists()

    withdraw_import(results_import=ResultsImport.objects.latest("pk"), by=world.coordinator)
    assert ScoreDistribution.objects.get().counts == [1, 0, 2, 4]


def test_a_highest_score_under_a_stored_one_is_refused(world, scores):
    scores({world.school: ["7", "1", "0", "2", "4"]})
    page = scores({world.school: ["3", "1", "1", "1", ""]}, max_score=2)

    assert page.status_code == 422
    assert "Сохранены распределения, где набрали 3." in page.text
    assert ScoreDistribution.objects.get().counts == [1, 0, 2, 4]


def test_rows_that_nobody_touched_keep_their_own_highest_score(world, scores):
    scores({world.school: ["7", "1", "0", "2", "4"]})
    page = scores({world.school: ["7", "1", "0", "2", "4"]}, max_score=5)

    assert "Ничего не изменено" in page.text
    assert ", наибольший балл 3" in page.text
    assert ScoreDistribution.objects.get().max_score == 3


def test_each_table_of_a_work_leads_to_the_other(world, entry, scores):
    marks = entry({})
    assert "Ввести распределение" not in marks.text
    page = scores({world.school: ["7", "1", "0", "2", "4"]})

    assert "Ввести распределение первичных баллов (0–3)" in entry({}).text
    assert "Ввести отметки или тестовые баллы" in scores({}).text
    assert page.status_code == 200


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
