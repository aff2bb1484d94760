"""Runs by other criteria than the federal ones: population, references, flat reading, pages."""

import pytest
from django.urls import reverse

from assessments.actions.classifying import carry_out_run, create_run
from assessments.actions.importing import confirm_import, draft_import
from assessments.domain.criteria import SHIPPED, read_definition, shipped
from assessments.models import ClassificationRun, ObjectivitySign, ReferenceRow, Result
from assessments.queries import run_inputs
from schools.models import School

pytestmark = pytest.mark.django_db


def run_by(world, key, *settings):
    run = create_run(
        municipality=world.office, academic_year=2024,
        criteria=shipped(key).with_settings(settings), by=world.coordinator,
    )  # fmt: skip
    return carry_out_run(run.pk)


def categories(run):
    return dict(run.verdicts.order_by("school__login").values_list("school__login", "category"))


THREE_YEARS = "".join(
    f"{year}/{year - 1999};9;{subject};{login};10;{marks}\n"
    for year in (2022, 2023, 2024)
    for subject in ("Русский язык", "МА")
    for login, marks in (("edu980001", "4;5;1;0"), ("edu980002", "0;3;4;3"))
).replace(";9;", ";ОГЭ;")


@pytest.fixture
def three_years(world):
    head = "Учебный год;Процедура;Предмет;Логин;Участников;2;3;4;5\n"
    draft = draft_import(
        municipality=world.office, content=(head + THREE_YEARS).encode(), file_name="oge.csv",
        by=world.coordinator,
    )  # fmt: skip
    return confirm_import(
        results_import=draft, by=world.coordinator, calculate=False
    ).results_import


def test_three_years_are_read_for_rules_that_look_at_them(world, three_years):
    run = run_by(world, "stable-three-years", "best_percent=50")

    assert categories(run) == {
        "edu980001": "low_results", "edu980002": "high_results", "edu980003": "no_data",
    }  # fmt: skip
    verdict = run.verdicts.get(school=world.school)
    earlier = [one for one in verdict.findings if one["kind"] == "low_procedures"]
    assert [(one["academic_year"], one["met"]) for one in earlier] == [(2023, True), (2022, True)]
    assert "за 2022/23 учебный год" in verdict.reason
    assert verdict.way_out["pupils"] == 2


def test_a_reference_row_of_a_file_is_compared_with_and_named(world, three_years):
    settings = ("years=1", "mean_measures=mark", "mean_references=municipality,region")
    assert categories(run_by(world, "below-means-three-years", *settings))["edu980001"] == "none"

    for subject in ("Русский язык", "Математика"):
        ReferenceRow.objects.create(
            municipality=world.office, kind="marks", scope="region", name="Область", participants=9,
            procedure="oge", subject=subject, grade=9, academic_year=2024, written_year=2024,
            figures={"2": "5.06", "3": "32.92", "4": "44.33", "5": "17.69"},
            results_import=three_years,
        )  # fmt: skip
    run = run_by(world, "below-means-three-years", *settings)

    assert categories(run)["edu980001"] == "low_results"
    references = {
        one["reference"]: one["limit"] for one in run.verdicts.get(school=world.school).findings
    }
    assert references == {"муниципалитета": "3.35", "oge.csv": "3.75"}


@pytest.mark.parametrize("key", SHIPPED)
def test_every_shipped_set_runs_twice_to_the_same_bytes(world, three_years, key):
    first, second = run_by(world, key), run_by(world, key)

    fields = ("school_id", "category", "reason", "findings", "missing", "unjudged", "way_out")
    assert list(first.verdicts.order_by("school").values(*fields)) == list(
        second.verdicts.order_by("school").values(*fields)
    )
    assert first.input_digest == second.input_digest


def test_resits_do_not_count(world, three_years):
    before = run_by(world, "stable-three-years")
    first = Result.objects.filter(school=world.school, academic_year=2024).first()
    first.pk, first.attempt = None, "resit"
    first.twos, first.threes = 0, first.twos + first.threes
    first.save()

    after = run_by(world, "stable-three-years")
    assert (categories(after), after.input_digest) == (categories(before), before.input_digest)


def test_reading_in_batches_changes_nothing(world, three_years, monkeypatch):
    whole = run_by(world, "below-means-three-years")
    monkeypatch.setattr(run_inputs, "SCHOOLS_A_BATCH", 1)
    by_one = run_by(world, "below-means-three-years")

    assert by_one.input_digest == whole.input_digest
    assert categories(by_one) == categories(whole)


def test_more_schools_ask_no_more_of_the_database(world, three_years, count_queries):
    few = count_queries(lambda: run_by(world, "high-results"))
    School.objects.bulk_create(
        School(municipality=world.office, login=f"edu97{number:04}", name=f"Школа {number}")
        for number in range(30)
    )
    assert count_queries(lambda: run_by(world, "high-results")) == few


def test_the_page_says_places_means_and_what_cannot_be_judged(client, world, three_years):
    client.force_login(world.coordinator)
    run = run_by(world, "below-means-three-years", "mean_measures=mark")
    page = client.get(reverse("assessments:verdict", args=[run.pk, "edu980001"])).content.decode()

    assert "Другие основания" in page
    assert "2,70\u00a0против 3,35 по данным муниципалитета" in page
    assert "Что нельзя оценить:" in page
    assert "среднее региона неизвестно" in page


def test_flags_come_from_the_requisites_and_the_signs_of_bias(world, three_years):
    low = {"low_procedures": {"at_least": 1, "share": "30"}}
    criteria = read_definition({
        "key": "own", "version": "1", "name": "свои", "works": [{"procedures": ["oge"]}],
        "categories": [
            {"category": "at_risk", "rule": {"all": [low, {"flag": {"flag": "bias"}}]}},
            {"category": "low_results",
             "rule": {"all": [low, {"not": {"flag": {"flag": "correctional"}}}]}},
        ],
    })  # fmt: skip

    def decided():
        run = create_run(
            municipality=world.office, academic_year=2024, criteria=criteria, by=world.coordinator
        )
        return categories(carry_out_run(run.pk))["edu980001"]

    assert decided() == "none"
    School.objects.filter(pk=world.school.pk).update(is_correctional=False)
    assert decided() == "low_results"
    ObjectivitySign.objects.create(
        school=world.school, academic_year=2024, written_year=2024, procedure="oge", grade=9,
        subject="Математика", participants=10, sign="listed", present=True,
        results_import=three_years,
    )  # fmt: skip
    assert decided() == "at_risk"


def test_the_page_of_a_run_says_its_rules_in_words(client, world, three_years):
    client.force_login(world.coordinator)
    run = run_by(world, "stable-three-years")
    page = client.get(reverse("assessments:run", args=[run.pk])).content.decode()
    assert "последних лет: доля низких результатов от 30\u00a0%" in page


def test_parameters_of_another_set_are_refused_in_the_form(client, world, three_years):
    client.force_login(world.coordinator)
    asked = {"place": world.office.pk, "academic_year": 2024, "criteria": "sao-worst"}
    bad = client.post(reverse("assessments:runs"), {**asked, "k": "2"})
    assert bad.status_code == 422
    assert "В выбранных критериях этого параметра нет." in bad.content.decode()

    client.post(reverse("assessments:runs"), {**asked, "min_participants": "5"})
    assert ClassificationRun.objects.get().criteria["parameters"]["min_participants"] == 5
