"""Deadline phrases against a table of expected readings, and single rules of the grammar."""

from datetime import date
from decimal import Decimal

import pytest

from roadmaps.domain.deadlines.reading import (
    DeadlineKind,
    PlanPeriod,
    Recurrence,
    Span,
    is_ditto,
    read_deadline,
    reading_as_json,
)
from tests.unit.phrases.table import PLANS, Row, occurrences_match, rows

YEAR = PlanPeriod(2024, 2024)
YEARS = PlanPeriod(2023, 2025)
SCHOOL = PlanPeriod(2023, 2024, school_year=True)


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row.phrase} ({row.plan})")
def test_phrase_reads_as_the_table_says(row: Row) -> None:
    reading = read_deadline(row.phrase, PLANS[row.plan])

    assert reading.kind.value == row.kind
    if "?" not in row.flags:
        recurrences = [flag for flag in row.flags if flag != "by"] or [None]
        assert reading.by == ("by" in row.flags)
        assert (reading.recurrence and reading.recurrence.value) == recurrences[0]
    found = [(span.start, span.end) for span in reading.occurrences]
    assert occurrences_match(row.occurrences, found), found
    assert reading.reading


def test_the_table_is_long_enough() -> None:
    assert len(rows()) >= 250


def test_example_of_the_design_reads_as_written_there() -> None:
    document = reading_as_json(read_deadline("Январь, июль ежегодно", YEARS))

    assert document["kind"] == "recurring"
    assert document["recurrence"] == "yearly"
    assert document["by"] is False
    assert document["occurrences"][:2] == [
        ["2023-01-01", "2023-01-31"],
        ["2023-07-01", "2023-07-31"],
    ]
    assert len(document["occurrences"]) == 6
    assert document["confidence"] == 0.95
    assert document["reading"] == "ежегодно: январь и июль, 2023–2025"
    assert document["alternatives"] == []


def test_limit_has_no_start() -> None:
    assert read_deadline("до 01.02.2023", YEARS).occurrences == (Span(None, date(2023, 2, 1)),)


def test_a_limit_comes_before_the_same_day_without_one() -> None:
    reading = read_deadline("31.10.2024; до 31.10.2024", YEAR)

    day = date(2024, 10, 31)
    assert reading.occurrences == (Span(None, day), Span(day, day))


def test_scopes_become_labels() -> None:
    reading = read_deadline("ОГЭ, ЕГЭ – июль, ВПР – декабрь", YEAR)

    assert [span.label for span in reading.occurrences] == ["ОГЭ, ЕГЭ", "ВПР"]
    assert reading.reading == "ОГЭ, ЕГЭ: июль 2024; ВПР: декабрь 2024"


def test_trailing_scopes_become_labels() -> None:
    reading = read_deadline("июль – ОГЭ; декабрь – ВПР", YEAR)

    assert [span.label for span in reading.occurrences] == ["ОГЭ", "ВПР"]


def test_month_without_a_year_offers_the_first_year_alone() -> None:
    reading = read_deadline("сентябрь", YEARS)

    assert len(reading.occurrences) == 3
    assert [len(other.occurrences) for other in reading.alternatives] == [1]
    assert reading.confidence < Decimal("0.95")


def test_yearly_from_a_named_year_offers_that_year_alone() -> None:
    reading = read_deadline("ежегодно до 1 октября 2024 г.", YEARS)

    assert [span.end.year for span in reading.occurrences] == [2024, 2025]
    assert [other.occurrences for other in reading.alternatives] == [
        (Span(None, date(2024, 10, 1)),)
    ]
    assert reading.confidence < Decimal("0.95")


def test_a_day_that_short_months_lack_is_their_last_and_told() -> None:
    reading = read_deadline("15 и 30 числа ежемесячно", YEAR)

    assert Span(date(2024, 2, 29), date(2024, 2, 29)) in reading.occurrences
    assert reading.reading == "ежемесячно 15-го и 30-го числа, 2024"
    assert reading.issues == ("30-го числа нет в месяцах: февраль. Взят последний день месяца.",)
    assert reading.errors == ()


@pytest.mark.parametrize(
    "text",
    ["28 числа ежемесячно", "последний день месяца", "30 числа ежемесячно с марта по июнь"],
)
def test_nothing_is_told_where_each_month_has_the_day(text: str) -> None:
    assert read_deadline(text, YEAR).issues == ()


