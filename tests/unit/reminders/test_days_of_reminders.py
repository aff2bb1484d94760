"""Reminders go on working days outside quiet periods; what fell between comes with the next."""

from datetime import date, timedelta

import pytest

from core.values.production_calendar import ProductionCalendar
from roadmaps.domain.reminders.choosing import is_reminded
from roadmaps.domain.reminders.days import Round, SendingDays, UnclearPeriods, read_periods
from roadmaps.domain.reminders.values import Task

MONDAY = 0
USUAL = (14, 7, 1, 0)
JULY = read_periods("01.07–31.07")


def rounds(first: date, last: date, days: SendingDays | None = None) -> list[Round]:
    """The rounds of an office that never misses one."""
    days = days or SendingDays()
    found = []
    day = days.last_before(first)
    while (day := days.next_after(day)) <= last:
        previous = days.last_before(day)
        found.append(
            Round(day, previous, days.next_after(day), days.is_weekly(day, MONDAY, after=previous))
        )
    return found


def reminded_on(due_on: date, wanted=USUAL, days: SendingDays | None = None) -> list[date]:
    task = Task(1, "Школа № 1", "Анализ", due_on)
    around = rounds(due_on - timedelta(days=40), due_on + timedelta(days=20), days)
    return [one.today for one in around if is_reminded(task, wanted, one)]


def test_an_ordinary_date_is_reminded_of_14_7_and_1_days_before_and_on_the_day() -> None:
    # Thursday, 26 November 2026.
    assert reminded_on(date(2026, 11, 26)) == [
        date(2026, 11, 12), date(2026, 11, 19), date(2026, 11, 25), date(2026, 11, 26),
    ]  # fmt: skip


def test_the_day_before_a_monday_is_the_friday() -> None:
    assert reminded_on(date(2026, 11, 30), (1,)) == [date(2026, 11, 27)]


def test_a_date_on_a_sunday_is_reminded_of_on_friday_and_never_on_the_weekend() -> None:
    assert reminded_on(date(2026, 11, 29)) == [
        # The 15th and the 22nd are Sundays: their reminders come on Mondays.
        date(2026, 11, 16), date(2026, 11, 23), date(2026, 11, 27),
    ]  # fmt: skip


def test_nothing_goes_in_the_new_year_holidays() -> None:
    days = [one.today for one in rounds(date(2025, 12, 29), date(2026, 1, 14))]
    # 31 December and 9 January are days off by transfer in 2026.
    assert days == [
        date(2025, 12, 29), date(2025, 12, 30), date(2026, 1, 12), date(2026, 1, 13),
        date(2026, 1, 14),
    ]  # fmt: skip


def test_a_date_in_the_holidays_is_reminded_of_on_the_last_working_day_of_the_old_year() -> None:
    assert reminded_on(date(2026, 1, 5), (1, 0)) == [date(2025, 12, 30)]


def test_reminders_that_fell_into_the_holidays_come_on_the_first_working_day() -> None:
    # A week before is 8 January, two weeks before is 1 January.
    assert reminded_on(date(2026, 1, 15), (14, 7)) == [date(2026, 1, 12)]


def test_victory_day_moves_the_reminder_to_the_day_after_the_long_weekend() -> None:
    # 9 May 2026 is a Saturday; its day off is Monday, 11 May.
    assert reminded_on(date(2026, 5, 16), (7,)) == [date(2026, 5, 12)]
    assert reminded_on(date(2026, 5, 12), (1,)) == [date(2026, 5, 8)]


def test_a_saturday_that_is_worked_by_transfer_is_a_day_for_letters() -> None:
    # 1 November 2025 was a working Saturday.
    assert SendingDays().is_open(date(2025, 11, 1))
    assert reminded_on(date(2025, 11, 2), (1,)) == [date(2025, 11, 1)]


def test_the_exceptions_of_an_office_come_first() -> None:
    regional = SendingDays(ProductionCalendar({date(2026, 8, 28): False}))
    assert reminded_on(date(2026, 8, 31), (1,), regional) == [date(2026, 8, 27)]


def test_a_date_in_a_quiet_july_is_reminded_of_before_it() -> None:
    quiet = SendingDays(quiet=JULY)
    assert reminded_on(date(2026, 7, 15), (14, 7, 1, 0), quiet) == [date(2026, 6, 30)]


def test_a_reminder_that_fell_into_a_quiet_july_comes_on_the_first_of_august() -> None:
    quiet = SendingDays(quiet=JULY)
    assert reminded_on(date(2026, 8, 10), (14,), quiet) == [date(2026, 8, 3)]


def test_the_weekly_reminder_goes_once_a_week_after_holidays_too() -> None:
    weekly = [one.today for one in rounds(date(2025, 12, 22), date(2026, 1, 20)) if one.is_weekly]
    assert weekly == [date(2025, 12, 22), date(2025, 12, 29), date(2026, 1, 12), date(2026, 1, 19)]


def test_a_missed_monday_is_made_up_for_on_tuesday() -> None:
    monday, tuesday = date(2026, 11, 23), date(2026, 11, 24)
    friday = date(2026, 11, 20)
    days = SendingDays()
    assert days.is_weekly(tuesday, MONDAY, after=friday)
    assert not days.is_weekly(tuesday, MONDAY, after=monday)


def test_a_day_on_which_the_portal_stood_still_costs_no_reminder() -> None:
    task = Task(1, "", "Анализ", date(2026, 12, 1))
    # The week before is Tuesday, 24 November; the portal came back on Wednesday.
    wednesday = Round(date(2026, 11, 25), date(2026, 11, 23), date(2026, 11, 26), is_weekly=False)
    assert is_reminded(task, (7,), wednesday)


@pytest.mark.parametrize("quiet", [(), JULY])
def test_every_date_of_a_year_is_reminded_of_before_it_has_passed(quiet) -> None:
    for number in range(366):
        due_on = date(2026, 1, 1) + timedelta(days=number)
        days = reminded_on(due_on, days=SendingDays(quiet=quiet))
        assert days, due_on
        assert days[-1] <= due_on
        assert len(days) == len(set(days)) <= len(USUAL)


def test_the_weeks_of_who_reads_once_a_week_have_no_gap() -> None:
    days = SendingDays(quiet=JULY)
    day = days.next_weekly(date(2026, 1, 12), MONDAY)
    while day < date(2026, 12, 1):
        following = days.next_weekly(day, MONDAY)
        assert days.last_weekly(following, MONDAY) == day or not days.is_open(day)
        day = following


def test_quiet_periods_are_read_as_an_office_writes_them() -> None:
    summer, winter = read_periods("01.07 - 31.07; 28.12–08.01")
    assert summer.holds(date(2026, 7, 31))
    assert not summer.holds(date(2026, 8, 1))
    assert winter.holds(date(2026, 12, 31))
    assert winter.holds(date(2027, 1, 8))
    assert not winter.holds(date(2027, 1, 9))
    assert str(winter) == "28.12–08.01"
    assert read_periods(" ") == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("июль", "Не понятно, что такое «июль»"),
        ("01.07–31.06", "число, которого нет"),
        ("01.01–31.12", "366 дней"),
    ],
)
def test_unclear_periods_are_refused_with_a_sentence(text: str, words: str) -> None:
    with pytest.raises(UnclearPeriods, match=words):
        read_periods(text)
