"""Months of a calendar."""

from datetime import date

import pytest

from roadmaps.domain.months import Month, months_of_year, year_name, year_of


@pytest.mark.parametrize("text", ["", "2026", "2026-13", "2026-00", "26-011", "20261-1", "٢٠٢٦-11"])
def test_what_is_no_month_is_not_read(text) -> None:
    assert Month.read(text) is None


def test_month_is_read_and_written_alike() -> None:
    assert Month.read("2026-02").key == "2026-02"
    assert Month.read("2026-02").last == date(2026, 2, 28)


def test_month_before_january_is_december() -> None:
    assert Month(2026, 1).shifted(-1) == Month(2025, 12)
    assert Month(2026, 12).shifted(1) == Month(2027, 1)


def test_weeks_are_whole_and_begin_on_monday() -> None:
    weeks = Month(2026, 11).weeks()
    assert weeks[0][0] == date(2026, 10, 26)
    assert {len(week) for week in weeks} == {7}


def test_school_year_is_twelve_months_from_september() -> None:
    months = months_of_year(2026, is_school_year=True)
    assert (months[0], months[-1]) == (Month(2026, 9), Month(2027, 8))
    assert year_name(2026, is_school_year=True) == "2026/27 учебный год"
    assert year_of(date(2027, 8, 31), is_school_year=True) == 2026
