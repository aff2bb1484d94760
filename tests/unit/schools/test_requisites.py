"""Requisites: check digits warn, cells are read by what their column holds."""

from decimal import Decimal

import pytest

from schools.domain.requisites import doubt_about, standing_of
from schools.parsing.register import read_register


@pytest.mark.parametrize(
    ("key", "number", "is_right"),
    [
        ("inn", "5200000007", True),
        ("inn", "5200000001", False),
        ("inn", "520000000712", False),
        ("inn", "52000OOOO7", False),
        ("ogrn", "1025200000000", True),
        ("ogrn", "1025200000001", False),
        ("kpp", "520001001", True),
        ("kpp", "52000100", False),
        ("oktmo", "22600000", True),
        ("oktmo", "22600000001", True),
        ("oktmo", "226000000", False),
        ("inn", "", True),
        ("address", "12", True),
    ],
)
def test_numbers_are_doubted_by_their_length_and_check_digit(key, number, is_right):
    assert (doubt_about(key, number) == "") is is_right


def test_every_wrong_digit_of_an_inn_is_found():
    """One changed digit never leaves the check digit right, but for the step of ten (11 → 0)."""
    right = "5200000007"
    wrong = [
        right[:place] + digit + right[place + 1 :]
        for place in range(9)
        for digit in "0123456789"
        if digit != right[place]
    ]
    missed = [number for number in wrong if not doubt_about("inn", number)]
    assert len(missed) <= len(wrong) // 10


HEADER = (
    "Логин;Наименование ОО;6. ИНН;КПП;ОГРН;9. Статус организации;10. У ОО есть филиалы?;"
    "11. Организационно-правовая форма;Адрес;Адрес сайта;Адрес электронной почты;"
    "Телефон директора;Директор;Реализует программы НОО;ООО;СОО;Вечерняя (сменная)?;"
    "Учреждение закрытого типа;Широта;Долгота;Дата закрытия\n"
)


def read(rows):
    return read_register((HEADER + rows).encode())


def test_requisites_are_read_by_the_meaning_of_the_header():
    register = read(
        "edu980001;Школа № 1;5200000007;520001001;1025200000000;1) Самостоятельное юридическое "
        "лицо (или головная ОО при наличии филиалов);да;2) Муниципальная организация;п. Лесной, "
        "ул. Школьная, 1;school1.example;school1@example.org;8 900 000-00-00;Лесная А. П.;да;1) Да;"
        "нет;2) Нет;;56,123456;44.5;\n"
    )
    assert register.issues == []
    row = register.rows[0]
    assert row.branch_of is None
    assert row.has_closed_on
    assert row.closed_on is None
    assert dict(row.requisites) == {
        "inn": "5200000007", "kpp": "520001001", "ogrn": "1025200000000",
        "standing": "independent", "legal_form": "2) Муниципальная организация",
        "address": "п. Лесной, ул. Школьная, 1", "director": "Лесная А. П.",
        "phone": "8 900 000-00-00", "email": "school1@example.org", "site": "school1.example",
        "has_primary": True, "has_basic": True, "has_secondary": False, "is_evening": False,
        "is_closed_type": None, "latitude": Decimal("56.123456"),
        "longitude": Decimal("44.500000"),
    }  # fmt: skip


def test_doubtful_number_is_taken_and_what_is_not_understood_is_left():
    register = read("edu980001;Школа № 1;5200000001;;;неизвестно;;;;;;;;иногда;;;;;север;;\n")
    said = {issue.cell: (issue.severity.value, issue.text) for issue in register.issues}
    assert said["C2"][0] == "warning"
    assert "контрольная цифра не сходится" in said["C2"][1]
    assert "Статус «неизвестно» не узнан" in said["F2"][1]
    assert "не «да» и не «нет»" in said["N2"][1]
    assert "«север» не понято" in said["S2"][1]
    requisites = register.rows[0].requisites
    assert requisites["inn"] == "5200000001"
    assert not {"standing", "has_primary", "latitude"} & set(requisites)


@pytest.mark.parametrize(
    ("words", "standing"),
    [
        ("самостоятельное юридическое лицо", "independent"),
        ("Филиал", "branch"),
        ("структурное подразделение", "branch"),
        ("independent", "independent"),
        ("прочее", None),
    ],
)
def test_standing_from_words(words, standing):
    assert standing_of(words) == standing
