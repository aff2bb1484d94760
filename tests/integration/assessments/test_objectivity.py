"""Signs of bias from the figures of the database, their index, and the flag of the list."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments.domain.named_measures import MeasureChoice
from assessments.domain.objectivity.signs import Sign
from assessments.domain.procedures import Procedure, Work
from assessments.queries.named_measures import measured
from assessments.queries.objectivity import (
    biased_schools,
    flags_of_years,
    signs_of,
    signs_of_school,
    signs_of_years,
    years_with_material,
)
from tests.integration.assessments.objectivity_cast import HIGH, RUSSIAN, USUAL, Material

pytestmark = pytest.mark.django_db

RU4 = Work(Procedure.VPR, RUSSIAN, 4)


@pytest.fixture
def material(world):
    return Material(world)


def computed(works, sign):
    return next(one for one in works[0].signs if one.sign is sign and not one.told)


def said(works):
    return [
        (one.work, one.bears_sign, sign.sign, sign.answer, sign.words, sign.note, sign.source)
        for one in works
        for sign in one.signs
    ]


def test_a_school_far_above_its_region_bears_a_sign_with_its_source(world, material):
    material.scores(world.school, HIGH)
    material.scores(world.branch, USUAL)
    material.region()

    found = signs_of(world.office, 2024)

    one = computed(found.of_school("edu980001"), Sign.HIGH_MEAN)
    assert one.answer is True
    assert (one.source.file, one.source.cell) == ("Баллы.xlsx", "D7")
    assert computed(found.of_school(world.branch.login), Sign.HIGH_MEAN).answer is False
    assert found.index.computed.value == 50
    assert biased_schools(world.office, 2024) == {"edu980001": frozenset({RU4})}


def test_a_regions_row_without_participants_cannot_be_compared_with(world, material):
    material.scores(world.school, HIGH)
    material.region(participants=None)

    one = computed(signs_of(world.office, 2024).of_school("edu980001"), Sign.HIGH_MEAN)

    assert one.answer is None
    assert "строка региона" in one.words
    assert flags_of_years(world.office, [2024]) == {}


def test_the_same_pupils_are_looked_up_a_grade_and_a_year_before(world, material):
    material.scores(world.school, USUAL, year=2023)
    material.scores(world.school, HIGH, grade=5)

    works = signs_of(world.office, 2024).of_school("edu980001")

    one = computed(works, Sign.SHARP_RISE)
    assert (one.answer, works[0].work.grade) == (None, 5)
    assert "не меньше чем у 8 школ" in one.words


def test_ranks_below_nought_are_read_from_the_comparison_with_the_journal(world, material):
    material.journal(world.school, 3, 10, 2, ranks="-0.000001")

    one = computed(signs_of(world.office, 2024).of_school("edu980001"), Sign.JOURNAL_RANKS)

    assert one.answer is True


def test_a_received_list_counts_and_so_does_what_it_says_of_other_years(world, material):
    material.listed(world.school)
    material.listed(world.branch, present=False)
    material.listed(world.branch, year=2023)
    material.marks(world.branch, 2, 5, 5, 1)

    by_year = signs_of_years(world.office, [2024, 2023])

    assert by_year[2024].index.told.value == 50
    assert by_year[2023].index.told.marked == (world.branch.login,)
    assert flags_of_years(world.office, [2024, 2023]) == {
        ("edu980001", 2024): True, (world.branch.login, 2024): False,
        (world.branch.login, 2023): True,
    }  # fmt: skip
    assert years_with_material([world.office.pk]) == [2024, 2023]


def test_the_flag_of_the_list_says_what_the_signs_say_without_reading_marks(world, material):
    material.scores(world.school, HIGH)
    material.journal(world.school, 9, 1, 2, ranks="0.5")
    material.marks(world.school, 0, 1, 1, 18)
    material.scores(world.branch, USUAL)
    material.journal(world.branch, 20, 1, 2, ranks="0.5")
    material.region()

    with CaptureQueriesContext(connection) as asked:
        flags = flags_of_years(world.office, [2024])

    works = signs_of(world.office, 2024).judged.schools
    assert flags == {(login, 2024): one.bears_sign for login, (one,) in works.items()}
    assert set(flags.values()) == {True, False}
    assert not any('FROM "assessments_result"' in one["sql"] for one in asked)


def test_named_measures_take_the_list_first_and_name_its_files(world, material):
    material.listed(world.school)
    material.listed(world.branch, present=False)
    material.scores(world.school, HIGH, year=2023)
    material.region(year=2023)

    found = measured(world.office.pk, MeasureChoice("bias_share"), [2024, 2023, 2022])

    assert {year: one.figure.value for year, one in found.items()} == {2024: 50, 2023: 100}
    assert found[2024].files == ((material.upload.pk, "Баллы.xlsx"),)
    assert found[2024].digest != found[2023].digest


def test_schools_of_other_municipalities_do_not_enter(world, material):
    material.listed(world.foreign_school)

    assert not signs_of(world.office, 2024).judged.schools


def test_one_school_is_judged_as_among_all(world, material):
    for year, counts in ((2023, USUAL), (2024, HIGH)):
        material.scores(world.school, counts, year=year)
        material.scores(world.branch, USUAL, year=year)
    material.scores(world.other_school, USUAL)
    material.listed(world.other_school)
    material.region()

    among_all = signs_of(world.office, 2024)

    for school in (world.school, world.branch, world.other_school):
        alone = said(signs_of_school(school, 2024))
        assert alone == said(among_all.of_school(school.login)) != []


def test_another_year_costs_no_more_queries(world, material):
    material.scores(world.school, HIGH)
    material.scores(world.branch, USUAL, year=2023)

    with CaptureQueriesContext(
        connection,
    ) as one:
        signs_of_years(world.office, [2024])
    with CaptureQueriesContext(connection) as more:
        signs_of_years(world.office, [2024, 2023, 2022])

    # The scales of the municipality are read once and kept.
    assert len(more) == len(one) - 1
