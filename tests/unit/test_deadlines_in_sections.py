"""A section that is a month or a year decides what the deadlines beneath it mean."""

from datetime import date

import pytest

from roadmaps.domain.deadlines.reading import PlanPeriod, read_deadline
from roadmaps.domain.deadlines.sections import SectionTime, period_within, section_time

PLAN = PlanPeriod(2026, 2027)
NOVEMBER = PlanPeriod(2026, 2026, month=11)


@pytest.mark.parametrize(
    ("title", "time"),
    [
        ("Ноябрь", SectionTime(month=11)),
        ("3. НОЯБРЬ 2026 г.", SectionTime(11, (2026, 2026))),
        ("План работы на май", SectionTime(month=5)),
        ("2027 год", SectionTime(years=(2027, 2027))),
        ("2026/27", SectionTime(None, (2026, 2027), is_school_year=True)),
        ("2026–2027 учебный год", SectionTime(None, (2026, 2027), is_school_year=True)),
        ("2026–2027 годы", SectionTime(None, (2026, 2027))),
        ("Работа с кадрами в 2026 году", SectionTime()),
        ("Март – апрель", SectionTime()),
        ("«15» января 2026 г.", SectionTime()),
        ("2", SectionTime()),
        ("", SectionTime()),
    ],
)
def test_a_title_stands_for_the_time_that_it_names_and_says_nothing_else(title, time):
    assert section_time(title) == time


def test_the_innermost_section_that_names_a_time_decides():
    within = period_within(PLAN, ["Ноябрь", "Работа с кадрами", "2027 год"])
    assert within == PlanPeriod(2027, 2027, month=11)


def test_a_school_year_as_section_runs_from_september_to_may():
    within = period_within(PlanPeriod(2026, 2028, school_year=True), ["2027/28 учебный год"])
    assert within is not None
    assert (within.start, within.end) == (date(2027, 9, 1), date(2028, 5, 31))


def test_years_of_a_section_are_known_where_the_plan_names_none():
    assert period_within(None, ["2027 год"]) == PlanPeriod(2027, 2027)
    assert period_within(None, ["Ноябрь"]) is None


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2 неделя", (11, 8), (11, 14)),
        ("до 15", None, (11, 15)),
        ("до 10 числа", None, (11, 10)),
        ("к 20", None, (11, 20)),
        ("с 5 по 10", (11, 5), (11, 10)),
        ("конец месяца", (11, 21), (11, 30)),
        ("10.", (11, 10), (11, 10)),
        ("", (11, 1), (11, 30)),
        ("—", (11, 1), (11, 30)),
        ("постоянно", (11, 1), (11, 30)),
        ("до 15 мая", None, (5, 15)),
    ],
)
def test_days_and_weeks_without_a_month_are_those_of_the_section(text, start, end):
    reading = read_deadline(text, NOVEMBER)
    [span] = reading.occurrences
    assert (span.start, span.end) == (start and date(2026, *start), date(2026, *end))
    assert reading.text == text


def test_what_comes_round_is_narrowed_to_the_month():
    reading = read_deadline("по пятницам", NOVEMBER)
    assert [span.end.day for span in reading.occurrences] == [6, 13, 20, 27]
    assert reading.reading.startswith("ноябрь: ")


def test_events_stay_events_under_a_month():
    assert read_deadline("после ВПР", NOVEMBER) == read_deadline(
        "после ВПР", PlanPeriod(2026, 2026)
    )
