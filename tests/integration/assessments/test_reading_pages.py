"""Pages of results: who sees whose figures, sums by the database, what is not published."""

import io
from dataclasses import replace
from fractions import Fraction

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.domain.procedures import Procedure, Work
from assessments.domain.reading.groups import Measure
from assessments.models import ReferenceRow, Result, ResultsImport, ScoreDistribution
from assessments.queries.reading.asked import Asked
from assessments.queries.reading.sums import groups_by, printed_by_year, seen_results
from assessments.queries.reading.works import marks_page
from assessments.queries.results import totals_of
from schools.models import School

pytestmark = pytest.mark.django_db
WORK = {"procedure": "vpr", "subject": "Математика", "grade": 5, "academic_year": 2024}


@pytest.fixture
def upload(world):
    return ResultsImport.objects.create(
        municipality=world.office, file_name="Ф3.xlsx", sha256="0", kind="0",
        state="confirmed", decided_at=timezone.now(),
    )  # fmt: skip


@pytest.fixture
def town(world, upload):
    """Four schools with 20, 30, 4 and 40 participants; the first is the head's own."""
    others = [
        School.objects.create(municipality=world.office, login=f"edu97{n:04}", name=f"Школа Я{n}")
        for n in range(3)
    ]
    counts = [(2, 8, 6, 4), (3, 9, 9, 9), (1, 1, 1, 1), (4, 16, 10, 10)]
    for school, marks in zip([world.school, *others], counts, strict=True):
        twos, threes, fours, fives = marks
        Result.objects.create(
            school=school, **WORK, written_year=2024, participants=sum(marks), twos=twos,
            threes=threes, fours=fours, fives=fives, results_import=upload,
        )  # fmt: skip
    return others


def asked(world, person):
    work = Work(Procedure.VPR, "Математика", 5)
    return Asked(world.people[person], world.office, 2024, work, (2024,))


def opened(client, world, person, name, **query):
    client.force_login(world.people[person])
    answer = client.get(reverse(f"assessments:{name}"), query)
    assert answer.status_code == 200
    return answer


def test_the_office_sees_every_school_and_the_weighted_municipality(world, town, client):
    page = opened(client, world, "coordinator", "measures").content.decode()

    assert "4\u00a0школы, 94\u00a0участника" in page
    assert "Школа Я2" in page
    assert "89,4" in page  # 84 of 94, not the mean of the schools


def test_a_head_sees_the_own_school_and_the_municipality_of_three_schools_and_more(
    world, town, client
):
    page = opened(client, world, "head", "measures").content.decode()
    assert "Школа Я2" not in page
    assert "89,4" in page
    assert "Места школ" not in page

    Result.objects.filter(school__in=town[:2]).delete()
    page = opened(client, world, "head", "measures").content.decode()
    assert "Муниципалитет</td>" not in page


def test_a_table_of_two_columns_stays_a_table_on_a_phone(world, town, upload, client):
    ScoreDistribution.objects.create(
        school=world.school, **WORK, written_year=2024, participants=20, max_score=2,
        counts=[5, 5, 10], results_import=upload,
    )  # fmt: skip
    page = opened(client, world, "coordinator", "distribution").content.decode()

    marks, _, scores = page.partition("<h2>Первичные баллы")
    assert 'class="table dense of-names"' in marks
    assert 'class="table dense matrix"' in scores


def test_a_published_workbook_hides_the_small_school_and_one_more(world, town, client):
    answer = opened(client, world, "coordinator", "measures_workbook", public="1")
    rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.values)

    hidden = {row[0] for row in rows if "скрыто" in row}
    assert hidden == {"Школа Я1", world.school.name}
    assert not any(str(row[0]).startswith("Среднее") for row in rows)
    open_book = opened(client, world, "coordinator", "measures_workbook")
    rows = list(openpyxl.load_workbook(io.BytesIO(open_book.content)).active.values)
    assert not any("скрыто" in row for row in rows)
    assert any(row[:4] == ("Школа Я1", 4, 1, 25) for row in rows)


def test_one_school_by_itself_does_not_publish_what_the_table_of_all_hides(world, town, client):
    one = world.school
    answer = opened(client, world, "coordinator", "measures_workbook", public="1", school=one.pk)
    rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.values)

    assert {row[0] for row in rows if "скрыто" in row} == {"Школа Я1", one.name}
    assert "Школа Я2" in {row[0] for row in rows}


def test_scores_of_four_participants_are_not_published(world, upload, client):
    ScoreDistribution.objects.create(
        school=world.school, **WORK, written_year=2024, participants=4, max_score=2,
        counts=[1, 0, 3], results_import=upload,
    )  # fmt: skip
    for query, expected in (({"public": "1"}, "скрыто"), ({}, 3)):
        answer = opened(client, world, "coordinator", "distribution_workbook", **query)
        rows = openpyxl.load_workbook(io.BytesIO(answer.content)).active.values
        assert next(row for row in rows if row[0] == "2")[1] == expected


def test_test_scores_are_not_offered_measures_of_marks_and_keep_their_scale(world, upload, client):
    for year in (2023, 2024):
        Result.objects.create(
            school=world.school, procedure="ege", subject="Русский язык", grade=11,
            academic_year=year, written_year=year, participants=12, mean_score="60.5",
            below_minimum=1, results_import=upload,
        )  # fmt: skip
    answer = opened(client, world, "coordinator", "dynamics", measure="sou")
    page = answer.content.decode()

    assert [value for value, _ in answer.context["form"].fields["measure"].choices] == [
        "low", "passed", "high", "mean_score",
    ]  # fmt: skip
    assert "сравнивайте годы с осторожностью" not in page
    assert "СОУ" not in opened(client, world, "coordinator", "measures").content.decode()


