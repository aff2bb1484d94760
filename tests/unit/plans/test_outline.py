"""The order of a plan and what moving does to it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmaps.domain.outline import (
    OUTSIDE,
    NoSuchPlace,
    Side,
    Target,
    inside,
    laid_out,
    place_of_section,
    read_target,
    rows_of,
    section_place,
    steps_of,
    with_row_at,
    with_section_at,
)

# 1 (2), 3 (empty), 4; rows 11 12 in 1, 21 in 2, 41 in 4, 99 outside.
SECTIONS = [(1, None), (2, 1), (3, None), (4, None)]
ROWS = [(11, 1), (12, 1), (21, 2), (41, 4), (99, None)]


def parts():
    return laid_out(SECTIONS, ROWS)


def moved(row: int, target: Target):
    return rows_of(with_row_at(parts(), row, target))


def test_headings_stand_in_the_order_of_the_plan_empty_ones_too() -> None:
    assert [(one.section, one.rows) for one in parts()] == [
        (1, [11, 12]), (2, [21]), (3, []), (4, [41]), (None, [99]),
    ]  # fmt: skip


def test_row_moves_beside_another_and_takes_its_section() -> None:
    assert moved(12, Target(Side.BEFORE, 41)) == [
        (11, 1), (21, 2), (12, 4), (41, 4), (99, None),
    ]  # fmt: skip


def test_row_moves_into_an_empty_section() -> None:
    assert moved(99, Target(Side.START, 3))[3] == (99, 3)


def test_row_moves_out_of_all_sections() -> None:
    assert moved(11, Target(Side.END, OUTSIDE))[-1] == (11, None)
    without = laid_out(SECTIONS, ROWS[:-1])
    assert rows_of(with_row_at(without, 11, Target(Side.END, OUTSIDE)))[-1] == (11, None)


def test_place_that_is_gone_is_refused() -> None:
    for target in (Target(Side.AFTER, 77), Target(Side.START, 77), Target(Side.BEFORE, 11)):
        with pytest.raises(NoSuchPlace):
            moved(11, target)


@pytest.mark.parametrize("text", ["", "before", "before:", "beside:1", "after:-1", "after:²"])
def test_place_that_cannot_be_read_is_no_place(text: str) -> None:
    with pytest.raises(NoSuchPlace):
        read_target(text)


def test_place_is_read_as_it_is_written() -> None:
    assert read_target(str(Target(Side.AFTER, 12))) == Target(Side.AFTER, 12)


def test_steps_up_and_down_cross_headings() -> None:
    assert steps_of(parts(), 11) == (None, Target(Side.AFTER, 12))
    assert steps_of(parts(), 12) == (Target(Side.BEFORE, 11), Target(Side.BEFORE, 21))
    assert steps_of(parts(), 21) == (Target(Side.AFTER, 12), Target(Side.START, 3))
    assert steps_of(parts(), 99) == (Target(Side.AFTER, 41), None)


def test_section_moves_with_its_parts_and_rows() -> None:
    place = section_place(SECTIONS, 1, Target(Side.AFTER, 4))
    sections, rows = with_section_at(SECTIONS, ROWS, 1, *place)
    assert sections == [(3, None), (4, None), (1, None), (2, 1)]
    assert rows == [(41, 4), (11, 1), (12, 1), (21, 2), (99, None)]


def test_section_moves_into_another() -> None:
    place = section_place(SECTIONS, 4, Target(Side.END, 1))
    assert place == (1, 2)
    sections, rows = with_section_at(SECTIONS, ROWS, 4, *place)
    assert sections == [(1, None), (2, 1), (4, 1), (3, None)]
    assert rows == ROWS


def test_section_comes_first() -> None:
    place = section_place(SECTIONS, 4, Target(Side.BEFORE, 1))
    sections, rows = with_section_at(SECTIONS, ROWS, 4, *place)
    assert sections[0] == (4, None)
    assert rows[0] == (41, 4)


def test_section_does_not_go_into_itself() -> None:
    for target in (Target(Side.END, 1), Target(Side.START, 2), Target(Side.AFTER, 2)):
        with pytest.raises(NoSuchPlace):
            section_place(SECTIONS, 1, target)


@given(st.data())
def test_moving_a_section_loses_nothing_and_can_be_taken_back(data: st.DataObject) -> None:
    count = data.draw(st.integers(1, 7))
    parents = [data.draw(st.sampled_from([None, *range(1, n)])) for n in range(1, count + 1)]
    from roadmaps.domain.outline import in_tree_order

    sections = in_tree_order(zip(range(1, count + 1), parents, strict=True))
    order = [one for one, _ in sections]
    rows = [(100 + n, data.draw(st.sampled_from(order))) for n in range(6)]
    rows.sort(key=lambda row: order.index(row[1]))
    section = data.draw(st.sampled_from(order))
    before = place_of_section(sections, section)
    others = [one for one in order if one not in inside(sections, section)]
    target = Target(data.draw(st.sampled_from(Side)), data.draw(st.sampled_from([*others, 0])))
    if target.id == OUTSIDE and target.side in (Side.BEFORE, Side.AFTER):
        return
    place = section_place(sections, section, target)
    there, rows_there = with_section_at(sections, rows, section, *place)
    assert sorted(one for one, _ in there) == sorted(order)
    assert sorted(rows_there) == sorted(rows)
    assert rows_of(laid_out(there, rows_there)) == rows_there
    assert with_section_at(there, rows_there, section, *before) == (sections, rows)
