from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.domain.marks import MarkCounts, recover
from assessments.domain.measures import rounded
from assessments.domain.shares import UnrecoverableError


def percents(*texts):
    return [Decimal(text) for text in texts]


def test_percentages_with_two_decimals_give_the_counts_back():
    found = recover(percents("12.36", "52.81", "26.97", "7.87"), 89, decimals=2)

    assert found.counts == MarkCounts(11, 47, 24, 7)
    assert found.is_certain
    assert found.fits


def test_units_move_on_the_largest_residual_then_count_then_lower_mark():
    # 33.5 %, 33.5 % and 33 % of 200 printed whole: two pupils too many.
    found = recover(percents("0", "34", "34", "33"), 200, decimals=0)

    assert found.counts == MarkCounts(0, 67, 67, 66)


def test_mark_two_moves_only_when_nothing_else_can():
    # Exact counts 6.5, 63.7 and 59.8 round up to 131; only «2» may go down inside ±0.65.
    found = recover(percents("5", "49", "46", "0"), 130, decimals=0)

    assert found.counts == MarkCounts(6, 64, 60, 0)


def test_percentages_that_no_counts_can_give_are_refused():
    with pytest.raises(UnrecoverableError, match="не получается целое число"):
        recover(percents("0", "33", "33", "33"), 7, decimals=0)


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
    found = recover(percents("12.36", "52.81", "26.97", "7.87"), 100, decimals=2)

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
