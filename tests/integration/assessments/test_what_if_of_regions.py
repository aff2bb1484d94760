"""«Что, если…» on a region says what the region's calculation says, to the word."""

from __future__ import annotations

import random
from typing import Any

import pytest
from django.urls import reverse

from assessments.actions.classifying import carry_out_run, create_run_at
from assessments.domain.criteria import SHIPPED, shipped
from assessments.models import (
    ClassificationRun,
    ReferenceRow,
    Result,
    ResultsImport,
    RunPlace,
)
from assessments.queries.what_if.ledgers import ledgers_of
from assessments.queries.what_if.screen import Question, answer
from schools.models import ContextValue, ContextWeights, Municipality, School

pytestmark = pytest.mark.django_db

WORKS = (
    ("vpr", "Русский язык", 4), ("vpr", "Русский язык", 5), ("vpr", "Математика", 5),
    ("oge", "Русский язык", 9), ("oge", "Математика", 9), ("ege", "Русский язык", 11),
    ("ege", "История", 11), ("ege_base", "Математика", 11),
)  # fmt: skip
YEARS = (2020, 2021, 2022, 2023, 2024)


@pytest.fixture
def region(world):
    """Two municipalities, eight schools each, one of them much weaker; one file tells a mean."""
    dice = random.Random(7)
    for place, share in ((world.office, 0.5), (world.other_office, 0.2)):
        file = ResultsImport.objects.create(
            municipality=place, file_name="r.xlsx", state="confirmed",
            decided_at="2025-06-01T10:00:00Z",
        )  # fmt: skip
        _add_schools(place)
        _add_results(place, file, dice, share)
        _add_context(place, dice)
    _add_mean(world, file)
    return RunPlace(region=world.region)


def _add_schools(place: Any) -> None:
    for number in range(place.schools.count(), 8):
        login = f"edu98{place.pk:02d}9{number:02d}"
        closed = "2024-06-01" if number == 7 else None
        School.objects.create(
            municipality=place, login=login, name=f"Школа {number}", closed_on=closed
        )


def _add_results(place: Any, file: Any, dice: random.Random, share: float) -> None:
    rows = []
    for school in place.schools.all():
        for procedure, subject, grade in WORKS:
            for year in YEARS:
                if dice.random() > 0.85:
                    continue
                people = dice.randint(5, 40)
                low = int(people * share * dice.random())
                fives = (people - low) // 3
                marks: dict[str, Any] = {
                    "twos": low, "threes": people - low - fives, "fours": 0, "fives": fives,
                }  # fmt: skip
                if procedure.startswith("ege"):
                    marks = {"below_minimum": low, "below_entry_minimum": low}
                rows.append(
                    Result(
                        school=school, procedure=procedure, subject=subject, grade=grade,
                        academic_year=year, written_year=year, participants=people,
                        results_import=file, sheet="1", cell="A1", **marks,
                    )
                )  # fmt: skip
    Result.objects.bulk_create(rows)


def _add_context(place: Any, dice: random.Random) -> None:
    ContextWeights.objects.create(
        municipality=place, version=1, weights={"single_parent": "-1"}, normalisation="min_max",
        least_coverage=100, set_by_name="Лугова Т. В.",
    )  # fmt: skip
    ContextValue.objects.bulk_create(
        ContextValue(school=school, academic_year=2024, field=field, number=number)
        for school in place.schools.all()
        for field, number in (("pupils", 100), ("single_parent", dice.randint(1, 60)))
    )


def _add_mean(world: Any, file: Any) -> None:
    ReferenceRow.objects.create(
        municipality=world.other_office, kind="marks", scope="region", name="Регион",
        procedure="oge", subject="Математика", grade=9, academic_year=2024, written_year=2024,
        participants=1000, figures={"2": "5", "3": "25", "4": "40", "5": "30"},
        results_import=file, sheet="1", cell="A1",
    )  # fmt: skip


def tried(place: RunPlace, criteria: Any, year: int = 2024) -> Any:
    here = Municipality.objects.filter(place.municipalities())
    municipalities = list(here.values_list("pk", flat=True))
    question = Question(criteria.widened_to(place.level), year, look_back=3, border=1)
    return answer(ledgers_of(municipalities), question, place)


def calculated(place: RunPlace, criteria: Any, year: int = 2024) -> ClassificationRun:
    run = create_run_at(
        place=place, academic_year=year, criteria=criteria.widened_to(place.level), by=None
    )
    return carry_out_run(run.pk)


@pytest.mark.parametrize("key", SHIPPED)
def test_what_is_tried_on_a_region_is_what_its_calculation_says(region, key):
    found = tried(region, SHIPPED[key])
    run = calculated(region, SHIPPED[key])

    said = {line.school: (line.now.category, found.reason(line)) for line in found.lines}
    verdicts = run.verdicts.values_list("school", "category", "reason")
    assert said == {school: (category, reason) for school, category, reason in verdicts}
    for year in (2022, 2023):
        listed = calculated(region, SHIPPED[key], year).verdicts.filter(category="low_results")
        today = {line.school for line in found.lines}
        assert {line.school for line in found.lines if year in line.now.listed_in} == (
            set(listed.values_list("school", flat=True)) & today
        )


@pytest.mark.parametrize("key", ["ege-worst-15", "below-means-three-years"])
def test_a_region_is_another_population_than_its_municipalities(region, world, key):
    criteria = SHIPPED[key]
    if key != "ege-worst-15":
        criteria = criteria.with_settings(
            ["years=1", "mean_measures=mark", "mean_references=region"]
        )
    whole = {line.school: line.now.category for line in tried(region, criteria).lines}
    apart: dict[int, Any] = {}
    for office in (world.office, world.other_office):
        place = RunPlace(municipality=office)
        apart |= {line.school: line.now.category for line in tried(place, criteria).lines}

    assert whole.keys() == apart.keys()
    assert whole != apart


def test_moving_between_a_region_and_its_municipalities_mixes_nothing_up(region, world):
    """Ledgers are shared: what a municipality was told must not answer for the region."""
    worst = SHIPPED["ege-worst-15"]
    first = {line.school: line.now for line in tried(region, worst).lines}
    for office in (world.office, world.other_office):
        tried(RunPlace(municipality=office), worst)

    assert {line.school: line.now for line in tried(region, worst).lines} == first


def test_figures_of_one_municipality_move_the_answers_of_another(region, world):
    worst = SHIPPED["ege-worst-15"]
    before = {line.school: line.now.category for line in tried(region, worst).lines}
    weakest = [school for school, category in before.items() if category == "low_results"]
    Result.objects.filter(school__in=weakest, procedure="ege").update(
        below_minimum=0, below_entry_minimum=0
    )

    run = calculated(region, worst)
    after = {line.school: line.now.category for line in tried(region, worst).lines}
    assert after == dict(run.verdicts.values_list("school", "category"))
    assert after != before


def test_an_observer_starts_the_calculation_of_the_region_from_here(region, world, client):
    client.force_login(world.observer)
    asked = f"place=region-{world.region.pk}&criteria=ege-worst-15&of=ege-worst-15"
    page = client.get(f"{reverse('assessments:what_if')}?{asked}").text
    assert "Рассчитать регион по этим условиям" in page
    assert "(в критериях" not in page

    address = f"{reverse('assessments:what_if_run')}?{asked}&worst_percent=40"
    answered = client.post(address)
    run = ClassificationRun.objects.get()
    assert answered["Location"] == reverse("assessments:run", args=[run.pk])
    expected = shipped("ege-worst-15").with_setting("worst_percent=40").widened_to("region")
    assert (run.place, run.criteria) == (region, expected.snapshot())
