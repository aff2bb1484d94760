"""Two clocks: whose turn it was, in working days, from the moves alone."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.values.production_calendar import ProductionCalendar
from roadmaps.domain.clocks import Clocks, Turn, clock_words, clocks_of
from roadmaps.domain.work import Move

COUNT = ProductionCalendar().count
MONDAY = date(2026, 10, 5)


def day(number):
    return MONDAY + timedelta(days=number)


TODAY = day(14)


def read(*moves, begins_on=None, today=TODAY):
    return clocks_of(moves, begins_on, today, COUNT)


def test_day_of_a_move_belongs_to_who_made_it():
    clocks = read((Move.START, day(0)), (Move.SUBMIT, day(2)), (Move.RETURN, day(7)))
    assert clocks == Clocks(doer=2 + 5, office=3, turn=Turn.DOER)


def test_weekend_waits_for_nobody():
    friday, monday = day(4), day(7)
    assert read((Move.SUBMIT, friday), today=day(6)).office == 0
    assert read((Move.SUBMIT, friday), today=monday).office == 1


def test_accepted_work_waits_for_nobody_until_it_is_reopened():
    moves = [(Move.SUBMIT, day(0)), (Move.ACCEPT, day(1))]
    assert read(*moves) == Clocks(doer=0, office=1, turn=None)
    assert read(*moves, (Move.REOPEN, day(9))) == Clocks(doer=3, office=1, turn=Turn.DOER)


def test_doers_clock_runs_from_the_beginning_of_the_work():
    assert read(begins_on=day(7)) == Clocks(doer=5, office=0, turn=Turn.DOER)
    assert read(begins_on=day(20)).doer == 0
    assert read() == Clocks(doer=0, office=0, turn=Turn.DOER)


def test_postponing_changes_no_turn():
    assert read((Move.START, day(0)), (Move.POSTPONE, day(3))).doer == 10


def test_clocks_are_told_in_words():
    words = clock_words(Clocks(5, 1, Turn.DOER), is_school=True).replace("\u00a0", " ")
    assert words == "ждали школу 5 рабочих дней, управление 1 рабочий день"
    assert clock_words(Clocks(0, 0, None), is_school=True) == ""
    assert "исполнителя" in clock_words(Clocks(2, 0, Turn.DOER), is_school=False)


@given(st.lists(st.sampled_from(list(Move)), max_size=8), st.lists(st.integers(0, 30), max_size=8))
def test_both_clocks_together_never_run_faster_than_the_calendar(moves, days):
    made = [(move, day(number)) for move, number in zip(moves, sorted(days), strict=False)]
    clocks = clocks_of(made, day(0), day(40), COUNT)
    assert 0 <= clocks.doer + clocks.office <= COUNT(day(1), day(40))
