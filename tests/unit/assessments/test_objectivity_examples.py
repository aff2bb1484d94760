"""The worked examples of docs/algorithms/objectivity.md are what the code does."""

from fractions import Fraction

from assessments.domain.measures import rounded
from assessments.domain.objectivity.cohorts import Change, limits_of
from assessments.domain.objectivity.markers import objectivity_index
from assessments.domain.objectivity.moments import Moments, lies_above, moments_of
from core.values.wording import decimal
from tests.unit.assessments.test_documented_examples import table

PAGE = "objectivity.md"


def test_means_are_too_high_as_documented():
    for scores, counts, region, mean, answer in table(PAGE, "Баллы школы"):
        found = dict(zip(map(int, scores.split()), map(int, counts.split()), strict=True))
        school = moments_of([found.get(score, 0) for score in range(max(found) + 1)])
        centre, variance, participants = map(int, region.split())

        assert decimal(rounded(school.mean, 2), 2) == mean
        is_above = lies_above(school, Moments(participants, Fraction(centre), Fraction(variance)))
        assert is_above is (answer == "есть")


def test_limits_of_sharp_changes_as_documented():
    for ratios, lower, upper in table(PAGE, "K школ"):
        changes = {
            str(number): Change(Fraction(ratio.replace(",", ".")), Fraction(1))
            for number, ratio in enumerate(ratios.split())
        }
        limits = limits_of(changes)

        shown = tuple(decimal(rounded(one, 2), 2) for one in (limits.lower, limits.upper))
        assert shown == (lower, upper)


def test_the_index_as_documented():
    for marked, schools, index in table(PAGE, "Школ с признаком"):
        value = objectivity_index(int(marked), int(schools))
        assert decimal(rounded(value, 1), 1) == index
