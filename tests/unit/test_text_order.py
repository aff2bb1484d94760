"""The order of a plan's texts: what moves together, where a task goes, what comes back."""

from itertools import permutations

import pytest

from roadmaps.domain.outline import NoSuchPlace, Side, Target
from roadmaps.domain.text_order import (
    blocks_of_tasks,
    with_block_at,
    with_item_back,
    with_order_back,
    with_task,
)

TASKS = [(1, "Кадры", 2026), (2, "Кадры", 2027), (3, "Учёба", 2026), (4, "Кадры", 2026)]


def test_tasks_of_a_direction_move_together_and_one_that_begins_anew_is_a_block_of_its_own() -> (
    None
):
    assert blocks_of_tasks(TASKS) == [[1, 2], [3], [4]]
    assert with_block_at(blocks_of_tasks(TASKS), 2, Target(Side.AFTER, 3)) == [3, 1, 2, 4]
    assert with_block_at(blocks_of_tasks(TASKS), 3, Target(Side.BEFORE, 2)) == [3, 1, 2, 4]


@pytest.mark.parametrize("target", [Target(Side.BEFORE, 1), Target(Side.AFTER, 9)])
def test_nothing_goes_beside_itself_or_beside_what_is_not_there(target: Target) -> None:
    with pytest.raises(NoSuchPlace):
        with_block_at(blocks_of_tasks(TASKS), 2, target)


def test_nothing_goes_into_a_text() -> None:
    with pytest.raises(NoSuchPlace):
        with_block_at([[1], [2]], 1, Target(Side.START, 2))


@pytest.mark.parametrize(
    ("task", "wanted"),
    [
        ((9, "Кадры", 2028), [1, 2, 3, 4, 9]),
        ((9, "Учёба", 2025), [1, 2, 9, 3, 4]),
        ((9, "Учёба", 2026), [1, 2, 3, 9, 4]),
        ((9, "Связь", 2026), [1, 2, 3, 4, 9]),
    ],
    ids=["last row that lacks the year", "before later years", "a row anew", "a new direction"],
)
def test_a_task_goes_into_the_row_of_its_direction(task, wanted: list[int]) -> None:
    assert with_task(TASKS, task) == wanted


def test_a_deleted_text_comes_back_after_the_nearest_that_is_still_there() -> None:
    assert with_item_back([1, 4], 3, stood=[1, 2, 3, 4]) == [1, 3, 4]
    assert with_item_back([4], 3, stood=[1, 2, 3, 4]) == [3, 4]


def test_every_order_comes_back_and_what_was_added_since_keeps_its_place() -> None:
    before = [1, 2, 3]
    for after in permutations(before):
        now = [after[0], 9, *after[1:]]
        assert with_order_back(now, before, after) == [1, 9, 2, 3]


def test_an_order_changed_again_does_not_come_back() -> None:
    assert with_order_back([3, 2, 1], [1, 2, 3], [2, 1, 3]) is None


def test_an_order_comes_back_without_what_was_deleted_since() -> None:
    assert with_order_back([2, 1], [1, 2, 3], [3, 2, 1]) == [1, 2]
