from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.domain.measures import rounded
from assessments.domain.shares import (
    JOURNAL_WORDING,
    SCORES_WORDING,
    UnrecoverableError,
    decimals_of,
    recover_parts,
    tolerance,
)


def shown(counts, decimals):
    participants = sum(counts)
    return [rounded(Fraction(100 * count, participants), decimals) for count in counts]


@given(st.lists(st.integers(0, 20), min_size=2, max_size=40).filter(any))
def test_two_decimals_give_a_whole_distribution_back(counts):
    found = recover_parts(shown(counts, 2), sum(counts), decimals=2, wording=SCORES_WORDING)

    assert found.counts == tuple(counts)
    assert found.fits
    assert found.is_certain


@given(st.lists(st.integers(0, 300), min_size=3, max_size=20).filter(any), st.integers(0, 1))
def test_coarse_decimals_keep_the_total_and_say_what_they_leave_open(counts, decimals):
    found = recover_parts(
        shown(counts, decimals), sum(counts), decimals=decimals, wording=SCORES_WORDING
    )

    assert sum(found.counts) == sum(counts)
    for count, (low, high) in zip(counts, found.ranges, strict=True):
        assert low <= count <= high


def test_units_move_to_the_largest_residual_then_count_then_earlier_part():
    found = recover_parts(
        [Decimal(33), Decimal(34), Decimal(34)], 200, decimals=0, wording=JOURNAL_WORDING
    )

    assert found.counts == (66, 67, 67)


def test_percentages_of_another_number_of_participants_are_refused_or_do_not_fit():
    with pytest.raises(UnrecoverableError, match="по каждому баллу"):
        recover_parts([Decimal(0), *[Decimal("33.3")] * 3], 7, decimals=1, wording=SCORES_WORDING)


def test_the_tolerance_is_a_half_unit_for_each_part_but_at_least_five_hundredths():
    assert tolerance(2) == Decimal("0.05")
    assert tolerance(1) == Decimal("0.20")
    assert tolerance(2, parts=3) == Decimal("0.05")
    assert tolerance(1, parts=40) == Decimal("2.00")


def test_zeros_at_the_end_are_decimals_too():
    assert decimals_of(Decimal("25")) == 0
    assert decimals_of(Decimal("25.00")) == 2