@pytest.mark.parametrize("name", ["measures", "distribution"])
def test_who_does_not_see_all_schools_publishes_none(world, town, client, name):
    assert "Excel для публикации" not in opened(client, world, "head", name).text
    assert "Excel для публикации" in opened(client, world, "coordinator", name).text

    client.force_login(world.people["head"])
    answer = client.get(reverse(f"assessments:{name}_workbook"), {"public": "1"})
    assert answer.status_code == 403
    assert "кто видит все школы муниципалитета" in answer.text


def test_scores_are_not_published_where_a_school_is_hidden(world, town, upload, client):
    for school, counts in zip([world.school, *town[:2]], [[2, 8, 10], [3, 9, 18], [1, 1, 2]],
                              strict=True):  # fmt: skip
        ScoreDistribution.objects.create(
            school=school, **WORK, written_year=2024, participants=sum(counts), max_score=2,
            counts=counts, results_import=upload,
        )  # fmt: skip

    def scores(**query):
        answer = opened(client, world, "coordinator", "distribution_workbook", **query)
        sheet = openpyxl.load_workbook(io.BytesIO(answer.content))["Первичные баллы"]
        return [row[1:3] for row in sheet.values if str(row[0]).strip() in {"0", "1", "2"}]

    assert [row[0] for row in scores()] == [6, 18, 30]
    assert scores(public="1") == [("скрыто", "скрыто")] * 3


def test_the_order_of_schools_is_not_for_schools(world, town, client):
    client.force_login(world.people["head"])
    answer = client.get(reverse("assessments:ranking"))

    assert answer.status_code == 403
    assert "Места школ открывают сотрудники управления образования." in answer.content.decode()


def test_a_chosen_work_and_nonsense_in_the_address_open_a_page(world, town, client):
    page = opened(
        client, world, "coordinator", "dynamics", work="нет такой", academic_year="1", measure="x",
        school="999",
    ).content.decode()  # fmt: skip

    assert "ВПР, математика, 5\u00a0класс" in page


def test_mean_scores_are_summed_exactly(world, upload):
    for school, score, people in ((world.school, "68.7143", 7), (world.other_school, "41.3333", 3)):
        Result.objects.create(
            school=school, procedure="ege", subject="Русский язык", grade=11, academic_year=2024,
            written_year=2024, participants=people, mean_score=score, below_minimum=1,
            results_import=upload,
        )  # fmt: skip
    found = groups_by(seen_results(asked(world, "coordinator")), "procedure")[("ege",)]

    exact = (Fraction("68.7143") * 7 + Fraction("41.3333") * 3) / 10
    assert found.value(Measure.MEAN_SCORE) == exact
    assert found.value(Measure.LOW) == 20


def test_the_region_comes_from_the_file_that_brought_it(world, upload):
    ReferenceRow.objects.create(
        municipality=world.office, kind="marks", scope="region", name="Регион", **WORK,
        written_year=2024, participants=900, results_import=upload,
        figures={"2": "5.06", "3": "32.92", "4": "40.02", "5": "22"},
    )  # fmt: skip
    (found,) = printed_by_year(asked(world, "coordinator"), [2024])[2024]

    assert found.file == "Ф3.xlsx"
    assert found.value(Measure.PASSED) == Fraction("94.94")


def test_one_school_is_seen_by_its_head_alone(world, town, client):
    client.force_login(world.people["head"])
    own = client.get(reverse("assessments:school_results", args=[world.school.login]))
    other = client.get(reverse("assessments:school_results", args=[town[0].login]))

    assert own.status_code == 200
    assert "10,0" in own.content.decode()
    assert other.status_code == 404


def test_the_total_counts_exams_among_the_passed_and_mixes_no_mean_scores(world, upload):
    for subject, score in (("Русский язык", "60.5"), ("История", "40")):
        Result.objects.create(
            school=world.school, procedure="ege", subject=subject, grade=11, academic_year=2024,
            written_year=2024, participants=10, mean_score=score, below_minimum=1,
            results_import=upload,
        )  # fmt: skip
    Result.objects.create(
        school=world.school, **WORK, written_year=2024, participants=20, twos=2, threes=8, fours=6,
        fives=4, results_import=upload,
    )  # fmt: skip
    everything = Result.objects.all()

    found = totals_of(everything)
    assert found.measures.pass_rate == 90
    assert found.measures.quality_rate == 50
    assert found.mean_score is None
    one_exam = totals_of(everything.filter(subject="История"))
    assert (one_exam.mean_score, one_exam.measures.pass_rate) == (40, 90)


def test_scores_of_one_school_stand_beside_the_municipality_and_the_region(
    world, town, upload, client
):
    for school, counts in zip([world.school, *town], ([1, 1], [3, 1], [0, 4], [0, 6]), strict=True):
        ScoreDistribution.objects.create(
            school=school, **WORK, written_year=2024, participants=sum(counts), max_score=1,
            counts=counts, results_import=upload,
        )  # fmt: skip
    ReferenceRow.objects.create(
        municipality=world.office, kind="scores", scope="region", name="Регион", **WORK,
        written_year=2024, participants=900, results_import=upload,
        figures={"0": "12.5", "1": "87.5"},
    )  # fmt: skip
    page = opened(client, world, "head", "distribution").content.decode()
    assert 'class="table dense matrix"' in page.partition("<h2>Первичные баллы")[2]
    grid = marks_page(replace(asked(world, "head"), school=world.school)).blocks[-1].grid

    assert [column.title for column in grid.columns[2:]] == [
        "Муници\u00adпалитет, %", "Регион, %",
    ]  # fmt: skip
    assert [cell.words for cell in grid.rows[0].cells] == ["1", "50,0", "25,0", "12,5"]
