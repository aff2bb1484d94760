"""Before a file is taken back: which calculations and lists stand on its figures."""

from datetime import date

import pytest
from django.urls import reverse

from assessments.actions.classifying import carry_out_run, create_run_at
from assessments.actions.lists import draft_list
from assessments.domain.criteria import shipped
from assessments.models import RunPlace
from assessments.queries.withdrawal import withdrawal_of
from schools.models import Municipality, Region, School
from tests.integration.assessments.list_cast import approved, run_of
from tests.integration.assessments.test_versions import load, row

pytestmark = pytest.mark.django_db


def run(world, year=2024):
    return run_of(world, year, {world.school: "low_results"})


def resting(file):
    return withdrawal_of(file).resting


@pytest.fixture
def preview(world, client):
    client.force_login(world.coordinator)

    def get(file):
        return client.get(reverse("assessments:import_withdraw", args=[file.pk])).text

    return get


def test_a_calculation_before_the_file_does_not_stand_on_it(world, preview):
    run(world)
    file = load(world, row(5))

    assert resting(file).runs == []
    assert "Ни один расчёт перечня на этих данных не стоит." in preview(file)


def test_the_preview_names_calculations_and_the_order_that_stand_on_the_file(world, preview):
    file = load(world, row(5))
    first = run(world)
    approved_list = approved(world, first, number="5", day=date(2025, 11, 12))
    second = run(world)

    assert resting(file).runs == [second, first]
    page = preview(file)
    assert "стоят 2\u00a0расчёта" in page
    assert reverse("assessments:run", args=[first.pk]) in page
    assert "Приказ №\u00a05 от 12.11.2025" in page
    assert reverse("assessments:list", args=[approved_list.pk]) in page
    assert "утверждён по этим данным и не изменится." in page


def test_a_draft_of_a_list_is_told_from_an_approved_one(world, preview):
    file = load(world, row(5))
    draft_list(run=run(world), by=world.coordinator)

    page = preview(file)
    assert "Проект перечня за 2024/25 учебный год" in page
    assert "утверждён по этим данным" not in page


def test_a_list_that_was_replaced_says_so(world, preview):
    file = load(world, row(5))
    made = run(world)
    approved(world, made, number="5")
    approved(world, made, number="6")

    page = preview(file)
    assert "(сейчас он заменён)" in page
    assert len(resting(file).approved) == 2


def test_a_calculation_of_the_year_after_looks_back_and_two_years_after_does_not(world):
    file = load(world, row(5))
    later, much_later = run(world, 2025), run(world, 2027)

    assert later in resting(file).runs
    assert much_later not in resting(file).runs


def test_calculations_since_a_correction_stand_on_the_corrected_file(world):
    file = load(world, row(5))
    before = run(world)
    corrected = load(world, row(7))
    after = run(world)

    assert resting(file).runs == [before]
    assert resting(corrected).runs == [after]


def test_calculations_after_a_removal_stand_on_it(world, client):
    from assessments.models import Result, ResultsImport

    load(world, row(5))
    client.force_login(world.coordinator)
    stored = Result.objects.get()
    address = reverse("assessments:entry")
    asked = f"municipality={world.office.pk}&academic_year=2024&procedure=vpr"
    client.post(
        f"{address}?{asked}&subject=Математика&grade=5&attempt=first",
        {
            "school": str(world.school.pk), f"{world.school.pk}-seen": str(stored.pk),
            f"{world.school.pk}-remove": "1",
        },
    )  # fmt: skip
    removal = ResultsImport.objects.latest("pk")
    made = run(world)

    assert resting(removal).runs == [made]


def test_the_office_is_told_of_wide_calculations_by_their_number_alone(world, preview):
    def wide(region=None, year=2024):
        criteria = shipped("federal-30-2")
        place = RunPlace(region=region)
        made = create_run_at(place=place, academic_year=year, criteria=criteria, by=None)
        return carry_out_run(made.pk)

    wide(world.region)
    file = load(world, row(5))
    other = Region.objects.create(code="97", name="Дальняя область")
    place = Municipality.objects.create(region=other, code="reg97_m001", name="Дальний округ")
    School.objects.create(municipality=place, login="edu970001", name="Дальняя школа")
    wide(other)
    assert resting(file).wide_words == ""

    made = [wide(world.region), wide(world.region), wide(world.region, 2027), wide()]
    page = preview(file)
    assert "Ни один расчёт перечня муниципалитета на этих данных не стоит." in page
    assert "вошли и в 2\u00a0расчёта региона и 1\u00a0расчёт страны. Отзыв их не изменит." in page
    assert not any(reverse("assessments:run", args=[run.pk]) in page for run in made)
