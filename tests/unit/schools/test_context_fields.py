"""Fields of context: found by their headers, typed, missing is not zero, shares are exact."""

from decimal import Decimal
from fractions import Fraction

import pytest

from schools.domain.context.fields import BY_KEY, FIELDS, field_of
from schools.domain.context.values import (
    NotUnderstood,
    doubts,
    measure_of,
    read_value,
    value_words,
)


def test_every_field_is_found_by_its_own_title():
    """So that the portal's own workbook is read back, whole."""
    assert [one.key for one in FIELDS if field_of(one.heading) != one] == []


@pytest.mark.parametrize(
    ("header", "key"),
    [
        ("20. количество обучающихся", "pupils"),
        ("25. учителей всего", "teachers"),
        ("26. в 5–9", "teachers_5_9"),
        ("27. первой и высшей категорий", "first_or_highest"),
        ("Учителей (не менее 0,5 ставки)", "teachers"),
        ("учителей (≥0,5 ставки)", "teachers"),
        ("из них обучающихся по АОП", "adapted"),
        ("Родной язык не русский", "other_language"),
        ("15. Размер нас. пункта", "settlement_size"),
        ("17.1 АОП", "adapted_programmes"),
        ("Доля детей из неполных семей, %", "single_parent_share"),
        ("Количество обучающихся, состоящих на учёте в ПДН", "police_record"),
        ("Количество классов в 5-х классах", "classes_5"),
        ("11 класс: количество обучающихся", "pupils_11"),
        ("14. Где расположена ОО", "settlement"),
        ("16. Общественный транспорт до города", "transport"),
        ("Предметы, по которым есть вакансии", "vacant_subjects"),
        ("Оба родителя имеют высшее образование", "parents_higher"),
        ("ПК 36–72 ч.", "training_middle"),
        ("6. ИНН", None),
        ("21. обучающихся 2006 г.р.", None),
        ("Школа", None),
        ("", None),
    ],
)
def test_headers_of_forms(header, key):
    found = field_of(header)
    assert (found.key if found else None) == key


@pytest.mark.parametrize("text", ["", " ", "—", "-", "н/д", "нет данных"])
@pytest.mark.parametrize("key", ["pupils", "single_parent_share", "settlement", "languages"])
def test_no_data_is_no_value(key, text):
    assert read_value(BY_KEY[key], text) is None


@pytest.mark.parametrize(
    ("key", "text", "value", "words"),
    [
        ("pupils", "0", Decimal(0), "0"),
        ("pupils", "1 240", Decimal(1240), "1240"),
        ("pupils", "90,0", Decimal(90), "90"),
        ("single_parent_share", "12,5 %", Decimal("12.5"), "12,5"),
        ("internet_speed", "100", Decimal(100), "100"),
        ("internet_speed", "100 Мбит/с", Decimal(100), "100"),
        ("distance", "7 км", Decimal(7), "7"),
        ("distance", "7.25", Decimal("7.25"), "7,25"),
        ("settlement", "2) Посёлок городского типа", "town", "посёлок городского типа"),
        ("settlement", "сельская местность", "village", "село, деревня, посёлок"),
        ("languages", "русский", "русский", "русский"),
    ],
)
def test_values_are_typed(key, text, value, words):
    assert read_value(BY_KEY[key], text) == value
    assert value_words(BY_KEY[key], value) == words
    assert read_value(BY_KEY[key], words) == value


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("pupils", "-5"),
        ("pupils", "12,5"),
        ("pupils", "Лесная Анна"),
        ("pupils", "NaN"),
        ("pupils", "1e9"),
        ("single_parent_share", "100,1"),
        ("settlement", "на берегу"),
    ],
)
def test_what_is_not_understood_is_refused_without_repeating_it(key, text):
    with pytest.raises(NotUnderstood) as caught:
        read_value(BY_KEY[key], text)
    assert text not in str(caught.value)


def test_share_is_exact_from_the_counts_and_else_as_given():
    values = {"pupils": Decimal(3), "single_parent": Decimal(1)}
    assert measure_of(values, "single_parent") == Fraction(100, 3)
    both = values | {"single_parent_share": Decimal(33)}
    assert measure_of(both, "single_parent") == Fraction(100, 3)
    assert measure_of({"single_parent_share": Decimal("12.5")}, "single_parent") == Fraction(25, 2)
    assert measure_of({"single_parent": Decimal(1)}, "single_parent") is None
    assert measure_of(values | {"pupils": Decimal(0)}, "single_parent") is None
    assert measure_of({"vacancies": Decimal(2)}, "vacancies") == 2
    assert measure_of({}, "vacancies") is None


def test_figures_that_do_not_agree_are_told():
    too_many = {"pupils": Decimal(10), "single_parent": Decimal(11)}
    assert [key for key, _ in doubts(too_many)] == ["single_parent"]
    shares = {
        "pupils": Decimal(10), "single_parent": Decimal(5), "single_parent_share": Decimal(40),
    }  # fmt: skip
    assert [key for key, _ in doubts(shares)] == ["single_parent_share"]
    rounded = shares | {"single_parent_share": Decimal("50.4")}
    assert list(doubts(rounded)) == []
    grades = {"pupils": Decimal(10), "pupils_1": Decimal(6), "pupils_2": Decimal(5)}
    assert [key for key, _ in doubts(grades)] == ["pupils"]
