"""Lists by orders: entered, stayed, left, since when, and the target, by hand-worked examples."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.domain.approved_lists import (
    Change,
    ExitKind,
    Reduction,
    Status,
    Tenure,
    change_of,
    exit_kind,
    movement,
    sentence,
    tenure,
)
from assessments.domain.rules import Category

# Ten schools of last year; four left, three entered: nine now.
BEFORE = frozenset(range(1, 11))
NOW = frozenset({1, 2, 3, 4, 5, 6, 11, 12, 13})


def test_movement_of_a_worked_example() -> None:
    moved = movement(BEFORE, NOW)
    assert moved.entered == {11, 12, 13}
    assert moved.stayed == {1, 2, 3, 4, 5, 6}
    assert moved.left == {7, 8, 9, 10}


@given(st.frozensets(st.integers(0, 9)), st.frozensets(st.integers(0, 9)))
def test_each_school_moves_in_one_way(before: frozenset[int], now: frozenset[int]) -> None:
    moved = movement(before, now)
    parts = (moved.entered, moved.stayed, moved.left)
    assert sum(map(len, parts)) == len(before | now)
    assert moved.stayed | moved.left == before
    assert moved.stayed | moved.entered == now


def test_a_school_is_in_the_list_since_its_first_year_without_a_break() -> None:
    earlier = {2021: {1}, 2022: {1, 2}, 2023: {1, 2, 3}}
    assert tenure(1, 2024, earlier) == Tenure(Status.STAYED, 2021)
    assert tenure(2, 2024, earlier) == Tenure(Status.STAYED, 2022)
    assert tenure(3, 2024, earlier) == Tenure(Status.STAYED, 2023)
    assert tenure(4, 2024, earlier) == Tenure(Status.FIRST, 2024)
    assert tenure(2, 2024, earlier).words == "повторно, в перечне с 2022/23"


def test_a_school_that_left_and_came_back_begins_anew() -> None:
    found = tenure(1, 2024, {2021: {1}, 2022: {1}, 2023: {2}})
    assert found == Tenure(Status.RETURNED, 2024, 2022)
    assert found.words == "повторно, после перерыва: была в перечне за 2022/23"


def test_a_year_without_an_approved_list_breaks_nothing() -> None:
    assert tenure(1, 2024, {2021: {1}, 2023: {1}}).since == 2021


def test_without_earlier_lists_nobody_says_for_the_first_time() -> None:
    assert tenure(1, 2024, {}).status is Status.UNKNOWN
    assert tenure(1, 2024, {2025: {1}}).status is Status.UNKNOWN


@pytest.mark.parametrize(
    ("before", "left", "percent", "needed", "is_reached", "missing"),
    [
        (10, 3, 30, 3, True, 0),  # exactly 30 %
        (10, 4, 30, 3, True, 0),
        (10, 2, 30, 3, False, 1),
        (7, 2, 30, 3, False, 1),  # 28.57 %: 2.1 schools are three
        (3, 1, 33, 1, True, 0),  # 33.33 %
        (3, 1, 34, 2, False, 1),
        (10, 0, 0, 0, True, 0),
        (0, 0, 30, 0, None, 0),
    ],
)
def test_the_target_is_compared_exactly(
    before: int, left: int, percent: int, needed: int, is_reached: bool | None, missing: int
) -> None:
    found = Reduction(before, left, percent)
    assert (found.needed, found.is_reached, found.missing) == (needed, is_reached, missing)


@given(st.integers(1, 60), st.data(), st.integers(0, 100))
def test_reached_is_the_same_by_shares_and_by_schools(
    before: int, data: st.DataObject, percent: int
) -> None:
    left = data.draw(st.integers(0, before))
    found = Reduction(before, left, percent)
    assert found.share == Fraction(100 * left, before)
    assert found.is_reached is (found.share >= percent) is (left >= found.needed)


def test_the_sentence_of_a_list() -> None:
    statuses = {Status.FIRST: 3, Status.STAYED: 5, Status.RETURNED: 1}
    assert sentence(statuses, Reduction(10, 4, 30)) == (
        "В перечне 9\u00a0школ: 3 впервые, 6 повторно; вышли 4 из 10, цель 3 — достигнута."
    )
    assert sentence({Status.STAYED: 1}, Reduction(2, 1, 60)) == (
        "В перечне 1\u00a0школа: 1 повторно; вышла 1 из 2, цель 2 — не достигнута, "
        "не хватает 1\u00a0школы."
    )
    assert sentence({Status.UNKNOWN: 2}, None) == (
        "В перечне 2\u00a0школы; прежнего перечня нет, цель нельзя оценить."
    )
    assert sentence({}, Reduction(0, 0, 30)) == (
        "Перечень пуст; в прежнем перечне школ не было, цель не оценивается."
    )


@pytest.mark.parametrize(
    ("category", "is_decided", "is_closed", "has_successor", "kind"),
    [
        (Category.NONE, False, False, False, ExitKind.IMPROVED),
        (Category.NONE, True, False, False, ExitKind.EXCLUDED),
        (Category.HIGH_RESULTS, False, False, False, ExitKind.IMPROVED),
        (Category.AT_RISK, False, False, False, ExitKind.AT_RISK),
        (Category.NO_DATA, False, False, False, ExitKind.NO_DATA),
        (None, False, False, False, ExitKind.NO_DATA),
        (None, False, True, False, ExitKind.CLOSED),
        (None, False, True, True, ExitKind.REORGANISED),
    ],
)
def test_why_a_school_left(
    category: Category | None,
    is_decided: bool,
    is_closed: bool,
    has_successor: bool,
    kind: ExitKind,
) -> None:
    assert kind is exit_kind(
        category=category, is_decided=is_decided, is_closed=is_closed, has_successor=has_successor
    )


def test_what_became_of_a_school_between_two_lists() -> None:
    low, risk = Category.LOW_RESULTS, Category.AT_RISK
    assert change_of(low, low) is Change.STAYED
    assert change_of(risk, low) is Change.ENTERED
    assert change_of(None, low) is Change.ENTERED
    assert change_of(low, risk) is Change.LEFT
    assert change_of(low, None) is Change.LEFT
    assert change_of(risk, None) is Change.OTHER
