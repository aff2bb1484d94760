"""Which days are worked in Russia, and counting in them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.values.production_calendar import ProductionCalendar, days_off, transfers_are_known

CALENDAR = ProductionCalendar()


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 1, 8),  # New Year's holidays
        date(2026, 1, 9),  # transferred from Saturday 3 January
        date(2026, 3, 9),  # Monday after Sunday 8 March
        date(2026, 5, 11),
        date(2026, 12, 31),
        date(2025, 5, 8),
        date(2026, 11, 28),  # a plain Saturday
    ],
)
def test_nobody_works_on_holidays_transfers_and_weekends(day: date) -> None:
    assert not CALENDAR.is_working(day)


@pytest.mark.parametrize("day", [date(2026, 11, 25), date(2026, 1, 12), date(2025, 11, 1)])
def test_weekdays_and_transferred_saturdays_are_worked(day: date) -> None:
    assert CALENDAR.is_working(day)


def test_the_office_knows_its_own_days() -> None:
    own = ProductionCalendar({date(2026, 8, 21): False, date(2026, 11, 28): True})
    assert not own.is_working(date(2026, 8, 21))
    assert own.is_working(date(2026, 11, 28))


def test_five_working_days_after_30_december_2025_pass_over_the_holidays() -> None:
    assert CALENDAR.shifted(date(2025, 12, 30), 5) == date(2026, 1, 16)
    assert CALENDAR.shifted(date(2026, 1, 16), -5) == date(2025, 12, 30)


def test_a_day_off_is_moved_to_the_next_or_the_previous_working_day() -> None:
    assert CALENDAR.first_from(date(2026, 1, 1)) == date(2026, 1, 12)
    assert CALENDAR.last_until(date(2026, 1, 11)) == date(2025, 12, 30)
    assert CALENDAR.shifted(date(2026, 1, 1), 0) == date(2026, 1, 12)


def test_working_days_are_counted_with_both_ends() -> None:
    assert CALENDAR.count(date(2026, 11, 23), date(2026, 11, 27)) == 5
    assert CALENDAR.count(date(2026, 1, 1), date(2026, 1, 11)) == 0
    assert CALENDAR.count(date(2026, 11, 27), date(2026, 11, 23)) == 0


DAYS = st.dates(date(2024, 11, 1), date(2027, 2, 28))


@given(DAYS, DAYS, st.dictionaries(DAYS, st.booleans(), max_size=5))
def test_as_many_days_are_counted_as_are_worked_one_by_one(
    first: date, last: date, own: dict[date, bool]
) -> None:
    calendar = ProductionCalendar(own)
    span = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    assert calendar.count(first, last) == sum(calendar.is_working(day) for day in span)


def test_days_off_have_their_names() -> None:
    names = {one.day: one.name for one in days_off(2026)}
    assert names[date(2026, 6, 12)] == "День России"
    assert names[date(2026, 1, 9)] == "Выходной (перенесено с 03.01.2026)"


def test_a_year_whose_transfers_are_not_published_is_told() -> None:
    assert transfers_are_known(2026)
    assert not transfers_are_known(2060)


DAYS = st.dates(date(2020, 1, 1), date(2027, 12, 1))


@given(DAYS, st.integers(1, 30))
def test_going_forth_and_back_by_working_days_comes_home(day: date, days: int) -> None:
    start = CALENDAR.first_from(day)
    there = CALENDAR.shifted(start, days)
    assert CALENDAR.is_working(there)
    assert CALENDAR.shifted(there, -days) == start
    assert CALENDAR.count(start + timedelta(days=1), there) == days
