"""Few participants: what is said of them and what is not published."""

from hypothesis import given
from hypothesis import strategies as st

from assessments.domain.reading.grids import Cell, Column, Grid, Row
from assessments.domain.small_groups import (
    HIDDEN,
    LEAST_PUBLIC,
    interval_words,
    small_group_words,
    to_hide,
)


def test_one_participant_weighs_more_in_a_small_group():
    assert small_group_words(9) == "1\u00a0участник = 11,1\u00a0п.\u00a0п."
    assert small_group_words(10) is None
    assert small_group_words(0) is None
    assert interval_words(3, 10) == "10,8–60,3"
    assert interval_words(0, 0) == ""


def test_four_are_hidden_and_five_are_not():
    assert to_hide([4, 4, 5, 6]) == {0, 1}
    assert to_hide([5, 6, 7]) == frozenset()


def test_a_single_hidden_group_takes_the_next_smallest_with_it():
    assert to_hide([30, 3, 12, 50]) == {1, 2}


def test_nobody_is_nothing_to_hide():
    assert to_hide([0, 20, 30]) == frozenset()


def test_hidden_groups_of_too_few_people_take_another():
    assert to_hide([1, 2, 40, 9]) == {0, 1, 3}


@given(st.lists(st.integers(0, 40), max_size=12))
def test_no_small_group_is_published_or_follows_from_the_total(numbers):
    hidden = to_hide(numbers)

    shown = [number for place, number in enumerate(numbers) if place not in hidden]
    assert all(number == 0 or number >= LEAST_PUBLIC for number in shown)
    if hidden and any(shown):
        assert len(hidden) > 1
        assert sum(numbers[place] for place in hidden) >= LEAST_PUBLIC


def test_a_published_table_hides_figures_and_rows_that_give_them_away():
    def row(name, people, **more):
        return Row(name, (Cell("33,3", 33),), participants=people, under="1 участник", **more)

    grid = Grid(
        "Таблица", "Школа", (Column("«2», %"),),
        (row("Малая", 3), row("Ещё", 4), row("Большая", 90)),
        (row("Муниципалитет", None), row("Среднее по школам", None, is_public=False)),
    ).published()  # fmt: skip

    assert [row.cells[0].words for row in grid.rows] == [HIDDEN, HIDDEN, "33,3"]
    assert grid.rows[0].cells[0].value == HIDDEN
    assert grid.rows[0].under == ""
    assert [row.title for row in grid.totals] == ["Муниципалитет"]


def test_a_total_that_gives_away_the_only_school_is_hidden_with_it():
    def row(name, people, **more):
        return Row(name, (Cell("33,3", 33),), participants=people, **more)

    def totals(*rows):
        whole = (row("Муниципалитет", None, is_sum=True), row("Регион", 900))
        grid = Grid("Таблица", "Школа", (Column("«2», %"),), rows, whole).published()
        return [one.cells[0].words for one in grid.totals]

    assert totals(row("Одна", 3)) == [HIDDEN, "33,3"]
    assert totals(row("Одна", 2), row("Другая", 2)) == [HIDDEN, "33,3"]
    assert totals(row("Одна", 2), row("Другая", 3)) == ["33,3", "33,3"]
    assert totals(row("Одна", 30)) == ["33,3", "33,3"]
