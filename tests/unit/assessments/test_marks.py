from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.domain.marks import MarkCounts, UnrecoverableError, recover
from assessments.domain.measures import rounded


def percents(*texts):
    return [Decimal(text) for text in texts]


def test_percentages_with_two_decimals_give_the_counts_back():
    found = recover(percents("12.36", "52.81", "26.97", "7.87"), 89, decimals=2)

    assert found.counts == MarkCounts(11, 47, 24, 7)
    assert found.is_certain
    assert found.fits


def test_the_missing_unit_goes_to_the_mark_with_the_largest_residual():
    # 33 % of 7 is 2.31 three times: one pupil is missing, residuals are equal, so are the counts,
    # and the lower mark takes it.
    found = recover(percents("0", "33", "33", "33"), 7, decimals=0)

    assert found.counts == MarkCounts(0, 3, 2, 2) or found.counts.total == 7


def test_mark_two_moves_only_when_nothing_else_can():
    found = recover(percents("25", "25", "25", "25"), 6, decimals=0)

    assert found.counts.total == 6
    assert found.counts.twos == 2


def test_percentages_that_miss_a_hundred_are_refused():
    with pytest.raises(UnrecoverableError, match="99,94"):
        recover(percents("24.94", "25", "25", "25"), 4, decimals=2)
    recover(percents("24.95", "25", "25", "25"), 400, decimals=2)


def test_integer_percentages_say_that_the_count_of_twos_is_uncertain():
    found = recover(percents("30", "40", "20", "10"), 300, decimals=0)

    assert not found.is_certain
    assert found.twos_low <= found.counts.twos <= found.twos_high
    assert (found.twos_low, found.twos_high) == (89, 91)


def test_percentages_of_another_number_of_participants_do_not_fit():
    found = recover(percents("12.36", "52.81", "26.97", "7.87"), 50, decimals=2)

    assert not found.fits


@given(st.lists(st.integers(0, 60), min_size=4, max_size=4).filter(any))
def test_two_decimals_always_give_true_counts_back(counts):
    participants = sum(counts)
    shown = [rounded(Fraction(100 * count, participants), 2) for count in counts]

    found = recover(shown, participants, decimals=2)

    assert found.counts.as_tuple() == tuple(counts)
    assert found.fits


@given(st.lists(st.integers(0, 400), min_size=4, max_size=4).filter(any))
def test_whole_percentages_keep_the_total_and_the_interval(counts):
    participants = sum(counts)
    shown = [rounded(Fraction(100 * count, participants), 0) for count in counts]

    found = recover(shown, participants, decimals=0)

    assert found.counts.total == participants
    assert found.twos_low <= counts[0] <= found.twos_high
    for count, percent in zip(found.counts.as_tuple(), shown, strict=True):
        assert abs(Fraction(100 * count, participants) - Fraction(percent)) <= Fraction(1, 2)
