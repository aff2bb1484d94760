"""The way into the list: the fewest further low results, against trying every number."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.domain.criteria import shipped
from assessments.domain.procedures import Procedure, Work
from assessments.domain.rules.shares import LowProcedures
from assessments.domain.way_in import Step, WorkFigures, way_in

RULE = shipped("federal-30-2").plan.rules[0].rule
WORKS = [Work(Procedure.VPR, "Математика", grade) for grade in (4, 5, 6)]


def figures(*pairs: tuple[int, int]) -> list[WorkFigures]:
    return [WorkFigures(work, n, low) for work, (n, low) in zip(WORKS, pairs, strict=False)]


def pupils(found: tuple[Step, ...] | None) -> int | None:
    return None if found is None else sum(step.pupils for step in found)


def test_the_nearest_procedures_are_named_with_their_numbers() -> None:
    """Of 10, 20 and 9 participants 30 % is 3, 6 and 3; one procedure is low already."""
    found = way_in(RULE, figures((10, 3), (20, 1), (9, 1)))

    assert found is not None
    assert [(step.figures.work, step.low, step.pupils) for step in found] == [(WORKS[2], 3, 2)]


def test_a_school_with_too_few_procedures_cannot_enter() -> None:
    assert way_in(RULE, figures((10, 0))) is None


def test_a_group_that_does_not_count_brings_nobody_in() -> None:
    rule = shipped("federal-30-2").with_setting("min_participants=10").plan.rules[0].rule

    assert way_in(rule, figures((10, 3), (9, 2))) is None


@pytest.mark.parametrize("key", ["federal-30-2-repeat-and", "ege-worst-15"])
def test_no_number_is_named_where_more_is_needed_than_low_procedures(key) -> None:
    assert way_in(shipped(key).plan.rules[0].rule, figures((10, 2), (10, 2))) is None


def test_one_of_several_conditions_is_enough() -> None:
    rule = shipped("federal-30-2-repeat-or").plan.rules[0].rule

    assert pupils(way_in(rule, figures((10, 2), (10, 2)))) == 2


pair = st.integers(1, 8).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n)))


@given(st.lists(pair, min_size=1, max_size=3))
def test_no_smaller_change_brings_a_school_in(pairs: list[tuple[int, int]]) -> None:
    assert isinstance(RULE, LowProcedures)

    def is_in(lows: tuple[int, ...]) -> bool:
        met = [100 * low >= 30 * n for (n, _), low in zip(pairs, lows, strict=True)]
        return sum(met) >= 2

    now = tuple(low for _, low in pairs)
    reachable = product(*(range(low, n + 1) for n, low in pairs))
    costs = [sum(lows) - sum(now) for lows in reachable if is_in(lows)]
    expected = None if is_in(now) else min(costs, default=None)
    assert pupils(way_in(RULE, figures(*pairs))) == expected
