"""Signs of bias: the federal formulas and the extra markers against hand-worked examples."""

from decimal import Decimal
from fractions import Fraction
from math import sqrt

from hypothesis import given
from hypothesis import strategies as st

from assessments.domain.marks import MarkCounts
from assessments.domain.objectivity.cohorts import (
    Change,
    change_of,
    limits_of,
    quantile,
    share_of_maximum,
)
from assessments.domain.objectivity.markers import (
    KNOWN_CORRIDORS,
    Corridor,
    Journal,
    Weight,
    differences,
    objectivity_index,
    outside,
    peaks,
    sample_words,
)
from assessments.domain.objectivity.moments import (
    Moments,
    interval,
    lies_above,
    moments_of,
    moments_of_shares,
)


def test_mean_and_variance_of_a_distribution_are_exact():
    # Scores 0, 1, 1, 4: mean 1.5, squares around it 2.25 + 0.25 + 0.25 + 6.25 = 9, over three.
    assert moments_of([1, 2, 0, 0, 1]) == Moments(4, Fraction(3, 2), Fraction(3))


def test_one_participant_has_no_variance_and_nobody_has_no_mean():
    assert moments_of([0, 1]) is None
    assert moments_of([0, 0]) is None


def test_the_regions_shares_need_not_add_up_to_a_hundred():
    exact = moments_of([25, 50, 25])
    printed = moments_of_shares([Decimal("24.99"), Decimal("49.98"), Decimal("24.99")], 100)

    assert printed == exact


def test_a_mean_is_too_high_only_where_the_intervals_are_apart():
    region = Moments(10_000, Fraction(20), Fraction(36))
    # The region reaches 20 + 1.96·0.06 = 20.1176; a school of 36 with S = 6 spreads 1.96.
    assert lies_above(Moments(36, Fraction(2208, 100), Fraction(36)), region)
    assert not lies_above(Moments(36, Fraction(2207, 100), Fraction(36)), region)
    assert not lies_above(Moments(36, Fraction(19), Fraction(36)), region)


def test_intervals_that_touch_are_not_apart():
    # Spreads 1.96 and 0.98: together exactly 2.94.
    school = Moments(1, Fraction(294, 100), Fraction(1))
    region = Moments(4, Fraction(0), Fraction(1))

    assert not lies_above(school, region)
    assert lies_above(Moments(1, Fraction(294001, 100_000), Fraction(1)), region)


def test_the_interval_is_shown_with_two_digits():
    assert interval(Moments(36, Fraction(22), Fraction(36))) == (Decimal("20.04"), Decimal("23.96"))


@given(
    st.lists(st.integers(0, 40), min_size=3, max_size=8),
    st.lists(st.integers(0, 400), min_size=3, max_size=8),
)
def test_the_exact_comparison_agrees_with_plain_arithmetic_away_from_the_edge(school, region):
    one, other = moments_of(school), moments_of(region)
    if one is None or other is None:
        return
    gap = float(one.mean - other.mean) - 1.96 * (
        sqrt(one.variance / one.participants) + sqrt(other.variance / other.participants)
    )
    if abs(gap) > 1e-9:
        assert lies_above(one, other) is (gap > 0)


def test_the_share_of_the_maximum_weighs_scores_by_participants():
    assert share_of_maximum([1, 0, 1], 2) == 50
    assert share_of_maximum([0, 0], 2) is None


def test_quartiles_are_those_of_a_spreadsheet():
    ordered = [Fraction(n) for n in (1, 2, 3, 4)]

    assert quantile(ordered, Fraction(1, 4)) == Fraction(7, 4)
    assert quantile(ordered, Fraction(3, 4)) == Fraction(13, 4)
    assert quantile(ordered, Fraction(1)) == 4


def test_a_fall_beyond_three_interquartile_ranges_is_sharp_and_the_limit_itself_is_not():
    usual = {f"s{n}": Change(Fraction(50 + n), Fraction(50)) for n in range(9)}
    limits = limits_of(usual)
    # K from 1.00 to 1.16 by 0.02: quartiles 1.04 and 1.12, limits 0.80 and 1.36.
    assert (limits.lower, limits.upper, limits.schools) == (Fraction(4, 5), Fraction(34, 25), 9)

    assert limits.is_fall(Change(Fraction(137), Fraction(100)))
    assert not limits.is_fall(Change(Fraction(136), Fraction(100)))
    assert limits.is_rise(Change(Fraction(79), Fraction(100)))
    assert not limits.is_rise(Change(Fraction(80), Fraction(100)))


def test_few_schools_and_missing_years_give_no_limits():
    assert limits_of({"s1": Change(Fraction(50), Fraction(50))}) is None
    assert change_of(None, Fraction(50)) is None
    assert change_of(Fraction(50), Fraction(0)) is None


def test_a_peak_needs_twice_as_many_as_under_the_boundary_and_ten_at_least():
    counts = [0, 0, 5, 10, 4, 9]

    assert [(peak.mark, peak.score) for peak in peaks(counts, {3: 3, 4: 5})] == [(3, 3)]
    assert peaks([0, 0, 6, 11, 0], {3: 3}) == []
    assert peaks([0, 0, 0, 10], {3: 3})[0].under == 0


def test_without_an_official_boundary_there_is_no_peak():
    assert peaks([0, 0, 0, 10], {}) == []
    assert peaks([10, 10], {3: 0, 4: 7}) == []


def test_the_corridor_warns_of_fours_and_objects_to_twos_and_fives():
    found = outside(MarkCounts(14, 41, 41, 4), KNOWN_CORRIDORS["Русский язык", 4])
    assert [(one.mark, one.share, one.warning) for one in found] == [
        (2, Fraction(14), False), (4, Fraction(41), True),
    ]  # fmt: skip

    edge = Corridor(Decimal(15), Decimal(40), Decimal(5))
    assert outside(MarkCounts(15, 40, 40, 5), edge) == []
    assert outside(MarkCounts(0, 0, 0, 0), edge) == []


def test_the_journal_speaks_from_twenty_and_loudly_from_forty_percent():
    found = differences(Journal(lowered=40, confirmed=40, raised=20))
    assert [(one.direction, one.weight) for one in found] == [
        ("lowered", Weight.HIGH), ("raised", Weight.MEDIUM), ("confirmed", Weight.MEDIUM),
    ]  # fmt: skip
    assert differences(Journal(lowered=19, confirmed=70, raised=11)) == []
    assert differences(Journal(0, 0, 0)) == []


def test_the_index_is_what_remains_without_the_marked_schools():
    assert objectivity_index(3, 12) == 75
    assert objectivity_index(0, 0) is None


def test_a_small_sample_is_said_to_be_small():
    assert sample_words(50) == "выборка информативна"
    assert "приблизительна" in sample_words(20)
    assert "слишком мала" in sample_words(19)