def test_year_by_number_offers_the_other_sort_of_years() -> None:
    reading = read_deadline("второй год реализации", YEARS)

    assert reading.occurrences == (Span(date(2024, 1, 1), date(2024, 12, 31)),)
    assert [other.occurrences for other in reading.alternatives] == [
        (Span(date(2024, 9, 1), date(2025, 5, 31)),)
    ]
    assert reading.confidence <= Decimal("0.8")


def test_two_deadlines_in_one_cell_leave_a_choice() -> None:
    reading = read_deadline("До 01.02.2023 / В течение всего периода", YEARS)

    assert reading.by
    assert [other.kind for other in reading.alternatives] == [
        DeadlineKind.CONTINUOUS,
        DeadlineKind.PERIOD,
    ]


def test_till_a_month_may_mean_before_it_begins() -> None:
    reading = read_deadline("до мая 2024", YEARS)

    assert reading.occurrences == (Span(None, date(2024, 5, 31)),)
    assert reading.alternatives[0].occurrences == (Span(None, date(2024, 4, 30)),)


def test_impossible_date_is_an_issue() -> None:
    reading = read_deadline("до 31 июня", YEAR)

    assert reading.occurrences == ()
    assert reading.issues == ("Такой даты нет: 31 июня. Исправьте срок.",)
    assert reading.errors == reading.issues


def test_one_of_two_days_offers_the_other() -> None:
    reading = read_deadline("до 25 (26) мая 2024 г.", YEARS)

    assert reading.occurrences == (Span(None, date(2024, 5, 25)),)
    assert reading.alternatives[0].occurrences == (Span(None, date(2024, 5, 26)),)
    assert reading.confidence < Decimal("0.95")


def test_one_of_two_days_is_never_an_impossible_one() -> None:
    reading = read_deadline("31 (32) июня", YEAR)

    assert reading.occurrences == ()
    assert "Такой даты нет: 31 июня. Исправьте срок." in reading.issues


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1 раз в 1,5 месяца", "раз в 1,5 месяца, 2024"),
        ("раз в полтора месяца", "раз в 1,5 месяца, 2024"),
        ("раз в 2.5 месяца", "раз в 2,5 месяца, 2024"),
    ],
)
def test_halves_of_months_are_told_as_such(text: str, words: str) -> None:
    assert read_deadline(text, YEAR).reading.replace("\u00a0", " ") == words


def test_date_outside_the_plan_is_kept_and_noted() -> None:
    reading = read_deadline("до 16.12.2022", YEARS)

    assert reading.occurrences[0].end == date(2022, 12, 16)
    assert reading.issues == ("Срок выходит за годы плана.",)


def test_usual_school_dates_are_noted() -> None:
    reading = read_deadline("по четвертям", SCHOOL)

    assert reading.recurrence is Recurrence.SCHOOL_QUARTERS
    assert reading.issues
    assert reading.confidence < Decimal("0.95")


def test_words_not_understood_are_listed() -> None:
    reading = read_deadline("май абракадабра", YEAR)

    assert reading.unread == ("абракадабра",)
    assert reading.confidence < Decimal("0.95")


def test_without_a_period_a_month_has_no_date() -> None:
    reading = read_deadline("май")

    assert reading.kind is DeadlineKind.PERIOD
    assert reading.occurrences == ()
    assert reading.reading == "май, год не указан"


@pytest.mark.parametrize("text", ['"', "«»", "-//-", "- // -", "—//—", "то же", "″", '-"-'])
def test_ditto_marks_repeat_the_row_above(text: str) -> None:
    assert is_ditto(text)
    assert read_deadline(text).reading == "как в строке выше"


@pytest.mark.parametrize("text", ["", "-", "—", "май", "нет", "…"])
def test_other_marks_are_no_ditto(text: str) -> None:
    assert not is_ditto(text)


def test_long_plan_is_cut_and_says_so() -> None:
    reading = read_deadline("еженедельно", PlanPeriod(1900, 2200))

    assert len(reading.occurrences) <= 600
    assert len(reading.issues) == 2


def test_unusable_years_give_no_dates() -> None:
    reading = read_deadline("май", PlanPeriod(2025, 2023))

    assert reading.occurrences == ()
    assert reading.issues
