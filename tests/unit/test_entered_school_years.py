"""Deadlines read by the quarters and holidays that a municipality has entered."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from roadmaps.domain.calendars.school_years import (
    BACKWARDS,
    BEYOND,
    OVERLAPS,
    as_json,
    from_json,
    problems,
    usual_year,
)
from roadmaps.domain.deadlines.reading import PlanPeriod, read_deadline
from roadmaps.domain.deadlines.school_calendar import with_entered

USUAL = usual_year(2026)
FIRST_QUARTER = (date(2026, 9, 1), date(2026, 10, 23))
OWN = USUAL._replace(
    quarters=(FIRST_QUARTER, (date(2026, 11, 2), date(2026, 12, 29)), *USUAL.quarters[2:])
)
ONE_YEAR = PlanPeriod(2026, 2027, school_year=True)
ENTERED = replace(ONE_YEAR, calendar=with_entered(((2026, OWN),)))


def days(text: str, period: PlanPeriod) -> list[date]:
    return [span.end for span in read_deadline(text, period).occurrences]


def test_the_entered_dates_stand_instead_of_the_customary_ones() -> None:
    assert days("по четвертям", ONE_YEAR)[:2] == [date(2026, 10, 27), date(2026, 12, 30)]
    assert days("по четвертям", ENTERED)[:2] == [date(2026, 10, 23), date(2026, 12, 29)]
    assert days("до конца 1 четверти", ENTERED) == [date(2026, 10, 23)]


def test_a_reading_by_entered_dates_is_sure_and_says_nothing_of_customary_ones() -> None:
    usual, entered = (read_deadline("I четверть", one) for one in (ONE_YEAR, ENTERED))
    assert any("обычные" in issue for issue in usual.issues)
    assert not entered.issues
    assert entered.confidence > usual.confidence


def test_a_plan_of_several_years_has_a_calendar_for_each() -> None:
    years = PlanPeriod(2026, 2028, school_year=True, calendar=with_entered(((2026, OWN),)))
    assert days("I четверть, ежегодно", years) == [date(2026, 10, 23), date(2027, 10, 27)]
    # The second year still rests on customary dates.
    assert any("обычные" in issue for issue in read_deadline("по четвертям", years).issues)


def test_a_section_of_the_plan_keeps_the_calendar() -> None:
    from roadmaps.domain.deadlines.sections import period_within

    calendar_years = PlanPeriod(2026, 2028, calendar=ENTERED.calendar)
    narrowed = period_within(calendar_years, ["2026 год"])
    assert narrowed is not None
    assert days("по четвертям", narrowed)[-1] == date(2026, 12, 29)


def test_the_same_dates_are_the_same_calendar_so_that_readings_are_remembered() -> None:
    again = with_entered(((2026, from_json(as_json(OWN))),))
    assert again is ENTERED.calendar


@pytest.mark.parametrize(
    ("table", "place", "stretch", "problem"),
    [
        ("quarters", 0, (date(2026, 10, 23), date(2026, 9, 1)), BACKWARDS),
        ("quarters", 0, (date(2025, 9, 1), date(2026, 10, 23)), BEYOND),
        ("quarters", 1, (date(2026, 10, 20), date(2026, 12, 29)), OVERLAPS),
        ("year", 0, (date(2026, 9, 1), date(2027, 9, 1)), BEYOND),
    ],
)
def test_impossible_stretches_are_named(table, place, stretch, problem) -> None:
    stretches = [*getattr(OWN, table)]
    stretches[place] = stretch
    assert problems(2026, OWN._replace(**{table: tuple(stretches)})) == {(table, place): problem}


def test_customary_dates_have_no_problems() -> None:
    assert problems(2026, USUAL) == {}
