"""The words of a school's plan without its name and without people."""

from __future__ import annotations

import pytest

from roadmaps.domain.new_year.impersonal import (
    SchoolNames,
    doers_without_people,
    without_people,
)

NUMBERED = SchoolNames(
    ["Школа № 1", "Муниципальное бюджетное общеобразовательное учреждение «Средняя школа № 1»"]
)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Дорожная карта школы № 1", "Дорожная карта школы"),
        ("Школа № 1: план поддержки", "план поддержки"),
        ("План МБОУ «СОШ № 1» по математике", "План школы по математике"),
        ("В школе №1 открыть класс", "В школе открыть класс"),
        (
            "Карта Муниципального бюджетного общеобразовательного учреждения «Средняя школа № 1»",
            "Карта школы",
        ),
        ("Взаимодействие со школой № 10", "Взаимодействие со школой № 10"),
        ("Работа  школы ,  как есть", "Работа  школы ,  как есть"),
        ("", ""),
    ],
)
def test_name_of_a_numbered_school_is_taken_out(before: str, after: str) -> None:
    assert NUMBERED.taken_out(before) == after


def test_name_without_a_number_is_known_in_any_case_and_without_its_form() -> None:
    names = SchoolNames(["МБОУ «Приозёрная гимназия имени А. С. Пушкина»"])
    assert names.taken_out("План Приозёрной гимназии имени А.С. Пушкина") == "План гимназии"
    assert names.taken_out("План другой гимназии") == "План другой гимназии"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Педсовет «Качество в Лесновской СОШ»", "Педсовет «Качество в школе»"),
        ("Встреча с Лесновской СОШ", "Встреча со школой"),
        ("Перевод в Лесновскую СОШ", "Перевод в школу"),
        ("План «Лесновская СОШ»", "План школы"),
        ("План Лесновской СОШ", "План школы"),
        ("«Лесновская СОШ: шаги»", "«шаги»"),
    ],
)
def test_quotes_stay_and_the_word_for_a_school_takes_its_case(before: str, after: str) -> None:
    assert SchoolNames(["Лесновская СОШ"]).taken_out(before) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Завуч Иванова И. И., учителя математики", "Завуч, учителя математики"),
        ("Директор – Смирнова О.В.", "Директор"),
        ("завуч (Иванова Анна Ивановна)", "завуч"),
        ("Школа имени А. С. Пушкина", "Школа имени А. С. Пушкина"),
        ("Педсовет ,  как есть", "Педсовет ,  как есть"),
    ],
)
def test_names_of_people_are_taken_out_of_any_text(before: str, after: str) -> None:
    assert without_people(before) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Петров П.П., Сидорова С. С.", ""),
        ("Иванова, Петрова", ""),
        ("Учитель Кузнецова, Смирнова", "Учитель"),
        ("Директор;\nзавуч Иванова И.И.", "Директор;\nзавуч"),
        ("Методист, педагог-психолог", "Методист, педагог-психолог"),
    ],
)
def test_surnames_alone_are_taken_out_of_responsible_parties(before: str, after: str) -> None:
    assert doers_without_people(before) == after
