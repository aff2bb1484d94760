"""Years that follow, titles with them, rows that are taken over, days off."""

from datetime import date

import pytest

from core.values.production_calendar import ProductionCalendar
from roadmaps.domain.deadlines.values import DeadlineKind, Span
from roadmaps.domain.new_year.days_off import days_off_in_words
from roadmaps.domain.new_year.taking import RowOutcome, Take, is_once, is_taken
from roadmaps.domain.new_year.years import PlanYears, with_years, without_years


@pytest.mark.parametrize(
    ("years", "following"),
    [
        (PlanYears(2025, 2025), PlanYears(2026, 2026)),
        (PlanYears(2023, 2025), PlanYears(2026, 2028)),
        (PlanYears(2025, 2026, school_year=True), PlanYears(2026, 2027, school_year=True)),
        (PlanYears(2025, 2025, school_year=True), PlanYears(2026, 2026, school_year=True)),
        (PlanYears(2023, 2026, school_year=True), PlanYears(2026, 2029, school_year=True)),
    ],
)
def test_the_next_plan_begins_where_this_one_ends(years: PlanYears, following: PlanYears) -> None:
    assert years.following == following


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Дорожная карта на 2025–2026 годы", "Дорожная карта"),
        ("План (2025-2027 гг.) помощи школам", "План помощи школам"),
        ("План на 2025/26 учебный год", "План"),
        ("План работы на 2025 год по поддержке", "План работы по поддержке"),
        ("План поддержки школ", "План поддержки школ"),
        ("2025", "2025"),
    ],
)
def test_name_of_a_typical_roadmap_has_no_years(title: str, name: str) -> None:
    assert without_years(title) == name


def test_title_names_the_years_as_they_are_counted() -> None:
    assert with_years("План", PlanYears(2026, 2027)) == "План на\u00a02026–2027\u00a0годы"
    assert with_years("План", PlanYears(2026, 2026)) == "План на\u00a02026\u00a0год"
    school = PlanYears(2026, 2027, school_year=True)
    assert with_years("План", school) == "План на\u00a02026/27\u00a0учебный\u00a0год"
    assert len(with_years("я" * 500, school)) == 500


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        (RowOutcome(), "поручений не было"),
        (RowOutcome(12, 0, 12, 0), "выполнено"),
        (RowOutcome(12, 3, 12, 3), "не выполнено: 3 из 12 школ"),
        (RowOutcome(21, 1, 21, 1), "не выполнено: 1 из 21 школы"),
        (RowOutcome(4, 2), "не выполнено: 2 из 4 поручений"),
        (RowOutcome(1, 1), "не выполнено"),
    ],
)
def test_what_became_of_a_row_is_said_in_words(outcome: RowOutcome, words: str) -> None:
    assert outcome.words == words


def test_ready_choices_take_what_they_say() -> None:
    done, open_row = RowOutcome(2, 0), RowOutcome(2, 1)
    assert is_taken(Take.EVERY, done, once=True)
    assert not is_taken(Take.UNFINISHED, done, once=False)
    assert is_taken(Take.UNFINISHED, open_row, once=True)
    assert is_taken(Take.UNFINISHED, RowOutcome(), once=True)
    assert not is_taken(Take.NOT_DONE_ONCE, done, once=True)
    assert is_taken(Take.NOT_DONE_ONCE, done, once=False)
    assert is_taken(Take.NOT_DONE_ONCE, open_row, once=True)


def test_what_comes_round_is_not_once() -> None:
    assert is_once(DeadlineKind.POINT, 1)
    assert is_once(DeadlineKind.PERIOD, 1)
    assert not is_once(DeadlineKind.PERIOD, 2)
    assert not is_once(DeadlineKind.RECURRING, 1)
    assert not is_once(DeadlineKind.BY_SCHEDULE, 0)


def test_fixed_days_off_are_pointed_out_and_months_are_not() -> None:
    calendar = ProductionCalendar()
    sunday, monday = date(2026, 11, 15), date(2026, 11, 16)
    assert days_off_in_words([Span(None, sunday)], calendar) == "15.11.2026 — выходной"
    assert days_off_in_words([Span(monday, monday)], calendar) == ""
    assert days_off_in_words([Span(date(2026, 11, 1), sunday)], calendar) == ""
    four = [Span(None, date(2026, 11, day)) for day in (1, 8, 15, 22)]
    said = "Выходные: 01.11.2026, 08.11.2026, 15.11.2026 и ещё 1"
    assert days_off_in_words(four, calendar) == said


def test_a_day_that_the_office_works_on_is_no_day_off() -> None:
    calendar = ProductionCalendar({date(2026, 11, 15): True})
    assert days_off_in_words([Span(None, date(2026, 11, 15))], calendar) == ""
