"""Results before and since a partnership: which years are compared, and how sure the change is."""

from datetime import date
from fractions import Fraction

import pytest

from assessments.domain.comparing import Tally
from assessments.domain.marks import MarkCounts
from assessments.domain.partnership_effect import EffectMeasure, changes, first_year_of_effect
from assessments.domain.procedures import Procedure, Work
from assessments.domain.results import Result

BEGAN = date(2024, 10, 1)


def result(school, year, low, good, total, subject="Математика", grade=5):
    return Result(
        school=school,
        work=Work(Procedure.VPR, subject, grade),
        academic_year=year,
        participants=total,
        marks=MarkCounts(low, total - low - good, good, 0),
    )


@pytest.mark.parametrize(
    ("since", "year"),
    [
        (date(2024, 9, 1), 2024),
        (date(2025, 2, 28), 2024),
        (date(2025, 3, 1), 2025),
        (date(2025, 8, 31), 2025),
    ],
)
def test_what_begins_in_spring_acts_on_the_next_year(since, year):
    assert first_year_of_effect(since) == year


def test_last_year_before_is_compared_with_the_latest_since():
    results = [
        result("a", year, low, 10, 40)
        for year, low in ((2022, 30), (2023, 20), (2024, 12), (2025, 4))
    ] + [result("b", 2023, 4, 10, 40), result("b", 2025, 8, 10, 40)]
    low, quality = changes("a", results, since=BEGAN)
    assert (low.before.academic_year, low.after.academic_year) == (2023, 2025)
    assert (low.before.own, low.after.own) == (Tally(20, 40), Tally(4, 40))
    assert low.points == -40
    assert low.points_of_everybody == Fraction(-15)
    assert low.is_beyond_chance
    assert quality.measure is EffectMeasure.QUALITY
    assert (quality.points, quality.is_beyond_chance) == (0, False)


def test_small_change_is_within_chance():
    results = [result("a", 2023, 3, 1, 12), result("a", 2024, 2, 1, 12)]
    low, _ = changes("a", results, since=BEGAN)
    assert low.points == Fraction(-100, 12)
    assert not low.is_beyond_chance


def test_missing_side_is_no_change_and_never_zero():
    low, _ = changes("a", [result("a", 2023, 3, 1, 12)], since=BEGAN)
    assert (low.after, low.points, low.points_of_everybody) == (None, None, None)
    low, _ = changes("a", [result("a", 2024, 3, 1, 12)], since=BEGAN)
    assert (low.before, low.points, low.is_beyond_chance) == (None, None, False)


def test_only_named_subjects_are_compared_and_years_end_where_asked():
    results = [
        result("a", year, 3, 1, 12, subject)
        for year in (2023, 2024)
        for subject in ("Физика", "Химия")
    ]
    assert {one.work.subject for one in changes("a", results, since=BEGAN, subjects=["Химия"])} == {
        "Химия"
    }
    (low, _), *_ = [changes("a", results, since=BEGAN, subjects=["Физика"], last_year=2023)]
    assert low.after is None
