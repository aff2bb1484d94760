from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from assessments.domain import measures
from assessments.domain.marks import NO_MARKS, MarkCounts

CLASS = MarkCounts(twos=3, threes=10, fours=9, fives=3)


def test_measures_follow_the_formulas():
    assert measures.pass_rate(CLASS) == Fraction(88)
    assert measures.quality_rate(CLASS) == Fraction(48)
    assert measures.sou(CLASS) == Fraction(3 * 100 + 9 * 64 + 10 * 36 + 3 * 16, 25)
    assert measures.mean_mark(CLASS) == Fraction(6 + 30 + 36 + 15, 25)


def test_nobody_has_no_measures():
    assert measures.pass_rate(NO_MARKS) is None
    assert measures.sou(NO_MARKS) is None
    assert measures.wilson(0, 0) is None


def test_municipality_is_weighted_by_participants():
    whole = measures.total([MarkCounts(1, 0, 0, 0), MarkCounts(0, 9, 0, 0)])

    assert measures.pass_rate(whole) == Fraction(90)
    means = [(Decimal("60"), 1), (Decimal("70"), 3)]
    assert measures.weighted_mean(means) == Fraction(270, 4)


def test_rounding_is_half_up():
    assert str(measures.rounded(Fraction(2675, 1000), 2)) == "2.68"
    assert str(measures.rounded(Fraction(-25, 100), 1)) == "-0.3"
    assert str(measures.rounded(Fraction(0), 2)) == "0.00"


def test_wilson_interval_of_a_small_group():
    lower, upper = measures.wilson(3, 10)

    assert measures.rounded(Fraction(lower), 1) == Decimal("10.8")
    assert measures.rounded(Fraction(upper), 1) == Decimal("60.3")


@given(st.integers(1, 500), st.data())
def test_wilson_interval_holds_the_share(participants, data):
    low = data.draw(st.integers(0, participants))
    lower, upper = measures.wilson(low, participants)

    epsilon = Decimal("1e-20")
    assert 0 <= lower <= Decimal(100 * low) / participants + epsilon
    assert Decimal(100 * low) / participants - epsilon <= upper <= 100
