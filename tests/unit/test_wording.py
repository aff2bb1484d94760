from datetime import date
from decimal import Decimal

import pytest

from core.values import academic_year, wording


@pytest.mark.parametrize(
    ("number", "expected"),
    [(1, "школа"), (2, "школы"), (5, "школ"), (11, "школ"), (21, "школа"), (112, "школ")],
)
def test_word_agrees_with_number(number, expected):
    assert wording.plural(number, "школа", "школы", "школ") == expected


def test_decimals_round_half_up_with_a_comma():
    assert wording.decimal(Decimal("46.85")) == "46,9"
    assert wording.decimal(Decimal("-0.25")) == "−0,3"
    assert wording.decimal(Decimal("35589.5"), 2) == "35\u00a0589,50"


def test_distance_to_a_date_is_said_in_words():
    today = date(2026, 10, 22)
    assert wording.days_until(today, today) == "сегодня"
    assert wording.days_until(date(2026, 10, 25), today) == "через 3\u00a0дня"
    assert wording.days_until(date(2026, 10, 17), today) == "просрочено на 5\u00a0дней"


def test_academic_year_begins_in_september():
    assert academic_year.of_date(date(2025, 4, 11)) == 2024
    assert academic_year.of_date(date(2025, 9, 1)) == 2025
    assert academic_year.label(2024) == "2024/25"
    assert academic_year.label(1999) == "1999/00"


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("Приказ", "приказ"),
        ("ИОМ педагога", "ИОМ педагога"),
        ("", ""),
        ("А", "А"),
        ("В файле", "в файле"),
    ],
)
def test_first_letter_inside_a_sentence(text, inside):
    assert wording.lower_first(text) == inside


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("Филиал школы № 12", "Филиал школы №\u00a012"),
        ("12 школ из 30", "12\u00a0школ из 30"),
        ("на 10 п. п. и больше", "на 10 п.\u00a0п. и больше"),
        ("1 на проверке", "1 на проверке"),
    ],
)
def test_what_is_one_word_stays_on_one_line(text, bound):
    assert wording.kept_together(text) == bound


@pytest.mark.parametrize(
    ("text", "in_quotes"),
    [
        ("Методисты", "«Методисты»"),
        ("МБУ «Центр»", "«МБУ «Центр»"),
        ("«Точка роста» школы", "«Точка роста» школы»"),
        ("«Центр»", "«Центр»"),
    ],
)
def test_quotes_that_meet_stand_once(text, in_quotes):
    assert wording.quoted(text) == in_quotes
