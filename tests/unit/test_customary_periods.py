"""Customary periods of exams, moved from the year that is known."""

from datetime import date

from roadmaps.domain.calendars.customary import in_academic_year


def test_period_lies_in_the_spring_of_the_academic_year():
    found = in_academic_year(date(2026, 4, 20), date(2026, 5, 20), 2027)
    assert (found.starts_on, found.ends_on) == (date(2028, 4, 20), date(2028, 5, 20))
    assert (found.year, found.academic_year) == (2026, 2027)


def test_leap_day_ends_on_the_last_of_february_where_there_is_none():
    found = in_academic_year(date(2028, 2, 1), date(2028, 2, 29), 2028)
    assert found.ends_on == date(2029, 2, 28)
