"""Reading a register of schools: columns by meaning, issues with their places."""

import io
from datetime import date

import openpyxl
import pytest

from core.office.errors import UnreadableFileError
from schools.domain.kinds import kind_of
from schools.parsing.register import read_register

CSV = """№;ИНН;Муниципалитет;Код МСУ;Логин ОО;Прежние логины;Краткое наименование;7. Код ОГЭ;\
8. Код ЕГЭ;Тип ОО;Филиал школы;Дата закрытия;Правопреемник
1;5200000007;reg98_m001 | Приозёрный муниципальный район;12;edu980001;sch980101, sch980102;\
МБОУ СОШ № 1;0101;1101;СОШ;;;
2;;reg98_m001 | Приозёрный муниципальный район;12;EDU980002;;Сосновская школа;0102;;ООШ;edu980001;\
31.08.2025;edu980001
"""


def read(text: str, encoding: str = "utf-8"):
    return read_register(text.encode(encoding))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251"])
def test_columns_are_found_by_meaning(encoding):
    register = read(CSV, encoding)
    assert register.issues == []
    first, second = register.rows
    assert first.login == "edu980001"
    assert first.aliases == ("sch980101", "sch980102")
    assert (first.municipality_code, first.municipality_name) == (
        "reg98_m001",
        "Приозёрный муниципальный район",
    )
    assert (first.msu_code, first.oge_code, first.ege_code) == ("12", "0101", "1101")
    assert (first.name, first.kind) == ("МБОУ СОШ № 1", "secondary")
    assert (second.login, second.kind, second.branch_of) == ("edu980002", "basic", "edu980001")
    assert (second.closed_on, second.successor) == (date(2025, 8, 31), "edu980001")


def test_english_headers_are_known():
    register = read(
        "login;aliases;municipality;msu_code;name;oge_code;ege_code;type;branch_of;closed;successor\n"
        "edu980001;sch980101;reg98_m001;12;Школа № 1;101;1101;secondary;;2025-08-31;\n"
    )
    assert register.issues == []
    row = register.rows[0]
    assert (row.aliases, row.oge_code, row.kind) == (("sch980101",), "101", "secondary")
    assert row.closed_on == date(2025, 8, 31)


def test_workbook_with_a_title_above_the_header():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Реестр"
    sheet.append(["Реестр общеобразовательных организаций"])
    sheet.append([])
    sheet.append(["Логин", "Наименование", "Код ОГЭ"])
    sheet.append(["edu980001", "Школа № 1", 101])
    sheet.append(["980002", "Лицей", None])
    sheet.append(["школа", "Гимназия", None])
    stream = io.BytesIO()
    book.save(stream)
    register = read_register(stream.getvalue())
    assert [(row.login, row.oge_code) for row in register.rows] == [
        ("edu980001", "101"),
        ("980002", ""),
    ]
    issue = register.issues[0].as_dict()
    assert issue["source"] == {"sheet": "Реестр", "cell": "A6"}
    assert issue["severity"] == "error"
    assert "«школа» — не логин" in issue["text"]


def test_all_issues_are_told_at_once_with_their_cells():
    register = read(
        "Логин;Прежний логин;Название;Тип;Закрыта\n"
        ";;Без логина;СОШ;\n"
        "edu980001;старый;Школа № 1;пансион;да\n"
        "edu980001;;Школа № 1 снова;СОШ;\n"
        "edu980002;;;СОШ;\n"
    )
    assert [row.login for row in register.rows] == ["edu980001"]
    assert [issue.cell for issue in register.issues] == ["A2", "E3", "B3", "D3", "A4", "A5"]
    assert register.rows[0].has_closed_on is False


def test_a_column_that_is_absent_says_nothing():
    row = read("Логин;Название\nedu980001;Школа № 1\n").rows[0]
    assert row.oge_code is None
    assert row.branch_of is None
    assert row.has_closed_on is False


def test_a_table_without_logins_is_refused_with_a_sentence():
    with pytest.raises(UnreadableFileError, match="не найдена таблица школ"):
        read("Фамилия;Имя\nСоснова;Мария\n")


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("МБОУ СОШ № 5", "secondary"),
        ("МКОУ «Сосновская ООШ»", "basic"),
        ("НШ–ДС «Ёлочка»", "primary_kindergarten"),
        ("Начальная школа – детский сад", "primary_kindergarten"),
        ("МАОУ «Гимназия № 2»", "gymnasium"),
        ("Лицей", "lyceum"),
        ("основная школа-интернат", "boarding"),
        ("Специальная (коррекционная) школа", "special"),
        ("Вечерняя (сменная) школа", "evening"),
        ("Школа № 7", None),
    ],
)
def test_type_of_a_school_from_words(words, kind):
    assert kind_of(words) == kind
