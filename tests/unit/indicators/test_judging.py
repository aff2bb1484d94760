"""A value meets its target exactly or does not; what is missing is never zero."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from roadmaps.domain.indicators.judging import Known, Outcome, judge
from roadmaps.domain.indicators.numbers import exact_number, number_words
from roadmaps.domain.indicators.targets import Comparator as C
from roadmaps.domain.indicators.targets import Level
from roadmaps.parsing.target_readings import target_readings

YEAR = 2026
YES, NO = Outcome.REACHED, Outcome.NOT_REACHED
EMPTY, UNCLEAR = Outcome.NO_DATA, Outcome.UNJUDGED
BEFORE = {2025: "60"}

# target | name | unit | fact of 2026 | other facts | baseline | reference | outcome
CASES = [
    ("60", "Доля", "%", "62.5", {}, "", "", YES),
    ("60", "Доля", "%", "60", {}, "", "", YES),
    ("60", "Доля", "%", "59.99", {}, "", "", NO),
    ("60", "Доля", "%", "", {}, "", "", EMPTY),
    ("0", "Число двоек", "", "0", {}, "", "", YES),
    ("0", "Число двоек", "", "", {}, "", "", EMPTY),
    ("не более 5", "Доля", "%", "5", {}, "", "", YES),
    ("не более 5", "Доля", "%", "5.01", {}, "", "", NO),
    ("более 50", "Доля", "%", "50", {}, "", "", NO),
    ("более 50", "Доля", "%", "50.1", {}, "", "", YES),
    ("менее 5", "Доля", "%", "5", {}, "", "", NO),
    ("менее 5", "Доля", "%", "4.9", {}, "", "", YES),
    ("ровно 3", "Пар", "", "3", {}, "", "", YES),
    ("ровно 3", "Пар", "", "4", {}, "", "", NO),
    ("60–65", "Доля", "%", "60", {}, "", "", YES),
    ("60–65", "Доля", "%", "65", {}, "", "", YES),
    ("60–65", "Доля", "%", "65.5", {}, "", "", NO),
    ("60–65", "Доля", "%", "59", {}, "", "", NO),
    ("+5 % к прошлому году", "Доля", "%", "65", BEFORE, "", "", YES),
    ("+5 % к прошлому году", "Доля", "%", "64.9", BEFORE, "", "", NO),
    ("+5 % к прошлому году", "Доля", "%", "55", BEFORE, "", "", NO),
    ("+5 % к прошлому году", "Доля", "%", "65", {}, "", "", UNCLEAR),
    ("+5 % к прошлому году", "Доля", "%", "", BEFORE, "", "", EMPTY),
    ("+5 % к прошлому году", "Сумма", "тыс.", "63", BEFORE, "", "", YES),
    ("+5 % к прошлому году", "Сумма", "тыс.", "62.9", BEFORE, "", "", NO),
    ("−30 % ежегодно", "Количество ШНОР", "школ", "7", {2025: "10"}, "", "", YES),
    ("−30 % ежегодно", "Количество ШНОР", "школ", "8", {2025: "10"}, "", "", NO),
    ("−30 % ежегодно", "Количество ШНОР", "школ", "0", {2025: "10"}, "", "", YES),
    ("−30 % ежегодно", "Количество ШНОР", "школ", "0", {2025: "0"}, "", "", UNCLEAR),
    ("снижение не более чем на 2 п. п.", "Доля", "%", "58", {}, "60", "", YES),
    ("снижение не более чем на 2 п. п.", "Доля", "%", "57.9", {}, "60", "", NO),
    ("снижение не более чем на 2 п. п.", "Доля", "%", "61", {}, "60", "", YES),
    ("рост в 2 раза", "Число", "", "20", {}, "10", "", YES),
    ("рост в 2 раза", "Число", "", "19", {}, "10", "", NO),
    ("снижение в 2 раза", "Число", "", "5", {}, "10", "", YES),
    ("снижение в 2 раза", "Число", "", "0", {}, "10", "", YES),
    ("снижение в 2 раза", "Число", "", "6", {}, "10", "", NO),
    ("увеличение в 2 раза к 2024 году", "Число", "", "20", {2024: "10"}, "", "", YES),
    ("увеличение в 2 раза к 2024 году", "Число", "", "20", BEFORE, "", "", UNCLEAR),
    ("рост", "Доля", "%", "61", BEFORE, "", "", YES),
    ("рост", "Доля", "%", "60", BEFORE, "", "", NO),
    ("снижение", "Доля", "%", "59", BEFORE, "", "", YES),
    ("не ниже среднего по району", "Балл", "", "3.9", {}, "", "3.8", YES),
    ("не ниже среднего по району", "Балл", "", "3.8", {}, "", "3.8", YES),
    ("не ниже среднего по району", "Балл", "", "3.7", {}, "", "3.8", NO),
    ("не ниже среднего по району", "Балл", "", "3.7", {}, "", "", UNCLEAR),
    ("не выше прошлого года", "Доля", "%", "60", BEFORE, "", "", YES),
    ("не выше прошлого года", "Доля", "%", "60.1", BEFORE, "", "", NO),
]


@pytest.mark.parametrize(
    ("text", "name", "unit", "fact", "others", "baseline", "reference", "outcome"), CASES
)
def test_target_is_judged(text, name, unit, fact, others, baseline, reference, outcome) -> None:
    found = target_readings(text, name=name, unit=unit, comparator="", relative_to="")
    facts = {**others, **({YEAR: fact} if fact else {})}
    known = Known(
        unit=unit,
        baseline=Fraction(baseline) if baseline else None,
        baseline_year=2020 if baseline else None,
        actuals={year: Fraction(value) for year, value in facts.items()},
        references={YEAR: Fraction(reference)} if reference else {},
    )
    assert judge(YEAR, found[0], known).outcome is outcome


def test_reason_names_fact_and_target() -> None:
    known = Known(unit="%", actuals={YEAR: Fraction("62.5")})
    said = judge(YEAR, Level(C.AT_LEAST, Decimal(60)), known).reason
    assert said.replace("\u00a0", " ") == "62,5 % при цели не ниже 60 %: достигнут."


def test_rounded_figure_never_decides_and_never_contradicts_the_verdict() -> None:
    known = Known(unit="%", actuals={YEAR: Fraction(5999999, 100000)})
    found = judge(YEAR, Level(C.AT_LEAST, Decimal(60)), known)
    assert found.outcome is NO
    assert "59,99999" in found.reason


def test_missing_earlier_value_is_named() -> None:
    found = target_readings("рост", name="Доля", unit="%", comparator="", relative_to="")
    said = judge(YEAR, found[0], Known(actuals={YEAR: Fraction(5)})).reason
    assert said.replace("\u00a0", " ") == "Сравнить не с чем: не внесён факт за 2025 год."


def test_year_without_a_target_is_not_judged() -> None:
    assert judge(YEAR, None, Known(actuals={YEAR: Fraction(5)})).outcome is Outcome.NO_TARGET


def test_baseline_counts_as_the_value_of_its_year() -> None:
    known = Known(baseline=Fraction(60), baseline_year=2025, actuals={YEAR: Fraction(61)})
    found = target_readings("рост", name="Доля", unit="%", comparator="", relative_to="")
    assert judge(YEAR, found[0], known).outcome is YES


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("62,5", "62.5"),
        ("1 250,5", "1250.5"),
        ("−3", "-3"),
        ("80 %", "80"),
        ("около 5", None),
        ("1e5", None),
        ("", None),
        ("NaN", None),
    ],
)
def test_numbers_are_exact_or_nothing(text: str, number: str | None) -> None:
    assert exact_number(text) == (None if number is None else Decimal(number))


def test_number_is_shown_with_its_own_digits() -> None:
    assert number_words(Decimal("62.500000")) == "62,5"
    assert number_words(Decimal(100)) == "100"
    assert number_words(Fraction(200, 3)) == "66,67"
