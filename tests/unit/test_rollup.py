"""When an activity of many schools counts as done: whole numbers, whatever the rule."""

from __future__ import annotations

from datetime import date

import pytest

from roadmaps.domain.progress import WorkCounts, activity_standing, plan_in_words
from roadmaps.domain.rollup import DateCounts, Enough, RollUp, are_met, rule_words

TODAY = date(2026, 10, 22)
TEN = RollUp(Enough.AT_LEAST, 10)
MOST = RollUp(Enough.SHARE, 80)


@pytest.mark.parametrize(
    ("rule", "accepted", "schools", "needed", "met"),
    [
        (RollUp(), 12, 12, 12, True),
        (RollUp(), 11, 12, 12, False),
        (RollUp(), 0, 0, 0, False),
        (TEN, 9, 12, 10, False),
        (TEN, 10, 12, 10, True),
        (TEN, 12, 12, 10, True),
        (TEN, 9, 9, 10, False),
        (TEN, 0, 0, 10, False),
        (MOST, 9, 12, 10, False),
        (MOST, 10, 12, 10, True),
        (MOST, 8, 10, 8, True),
        (MOST, 7, 10, 8, False),
        (MOST, 1, 1, 1, True),
        (MOST, 0, 1, 1, False),
        (MOST, 0, 0, 0, False),
        (RollUp(Enough.SHARE, 1), 0, 12, 1, False),
        (RollUp(Enough.SHARE, 1), 1, 12, 1, True),
        (RollUp(Enough.SHARE, 33), 33, 100, 33, True),
        (RollUp(Enough.SHARE, 33), 1, 3, 1, True),
        (RollUp(Enough.SHARE, 34), 1, 3, 2, False),
        (RollUp(Enough.SHARE, 67), 2, 3, 3, False),
        (RollUp(Enough.SHARE, 100), 59, 60, 60, False),
        (RollUp(Enough.SHARE, 100), 60, 60, 60, True),
    ],
)
def test_rule_asks_for_so_many_schools(rule, accepted, schools, needed, met):
    assert rule.needed(schools) == needed
    assert rule.is_met(DateCounts(accepted, schools)) is met


def test_more_schools_than_owe_the_work_are_said_to_be_impossible():
    assert TEN.is_beyond(9)
    assert not TEN.is_beyond(10)
    assert not TEN.is_beyond(0)
    assert rule_words(TEN, [DateCounts(9, 9)]) == "нужно 10, а мероприятие выполняют 9\u00a0школ"
    assert rule_words(TEN, [DateCounts(0, 1)]) == "нужно 10, а мероприятие выполняют 1\u00a0школа"


def test_rule_must_be_met_on_each_date_that_is_owed():
    done, open_, nobody = DateCounts(10, 12), DateCounts(9, 12), DateCounts(0, 0)
    assert are_met(TEN, [done, done, nobody])
    assert not are_met(TEN, [done, open_])
    assert not are_met(TEN, [nobody])
    assert not are_met(TEN, [])
    words = rule_words(TEN, [done, open_, nobody])
    assert words == "выполнено 1 из 2\u00a0дат, на каждую нужно не меньше 10\u00a0школ"


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (RollUp(), "всех школ"),
        (TEN, "не меньше 10\u00a0школ"),
        (RollUp(Enough.AT_LEAST, 1), "не меньше 1\u00a0школы"),
        (MOST, "не меньше 80\u00a0% школ"),
    ],
)
def test_rule_in_words(rule, words):
    assert rule.words == words


def work(accepted: int, **more) -> WorkCounts:
    """Twelve schools, one date, ten of which are enough."""
    dates = (DateCounts(accepted, 12),)
    usual = {"total": 12, "accepted": accepted, "rule": TEN, "school_dates": dates}
    return WorkCounts(**usual | more)


def test_activity_with_enough_schools_is_done_though_others_are_late():
    late = {"overdue": 2, "oldest_overdue": date(2026, 10, 1)}
    found = activity_standing(work(10, **late), TODAY)
    assert (found.sign, found.word) == ("done", "выполнено")
    assert found.detail == "10 из 12\u00a0школ, нужно 10"
    missing = activity_standing(work(9, overdue=3, oldest_overdue=date(2026, 10, 1)), TODAY)
    assert missing.is_overdue
    assert missing.detail == "3 из 12 поручений; 9 из 12\u00a0школ, нужно 10"


def test_activity_waits_for_the_office_though_enough_schools_are_accepted():
    shared = work(10, total=13, next_due=date(2027, 5, 1))
    assert not shared.is_accepted
    assert work(11, total=13, school_dates=(DateCounts(10, 12),)).is_accepted


def test_rule_of_an_activity_without_schools_asks_for_everything():
    office = WorkCounts(total=1, accepted=1, rule=TEN, accepted_on=TODAY)
    assert office.is_accepted
    assert office.rule_words == ""


def test_parts_of_a_plan_add_up_whatever_the_rules():
    late = {"overdue": 2, "oldest_overdue": date(2026, 10, 1)}
    every = [work(10, **late), work(9, **late), work(10, undated=2), work(9, undated=3)]
    words = plan_in_words(every)
    assert words == "4\u00a0мероприятия: 2 принято, 1 просрочено, 1 ждёт даты"
