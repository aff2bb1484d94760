"""The country of the bench: valid, repeatable, and SQL that counts what a run counts."""

from __future__ import annotations

import pytest

from assessments.models import Result, Verdict
from bench.country.making import SECONDARY_WORKS, YEARS, Files, rows_of_school
from bench.country.runs import (
    QUESTIONS,
    YEAR,
    carrying_out,
    differences,
    judging,
    reading,
    results_read,
)
from bench.country.writing import write_country
from schools.models import School

SCHOOLS = 130
"""Two full municipalities and the beginning of a third."""


@pytest.fixture
def country(db: None) -> dict[str, int]:
    return write_country(SCHOOLS)


def test_a_country_has_its_schools_places_and_three_years(country: dict[str, int]) -> None:
    assert country == {"municipalities": 3, "rows": Result.versions.count()}
    assert School.objects.count() == SCHOOLS
    rows = Result.objects.first_results()
    assert set(rows.values_list("academic_year", flat=True)) == set(YEARS)
    assert 22 < rows.count() / SCHOOLS / len(YEARS) < 26


def test_a_country_has_what_makes_counting_hard(country: dict[str, int]) -> None:
    assert Result.versions.filter(superseded_by__isnull=False).exists()
    assert Result.objects.filter(attempt="resit").exists()
    assert Result.objects.filter(procedure="ege", below_minimum__isnull=True).exists()
    assert School.objects.filter(closed_on__isnull=False).exists()


def test_a_school_is_the_same_in_any_country() -> None:
    files = {year: Files(1, 2) for year in YEARS}
    rows = list(rows_of_school(8, 8, files))
    assert rows == list(rows_of_school(8, 8, files))
    assert {row[1:4] for row in rows} == set(SECONDARY_WORKS)
    assert rows != [(8, *row[1:]) for row in rows_of_school(9, 8, files)]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda one: one.key)
def test_a_run_and_the_statement_find_the_same_schools(country: object, question: object) -> None:
    run = carrying_out(question)
    listed = Verdict.objects.filter(run=run, category="low_results")
    assert 0 < listed.count() < SCHOOLS
    assert differences(question, run) == []
    assert reading(question) == results_read(question) > SCHOOLS
    assert judging(question) == Verdict.objects.count()


def test_a_school_that_the_statement_counts_otherwise_is_named(country: object) -> None:
    run = carrying_out(QUESTIONS[0])
    verdict = Verdict.objects.filter(run=run, low_procedures=0, category="none").first()
    row = Result.objects.filter(
        school=verdict.school, academic_year=YEAR, procedure="vpr", subject="Математика",
        participants__gt=0,
    ).first()  # fmt: skip
    Result.objects.filter(pk=row.pk).update(twos=row.participants, threes=0, fours=0, fives=0)
    assert differences(QUESTIONS[0], run) == [verdict.school.login]
